internal import Numerics

/// Ridge regressions of one set of moments with many penalties, weighted by how well each would do on rows left out.
///
/// Hoerl & Kennard 1970, "Ridge regression: biased estimation for nonorthogonal problems"; the weights are powers of the
/// generalised cross validation of Golub, Heath & Wahba 1979, Technometrics 21:
/// ```
/// c(λ) = (G + λI)⁻¹b;  V(λ) = n RSS(λ) / (n − tr G(G + λI)⁻¹)²;  c = Σ w(λ) c(λ), w(λ) ∝ V(λ)^(−0.15 n)
/// ```
/// The matrix is brought to tridiagonal form once, `G = QTQᵀ` (Golub & Van Loan, "Matrix Computations", 4th edition,
/// section 8.3.1), so that each further penalty costs a few operations a regressor. The whole takes about 4/3 k³.
struct RidgePath {
    /// Shape `[k]`.
    private(set) var coefficients: [Double]
    /// The least V, in squared units of the target; infinite without a regressor or row.
    private(set) var crossValidation: Double
    /// The weighted mean of RSS / (n − trace): the variance of what is not explained.
    private(set) var variance: Double

    /// Penalties in units of the mean diagonal element, four steps a decade from 10⁻⁴ to 10.
    ///
    /// Narrower and wider grids did no better on the last rows of the M3 and M4 training series.
    static let penalties: [Double] = (0..<21).map { ReproducibleMath.exp((Double($0) / 4 - 4) * 2.302585092994046) }
    /// How much the likelihood of a penalty counts: 0 averages over all, 1 as if they were models with known variance.
    ///
    /// 0.3 was better than the best penalty alone on the last rows of yearly and monthly M3 training series.
    private static let temper = 0.3

    /// - Parameters:
    ///   - moments: G, shape `[k, k]`, the sums of products of the regressors.
    ///   - products: b, shape `[k]`, the sums of their products with the target.
    ///   - square: The sum of squares of the target.
    ///   - rows: n.
    init(moments: [Double], products: [Double], square: Double, rows: Int) {
        let count = products.count
        coefficients = [Double](repeating: 0, count: count)
        crossValidation = .infinity
        variance = rows > 0 ? square / Double(rows) : 0
        let unit = (0..<count).reduce(0) { $0 + moments[$1 * count + $1] } / Double(max(1, count))
        guard rows > 0, unit > 0, unit.isFinite, square > 0, square.isFinite else { return }
        let form = TridiagonalForm(moments, count: count)
        let target = form.rotated(products)
        let solutions = Self.penalties.map { form.solution(target, penalty: $0 * unit) }
        var values: [Double] = []
        var variances: [Double] = []
        for solution in solutions {
            // A fit without error is one up to rounding.
            let residual = max(square + solution.residualChange, 1e-24 * square)
            let freedom = Double(rows) - solution.trace
            variances.append(freedom > 0.5 ? residual / freedom : .infinity)
            values.append(freedom > 0.5 ? Double(rows) * residual / (freedom * freedom) : .infinity)
        }
        guard let least = values.min(), least < .infinity, least > 0 else { return }
        crossValidation = least
        let power = -0.5 * Self.temper * Double(rows)
        let weights = values.map { $0 < .infinity ? ReproducibleMath.exp(power * ReproducibleMath.log($0 / least)) : 0 }
        let total = weights.reduce(0, +)
        var mean = [Double](repeating: 0, count: count)
        variance = 0
        for (place, weight) in weights.enumerated() where weight > 0 {
            for row in 0..<count { mean[row] += weight / total * solutions[place].coefficients[row] }
            variance += weight / total * variances[place]
        }
        coefficients = form.rotatedBack(mean)
    }
}
