/// The filter of the innovations form for a series with missing values, which it takes to be what was forecast for them.
///
/// It works on the series itself: with δ the coefficients of `(1 − B)ᵈ (1 − Bᵐ)ᴰ = 1 − Σ δ_l Bˡ`,
/// ```
/// wₜ = yₜ − Σ δ_l yₜ₋ₗ,   eₜ = wₜ − aₜ[0];   where yₜ is missing, eₜ = 0 and yₜ = aₜ[0] + Σ δ_l yₜ₋ₗ
/// ```
/// Exact once the gain has settled, but for the rows after a gap, whose errors count as if nothing had been missing. Missing
/// rows among the first d + m D repeat the season before, or the row before.
final class SubstitutingFilter: PredictionErrorFilter {
    /// n: rows after those that differencing uses up.
    let count: Int
    let observedRows: Int
    /// Prediction errors, shape `[C, n]`.
    private var errors: [Double]
    /// The columns without missing values, shape `[C, N]`.
    private(set) var whole: [Double]
    private let rows: Int
    private let reach: Int
    private let isObserved: [Bool]
    private let differences: (lags: [Int], values: [Double])
    private var state: [Double]
    private let observedBefore: [Int]

    /// - Parameters:
    ///   - columns: Series and regressors, shape `[C, N]`; the first row is observed.
    ///   - isObserved: Shape `[N]`.
    ///   - order: d, D and m.
    ///   - stateSize: The largest state of the models to come.
    init(columns: [[Double]], isObserved: [Bool], order: ARIMAOrder, stateSize: Int) {
        rows = isObserved.count
        reach = order.differencingReach
        count = max(0, rows - reach)
        self.isObserved = isObserved
        observedBefore = isObserved.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 ? 1 : 0)) }
        observedRows = max(0, observedBefore[rows] - reach)
        differences = DifferencedSeries.coefficients(order)
        whole = columns.flatMap { Self.begun($0, isObserved: isObserved, order: order) }
        errors = Array(repeating: 0, count: columns.count * count)
        state = Array(repeating: 0, count: count + stateSize + 1)
    }

    /// A column whose first d + m D rows have no gap: where one is missing they repeat the season before, or the row before.
    static func begun(_ column: [Double], isObserved: [Bool], order: ARIMAOrder) -> [Double] {
        var filled = column
        for row in filled.indices.prefix(order.differencingReach) where !isObserved[row] {
            filled[row] = filled[row >= order.seasonLength ? row - order.seasonLength : max(0, row - 1)]
        }
        return filled
    }

    func countedRows(from start: StationaryFilter.Start) -> Int {
        let first = if case .conditional(let rows) = start { min(self.rows, reach + rows) } else { min(rows, reach) }
        return observedBefore[rows] - observedBefore[first]
    }

    func copyErrors(of column: Int, into values: inout MutableSpan<Double>) {
        for row in 0..<count { values[row] = errors[column * count + row] }
    }

    func copyVariances(into values: inout MutableSpan<Double>) {
        for row in 0..<count { values[row] = 1 }
    }

    func run(
        _ model: borrowing ARMAPolynomials, columns used: [Int], from start: StationaryFilter.Start
    ) -> Bool {
        let conditioned = if case .conditional(let rows) = start { rows } else { 0 }
        for column in used { run(model, column: column, conditioned: conditioned) }
        return true
    }

    private func run(_ model: borrowing ARMAPolynomials, column: Int, conditioned: Int) {
        for place in state.indices { state[place] = 0 }
        let first = column * rows + reach
        for step in 0..<count {
            let predicted = state[step]
            var before = 0.0
            for (place, lag) in differences.lags.enumerated() {
                before += differences.values[place] * whole[first + step - lag]
            }
            let isObserved = isObserved[reach + step]
            if !isObserved { whole[first + step] = predicted + before }
            let value = isObserved ? whole[first + step] - before : predicted
            let error = step < conditioned || !isObserved ? 0 : value - predicted
            errors[column * count + step] = error
            for (place, lag) in model.autoregressiveLags.enumerated() {
                state[step + lag] += model.autoregressiveValues[place] * value
            }
            for (place, lag) in model.movingAverageLags.enumerated() {
                state[step + lag] += model.movingAverageValues[place] * error
            }
        }
    }
}
