import Numerics

/// The Kalman filter of a seasonal ARIMA process with missing values, for several columns at once.
///
/// The state holds that of the differences, as ``StationaryFilter`` has it, and the last `s = d + m D` values of the series
/// (Harvey & McKenzie 1982; Harvey 1989, "Forecasting, Structural Time Series Models and the Kalman Filter", section 3.4):
/// with δ the coefficients of the differencing,
/// ```
/// yₜ = aₜ[0] + Σ δ_l yₜ₋ₗ;   state (aₜ[0] … aₜ[r − 1], yₜ₋₁ … yₜ₋ₛ)
/// ```
/// The first s values are known where they are observed. Where they are missing they are diffuse: a variance of 10⁷ in units of
/// that of the errors about the value of the season, or row, before. A missing row changes nothing but what is predicted.
///
/// O((r + s)²) a row, as only the few terms of the polynomials meet the whole covariance.
@safe final class DiffuseFilter {
    /// κ: R takes 10⁶; with guesses for the mean ten times that loses no digit that counts.
    private static let diffuseVariance = 1e7

    /// n: rows after those that differencing uses up.
    let count: Int
    let observedRows: Int
    /// The first row with a state, s.
    let reach: Int
    private let rows: Int
    private let isObserved: [Bool]
    private let differences: (lags: [Int], values: [Double])
    /// Missing ones of the first s rows.
    private let diffuseRows: Int
    /// Shape `[C, N]`, the first s rows without gaps.
    private let columns: [Double]
    /// The next row to come.
    private(set) var row = 0
    private var size = 0
    private var used: [Int] = []
    private let capacity: Int
    private let errors: UnsafeMutablePointer<Double>
    private let variances: UnsafeMutablePointer<Double>
    /// Shape `[C, capacity]`.
    private let states: UnsafeMutablePointer<Double>
    /// Shape `[size, size]`.
    private var covariance: UnsafeMutablePointer<Double>
    private var moved: UnsafeMutablePointer<Double>
    private let gain: UnsafeMutablePointer<Double>
    private let line: UnsafeMutablePointer<Double>
    private var autocovariance: ARMAAutocovariance

    /// - Parameters:
    ///   - columns: Series and regressors, shape `[C, N]`; the first row is observed.
    ///   - isObserved: Shape `[N]`.
    ///   - order: d, D and m.
    ///   - stateSize: The largest r of the models to come.
    init(columns: [[Double]], isObserved: [Bool], order: ARIMAOrder, stateSize: Int) {
        func memory(_ count: Int) -> UnsafeMutablePointer<Double> {
            let memory = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
            unsafe memory.initialize(repeating: 0, count: max(1, count))
            return unsafe memory
        }
        rows = isObserved.count
        reach = order.differencingReach
        count = max(0, rows - reach)
        self.isObserved = isObserved
        differences = DifferencedSeries.coefficients(order)
        diffuseRows = isObserved.prefix(reach).reduce(0) { $0 + ($1 ? 0 : 1) }
        observedRows = max(0, isObserved.reduce(0) { $0 + ($1 ? 1 : 0) } - reach)
        self.columns = columns.flatMap { SubstitutingFilter.begun($0, isObserved: isObserved, order: order) }
        capacity = stateSize + reach
        unsafe errors = memory(columns.count * count)
        unsafe variances = memory(count)
        unsafe states = memory(columns.count * capacity)
        unsafe covariance = memory(capacity * capacity)
        unsafe moved = memory(capacity * capacity)
        unsafe gain = memory(capacity)
        unsafe line = memory(capacity)
        autocovariance = ARMAAutocovariance(stateSize: stateSize)
    }

    deinit {
        unsafe errors.deallocate()
        unsafe variances.deallocate()
        unsafe states.deallocate()
        unsafe covariance.deallocate()
        unsafe moved.deallocate()
        unsafe gain.deallocate()
        unsafe line.deallocate()
    }

    /// Returns to the first row with a state; false when the model is not stationary to rounding.
    func begin(_ model: borrowing ARMAPolynomials, columns used: [Int]) -> Bool {
        let r = model.order.stateSize
        (row, self.used, size) = (reach, used, r + reach)
        guard autocovariance.update(model) else { return false }
        for column in used {
            let state = unsafe states + column * capacity
            for i in 0..<r { unsafe state[i] = 0 }
            for lag in 0..<reach where reach <= rows {
                unsafe state[r + lag] = columns[column * rows + reach - 1 - lag]
            }
        }
        unsafe covariance.update(repeating: 0, count: size * size)
        setStationaryCovariance(model)
        for lag in 0..<reach where reach <= rows && !isObserved[reach - 1 - lag] {
            unsafe covariance[(r + lag) * (size + 1)] = Self.diffuseVariance
        }
        return true
    }

    /// `P[i, j] = a_i a_j P[0, 0] + a_i P[0, j + 1] + a_j P[i + 1, 0] + P[i + 1, j + 1] + b_i b_j`, from the last row on.
    private func setStationaryCovariance(_ model: borrowing ARMAPolynomials) {
        let r = model.order.stateSize
        var (phi, noise) = (Array(repeating: 0.0, count: r), Array(repeating: 0.0, count: r))
        for (lag, value) in zip(model.autoregressiveLags, model.autoregressiveValues) { phi[lag - 1] = value }
        noise[0] = 1
        for (lag, value) in zip(model.movingAverageLags, model.movingAverageValues) { noise[lag] = value }
        let first = autocovariance.firstColumn
        for i in (0..<r).reversed() {
            for j in (i..<r).reversed() {
                var value = phi[i] * phi[j] * first[0] + noise[i] * noise[j]
                if j + 1 < r {
                    value += phi[i] * first[j + 1] + (unsafe covariance[(i + 1) * size + j + 1])
                }
                if i + 1 < r { value += phi[j] * first[i + 1] }
                unsafe covariance[i * size + j] = value
                unsafe covariance[j * size + i] = value
            }
        }
    }

    /// Filters the rows before `end` that are left.
    func advance(_ model: borrowing ARMAPolynomials, to end: Int) {
        while row < end {
            let place = row - reach
            if isObserved[row] { update(model, place) } else { skip(place) }
            moveStates(model)
            moveCovariance(model)
            row += 1
        }
    }

    private func skip(_ place: Int) {
        unsafe variances[place] = 1
        for column in used { unsafe errors[column * count + place] = 0 }
    }

    /// Learns from the row's value.
    private func update(_ model: borrowing ARMAPolynomials, _ place: Int) {
        let (r, size) = (model.order.stateSize, size)
        let (lags, values) = differences
        let (covariance, gain) = unsafe (covariance, gain)
        for i in 0..<size { unsafe gain[i] = covariance[i] }
        for (lag, value) in zip(lags, values) {
            let line = unsafe covariance + (r + lag - 1) * size
            for i in 0..<size { unsafe gain[i] += value * line[i] }
        }
        var variance = unsafe gain[0]
        for (lag, value) in zip(lags, values) { variance += value * (unsafe gain[r + lag - 1]) }
        variance = max(variance, 1e-12)
        unsafe variances[place] = variance
        for column in used {
            let state = unsafe states + column * capacity
            let error = columns[column * rows + row] - observation(column, r)
            unsafe errors[column * count + place] = error
            let share = error / variance
            for i in 0..<size { unsafe state[i] += gain[i] * share }
        }
        for i in 0..<size {
            let line = unsafe covariance + i * size
            let share = unsafe gain[i] / variance
            for j in 0..<size { unsafe line[j] -= share * gain[j] }
        }
    }

    private func observation(_ column: Int, _ r: Int) -> Double {
        let state = unsafe states + column * capacity
        var value = unsafe state[0]
        for (lag, coefficient) in zip(differences.lags, differences.values) {
            value += coefficient * (unsafe state[r + lag - 1])
        }
        return value
    }

    private func moveStates(_ model: borrowing ARMAPolynomials) {
        let r = model.order.stateSize
        for column in used {
            let state = unsafe states + column * capacity
            let (value, head) = (observation(column, r), unsafe state[0])
            for i in 0..<r - 1 { unsafe state[i] = state[i + 1] }
            unsafe state[r - 1] = 0
            for (lag, coefficient) in zip(model.autoregressiveLags, model.autoregressiveValues) {
                unsafe state[lag - 1] += coefficient * head
            }
            for i in stride(from: size - 1, to: r, by: -1) { unsafe state[i] = state[i - 1] }
            if reach > 0 { unsafe state[r] = value }
        }
    }

    /// `T P T′ + R R′`.
    private func moveCovariance(_ model: borrowing ARMAPolynomials) {
        let (r, size, reach) = (model.order.stateSize, size, reach)
        let (lags, values) = (model.autoregressiveLags, model.autoregressiveValues)
        let (source, target, line) = unsafe (covariance, moved, line)
        var term = 0
        for i in 0..<size {
            // Row i of T P, into `line`.
            switch i {
            case r:
                unsafe line.update(from: source, count: size)
                for (lag, value) in zip(differences.lags, differences.values) {
                    let other = unsafe source + (r + lag - 1) * size
                    for j in 0..<size { unsafe line[j] += value * other[j] }
                }
            case r - 1: unsafe line.update(repeating: 0, count: size)
            case ..<r: unsafe line.update(from: source + (i + 1) * size, count: size)
            default: unsafe line.update(from: source + (i - 1) * size, count: size)
            }
            if term < lags.count, lags[term] == i + 1 {
                for j in 0..<size { unsafe line[j] += values[term] * source[j] }
                term += 1
            }
            // Times T′.
            let result = unsafe target + i * size
            for j in 0..<r - 1 { unsafe result[j] = line[j + 1] }
            unsafe result[r - 1] = 0
            for k in lags.indices { unsafe result[lags[k] - 1] += values[k] * line[0] }
            guard reach > 0 else { continue }
            for j in r + 1..<size { unsafe result[j] = line[j - 1] }
            var value = unsafe line[0]
            for (lag, coefficient) in zip(differences.lags, differences.values) {
                value += coefficient * (unsafe line[r + lag - 1])
            }
            unsafe result[r] = value
        }
        unsafe addNoise(model, target)
        unsafe (covariance, moved) = (target, source)
    }

    private func addNoise(_ model: borrowing ARMAPolynomials, _ target: UnsafeMutablePointer<Double>) {
        let (lags, values) = (model.movingAverageLags, model.movingAverageValues)
        unsafe target[0] += 1
        for k in lags.indices {
            unsafe target[lags[k]] += values[k]
            unsafe target[lags[k] * size] += values[k]
            for j in lags.indices { unsafe target[lags[k] * size + lags[j]] += values[k] * values[j] }
        }
    }

    /// The forecasts of the next rows of a column, and their variances in units of that of the errors.
    ///
    /// No row may be filtered afterwards without ``begin(_:columns:)``.
    func predict(
        _ model: borrowing ARMAPolynomials, column: Int, horizon: Int
    ) -> (means: [Double], variances: [Double]) {
        let r = model.order.stateSize
        var (means, variances): ([Double], [Double]) = ([], [])
        for _ in 0..<horizon {
            means.append(observation(column, r))
            variances.append(predictedVariance(r))
            moveStates(model)
            moveCovariance(model)
        }
        return (means, variances)
    }

    private func predictedVariance(_ r: Int) -> Double {
        let terms = [(0, 1.0)] + zip(differences.lags, differences.values).map { (r + $0 - 1, $1) }
        var sum = 0.0
        for (i, a) in terms { for (j, b) in terms { sum += a * b * (unsafe covariance[i * size + j]) } }
        return max(0, sum)
    }

    /// The state at the current row.
    func state() -> (states: [Double], covariance: [Double]) {
        (
            (0..<capacity * (used.last ?? 0) + capacity).map { unsafe states[$0] },
            (0..<size * size).map { unsafe covariance[$0] }
        )
    }

    /// Returns to a state of the current row.
    func restore(_ saved: (states: [Double], covariance: [Double])) {
        for (place, value) in saved.states.enumerated() { unsafe states[place] = value }
        for (place, value) in saved.covariance.enumerated() { unsafe covariance[place] = value }
    }
}

extension DiffuseFilter: PredictionErrorFilter {
    func run(_ model: borrowing ARMAPolynomials, columns used: [Int], from start: StationaryFilter.Start) -> Bool {
        guard begin(model, columns: used) else { return false }
        advance(model, to: rows)
        return true
    }

    func countedRows(from start: StationaryFilter.Start) -> Int { observedRows }

    /// `nᵈ ln κ`: the diffuse likelihood leaves out what the variance of diffuse values contributes.
    var logDeterminantOffset: Double { Double(diffuseRows) * ReproducibleMath.log(Self.diffuseVariance) }

    func copyErrors(of column: Int, into values: inout MutableSpan<Double>) {
        for row in 0..<count { values[row] = unsafe errors[column * count + row] }
    }

    func copyVariances(into values: inout MutableSpan<Double>) {
        for row in 0..<count { values[row] = unsafe variances[row] }
    }
}
