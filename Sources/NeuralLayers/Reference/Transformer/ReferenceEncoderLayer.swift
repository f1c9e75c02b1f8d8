/// One encoder layer over the tokens of one window: `x += Attention(LayerNorm(x)); x += W₂ GELU(W₁ LayerNorm(x) + b₁) + b₂`.
///
/// Masks, where there are any, multiply what enters the four linear maps.
struct ReferenceEncoderLayer<Scalar: ReferenceScalar>: Sendable {
    typealias Tokens = [[Scalar]]

    private let attention: ReferenceAttention<Scalar>
    private let norms: [ReferenceLayerNorm<Scalar>]
    /// in_proj, out_proj, W₁ and W₂.
    private let maps: [ReferenceMatrix]
    private let biases: [Int]

    /// What a backward pass needs.
    struct Trace: Sendable {
        var norms: [[ReferenceLayerNorm<Scalar>.Trace]] = []
        /// What the four maps read, masked, and the masks.
        var inputs: [Tokens] = []
        var masks: [Tokens]?
        var attention: ReferenceAttention<Scalar>.Trace?
        /// What GELU is of.
        var between: Tokens = []
    }

    init(_ index: Int, of shape: PatchTransformerShape, _ layout: ParameterLayout) {
        typealias Tensor = PatchTransformerShape.Tensor
        let tensors = Array(layout.tensors[shape.firstTensor(ofLayer: index)...].prefix(Tensor.ofLayer))
        attention = ReferenceAttention(shape)
        norms = [Tensor.gain1, Tensor.gain2].map { ReferenceLayerNorm(tensors[$0], tensors[$0 + 1]) }
        let weights = [Tensor.inWeight, Tensor.outWeight, Tensor.weight1, Tensor.weight2]
        maps = weights.map { ReferenceMatrix(tensors[$0]) }
        biases = weights.map { tensors[$0 + 1].offset }
    }

    /// - Parameters:
    ///   - tokens: Shape `[N, d]`.
    ///   - masks: For each of the four maps `[N, features]`; nil for none.
    func forward(_ tokens: Tokens, masks: [Tokens]?, parameters: [Scalar]) -> (output: Tokens, trace: Trace) {
        var trace = Trace(masks: masks)
        let projections = map(0, normalize(tokens, 0, &trace, parameters), &trace, parameters)
        let (attended, attentionTrace) = attention.forward(projections)
        trace.attention = attentionTrace
        let middle = sum(tokens, map(1, attended, &trace, parameters))
        trace.between = map(2, normalize(middle, 1, &trace, parameters), &trace, parameters)
        let activated = trace.between.map { $0.map { Scalar.gelu($0) } }
        return (sum(middle, map(3, activated, &trace, parameters)), trace)
    }

    /// Adds the gradients of the parameters up.
    ///
    /// - Returns: The gradient of the tokens.
    func backward(
        _ delta: Tokens, through trace: Trace, parameters: [Scalar], gradients: inout [Scalar]
    ) -> Tokens {
        let activated = mapBackward(3, delta, trace, parameters, &gradients)
        let between = zip(activated, trace.between).map { zip($0, $1).map { $0 * Scalar.geluSlope($1) } }
        let second = mapBackward(2, between, trace, parameters, &gradients)
        let middle = sum(delta, normalizeBackward(second, 1, trace, parameters, &gradients))
        guard let own = trace.attention else { return middle }
        let attended = mapBackward(1, middle, trace, parameters, &gradients)
        let first = mapBackward(0, attention.backward(attended, through: own), trace, parameters, &gradients)
        return sum(middle, normalizeBackward(first, 0, trace, parameters, &gradients))
    }

    private func sum(_ a: Tokens, _ b: Tokens) -> Tokens { zip(a, b).map { zip($0, $1).map { $0 + $1 } } }

    private func product(_ a: Tokens, _ b: Tokens) -> Tokens { zip(a, b).map { zip($0, $1).map { $0 * $1 } } }

    private func normalize(_ tokens: Tokens, _ place: Int, _ trace: inout Trace, _ parameters: [Scalar]) -> Tokens {
        let results = tokens.map { norms[place].forward($0, parameters: parameters) }
        trace.norms.append(results.map(\.trace))
        return results.map(\.output)
    }

    private func normalizeBackward(
        _ delta: Tokens, _ place: Int, _ trace: Trace, _ parameters: [Scalar], _ gradients: inout [Scalar]
    ) -> Tokens {
        var result: Tokens = []
        for (own, token) in zip(delta, trace.norms[place]) {
            result.append(
                norms[place].backward(own, through: token, parameters: parameters, gradients: &gradients))
        }
        return result
    }

    /// Linear map `place` of every token, masked.
    private func map(_ place: Int, _ tokens: Tokens, _ trace: inout Trace, _ parameters: [Scalar]) -> Tokens {
        let inputs = trace.masks.map { product(tokens, $0[place]) } ?? tokens
        trace.inputs.append(inputs)
        return inputs.map { maps[place].product($0[...], bias: biases[place], in: parameters) }
    }

    private func mapBackward(
        _ place: Int, _ delta: Tokens, _ trace: Trace, _ parameters: [Scalar], _ gradients: inout [Scalar]
    ) -> Tokens {
        for (own, input) in zip(delta, trace.inputs[place]) {
            maps[place].addGradient(delta: own, input: input[...], bias: biases[place], to: &gradients)
        }
        let result = delta.map { maps[place].transposedProduct($0, in: parameters) }
        return trace.masks.map { product(result, $0[place]) } ?? result
    }
}
