/// The polynomials of a seasonal ARMA model as sums over the lags whose coefficient is not zero by construction.
///
/// `φ(B) Φ(Bᵐ) = 1 − Σ a_l Bˡ` and `θ(B) Θ(Bᵐ) = 1 + Σ b_l Bˡ`, from numbers without bounds: each polynomial of
/// degree k is made of k partial autocorrelations `x / √(1 + x²)` in (−1, 1), so that φ and Φ are stationary and θ and
/// Θ invertible whatever the numbers are (Jones 1980, "Maximum likelihood fitting of ARMA models to time series with
/// missing observations", Technometrics 22, by Barndorff-Nielsen & Schou 1973).
struct ARMAPolynomials {
    let order: ARIMAOrder
    /// φ, shape `[p]`.
    private(set) var autoregressive: [Double]
    /// Φ, shape `[P]`.
    private(set) var seasonalAutoregressive: [Double]
    /// θ, shape `[q]`.
    private(set) var movingAverage: [Double]
    /// Θ, shape `[Q]`.
    private(set) var seasonalMovingAverage: [Double]
    /// The lags of the product `φ(B) Φ(Bᵐ)`, rising, and their coefficients a.
    let autoregressiveLags: [Int]
    private(set) var autoregressiveValues: [Double]
    /// The lags of the product `θ(B) Θ(Bᵐ)`, rising, and their coefficients b.
    let movingAverageLags: [Int]
    private(set) var movingAverageValues: [Double]
    private var scratch: [Double]

    /// White noise of this order: every coefficient 0.
    init(order: ARIMAOrder) {
        self.order = order
        autoregressive = Array(repeating: 0, count: order.autoregressive)
        seasonalAutoregressive = Array(repeating: 0, count: order.seasonalAutoregressive)
        movingAverage = Array(repeating: 0, count: order.movingAverage)
        seasonalMovingAverage = Array(repeating: 0, count: order.seasonalMovingAverage)
        autoregressiveLags = Self.lags(order.autoregressive, order.seasonalAutoregressive, order.seasonLength)
        movingAverageLags = Self.lags(order.movingAverage, order.seasonalMovingAverage, order.seasonLength)
        autoregressiveValues = Array(repeating: 0, count: autoregressiveLags.count)
        movingAverageValues = Array(repeating: 0, count: movingAverageLags.count)
        scratch = Array(repeating: 0, count: max(order.autoregressive, order.movingAverage, 2) + 1)
    }

    /// The polynomials with these coefficients.
    init(order: ARIMAOrder, phi: [Double], seasonalPhi: [Double], theta: [Double], seasonalTheta: [Double]) {
        self.init(order: order)
        (autoregressive, seasonalAutoregressive) = (phi, seasonalPhi)
        (movingAverage, seasonalMovingAverage) = (theta, seasonalTheta)
        expand()
    }

    /// Takes the coefficients that unbounded numbers stand for.
    ///
    /// - Parameter numbers: Shape `[p + P + q + Q]`: those of φ, Φ, θ and Θ.
    mutating func take(_ numbers: [Double]) {
        var place = 0
        func part(_ coefficients: inout [Double], _ scratch: inout [Double], sign: Double) {
            for k in coefficients.indices {
                let x = numbers[place + k]
                let partial = x / (1 + x * x).squareRoot()
                for j in 0..<k { scratch[j] = coefficients[j] - partial * coefficients[k - 1 - j] }
                for j in 0..<k { coefficients[j] = scratch[j] }
                coefficients[k] = partial
            }
            place += coefficients.count
            if sign < 0 { for k in coefficients.indices { coefficients[k] = -coefficients[k] } }
        }
        part(&autoregressive, &scratch, sign: 1)
        part(&seasonalAutoregressive, &scratch, sign: 1)
        part(&movingAverage, &scratch, sign: -1)
        part(&seasonalMovingAverage, &scratch, sign: -1)
        expand()
    }

    private mutating func expand() {
        Self.multiply(
            autoregressive, seasonalAutoregressive, crossSign: -1, order.seasonLength, autoregressiveLags,
            &autoregressiveValues)
        Self.multiply(
            movingAverage, seasonalMovingAverage, crossSign: 1, order.seasonLength, movingAverageLags,
            &movingAverageValues)
    }

    private static func lags(_ short: Int, _ seasonal: Int, _ seasonLength: Int) -> [Int] {
        var lags: Set<Int> = []
        for i in 0...short { for j in 0...seasonal { lags.insert(i + j * seasonLength) } }
        return lags.subtracting([0]).sorted()
    }

    private static func multiply(
        _ short: [Double], _ seasonal: [Double], crossSign: Double, _ seasonLength: Int, _ lags: [Int],
        _ values: inout [Double]
    ) {
        for k in values.indices { values[k] = 0 }
        func add(_ value: Double, at lag: Int) {
            var k = 0
            while lags[k] != lag { k += 1 }
            values[k] += value
        }
        for i in short.indices { add(short[i], at: i + 1) }
        for j in seasonal.indices {
            add(seasonal[j], at: (j + 1) * seasonLength)
            for i in short.indices {
                add(crossSign * short[i] * seasonal[j], at: i + 1 + (j + 1) * seasonLength)
            }
        }
    }
}

/// How far from 0 the roots of a model's polynomials must lie.
struct RootLimits: Sendable {
    /// For φ(z).
    var autoregressive: Double
    /// For θ(z).
    var movingAverage: Double
    /// For Φ and Θ as polynomials of zᵐ.
    var seasonal: Double
}

extension ARMAPolynomials {
    /// Whether every root of the four polynomials lies beyond its limit.
    ///
    /// A polynomial has no root within radius ρ when the one with coefficients `c_k ρᵏ` has none within 1, which the
    /// recursion from its last coefficient down to its partial autocorrelations tells without the roots: all of them must
    /// be smaller than 1 (Schur 1917; Barndorff-Nielsen & Schou 1973).
    func rootsLieBeyond(_ limits: RootLimits) -> Bool {
        Self.isStable(autoregressive, limits.autoregressive)
            && Self.isStable(movingAverage.map { -$0 }, limits.movingAverage)
            && Self.isStable(seasonalAutoregressive, limits.seasonal)
            && Self.isStable(seasonalMovingAverage.map { -$0 }, limits.seasonal)
    }

    /// Whether `1 − Σ c_k zᵏ` has no root within `radius`.
    private static func isStable(_ coefficients: [Double], _ radius: Double) -> Bool {
        var power = 1.0
        let scaled = coefficients.map { coefficient in
            power *= radius
            return coefficient * power
        }
        return partials(scaled) != nil
    }

    /// The partial autocorrelations of `1 − Σ c_k zᵏ`; nil when one is 1 or larger.
    static func partials(_ coefficients: [Double]) -> [Double]? {
        var rest = coefficients
        var partials = coefficients
        while let last = rest.last {
            guard abs(last) < 1 else { return nil }
            partials[rest.count - 1] = last
            let shorter = rest.count - 1
            rest = (0..<shorter).map { (rest[$0] + last * rest[shorter - 1 - $0]) / (1 - last * last) }
        }
        return partials
    }
}
