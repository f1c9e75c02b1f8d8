import Numerics

/// Writes the first parameters of a network, a function of the shape and the seed alone.
///
/// A uniform weight is addressed by its tensor, gate and element in ``CounterBasedRandom``, so that no weight depends
/// on another's draw.
package struct ParameterInitializer: Sendable, Hashable {
    /// The scheme of the weights.
    package var initialization: Initialization
    /// Whether the head and what the temporal decoder adds to it start at zero, so that an untrained network outputs
    /// zero: with windows from which the last value was subtracted, training starts at the naive forecast.
    package var zeroHead: Bool

    /// Creates an initializer.
    package init(_ initialization: Initialization = .automatic, zeroHead: Bool = false) {
        self.initialization = initialization
        self.zeroHead = zeroHead
    }

    /// The parameters of `shape` in ``ParameterLayout`` order.
    ///
    /// The forget gate of an LSTM starts at bias 1, so that it remembers before it has learned to (Gers et al. 2000;
    /// Jozefowicz et al. 2015). PyTorch adds two biases: the 1 is in `bias_ih`, and `bias_hh` is zero.
    package func parameters(for shape: RecurrentNetworkShape, seed: UInt64) -> [Float] {
        parameters(ParameterLayout(shape), cell: shape.cell, hiddenSize: shape.hiddenSize, seed: seed)
    }

    /// The parameters of `shape` in the order of its layout, by the same rules.
    package func parameters(for shape: ParallelSegmentShape, seed: UInt64) -> [Float] {
        parameters(shape.parameters, cell: shape.cell, hiddenSize: shape.hiddenSize, seed: seed)
    }

    private func parameters(
        _ layout: ParameterLayout, cell: RecurrentCell, hiddenSize: Int, seed: UInt64
    ) -> [Float] {
        let random = CounterBasedRandom(seed: seed)
        var parameters = [Float](repeating: 0, count: layout.count)
        for (index, tensor) in layout.tensors.enumerated() {
            if tensor.name.hasPrefix("bias_ih"), cell == .lstm {
                let forget = tensor.offset + hiddenSize
                for row in forget..<forget + hiddenSize { parameters[row] = 1 }
            }
            guard let filling = filling(of: tensor, in: cell) else { continue }
            let gates = tensor.name.hasPrefix("weight") ? cell.gateCount : 1
            let rows = tensor.shape[0] / gates
            let columns = tensor.shape[1]
            for gate in 0..<gates {
                let block = filling.matrix(
                    rows: rows, columns: columns, random: random, tensor: UInt32(index), gate: UInt32(gate))
                let start = tensor.offset + gate * rows * columns
                parameters.replaceSubrange(start..<start + block.count, with: block)
            }
        }
        return parameters
    }

    /// The filling of `tensor`; nil where it starts at zero.
    private func filling(of tensor: ParameterLayout.Tensor, in cell: RecurrentCell) -> Initialization.Filling? {
        if tensor.name.hasPrefix("weight_ih") { return initialization.inputWeights(of: cell) }
        if tensor.name.hasPrefix("weight_hh") { return initialization.recurrentWeights(of: cell) }
        switch tensor.name {
        case "segment.weight": return .he
        case "position.weight": return .unit
        case "decoder.hidden.weight": return initialization.inputWeights(of: .rnnReLU)
        case "head.weight", "decoder.skip.weight", "decoder.out.weight": return zeroHead ? nil : .xavier
        case _ where tensor.name.hasPrefix("embedding."): return .small
        default: return nil
        }
    }
}

extension Initialization.Filling {
    /// One gate's block, row-major `[rows, columns]`; fan-in is `columns`, fan-out `rows`.
    func matrix(
        rows: Int, columns: Int, random: CounterBasedRandom, tensor: UInt32, gate: UInt32
    ) -> [Float] {
        let bound: Double
        switch self {
        case .xavier: bound = (6 / Double(columns + rows)).squareRoot()
        case .he: bound = (6 / Double(columns)).squareRoot()
        case .small: bound = 0.05
        case .unit: bound = 3.0.squareRoot()
        case .orthogonal:
            var words = random.sequence(.initialization, tensor, gate)
            return OrthogonalMatrix.random(rows: rows, columns: columns, from: &words).map { Float($0) }
        }
        return (0..<rows * columns).map { element in
            let word = random.words(.initialization, UInt32(element / 4), tensor, gate)[element % 4]
            // Half a step up, so that the numbers lie evenly about zero.
            return Float(bound * (2 * (CounterBasedRandom.uniform(word) + 0x1p-33) - 1))
        }
    }
}
