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
    var workspaceBytes: Int { workspaces.reduce(0) { $0 + $1.bytes } }

    /// Bytes of the gradients of the lanes, which are added up at the end of a step.
    var laneGradientBytes: Int { laneGradients.reduce(0) { $0 + $1.count * 4 } }
}
