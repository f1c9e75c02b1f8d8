/// Attention of every token of a window to every other, in heads of e features: `O = softmax(Q Kᵀ / √e) V`.
///
/// Vaswani et al. 2017 (arXiv:1706.03762), section 3.2.2, between the projections of PyTorch's `MultiheadAttention`.
struct ReferenceAttention<Scalar: ReferenceScalar>: Sendable {
    private let heads, headSize: Int

    /// Queries, keys and values of every token, `[N, 3 · d]`, and the weights of every head, `[heads, N, N]`.
    struct Trace: Sendable {
        var projections: [[Scalar]]
        var weights: [[[Scalar]]]
    }

    init(_ shape: PatchTransformerShape) { (heads, headSize) = (shape.headCount, shape.headSize) }

    private var size: Int { heads * headSize }
    private var scale: Scalar { 1 / Scalar(headSize).squareRoot() }

    /// What every token gets, shape `[N, d]`.
    ///
    /// - Parameter projections: Shape `[N, 3 · d]`.
    func forward(_ projections: [[Scalar]]) -> (output: [[Scalar]], trace: Trace) {
        var output = projections.map { _ in [Scalar](repeating: 0, count: size) }
        var trace = Trace(projections: projections, weights: [])
        for head in 0..<heads {
            let features = head * headSize..<(head + 1) * headSize
            let weights = projections.map { query in
                softmax(projections.map { key in features.reduce(0) { $0 + query[$1] * key[size + $1] } * scale })
            }
            for (query, row) in weights.enumerated() {
                for (key, weight) in row.enumerated() {
                    for feature in features { output[query][feature] += weight * projections[key][2 * size + feature] }
                }
            }
            trace.weights.append(weights)
        }
        return (output, trace)
    }

    /// The gradient of the projections, `[N, 3 · d]`, from that of what every token got, `[N, d]`.
    func backward(_ delta: [[Scalar]], through trace: Trace) -> [[Scalar]] {
        let projections = trace.projections
        var gradient = projections.map { _ in [Scalar](repeating: 0, count: 3 * size) }
        for head in 0..<heads {
            let features = head * headSize..<(head + 1) * headSize
            for (query, weights) in trace.weights[head].enumerated() {
                let own = projections.map { key in
                    features.reduce(0) { $0 + delta[query][$1] * key[2 * size + $1] }
                }
                let mean = zip(weights, own).reduce(0) { $0 + $1.0 * $1.1 }
                for (key, weight) in weights.enumerated() {
                    let score = weight * (own[key] - mean) * scale
                    for feature in features {
                        gradient[query][feature] += score * projections[key][size + feature]
                        gradient[key][size + feature] += score * projections[query][feature]
                        gradient[key][2 * size + feature] += weight * delta[query][feature]
                    }
                }
            }
        }
        return gradient
    }

    private func softmax(_ scores: [Scalar]) -> [Scalar] {
        let most = scores.reduce(scores[0]) { max($0, $1) }
        let powers = scores.map { Scalar.exponential($0 - most) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}

extension ReferenceScalar {
    /// The normal distribution at `x`.
    private static func normal(_ x: Self) -> Self { complementaryError(-x / Self(2).squareRoot()) / 2 }

    /// GELU in its exact form, x times the normal distribution at x.
    static func gelu(_ x: Self) -> Self { x * normal(x) }

    /// Its derivative.
    static func geluSlope(_ x: Self) -> Self {
        normal(x) + x * exponential(-x * x / 2) / (2 * Self.pi).squareRoot()
    }
}
