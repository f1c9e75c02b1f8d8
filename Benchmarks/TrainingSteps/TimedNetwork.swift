import NeuralLayers

/// A network whose training step can be timed, and what it does in theory.
protocol TimedNetwork: WindowNetwork {
    /// Floating-point operations of a step with `batch` windows of `steps` steps: three passes of multiply-adds.
    func operations(batch: Int, steps: Int) -> Double
    /// Bytes that a backward pass needs of the forward pass, for the whole batch at once.
    func activationBytes(batch: Int, steps: Int) -> Int
    /// Bytes of a workspace: activations, inputs, and gradients of activations.
    func bytes(of workspace: Workspace) -> Int
}

extension FusedRecurrentNetwork: TimedNetwork {
    /// 3 · 2 · B · T · gates · H · (H + D).
    func operations(batch: Int, steps: Int) -> Double {
        let (h, d) = (shape.hiddenSize, shape.inputSize)
        return Double(6 * batch * steps * shape.cell.gateCount * h * (h + d))
    }

    /// B · T times what the cell keeps of each hidden unit.
    func activationBytes(batch: Int, steps: Int) -> Int {
        let kept =
            switch shape.cell {
            case .gru: 5  // n, r, z, the candidate's recurrent product, h
            case .lstm: 6  // i, f, g, o, c, h
            case .rnnTanh, .rnnReLU: 1  // h
            }
        return 4 * batch * steps * kept * shape.hiddenSize
    }

    func bytes(of workspace: RecurrentWorkspace) -> Int { workspace.bytes }
}

extension FusedPatchTransformer: TimedNetwork {
    /// For N tokens of d features, f of them between the maps of each of E layers, and patches of P numbers:
    /// 3 · 2 · B · N · (P · d + E · (4 · d² + 2 · d · f + 2 · N · d) + d · outputs).
    func operations(batch: Int, steps: Int) -> Double {
        let (n, d, f) = (shape.tokenCount, shape.modelSize, shape.feedForwardSize)
        let layer = 4 * d * d + 2 * d * f + 2 * n * d
        return Double(6 * batch * n) * Double(shape.patchSize * d + shape.layerCount * layer + d * shape.outputSize)
    }

    /// Of each token what is normalised twice, Q, K, V, what attention puts out, what GELU reads and puts out, and of each
    /// layer attention's weights.
    func activationBytes(batch: Int, steps: Int) -> Int {
        let (n, d) = (shape.tokenCount, shape.modelSize)
        let layer = 6 * d + 2 * shape.feedForwardSize + shape.headCount * n
        return 4 * batch * n * (shape.layerCount * layer + d)
    }

    func bytes(of workspace: PatchTransformerWorkspace) -> Int { workspace.bytes }
}
