import Models
import NeuralLayers

extension TimedStep {
    /// Bytes that a backward pass needs of the forward pass, for the whole batch at once: B · T times what the cell
    /// keeps of each hidden unit.
    var activationBytes: Int {
        let kept =
            switch shape.cell {
            case .gru: 5  // n, r, z, the candidate's recurrent product, h
            case .lstm: 6  // i, f, g, o, c, h
            case .rnnTanh, .rnnReLU: 1  // h
            }
        return 4 * shards.rows * steps * kept * shape.hiddenSize
    }

    /// Bytes of all workspaces, one for each thread: activations, inputs, and gradients carried through time.
    var workspaceBytes: Int { workspaces.reduce(0) { $0 + bytes(of: $1) } }

    /// Bytes of the gradients of the lanes, which are added up at the end of a step.
    var laneGradientBytes: Int { laneGradients.reduce(0) { $0 + $1.count * 4 } }

    /// Bytes of the buffers of one workspace, for one layer without dropout.
    private func bytes(of workspace: RecurrentWorkspace) -> Int {
        let width = padded(shape.hiddenSize)
        let states = (steps + 1) * workspace.rows * width * (shape.cell.hasCellState ? 2 : 1)
        let gates = steps * workspace.rows * CellGeometry(shape.cell).gateStride(width)
        let others = [
            workspace.inputs, workspace.outputs, workspace.outputGradients, workspace.hiddenGradient,
            workspace.cellGradient,
        ]
        return 4 * (states + gates + others.reduce(0) { $0 + $1.count })
    }
}
