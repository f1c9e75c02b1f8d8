import Models
import NeuralLayers

extension TimedStep {
    /// Floating-point operations of one step.
    var operations: Double { network.operations(batch: shards.rows, steps: steps) }

    /// Bytes that a backward pass needs of the forward pass, for the whole batch at once.
    var activationBytes: Int { network.activationBytes(batch: shards.rows, steps: steps) }

    /// Bytes of all workspaces, one for each thread: activations, inputs, and gradients carried through time.
    var workspaceBytes: Int { workspaces.reduce(0) { $0 + network.bytes(of: $1) } }

    /// Bytes of the gradients of the lanes, which are added up at the end of a step.
    var laneGradientBytes: Int { laneGradients.reduce(0) { $0 + $1.count * 4 } }
}
