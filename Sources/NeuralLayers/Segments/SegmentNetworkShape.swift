/// The sizes of a recurrent network that reads a series segment by segment and answers with quantiles of what comes next.
///
/// A stack of GRUs reads one segment a step; a head of rectified units turns its last state, and numbers about the whole
/// series that bypass the recurrence, into the quantiles of every step of the horizon:
/// ```
/// h = GRU(tokens);  z = max(0, W₁ h + b₁ + V₁ s);  q = W₂ z + b₂ + V₂ s
/// ```
public struct SegmentNetworkShape: Sendable, Hashable, Codable {
    /// D: numbers of a token.
    public var tokenSize: Int
    /// S: numbers that bypass the recurrence, a multiple of 8.
    public var bypassSize: Int
    /// H: units of each recurrent layer.
    public var hiddenSize: Int
    /// L: stacked recurrent layers.
    public var layerCount: Int
    /// M: rectified units, a multiple of 8.
    public var headSize: Int
    /// Steps of the horizon.
    public var horizon: Int
    /// Quantiles of each step.
    public var quantileCount: Int

    /// Creates a shape.
    ///
    /// - Precondition: Sizes are at least 1; those of the bypass and of the head are multiples of 8.
    public init(
        tokenSize: Int, bypassSize: Int, hiddenSize: Int, layerCount: Int, headSize: Int, horizon: Int,
        quantileCount: Int
    ) {
        precondition(
            min(tokenSize, bypassSize, hiddenSize, layerCount, headSize, horizon, quantileCount) >= 1,
            "sizes are at least 1")
        precondition(bypassSize % 8 == 0 && headSize % 8 == 0, "sizes that the kernels take without padding")
        self.tokenSize = tokenSize
        self.bypassSize = bypassSize
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.headSize = headSize
        self.horizon = horizon
        self.quantileCount = quantileCount
    }

    /// O: outputs, the quantiles of the first step first.
    public var outputSize: Int { horizon * quantileCount }

    /// The recurrent layers, whose linear head is W₁.
    package var recurrent: RecurrentNetworkShape {
        RecurrentNetworkShape(
            cell: .gru, inputSize: tokenSize, hiddenSize: hiddenSize, layerCount: layerCount, outputSize: headSize)
    }
}

/// Where each tensor of a segment network lies in one flat buffer: those of the recurrent layers and `head` (W₁, b₁), then
/// what follows it.
package struct SegmentParameterLayout: Sendable, Hashable {
    /// All tensors.
    let layout: ParameterLayout
    /// The tensors in buffer order.
    package var tensors: [ParameterLayout.Tensor] { layout.tensors }
    /// Elements in the whole buffer.
    package var count: Int { layout.count }
    /// Where the first tensor after the recurrent layers and `head` begins.
    let headStart: Int
    /// Where V₁ `[M, S]`, W₂ `[O, M]`, b₂ `[O]` and V₂ `[O, S]` begin.
    let bypass, output, outputBias, outputBypass: Int

    package init(_ shape: SegmentNetworkShape) {
        var layout = ParameterLayout(shape.recurrent)
        headStart = layout.count
        let (o, m, s) = (shape.outputSize, shape.headSize, shape.bypassSize)
        bypass = layout.append("head.bypass.weight", [m, s])
        output = layout.append("output.weight", [o, m])
        outputBias = layout.append("output.bias", [o])
        outputBypass = layout.append("output.bypass.weight", [o, s])
        self.layout = layout
    }
}
