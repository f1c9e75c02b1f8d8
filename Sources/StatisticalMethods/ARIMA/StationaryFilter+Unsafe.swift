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
@safe final class StationaryFilter {
    /// How the filter starts.
    enum Start {
        /// From the stationary distribution: the exact Gaussian likelihood.
        case stationary
        /// With the gain of the innovations form, errors before this row taken as 0: the conditional sum of squares.
        case conditional(on: Int)
    }

    /// n: rows of a column.
    let count: Int
    /// The next row to come.
    private(set) var row = 0
    /// Shape `[C, n]`.
    private let columns: UnsafeMutablePointer<Double>
    /// Prediction errors of the columns, shape `[C, n]`.
    private let errors: UnsafeMutablePointer<Double>
    /// F: variances of the prediction errors in units of that of e, shape `[n]`.
    private let variances: UnsafeMutablePointer<Double>
    /// Predictions of a column's rows to come as far as they are known, shape `[C, stride]`.
    private let states: UnsafeMutablePointer<Double>
    /// L in the window from the current row on, shape `[stride]`.
    private let direction: UnsafeMutablePointer<Double>
    /// K, shape `[r]`.
    private let gain: UnsafeMutablePointer<Double>
    private let stride: Int
    private var autocovariance: ARMAAutocovariance
    private var used: [Int] = []
    private var isSteady = false
    private var conditionedRows = 0
    private var directionScale = 0.0
    private var variance = 1.0

    /// Room for models up to this size of the state.
    init(columns: [[Double]], stateSize: Int) {
        func memory(_ count: Int) -> UnsafeMutablePointer<Double> {
            let memory = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
            unsafe memory.initialize(repeating: 0, count: max(1, count))
            return unsafe memory
        }
        count = columns.first?.count ?? 0
        stride = count + stateSize + 1
        unsafe self.columns = memory(columns.count * count)
        for (place, value) in columns.joined().enumerated() { unsafe self.columns[place] = value }
        unsafe errors = memory(columns.count * count)
        unsafe variances = memory(count)
        unsafe states = memory(columns.count * stride)
        unsafe direction = memory(stride)
        unsafe gain = memory(stateSize + 1)
        autocovariance = ARMAAutocovariance(stateSize: stateSize)
    }

    deinit {
        unsafe columns.deallocate()
        unsafe errors.deallocate()
        unsafe variances.deallocate()
        unsafe states.deallocate()
        unsafe direction.deallocate()
        unsafe gain.deallocate()
    }

    /// Returns to the first row.
    ///
    /// - Parameter used: Which columns to filter.
    /// - Returns: Whether the model is stationary to rounding.
    func begin(_ model: borrowing ARMAPolynomials, columns used: [Int], from start: Start) -> Bool {
        self.used = used
        row = 0
        for column in used { unsafe (states + column * stride).update(repeating: 0, count: stride) }
        variance = 1
        switch start {
        case .conditional(let rows):
            (isSteady, conditionedRows) = (true, rows)
            return true
        case .stationary:
            (isSteady, conditionedRows) = (model.order.parameterCount == 0, 0)
            return isSteady || beginExactly(model)
        }
    }

    private func beginExactly(_ model: borrowing ARMAPolynomials) -> Bool {
        guard autocovariance.update(model) else { return false }
        let size = model.order.stateSize
        variance = autocovariance.firstColumn[0]
        for i in 0..<size { unsafe gain[i] = autocovariance.firstColumn[i + 1] }
        for (place, lag) in model.autoregressiveLags.enumerated() {
            unsafe gain[lag - 1] += model.autoregressiveValues[place] * variance
        }
        unsafe direction.update(from: gain, count: size)
        unsafe (direction + size).update(repeating: 0, count: stride - size)
        directionScale = -1 / variance
        return true
    }

    /// Filters the rows before `end` that are left.
    ///
    /// - Returns: False when a variance falls below that of the errors by more than rounding, as it does next to a unit
    ///   root.
    func advance(_ model: borrowing ARMAPolynomials, to end: Int) -> Bool {
        while row < end, !isSteady {
            guard advanceExactly(model, to: min(end, row + 64)) else { return false }
            isSteady = hasConverged(model.order.stateSize)
        }
        if row < end { advanceSteadily(model, to: end) }
        return true
    }

    /// The prediction of the column's next rows, as long as `result`.
    func predict(_ model: borrowing ARMAPolynomials, column: Int, into result: inout [Double]) {
        let size = model.order.stateSize
        var window = Array(repeating: 0.0, count: result.count + size)
        for i in 0..<size { window[i] = unsafe states[column * stride + row + i] }
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
        for i in row..<row + size { square += unsafe direction[i] * direction[i] }
        return -directionScale * square * variance < 1e-12
    }

    private func advanceSteadily(_ model: borrowing ARMAPolynomials, to end: Int) {
        let (lags, values) = (model.autoregressiveLags, model.autoregressiveValues)
        let (errorLags, errorValues) = (model.movingAverageLags, model.movingAverageValues)
        let (first, conditioned) = (row, conditionedRows)
        for row in first..<end { unsafe variances[row] = 1 }
        for column in used {
            let state = unsafe states + column * stride
            let (column, errors) = unsafe (columns + column * count, self.errors + column * count)
            for row in first..<end {
                let value = unsafe column[row]
                let error = row < conditioned ? 0 : value - (unsafe state[row])
                unsafe errors[row] = error
                for k in lags.indices { unsafe state[row + lags[k]] += values[k] * value }
                for k in errorLags.indices { unsafe state[row + errorLags[k]] += errorValues[k] * error }
            }
        }
        row = end
    }

    private func advanceExactly(_ model: borrowing ARMAPolynomials, to end: Int) -> Bool {
        let (size, used) = (model.order.stateSize, used)
        let (lags, values) = (model.autoregressiveLags, model.autoregressiveValues)
        let (gain, states, count, stride) = unsafe (self.gain, self.states, self.count, self.stride)
        var (row, variance, scale) = (self.row, self.variance, directionScale)
        while row < end {
            unsafe variances[row] = variance
            for column in used {
                let state = unsafe states + column * stride + row
                let predicted = unsafe state[0]
                let error = unsafe columns[column * count + row] - predicted
                unsafe errors[column * count + row] = error
                let share = error / variance
                for i in 0..<size { unsafe state[i + 1] += gain[i] * share }
                for k in lags.indices { unsafe state[lags[k]] += values[k] * predicted }
            }
            let head = unsafe direction[row]
            let next = variance + scale * head * head
            guard next > 1 - 1e-6 else { return false }
            let window = unsafe direction + row + 1
            for k in lags.indices { unsafe window[lags[k] - 1] += values[k] * head }
            let (toGain, toWindow) = (scale * head, head / next)
            for i in 0..<size {
                let moved = unsafe window[i]
                let changed = unsafe gain[i] + toGain * moved
                unsafe gain[i] = changed
                unsafe window[i] = moved - toWindow * changed
            }
            scale *= next / variance
            variance = next
            row += 1
        }
        (self.row, self.variance, directionScale) = (row, variance, scale)
        return true
    }
}

extension StationaryFilter: PredictionErrorFilter {
    func run(_ model: borrowing ARMAPolynomials, columns used: [Int], from start: Start) -> Bool {
        begin(model, columns: used, from: start) && advance(model, to: count)
    }

    func countedRows(from start: Start) -> Int {
        if case .conditional(let rows) = start { return count - rows }
        return count
    }

    var observedRows: Int { count }

    func copyErrors(of column: Int, into values: inout MutableSpan<Double>) {
        for row in 0..<count { values[row] = unsafe errors[column * count + row] }
    }

    func copyVariances(into values: inout MutableSpan<Double>) {
        for row in 0..<count { values[row] = unsafe variances[row] }
    }
}
