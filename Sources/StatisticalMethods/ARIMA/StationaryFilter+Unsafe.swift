/// The Kalman filter of a stationary ARMA process without missing values, for several columns at once.
///
/// State and transition are those of Harvey (Gardner, Harvey & Phillips 1980, "Algorithm AS 154", Applied Statistics 29):
/// ```
/// wₜ = aₜ[0];   aₜ₊₁[i] = a_{i+1} aₜ[0] + aₜ[i+1] + b_i eₜ₊₁
/// ```
/// As the filter starts from the stationary covariance, that covariance changes by a matrix of rank one from row to row, and
/// variance and gain follow without it (Morf, Sidhu & Kailath 1974, "Some new algorithms for recursive estimation in
/// constant, linear, discrete-time systems"; Mélard 1984, "Algorithm AS 197"): with gain K = T P Z′ (not divided by F),
/// direction L and M = −F/F₁²,
/// ```
/// Fₜ₊₁ = Fₜ + M L[0]²;   Kₜ₊₁ = Kₜ + M L[0] T L;   Lₜ₊₁ = T L − Kₜ₊₁ L[0]/Fₜ₊₁
/// ```
/// that is O(r) a row instead of O(r²). Once the direction has died out the gain is that of the innovations form,
/// `K = a + b` and F = 1, and a row costs as many products as the polynomials have terms.
///
/// The shift in T moves no number: state and direction live in windows that advance by a number a row.
final class StationaryFilter {
    /// How the filter starts.
    enum Start {
        /// From the stationary distribution: the exact Gaussian likelihood.
        case stationary
        /// With the gain of the innovations form, errors before this row taken as 0: the conditional sum of squares.
        case conditional(on: Int)
    }

    /// n: rows of a column.
    let count: Int
    /// The columns, shape `[C, n]`.
    let columns: [Double]
    /// Prediction errors of the columns, shape `[C, n]`.
    private(set) var errors: [Double]
    /// F: variances of the prediction errors in units of that of e, shape `[n]`.
    private(set) var variances: [Double]
    /// The next row to come.
    private(set) var row = 0
    private var autocovariance: ARMAAutocovariance
    private var states: [Double]
    private var direction: [Double]
    private var gain: [Double]
    private var used: [Int] = []
    private var isSteady = false
    private var conditionedRows = 0
    private var directionScale = 0.0
    private var variance = 1.0
    private let stride: Int

    /// Room for models up to this size of the state.
    init(columns: [[Double]], stateSize: Int) {
        count = columns.first?.count ?? 0
        self.columns = columns.flatMap { $0 }
        errors = self.columns
        variances = Array(repeating: 1, count: count)
        stride = count + stateSize + 1
        states = Array(repeating: 0, count: columns.count * stride)
        direction = Array(repeating: 0, count: stride)
        gain = Array(repeating: 0, count: stateSize + 1)
        autocovariance = ARMAAutocovariance(stateSize: stateSize)
    }

    /// Returns to the first row.
    ///
    /// - Parameter used: Which columns to filter.
    /// - Returns: Whether the model is stationary to rounding.
    func begin(_ model: borrowing ARMAPolynomials, columns used: [Int], from start: Start) -> Bool {
        self.used = used
        row = 0
        for column in used {
            for place in column * stride..<(column + 1) * stride { states[place] = 0 }
        }
        switch start {
        case .conditional(let rows):
            (isSteady, conditionedRows, variance) = (true, rows, 1)
            return true
        case .stationary:
            (isSteady, conditionedRows) = (model.order.parameterCount == 0, 0)
            variance = 1
            guard !isSteady else { return true }
            guard autocovariance.update(model) else { return false }
            let size = model.order.stateSize
            variance = autocovariance.firstColumn[0]
            for i in 0..<size { gain[i] = autocovariance.firstColumn[i + 1] }
            for (place, lag) in model.autoregressiveLags.enumerated() {
                gain[lag - 1] += model.autoregressiveValues[place] * variance
            }
            for i in 0..<size { direction[i] = gain[i] }
            for place in size..<stride { direction[place] = 0 }
            directionScale = -1 / variance
            return true
        }
    }

    /// Filters the rows before `end` that are left.
    ///
    /// - Returns: False when a variance falls below that of the errors by more than rounding, as it does next to a unit
    ///   root.
    func advance(_ model: borrowing ARMAPolynomials, to end: Int) -> Bool {
        while row < end, !isSteady {
            let stop = min(end, row + 64)
            guard advanceExactly(model, to: stop) else { return false }
            isSteady = hasConverged(model.order.stateSize)
        }
        if row < end { advanceSteadily(model, to: end) }
        return true
    }

    /// The prediction of the column's next rows, as long as `result`.
    func predict(_ model: borrowing ARMAPolynomials, column: Int, into result: inout [Double]) {
        let size = model.order.stateSize
        var window = Array(repeating: 0.0, count: result.count + size)
        for i in 0..<size { window[i] = states[column * stride + row + i] }
        for step in result.indices {
            result[step] = window[step]
            for (place, lag) in model.autoregressiveLags.enumerated() {
                window[step + lag] += model.autoregressiveValues[place] * window[step]
            }
        }
    }

    /// Whether the remaining change of variance and gain is below 1e-12 of the errors' variance.
    private func hasConverged(_ size: Int) -> Bool {
        guard variance - 1 < 1e-12 else { return false }
        var square = 0.0
        for i in row..<row + size { square += direction[i] * direction[i] }
        return -directionScale * square * variance < 1e-12
    }

    private func advanceSteadily(_ model: borrowing ARMAPolynomials, to end: Int) {
        let (lags, values) = (model.autoregressiveLags, model.autoregressiveValues)
        let (errorLags, errorValues) = (model.movingAverageLags, model.movingAverageValues)
        for row in row..<end { variances[row] = 1 }
        unsafe states.withUnsafeMutableBufferPointer { states in
            for column in used {
                let state = unsafe UnsafeMutableBufferPointer(rebasing: states[column * stride..<(column + 1) * stride])
                for row in row..<end {
                    let value = columns[column * count + row]
                    let error = row < conditionedRows ? 0 : value - (unsafe state[row])
                    errors[column * count + row] = error
                    for k in lags.indices { unsafe state[row + lags[k]] += values[k] * value }
                    for k in errorLags.indices { unsafe state[row + errorLags[k]] += errorValues[k] * error }
                }
            }
        }
        row = end
    }

    private func advanceExactly(_ model: borrowing ARMAPolynomials, to end: Int) -> Bool {
        let (size, first) = (model.order.stateSize, row)
        let (lags, values) = (model.autoregressiveLags, model.autoregressiveValues)
        var isSound = true
        unsafe states.withUnsafeMutableBufferPointer { states in
            unsafe direction.withUnsafeMutableBufferPointer { direction in
                unsafe gain.withUnsafeMutableBufferPointer { gain in
                    guard let g = gain.baseAddress, let l = direction.baseAddress, let s = states.baseAddress
                    else { return }
                    for row in first..<end {
                        variances[row] = variance
                        for column in used {
                            let state = unsafe s + column * stride + row
                            let predicted = unsafe state[0]
                            let error = columns[column * count + row] - predicted
                            errors[column * count + row] = error
                            let share = error / variance
                            for i in 0..<size { unsafe state[i + 1] += g[i] * share }
                            for k in lags.indices { unsafe state[lags[k]] += values[k] * predicted }
                        }
                        let head = unsafe l[row]
                        let next = variance + directionScale * head * head
                        guard next > 1 - 1e-6 else {
                            isSound = false
                            return
                        }
                        let window = unsafe l + row + 1
                        for k in lags.indices { unsafe window[lags[k] - 1] += values[k] * head }
                        let (toGain, toWindow) = (directionScale * head, head / next)
                        for i in 0..<size {
                            let moved = unsafe window[i]
                            let changed = unsafe g[i] + toGain * moved
                            unsafe g[i] = changed
                            unsafe window[i] = moved - toWindow * changed
                        }
                        directionScale *= next / variance
                        variance = next
                    }
                }
            }
        }
        row = end
        return isSound
    }
}
