/// The stationary covariance of an ARMA process with errors of variance 1, as far as the start of the filter needs it.
///
/// With γ(z) the sum of all autocovariances γₖ zᵏ, C(z) = θ(z) θ(1/z) and A(z) = φ(z), the polynomial G of degree
/// `s = max(p, q)` with
/// ```
/// A(1/z) G(z) + A(z) G(1/z) = C(z)
/// ```
/// gives `γ(z) = G(z)/A(z) + G(1/z)/A(1/z)`. It follows in O(s²) by the partial autocorrelations of A, one degree after
/// the other: with `Aₙ = Aₙ₋₁ + k zⁿ Aₙ₋₁(1/z)`, the polynomial `H = Gₙ + k zⁿ Gₙ(1/z)` solves the equation of Aₙ₋₁, and its
/// last coefficient is that of C. The idea is that of Wilson 1979, "Some efficient computational procedures for high
/// order ARMA models", Journal of Statistical Computation and Simulation 8; Demeure & Mullis 1989 do it alike.
struct ARMAAutocovariance {
    /// `Cov(aᵢ, w)`, the first column of the covariance of the state a, shape `[r]`; the first is the variance of w.
    private(set) var firstColumn: [Double]
    private var covariance: [Double]
    private var response: [Double]
    private var product: [Double]
    private var step: [Double]
    private let degree: Int

    /// Room for models up to this size of the state.
    init(stateSize: Int) {
        degree = stateSize
        firstColumn = Array(repeating: 0, count: stateSize + 1)
        covariance = firstColumn
        response = firstColumn
        product = firstColumn
        step = []
    }

    /// Computes ``firstColumn``; false when the process is not stationary to rounding.
    mutating func update(_ model: borrowing ARMAPolynomials) -> Bool {
        let p = model.order.autoregressiveReach
        let q = model.order.movingAverageReach
        updateResponse(model, through: q)
        updateProduct(model, through: max(p, q))
        guard solve(model, p: p, degree: max(p, q)) else { return false }
        updateCovariance(model, through: p)
        updateFirstColumn(model)
        return firstColumn[0].isFinite && firstColumn[0] > 0
    }

    /// ψ₀…ψ_q, the response of w to an error: `ψₖ = bₖ + Σ a_l ψₖ₋ₗ`.
    private mutating func updateResponse(_ model: borrowing ARMAPolynomials, through q: Int) {
        for k in 0...q { response[k] = 0 }
        response[0] = 1
        for (k, value) in zip(model.movingAverageLags, model.movingAverageValues) { response[k] = value }
        guard !model.autoregressiveLags.isEmpty else { return }
        for k in stride(from: 1, through: q, by: 1) {
            var sum = response[k]
            for (place, lag) in model.autoregressiveLags.enumerated() where lag <= k {
                sum += model.autoregressiveValues[place] * response[k - lag]
            }
            response[k] = sum
        }
    }

    /// c₀…c_s of C(z).
    private mutating func updateProduct(_ model: borrowing ARMAPolynomials, through degree: Int) {
        for k in 0...degree { product[k] = 0 }
        let count = model.movingAverageLags.count
        product[0] = 1
        for i in 0..<count {
            let (lag, value) = (model.movingAverageLags[i], model.movingAverageValues[i])
            product[0] += value * value
            product[lag] += value
            for j in 0..<i { product[lag - model.movingAverageLags[j]] += value * model.movingAverageValues[j] }
        }
    }

    /// G into `covariance`, from C in `product`.
    private mutating func solve(_ model: borrowing ARMAPolynomials, p: Int, degree: Int) -> Bool {
        guard p > 0 else {
            covariance[0] = product[0] / 2
            for k in stride(from: 1, through: degree, by: 1) { covariance[k] = product[k] }
            return true
        }
        // Row n of `step`: Aₙ without its leading 1, n numbers; the last one is the partial autocorrelation with sign.
        let width = p
        if step.count < (p + 1) * width { step = Array(repeating: 0, count: (p + 1) * width) }
        for k in 0..<p { step[p * width + k] = 0 }
        for (place, lag) in model.autoregressiveLags.enumerated() {
            step[p * width + lag - 1] = -model.autoregressiveValues[place]
        }
        for n in stride(from: p, to: 1, by: -1) {
            let k = step[n * width + n - 1]
            guard abs(k) < 1 else { return false }
            let scale = 1 / (1 - k * k)
            for j in 0..<n - 1 {
                step[(n - 1) * width + j] = (step[n * width + j] - k * step[n * width + n - 2 - j]) * scale
            }
        }
        guard abs(step[width]) < 1 else { return false }
        // Down: what is left of C for the lower degree. The coefficients of H beyond it stay in `product`.
        for n in stride(from: degree, to: 0, by: -1) {
            let lower = min(n - 1, p)
            let last = product[n]
            for i in stride(from: 1, through: lower, by: 1) where i < n {
                product[n - i] -= last * step[lower * width + i - 1]
            }
        }
        covariance[0] = product[0] / 2
        // Up again: G of each degree from H.
        for n in stride(from: 1, through: degree, by: 1) {
            covariance[n] = product[n]
            guard n <= p else { continue }
            let k = step[n * width + n - 1]
            let scale = 1 / (1 - k * k)
            var (low, high) = (0, n)
            while low < high {
                let (first, second) = (covariance[low], covariance[high])
                covariance[low] = (first - k * second) * scale
                covariance[high] = (second - k * first) * scale
                low += 1
                high -= 1
            }
            if low == high { covariance[low] *= (1 - k) * scale }
        }
        return true
    }

    /// γ₀…γₚ: the coefficients of G(z)/A(z), the first one twice.
    private mutating func updateCovariance(_ model: borrowing ARMAPolynomials, through p: Int) {
        for k in stride(from: 1, through: p, by: 1) {
            var sum = covariance[k]
            for (place, lag) in model.autoregressiveLags.enumerated() where lag <= k {
                sum += model.autoregressiveValues[place] * covariance[k - lag]
            }
            covariance[k] = sum
        }
        covariance[0] *= 2
    }

    /// `Cov(aᵢ, w) = Σ a_l γ_{l−i} + Σ b_l ψ_{l−i}` over the lags above i, of b also at i.
    private mutating func updateFirstColumn(_ model: borrowing ARMAPolynomials) {
        for i in 0...model.order.stateSize { firstColumn[i] = 0 }
        firstColumn[0] = 1
        for (place, lag) in model.autoregressiveLags.enumerated() {
            let value = model.autoregressiveValues[place]
            for i in 0..<lag { firstColumn[i] += value * covariance[lag - i] }
        }
        for (place, lag) in model.movingAverageLags.enumerated() {
            let value = model.movingAverageValues[place]
            for i in 0...lag { firstColumn[i] += value * response[lag - i] }
        }
    }
}
