import Numerics

extension ParameterInitializer {
    /// The parameters of a transformer, in the order of its layout.
    ///
    /// Linear maps are Xavier, as in Vaswani et al. 2017; of the one that makes queries, keys and values each third is a
    /// map of its own. Positions and vectors of codes begin small, gains at 1 and biases at 0. The scheme that is set
    /// for recurrent weights has no part in it.
    package func parameters(for shape: PatchTransformerShape, seed: UInt64) -> [Float] {
        let layout = shape.parameters
        let random = CounterBasedRandom(seed: seed)
        var parameters = [Float](repeating: 0, count: layout.count)
        for (index, tensor) in layout.tensors.enumerated() {
            if isGain(tensor) {
                for place in tensor.range { parameters[place] = 1 }
            }
            guard let filling = filling(of: tensor) else { continue }
            let blocks = tensor.name.hasSuffix("in_proj_weight") ? 3 : 1
            let (rows, columns) = (tensor.shape[0] / blocks, tensor.shape[1])
            for block in 0..<blocks {
                let values = filling.matrix(
                    rows: rows, columns: columns, random: random, tensor: UInt32(index), gate: UInt32(block))
                let start = tensor.offset + block * rows * columns
                parameters.replaceSubrange(start..<start + values.count, with: values)
            }
        }
        return parameters
    }

    /// Whether it is the gain of a normalisation.
    private func isGain(_ tensor: ParameterLayout.Tensor) -> Bool {
        tensor.name.contains("norm") && tensor.name.hasSuffix(".weight")
    }

    /// The filling of `tensor`; nil where it starts at zero or one.
    private func filling(of tensor: ParameterLayout.Tensor) -> Initialization.Filling? {
        if tensor.shape.count == 1 { return nil }
        switch tensor.name {
        case "decoder.hidden.weight": return .he
        case "head.weight", "decoder.skip.weight", "decoder.out.weight": return zeroHead ? nil : .xavier
        case "position.weight": return .small
        default: return tensor.name.hasPrefix("embedding.") ? .small : .xavier
        }
    }
}
