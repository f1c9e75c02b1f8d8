/// First guesses at the coefficients of ARMA models of one series.
///
/// Hannan & Rissanen 1982, "Recursive estimation of mixed autoregressive-moving average order", Biometrika 69: a long
/// autoregression stands for the errors, and an ordinary regression on earlier values and these errors gives φ, Φ, θ and
/// Θ. The sums that all these regressions need are computed once.
struct ARMAStart {
    private static let shortLags = 5
    private static let seasonalLags = 2
    /// Two seasons of up to 250 rows; an autoregression of more would take longer than the search.
    private static let longestAutoregression = 500

    private let seasonLength: Int
    /// Products of the regressors and the series, shape `[2 (5 + 2) + 1]²`: values at lags 1…5, m and 2m, errors at the
    /// same, and the value itself.
    private let products: [[Double]]

    /// - Parameter values: The differenced series, shape `[n]`, without missing values.
    /// - Returns: nil where the series is too short for the regressions.
    init?(_ values: [Double], seasonLength: Int) {
        let count = values.count
        let reach = seasonLength > 1 ? 2 * seasonLength + 1 : Self.shortLags
        let length = min(max(reach, 10), count / 4, Self.longestAutoregression)
        guard length >= 1, let errors = Self.errors(values, length: length) else { return nil }
        self.seasonLength = seasonLength
        let mean = values.reduce(0, +) / Double(count)
        let centered = values.map { $0 - mean }
        var lags = Array(1...Self.shortLags)
        if seasonLength > 1 { lags += (1...Self.seasonalLags).map { $0 * seasonLength } }
        let columns = lags.map { (centered, $0) } + lags.map { (errors, $0) } + [(centered, 0)]
        products = columns.map { a in
            columns.map { b in
                var sum = 0.0
                for row in max(a.1, b.1, length)..<max(count, max(a.1, b.1, length)) {
                    sum += a.0[row - a.1] * b.0[row - b.1]
                }
                return sum
            }
        }
        guard products.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
    }

    /// Unbounded numbers of a model of `order`, as ``ARMAPolynomials`` takes them; nil where the regression has no solution.
    func numbers(_ order: ARIMAOrder) -> [Double]? {
        let short = Self.shortLags
        guard order.autoregressive <= short, order.movingAverage <= short,
            max(order.seasonalAutoregressive, order.seasonalMovingAverage) <= Self.seasonalLags
        else { return nil }
        let half = (products.count - 1) / 2
        let places =
            Array(0..<order.autoregressive) + (0..<order.seasonalAutoregressive).map { short + $0 }
            + (0..<order.movingAverage).map { half + $0 }
            + (0..<order.seasonalMovingAverage).map { half + short + $0 }
        guard !places.isEmpty else { return [] }
        var matrix = places.flatMap { row in places.map { products[row][$0] } }
        // A ridge of a thousandth, as values and errors of neighbouring lags are all but the same in some series.
        for k in places.indices { matrix[k * places.count + k] *= 1.001 }
        guard let solution = LinearSystem.solved(matrix, places.map { products[$0][products.count - 1] }) else {
            return nil
        }
        var rest = solution[...]
        func part(_ count: Int, sign: Double) -> [Double] {
            defer { rest = rest.dropFirst(count) }
            return Self.numbers(rest.prefix(count).map { sign * $0 })
        }
        return part(order.autoregressive, sign: 1) + part(order.seasonalAutoregressive, sign: 1)
            + part(order.movingAverage, sign: -1) + part(order.seasonalMovingAverage, sign: -1)
    }

    /// The numbers of `1 − Σ c_k zᵏ`, with its roots moved away from 0 until they lie outside the unit circle.
    private static func numbers(_ coefficients: [Double]) -> [Double] {
        var coefficients = coefficients
        for _ in 0..<60 {
            if let partials = ARMAPolynomials.partials(coefficients), partials.allSatisfy({ abs($0) < 0.97 }) {
                return partials.map { $0 / (1 - $0 * $0).squareRoot() }
            }
            var factor = 1.0
            for k in coefficients.indices {
                factor *= 0.95
                coefficients[k] *= factor
            }
        }
        return coefficients.map { _ in 0.1 }
    }

    /// What an autoregression of this length leaves, shape `[n]`; zeros before its first row.
    ///
    /// Its coefficients are those of Burg 1975, "Maximum entropy spectral analysis", which are stationary and less biased in short
    /// series than those from sample autocovariances.
    private static func errors(_ values: [Double], length: Int) -> [Double]? {
        let mean = values.reduce(0, +) / Double(values.count)
        var forward = values.map { $0 - mean }
        var backward = forward
        for order in 1...length {
            var (cross, power) = (0.0, 0.0)
            for row in order..<values.count {
                cross += forward[row] * backward[row - 1]
                power += forward[row] * forward[row] + backward[row - 1] * backward[row - 1]
            }
            guard power > 0 else { return nil }
            let reflection = 2 * cross / power
            var previous = backward[order - 1]
            for row in order..<values.count {
                let (ahead, behind) = (forward[row], previous)
                previous = backward[row]
                forward[row] = ahead - reflection * behind
                backward[row] = behind - reflection * ahead
            }
        }
        for row in 0..<length { forward[row] = 0 }
        return forward
    }
}

/// Systems of linear equations.
enum LinearSystem {
    /// The solution of a system with a positive definite matrix, by Cholesky factors; nil when it is not.
    static func solved(_ matrix: [Double], _ right: [Double]) -> [Double]? {
        let size = right.count
        var (factor, solution) = (matrix, right)
        for k in 0..<size {
            for j in 0...k {
                var sum = factor[k * size + j]
                for i in 0..<j { sum -= factor[k * size + i] * factor[j * size + i] }
                if j < k {
                    factor[k * size + j] = sum / factor[j * size + j]
                } else {
                    guard sum > 0 else { return nil }
                    factor[k * size + k] = sum.squareRoot()
                }
            }
        }
        for k in 0..<size {
            for i in 0..<k { solution[k] -= factor[k * size + i] * solution[i] }
            solution[k] /= factor[k * size + k]
        }
        for k in stride(from: size - 1, through: 0, by: -1) {
            for i in k + 1..<size { solution[k] -= factor[i * size + k] * solution[i] }
            solution[k] /= factor[k * size + k]
        }
        return solution
    }
}
