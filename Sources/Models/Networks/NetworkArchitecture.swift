package import NeuralLayers
public import Windowing

/// What can be set of any network: what its values are scaled by, and how it is trained.
public protocol NetworkSettings: EnsembleOptions {
    /// What is done to values before the network sees them.
    var scaling: ScalingSpecification { get set }
    /// How it is trained.
    var training: TrainingConfiguration { get set }
    /// Whether the season's cycle is subtracted before the network sees them.
    var cycle: CycleChoice { get set }
    /// Numbers of the vector that is learned for each series; 0 for none.
    var seriesEmbedding: Int { get }

    /// With what was left open chosen for so many training windows; as it is unless said.
    func chosen(trainingWindows: Int) -> Self
}

extension NetworkSettings {
    /// As it is.
    public func chosen(trainingWindows: Int) -> Self { self }
}

/// What one kind of network differs in from the others: its sizes, how it is made, and how its weights start.
///
/// All that is done with a network, from windows to a forecast, is the same for every kind.
package protocol NetworkArchitecture<Settings>: Sendable {
    associatedtype Settings: NetworkSettings
    associatedtype Shape: WindowNetworkShape

    /// The network's sizes.
    func shape(_ settings: Settings, inputs: NetworkInputs, windows: WindowShape) -> Shape

    /// A network of these sizes, whose weights are all zero.
    func network(_ shape: Shape, _ settings: Settings, kernels: Kernels, trains: Bool) -> Shape.Network

    /// The weights that training begins with.
    func parameters(of shape: Shape, _ settings: Settings, seed: UInt64) -> [Float]

    /// The flag that sets how wide its layers are, for who must lower it.
    var sizeFlag: String { get }

    /// Makes sure that sizes read from a file are sizes: tensors of them are checked against the file before anything is
    /// computed from them.
    func check(_ shape: Shape) throws(InvalidState)
}

extension NetworkArchitecture {
    package var sizeFlag: String { "--hidden" }
}

/// What a network is told of a window.
package struct NetworkInputs: Sendable {
    /// Numeric features a step, the target first.
    package var size = 1
    /// Features of each step of the horizon that are known ahead.
    package var futureSize = 0
    /// One table a static code.
    package var embeddings: [EmbeddingShape] = []

    /// - Parameters:
    ///   - map: How covariates and calendar become numbers; nil for the target alone.
    ///   - seriesEmbedding: Numbers of the vector of each of `seriesCount` series; 0 for none.
    init(_ map: FeatureMap?, seriesEmbedding: Int, seriesCount: Int) {
        size = map?.inputSize ?? 1
        futureSize = map?.aheadWidth ?? 0
        let own = seriesEmbedding > 0 ? [EmbeddingShape(count: seriesCount, size: seriesEmbedding)] : []
        embeddings = (map?.embeddings ?? []) + own
    }
}

extension FeatureMap {
    /// A table of vectors for each static column of learned categories: half as many numbers as categories, at most 16.
    var embeddings: [EmbeddingShape] {
        embeddedCategories.map { EmbeddingShape(count: $0, size: min(16, ($0 + 1) / 2)) }
    }
}
