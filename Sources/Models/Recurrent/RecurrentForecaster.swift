public import NeuralLayers
import Tensors
public import TimeSeries
import Windowing

/// Fits a recurrent network that forecasts all steps of the horizon at once.
public struct RecurrentForecaster: Forecaster {
    /// The cell of every layer.
    public let cell: RecurrentCell
    /// The name on the command line.
    public let identifier: String
    /// The forecast's column name.
    public let columnName: String

    /// Always.
    public var isTrained: Bool { true }
    /// Always.
    public var learnsFromWindows: Bool { true }
    /// Always.
    public var seesCovariates: Bool { true }
    /// The input length.
    public func contextLength(_ plan: FitPlan) -> Int { plan.windows.inputLength }

    /// Creates a forecaster of `cell` under the given names.
    public init(_ cell: RecurrentCell, identifier: String, columnName: String) {
        self.cell = cell
        self.identifier = identifier
        self.columnName = columnName
    }

    /// Trains on the training rows, chooses the epoch on the validation rows, and does not read the rest.
    ///
    /// - Throws: ``WindowingError``, ``TrainingError``, ``CheckpointError``.
    public func fit(
        _ panel: Panel, plan: FitPlan, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try plan.checkHyperparameters()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let data = try TrainingWindows(panel, split: split, plan: plan)
        let shape = RecurrentNetworkShape(
            cell: cell, inputSize: data.map?.inputSize ?? 1, hiddenSize: plan.network.hiddenSize,
            layerCount: plan.network.layerCount, outputSize: plan.windows.horizon,
            futureSize: data.map?.aheadWidth ?? 0,
            embeddings: plan.network.embeddings(data.map, seriesCount: panel.series.count))
        let trainer = try RecurrentTrainer(shape, panel: panel, data: data, plan: plan)
        let run = CheckpointIdentity(model: identifier, plan: plan, fingerprint: panel.fingerprint)
        if let path = plan.checkpoint.resume {
            trainer.resume(
                from: try Checkpoint.read(
                    path, of: run, shape: shape, plan: plan, batchCount: trainer.batchCount))
        }
        try trainer.run(progress: progress) { state in
            guard let path = plan.checkpoint.write else { return }
            try Checkpoint.write(state, of: run, shape: shape, to: path)
        }
        return RecurrentModel(
            columnName: columnName, shape: shape, windows: plan.windows, scalings: data.series.map(\.scaling),
            features: data.map, training: trainer.state.record, parameters: trainer.state.best.array,
            kernels: plan.compute.kernels)
    }

    /// The network with the tensors of `state`.
    ///
    /// - Throws: ``RestoreError`` when tensors or scalers do not fit the sizes they are stored with.
    public func restore(_ state: FittedState, plan: FitPlan) throws -> any FittedModel {
        guard let shape = state.network, shape.cell == cell, shape.outputSize == plan.windows.horizon,
            shape.inputSize == state.features?.inputSize ?? 1, shape.futureSize == state.features?.aheadWidth ?? 0,
            shape.embeddings.map(\.count)
                == plan.network.embeddings(state.features, seriesCount: state.scalings.count).map(\.count)
        else { throw RestoreError(.document(reason: "the network is not that of a model called '\(identifier)'")) }
        let stored = SafeTensors(tensors: state.tensors)
        var parameters: [Float] = []
        do {
            for tensor in ParameterLayout(shape).tensors {
                parameters += try stored.float32(tensor.name, shape: tensor.shape)
            }
        } catch {
            throw RestoreError(error)
        }
        return RecurrentModel(
            columnName: columnName, shape: shape, windows: plan.windows, scalings: state.scalings,
            features: state.features, training: state.training, parameters: parameters, kernels: plan.compute.kernels)
    }
}

extension FeatureMap {
    /// A table of vectors for each static column of learned categories: half as many numbers as categories, at most 16.
    var embeddings: [EmbeddingShape] {
        embeddedCategories.map { EmbeddingShape(count: $0, size: min(16, ($0 + 1) / 2)) }
    }
}
