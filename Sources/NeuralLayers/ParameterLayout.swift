/// Where each named tensor lies in one flat buffer of parameters (and of gradients, and of optimiser moments).
///
/// Names and shapes are those of PyTorch's recurrent modules; the head is a PyTorch `Linear` called `head`, the temporal
/// decoder's parts are `Linear`s too, and tables of learned vectors are PyTorch `Embedding`s. All matrices are row-major
/// `[rows, columns]`.
public struct ParameterLayout: Sendable, Hashable {
    /// One tensor of the layout.
    public struct Tensor: Sendable, Hashable {
        /// The name in the model file, such as `weight_hh_l0`.
        public var name: String
        /// `[rows, columns]` for a weight, `[rows]` for a bias.
        public var shape: [Int]
        /// First element in the flat buffer.
        public var offset: Int
        /// Elements in the tensor.
        public var count: Int { shape.reduce(1, *) }
        /// The tensor's place in the flat buffer.
        public var range: Range<Int> { offset..<offset + count }
    }

    /// The tensors in buffer order.
    public private(set) var tensors: [Tensor] = []
    /// Elements in the whole buffer.
    public private(set) var count = 0

    /// An empty layout.
    init() {}

    /// Adds a tensor behind the others, and says where it begins.
    @discardableResult
    mutating func append(_ name: String, _ shape: [Int]) -> Int {
        defer { count += shape.reduce(1, *) }
        tensors.append(Tensor(name: name, shape: shape, offset: count))
        return count
    }

    /// The tensor called `name`, or nil.
    public subscript(name: String) -> Tensor? { tensors.first { $0.name == name } }
}

extension ParameterLayout {
    /// The layout of a recurrent network: per layer `weight_ih`, `weight_hh`, `bias_ih`, `bias_hh`, then the head, then
    /// what it has of a temporal decoder and of embeddings.
    public init(_ shape: RecurrentNetworkShape) {
        for layer in 0..<shape.layerCount { appendLayer(layer, shape) }
        append("head.weight", [shape.outputSize, shape.hiddenSize])
        append("head.bias", [shape.outputSize])
        if shape.futureSize > 0 { appendDecoder(futureSize: shape.futureSize) }
        for (index, embedding) in shape.embeddings.enumerated() {
            append("embedding.\(index).weight", [embedding.count, embedding.size])
        }
    }

    /// The four tensors of recurrent layer `layer`.
    private mutating func appendLayer(_ layer: Int, _ shape: RecurrentNetworkShape) {
        append("weight_ih_l\(layer)", [shape.gateRows, shape.inputSize(ofLayer: layer)])
        append("weight_hh_l\(layer)", [shape.gateRows, shape.hiddenSize])
        append("bias_ih_l\(layer)", [shape.gateRows])
        append("bias_hh_l\(layer)", [shape.gateRows])
    }

    /// The four tensors of a temporal decoder.
    mutating func appendDecoder(futureSize: Int) {
        append("decoder.skip.weight", [1, futureSize])
        append("decoder.hidden.weight", [RecurrentNetworkShape.decoderSize, futureSize + 1])
        append("decoder.hidden.bias", [RecurrentNetworkShape.decoderSize])
        append("decoder.out.weight", [1, RecurrentNetworkShape.decoderSize])
    }
}
