import Numerics

/// The Gaussian likelihood of a regression with ARMA errors, as a sum of squares.
///
/// With prediction errors v of variance σ²F, the likelihood is largest in σ² at the mean of v²/F, and in the coefficients β
/// of the regression where that mean is smallest, which is an ordinary regression of the series' errors on those of the
/// regressors (Harvey & Phillips 1979, "Maximum likelihood estimation of regression models with
/// autoregressive-moving average disturbances", Biometrika 66). What is left is
/// ```
/// −2 ln L = n (ln(2π S/n) + 1);   S = (Π F)^{1/n} Σ v²/F
/// ```
/// so that the model with the smallest sum of squares S is the most likely one (Ljung & Box 1979).
struct ARMALikelihood {
    private let filter: any PredictionErrorFilter
    private(set) var model: ARMAPolynomials
    private var start = StationaryFilter.Start.stationary
    private var used: [Int] = [0]
    /// Orthogonal columns of the regressors, shape `[K, n]`, and the norms and products that made them so, shape `[K, K]`.
    private var basis: [[Double]] = []
    private var triangle: [[Double]] = []
    /// The parts of the series along the basis, shape `[K]`.
    private var shares: [Double] = []
    /// `1/√F`, shape `[n]`.
    private var weights: [Double]
    /// (Π F)^{1/2n}, which the residuals are multiplied by.
    private var factor = 1.0
    /// Σ v²/F without the factor of S, at the numbers last filtered: the residuals' sum of squares.
    private(set) var squaredErrors = 0.0

    /// - Parameter filter: Its first column is the series, the others are the regressors.
    init(_ filter: any PredictionErrorFilter) {
        self.filter = filter
        model = ARMAPolynomials(order: ARIMAOrder(0, 0, 0))
        weights = Array(repeating: 1, count: filter.count)
    }

    /// n: rows of the filter.
    var count: Int { filter.count }

    /// The n of the likelihood.
    var observedRows: Int { filter.observedRows }

    /// Rows whose errors the likelihood of the current model counts.
    var countedRows: Int { filter.countedRows(from: start) }

    /// Turns to a model of `order` with these of the regressors, from 1 on.
    mutating func turn(to order: ARIMAOrder, regressors: [Int], from start: StationaryFilter.Start) {
        model = ARMAPolynomials(order: order)
        used = [0] + regressors
        self.start = start
        shares = Array(repeating: 0, count: regressors.count)
        triangle = Array(repeating: shares, count: regressors.count)
        while basis.count < regressors.count { basis.append(weights) }
    }

    /// Fills the standardised errors, shape `[n]`, and returns S; ∞ where there is none.
    mutating func sumOfSquares(_ numbers: [Double], _ residuals: inout [Double]) -> Double {
        model.take(numbers)
        guard filter.run(model, columns: used, from: start) else { return .infinity }
        factor = setWeights()
        load(0, into: &residuals, factor: factor)
        for place in 0..<used.count - 1 { project(place, &residuals) }
        let sum = Self.product(residuals.span, residuals.span)
        squaredErrors = sum / (factor * factor)
        return sum.isFinite ? sum : .infinity
    }

    /// The logarithm of the likelihood where the sum of squares is `sum`.
    ///
    /// A sum that leaves rows out stands for as many rows of the same mean square, so that models that leave out more
    /// can be compared with those that leave out fewer, as `auto.arima` does.
    func logLikelihood(_ sum: Double) -> Double {
        // No sum is below what rounding makes of values of size 1.
        let meanSquare = max(sum / Double(max(1, filter.countedRows(from: start))), 1e-30)
        return -0.5 * Double(observedRows) * (ReproducibleMath.log(2 * .pi * meanSquare) + 1)
    }

    /// β of the regressors in use, at the numbers last filtered; 0 for one that the others before it make up.
    func coefficients() -> [Double] {
        var coefficients = shares.map { $0 / factor }
        for place in shares.indices.reversed() {
            for later in place + 1..<shares.count {
                coefficients[place] -= triangle[place][later] * coefficients[later]
            }
            let norm = triangle[place][place]
            coefficients[place] = norm > 0 ? coefficients[place] / norm : 0
        }
        return coefficients
    }

    /// Sets `1/√F` and returns (Π F)^{1/2n}.
    private mutating func setWeights() -> Double {
        let (filter, start) = (filter, start)
        var weights = self.weights.mutableSpan
        if case .conditional = start {
            for row in weights.indices { weights[row] = 1 }
            return 1
        }
        filter.copyVariances(into: &weights)
        var (product, logarithm) = (1.0, 0.0)
        for row in weights.indices {
            let variance = weights[row]
            product *= variance
            weights[row] = 1 / variance.squareRoot()
            if product > 0x1p500 || product < 0x1p-500 {
                logarithm += ReproducibleMath.log(product)
                product = 1
            }
        }
        logarithm += ReproducibleMath.log(product) - filter.logDeterminantOffset
        return ReproducibleMath.exp(0.5 * logarithm / Double(max(1, filter.countedRows(from: start))))
    }

    /// The standardised errors of a column, times `factor`.
    private func load(_ column: Int, into values: inout [Double], factor: Double) {
        var values = values.mutableSpan
        filter.copyErrors(of: column, into: &values)
        let weights = weights.span
        for row in weights.indices { values[row] *= weights[row] * factor }
    }

    /// Takes the part of a regressor out of the residuals that no regressor before it explains.
    private mutating func project(_ place: Int, _ residuals: inout [Double]) {
        // Out of the array while it changes, so that the array is not copied.
        var column: [Double] = []
        swap(&column, &basis[place])
        load(used[place + 1], into: &column, factor: 1)
        let before = Self.product(column.span, column.span)
        for earlier in 0..<place {
            let other = basis[earlier]
            let share = Self.product(column.span, other.span)
            triangle[earlier][place] = share
            Self.add(-share, other.span, to: &column)
        }
        let square = Self.product(column.span, column.span)
        // A regressor that is all but a sum of the others is left out, and one of which differencing leaves only rounding:
        // values are of size 1, so that a mean square of 1e-20 is none.
        let norm = square > max(1e-12 * before, 1e-20 * Double(column.count)) ? square.squareRoot() : 0
        triangle[place][place] = norm
        Self.scale(&column, by: norm > 0 ? 1 / norm : 0)
        shares[place] = Self.product(column.span, residuals.span)
        Self.add(-shares[place], column.span, to: &residuals)
        swap(&column, &basis[place])
    }

    private static func product(_ a: Span<Double>, _ b: Span<Double>) -> Double {
        var (even, odd) = (0.0, 0.0)
        let pairs = a.count / 2
        for pair in 0..<pairs {
            even += a[2 * pair] * b[2 * pair]
            odd += a[2 * pair + 1] * b[2 * pair + 1]
        }
        return 2 * pairs < a.count ? even + odd + a[2 * pairs] * b[2 * pairs] : even + odd
    }

    private static func add(_ factor: Double, _ a: Span<Double>, to values: inout [Double]) {
        var values = values.mutableSpan
        for row in a.indices { values[row] += factor * a[row] }
    }

    private static func scale(_ values: inout [Double], by factor: Double) {
        var values = values.mutableSpan
        for row in values.indices { values[row] *= factor }
    }
}
