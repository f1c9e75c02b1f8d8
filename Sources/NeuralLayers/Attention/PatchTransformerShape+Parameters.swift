extension PatchTransformerShape {
    /// Where each parameter lies.
    ///
    /// Encoder layers and the last normalisation are PyTorch's `TransformerEncoder` (with `norm_first` and a `norm`) under
    /// its names and in its order. `patch` is a `Conv1d` written as a matrix, `[d, D · P]`; `position` is an
    /// `Embedding`; `head` reads `[d, N]` flattened, as PatchTST's does; behind it lie a temporal decoder, and the
    /// projection and tables of static codes.
    package var parameters: ParameterLayout {
        var layout = ParameterLayout()
        layout.append("patch.weight", [modelSize, patchSize])
        layout.append("patch.bias", [modelSize])
        layout.append("position.weight", [tokenCount, modelSize])
        for layer in 0..<layerCount { appendLayer(layer, to: &layout) }
        layout.append("encoder.norm.weight", [modelSize])
        layout.append("encoder.norm.bias", [modelSize])
        layout.append("head.weight", [outputSize, modelSize * tokenCount])
        layout.append("head.bias", [outputSize])
        if futureSize > 0 { layout.appendDecoder(futureSize: futureSize) }
        if !embeddings.isEmpty { layout.append("static.weight", [modelSize, embeddingSize]) }
        for (index, embedding) in embeddings.enumerated() {
            layout.append("embedding.\(index).weight", [embedding.count, embedding.size])
        }
        return layout
    }

    private func appendLayer(_ layer: Int, to layout: inout ParameterLayout) {
        let name = "encoder.layers.\(layer)"
        layout.append("\(name).self_attn.in_proj_weight", [3 * modelSize, modelSize])
        layout.append("\(name).self_attn.in_proj_bias", [3 * modelSize])
        layout.append("\(name).self_attn.out_proj.weight", [modelSize, modelSize])
        layout.append("\(name).self_attn.out_proj.bias", [modelSize])
        layout.append("\(name).linear1.weight", [feedForwardSize, modelSize])
        layout.append("\(name).linear1.bias", [feedForwardSize])
        layout.append("\(name).linear2.weight", [modelSize, feedForwardSize])
        layout.append("\(name).linear2.bias", [modelSize])
        layout.append("\(name).norm1.weight", [modelSize])
        layout.append("\(name).norm1.bias", [modelSize])
        layout.append("\(name).norm2.weight", [modelSize])
        layout.append("\(name).norm2.bias", [modelSize])
    }

    /// Where a network's parts begin among the tensors.
    enum Tensor {
        static let patch = 0, patchBias = 1, positions = 2
        /// Of an encoder layer.
        static let inWeight = 0, inBias = 1, outWeight = 2, outBias = 3, weight1 = 4, bias1 = 5, weight2 = 6, bias2 = 7
        static let gain1 = 8, shift1 = 9, gain2 = 10, shift2 = 11, ofLayer = 12
    }

    /// The first tensor of encoder layer `layer`.
    func firstTensor(ofLayer layer: Int) -> Int { 3 + layer * Tensor.ofLayer }
    /// Gain and bias of the last normalisation.
    var normTensor: Int { firstTensor(ofLayer: layerCount) }
    /// Weight and bias.
    var headTensor: Int { normTensor + 2 }
    /// Four tensors, where anything is known ahead.
    var decoderTensor: Int { headTensor + 2 }
    /// The projection of embedding vectors, then a table each.
    var staticTensor: Int { decoderTensor + (futureSize > 0 ? 4 : 0) }
}
