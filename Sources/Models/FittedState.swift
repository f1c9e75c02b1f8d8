public import NeuralLayers
public import Windowing

/// What a model file keeps of a fitted model: enough to make it again, nothing that only its training needed.
public struct FittedState: Sendable {
    /// Sizes of the network; nil for a model without one.
    public var network: RecurrentNetworkShape?
    /// One map a series, in the panel's order; empty for a model that does not scale.
    public var scalings: [SeriesScaling]
    /// How training went; nil for a model that is not trained.
    public var training: TrainingRecord?
    /// Learned tensors.
    package var tensors: [StoredTensor]

    /// Numbers that were learned.
    public var parameterCount: Int { tensors.reduce(0) { $0 + $1.elements.count } }

    package init(
        network: RecurrentNetworkShape? = nil, scalings: [SeriesScaling] = [], training: TrainingRecord? = nil,
        tensors: [StoredTensor] = []
    ) {
        self.network = network
        self.scalings = scalings
        self.training = training
        self.tensors = tensors
    }
}
