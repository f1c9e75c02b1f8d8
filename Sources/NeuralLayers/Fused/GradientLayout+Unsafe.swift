/// How a shard's parameter gradients lie while they are accumulated: padded, and in the blocks of the gate buffer.
///
/// ``unpack(_:into:parameters:)`` turns them into PyTorch's order once per step, after the shards were added up.
package struct GradientLayout: Sendable {
    /// Offsets of one layer's parts.
    struct Layer: Sendable {
        /// `[D, input blocks × P]` when the input is narrow, else `[input blocks × P, padded D]`.
        var input: Int
        /// `[hidden blocks × P, P]`.
        var hidden: Int
        /// `[blocks × P]`.
        var bias: Int
    }

    let shape: RecurrentNetworkShape
    private let geometry: CellGeometry
    private(set) var layers: [Layer] = []
    /// `[outputs, P]` and `[O]`.
    private(set) var headWeight = 0, headBias = 0
    /// The temporal decoder's parts; nil for a network without one.
    private(set) var decoder: Decoder?
    /// `[count, size]` each.
    private(set) var embeddings: [Int] = []
    /// Floats in all, a multiple of 16.
    package private(set) var count = 0

    /// Whether the input has so few features that its weight gradient is formed transposed: the gates' columns then
    /// fill the vectors instead of padding.
    static func inputIsNarrow(_ features: Int) -> Bool { features <= 12 }

    /// Whether layer `layer` reads a narrow input; hidden states from below are padded rows already.
    func isNarrow(layer: Int) -> Bool { layer == 0 && Self.inputIsNarrow(shape.inputSize(ofLayer: 0)) }

    /// The layout for a network of `shape`.
    package init(_ shape: RecurrentNetworkShape) {
        self.shape = shape
        geometry = CellGeometry(shape.cell)
        let width = padded(shape.hiddenSize)
        let reserve = { (count: inout Int, size: Int) in
            defer { count += (size + 15) / 16 * 16 }
            return count
        }
        for layer in 0..<shape.layerCount {
            let inputSize = shape.inputSize(ofLayer: layer)
            let inputColumns = isNarrow(layer: layer) ? inputSize : padded(inputSize)
            layers.append(
                Layer(
                    input: reserve(&count, geometry.inputBlock.count * width * inputColumns),
                    hidden: reserve(&count, geometry.hiddenBlock.count * width * width),
                    bias: reserve(&count, geometry.blockCount * width)))
        }
        headWeight = reserve(&count, shape.outputSize * width)
        headBias = reserve(&count, padded(shape.outputSize))
        if shape.futureSize > 0 { decoder = Decoder(shape.futureSize) { reserve(&count, $0) } }
        embeddings = shape.embeddings.map { reserve(&count, $0.count * $0.size) }
    }

    /// Writes the gradients in the order of `parameters`; allocates nothing.
    package func unpack(_ gradients: AlignedBuffer, into flat: AlignedBuffer, parameters: ParameterLayout) {
        let (h, width) = (shape.hiddenSize, padded(shape.hiddenSize))
        let from = unsafe gradients.base
        let firstInput = geometry.inputBlock.reduce(geometry.blockCount, min)
        let firstHidden = geometry.hiddenBlock.reduce(geometry.blockCount, min)
        for (index, layer) in layers.enumerated() {
            let d = shape.inputSize(ofLayer: index)
            let inputWeights = parameters.tensors[index * 4].offset
            let hiddenWeights = parameters.tensors[index * 4 + 1].offset
            let inputBias = parameters.tensors[index * 4 + 2].offset
            let hiddenBias = parameters.tensors[index * 4 + 3].offset
            for (gate, block) in geometry.inputBlock.enumerated() {
                let to = unsafe flat.base + inputWeights + gate * h * d
                let row = (block - firstInput) * width
                if isNarrow(layer: index) {
                    let stride = geometry.inputBlock.count * width
                    for k in 0..<d {
                        for j in 0..<h { unsafe to[j * d + k] = from[layer.input + k * stride + row + j] }
                    }
                } else {
                    for j in 0..<h {
                        unsafe (to + j * d).update(from: from + layer.input + (row + j) * padded(d), count: d)
                    }
                }
                unsafe (flat.base + inputBias + gate * h).update(from: from + layer.bias + block * width, count: h)
            }
            for (gate, block) in geometry.hiddenBlock.enumerated() {
                let to = unsafe flat.base + hiddenWeights + gate * h * h
                let row = (block - firstHidden) * width
                for j in 0..<h {
                    unsafe (to + j * h).update(from: from + layer.hidden + (row + j) * width, count: h)
                }
                unsafe (flat.base + hiddenBias + gate * h).update(from: from + layer.bias + block * width, count: h)
            }
        }
        let headOffset = parameters.tensors[shape.headTensor].offset
        for j in 0..<shape.outputSize {
            unsafe (flat.base + headOffset + j * h).update(from: from + headWeight + j * width, count: h)
        }
        let headBiasOffset = parameters.tensors[shape.headTensor + 1].offset
        unsafe (flat.base + headBiasOffset).update(from: from + headBias, count: shape.outputSize)
        unsafe decoder?.unpack(
            from, into: flat.base, tensors: parameters.tensors[shape.decoderTensor...].prefix(4))
        for (index, embedding) in embeddings.enumerated() {
            let tensor = parameters.tensors[shape.embeddingTensor + index]
            unsafe (flat.base + tensor.offset).update(from: from + embedding, count: tensor.count)
        }
    }
}
