public import NeuralLayers
package import Tensors
public import Windowing

/// What a model file keeps of a fitted model: enough to make it again, nothing that only its training needed.
public struct FittedState: Sendable {
    /// Sizes of the network; nil for a model without one.
    public var network: RecurrentNetworkShape?
    /// One map a series, in the panel's order; empty for a model that does not scale.
    public var scalings: [SeriesScaling]
    /// How covariates and calendar become numbers; nil for a model without.
    public var features: FeatureMap?
    /// How training went; nil for a model that is not trained.
    public var training: TrainingRecord?
    /// Learned tensors.
    package var tensors: [StoredTensor]

    /// Numbers that were learned.
    public var parameterCount: Int { tensors.reduce(0) { $0 + $1.elements.count } }

    package init(
        network: RecurrentNetworkShape? = nil, scalings: [SeriesScaling] = [], features: FeatureMap? = nil,
        training: TrainingRecord? = nil, tensors: [StoredTensor] = []
    ) {
        self.network = network
        self.scalings = scalings
        self.features = features
        self.training = training
        self.tensors = tensors
    }
}
