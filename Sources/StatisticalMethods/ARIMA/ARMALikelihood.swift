import Numerics

/// Prediction errors of a model's columns: what the likelihood is made of.
protocol PredictionErrorFilter: AnyObject {
    /// n: rows of a column.
    var count: Int { get }
    /// Prediction errors of the columns, shape `[C, n]`; 0 where a row says nothing.
    var errors: [Double] { get }
    /// Their variances in units of that of the model's errors, shape `[n]`; 1 where a row says nothing.
    var variances: [Double] { get }

    /// Filters all rows of the columns `used`; false when the model is not stationary to rounding.
    func run(_ model: borrowing ARMAPolynomials, columns used: [Int], from start: StationaryFilter.Start) -> Bool
    /// Rows whose errors the likelihood counts.
    func countedRows(from start: StationaryFilter.Start) -> Int
    /// Rows that say something, less those that differencing uses up: the n of the likelihood.
    var observedRows: Int { get }
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
}

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
final class ARMALikelihood {
    private let filter: any PredictionErrorFilter
    private(set) var model: ARMAPolynomials
    private var start = StationaryFilter.Start.stationary
    private var used: [Int] = [0]
    /// Orthogonal columns of the regressors, shape `[K, n]`.
    private var basis: [Double] = []
    private var weights: [Double] = []

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

    /// Turns to a model of `order` with these of the regressors, from 1 on.
    func turn(to order: ARIMAOrder, regressors: [Int], from start: StationaryFilter.Start) {
        model = ARMAPolynomials(order: order)
        used = [0] + regressors
        self.start = start
        let size = regressors.count * filter.count
        if basis.count < size { basis = Array(repeating: 0, count: size) }
    }

    /// Fills the standardised errors, shape `[n]`, and returns S; ∞ where there is none.
    func sumOfSquares(_ numbers: [Double], _ residuals: inout [Double]) -> Double {
        model.take(numbers)
        guard filter.run(model, columns: used, from: start) else { return .infinity }
        let factor = setWeights()
        let count = filter.count
        for row in 0..<count { residuals[row] = filter.errors[row] * weights[row] * factor }
        for place in 1..<used.count { project(place, &residuals) }
        var sum = 0.0
        for residual in residuals { sum += residual * residual }
        squaredErrors = sum / (factor * factor)
        return sum.isFinite ? sum : .infinity
    }

    /// The logarithm of the likelihood where the sum of squares is `sum`.
    ///
    /// A sum that leaves rows out stands for as many rows of the same mean square, so that models that leave out more
    /// can be compared with those that leave out fewer, as `auto.arima` does.
    func logLikelihood(_ sum: Double) -> Double {
        let meanSquare = sum / Double(max(1, filter.countedRows(from: start)))
        return -0.5 * Double(observedRows) * (ReproducibleMath.log(2 * .pi * meanSquare) + 1)
    }

    /// Σ v²/F without the factor of S, at the numbers last filtered: the residuals' sum of squares.
    private(set) var squaredErrors = 0.0

    /// β of the regressors in use, at the numbers last filtered; 0 for one that the others before it make up.
    func coefficients() -> [Double] {
        let (count, size) = (filter.count, used.count - 1)
        var triangle = Array(repeating: 0.0, count: size * size)
        var right = Array(repeating: 0.0, count: size)
        for place in 0..<size {
            var values = weighted(used[place + 1])
            let before = squares(values)
            for earlier in 0..<place {
                let share = product(earlier, values)
                triangle[earlier * size + place] = share
                for row in 0..<count { values[row] -= share * basis[earlier * count + row] }
            }
            let norm = squares(values)
            triangle[place * size + place] = norm > 1e-12 * before ? norm.squareRoot() : 0
        }
        var series = weighted(0)
        for place in 0..<size {
            right[place] = product(place, series)
            for row in 0..<count { series[row] -= right[place] * basis[place * count + row] }
        }
        var coefficients = right
        for place in stride(from: size - 1, through: 0, by: -1) {
            for later in place + 1..<size { coefficients[place] -= triangle[place * size + later] * coefficients[later] }
            let diagonal = triangle[place * size + place]
            coefficients[place] = diagonal > 0 ? coefficients[place] / diagonal : 0
        }
        return coefficients
    }

    private func weighted(_ column: Int) -> [Double] {
        (0..<filter.count).map { filter.errors[column * filter.count + $0] * weights[$0] }
    }

    private func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }

    private func product(_ place: Int, _ values: [Double]) -> Double {
        values.indices.reduce(0) { $0 + values[$1] * basis[place * values.count + $1] }
    }

    /// Sets `1/√F` and returns (Π F)^{1/2n}.
    private func setWeights() -> Double {
        let variances = filter.variances
        if case .conditional = start {
            for row in variances.indices { weights[row] = 1 }
            return 1
        }
        var (product, logarithm) = (1.0, 0.0)
        for row in variances.indices {
            let variance = variances[row]
            weights[row] = variance == 1 ? 1 : 1 / variance.squareRoot()
            product *= variance
            if product > 0x1p500 {
                logarithm += ReproducibleMath.log(product)
                product = 1
            }
        }
        logarithm += ReproducibleMath.log(product)
        return ReproducibleMath.exp(0.5 * logarithm / Double(max(1, filter.countedRows(from: start))))
    }

    /// Takes the part of a regressor out of the residuals that no regressor before it explains.
    private func project(_ place: Int, _ residuals: inout [Double]) {
        let count = filter.count
        let first = (place - 1) * count
        let errors = filter.errors
        var before = 0.0
        for row in 0..<count {
            let value = errors[used[place] * count + row] * weights[row]
            basis[first + row] = value
            before += value * value
        }
        for earlier in 0..<place - 1 {
            var share = 0.0
            for row in 0..<count { share += basis[first + row] * basis[earlier * count + row] }
            for row in 0..<count { basis[first + row] -= share * basis[earlier * count + row] }
        }
        var norm = 0.0
        for row in 0..<count { norm += basis[first + row] * basis[first + row] }
        // A regressor that is all but a sum of the others is left out.
        let scale = norm > 1e-12 * before ? 1 / norm.squareRoot() : 0
        var share = 0.0
        for row in 0..<count {
            basis[first + row] *= scale
            share += basis[first + row] * residuals[row]
        }
        for row in 0..<count { residuals[row] -= share * basis[first + row] }
    }
}
