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

    /// What was set of it.
    public var settings: RecurrentSettings

    /// Always.
    public var isTrained: Bool { true }
    /// Always.
    public var learnsFromWindows: Bool { true }
    /// Always.
    public var seesCovariates: Bool { true }
    /// As it is set.
    public var takesLogarithm: Bool { settings.scaling.takesLogarithm }
    /// The input length.
    public func contextLength(_ task: ForecastTask) -> Int { task.windows.inputLength }

    /// Creates a forecaster of `cell` under the given names.
    public init(
        _ cell: RecurrentCell, identifier: String, columnName: String, settings: RecurrentSettings = RecurrentSettings()
    ) {
        self.cell = cell
        self.identifier = identifier
        self.columnName = columnName
        self.settings = settings
    }

    /// Trains on the training rows, chooses the round on the validation rows, and does not read the rest.
    ///
    /// - Throws: ``WindowingError``, ``TrainingError``, and what a checkpoint's file throws.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        let data = try windows(panel, split, task)
        let shape = shape(data, task, seriesCount: panel.series.count)
        let trainer = try RecurrentTrainer(
            shape, panel: panel, data: data, settings: settings, task: task, runtime: runtime)
        let run = CheckpointIdentity(
            model: identifier, task: task, settings: settings, fingerprint: panel.fingerprint)
        if let path = runtime.checkpoint.resume {
            trainer.resume(from: try Checkpoint.read(path, of: run, shape: shape, schedule: trainer.schedule))
        }
        try trainer.run(progress: progress) { state in
            guard let path = runtime.checkpoint.write else { return }
            try Checkpoint.write(state, of: run, shape: shape, to: path)
        }
        return model(trainer, shape, data, task, runtime)
    }

    /// Trains anew on every row, for as many steps as the best round of `model` had taken.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let record = model.training else { return model }
        let data = try windows(panel, ChronologicalSplit(whole: panel), task)
        let shape = shape(data, task, seriesCount: panel.series.count)
        let trainer = try RecurrentTrainer(
            shape, panel: panel, data: data, settings: settings, task: task, runtime: runtime)
        try trainer.repeatSteps(of: record, progress: progress)
        return self.model(trainer, shape, data, task, runtime)
    }

    private func windows(
        _ panel: Panel, _ split: ChronologicalSplit, _ task: ForecastTask
    ) throws -> TrainingWindows {
        try TrainingWindows(
            panel, split: split, task: task, scaling: settings.scaling,
            embedsSeries: settings.network.seriesEmbedding > 0)
    }

    private func shape(_ data: TrainingWindows, _ task: ForecastTask, seriesCount: Int) -> RecurrentNetworkShape {
        RecurrentNetworkShape(
            cell: cell, inputSize: data.map?.inputSize ?? 1, hiddenSize: settings.network.hiddenSize,
            layerCount: settings.network.layerCount, outputSize: task.windows.horizon,
            futureSize: data.map?.aheadWidth ?? 0,
            embeddings: settings.network.embeddings(data.map, seriesCount: seriesCount))
    }

    private func model(
        _ trainer: RecurrentTrainer, _ shape: RecurrentNetworkShape, _ data: TrainingWindows, _ task: ForecastTask,
        _ runtime: Runtime
    ) -> RecurrentModel {
        RecurrentModel(
            forecaster: self, shape: shape, windows: task.windows, scalings: data.series.map(\.scaling),
            features: data.map, training: trainer.state.record, parameters: trainer.state.best.array,
            kernels: runtime.kernels)
    }

    /// The network with the tensors of `state`.
    ///
    /// - Throws: ``InvalidState`` when tensors or scalers do not fit the sizes they are stored with.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        let shape = try state.learned(as: RecurrentModel.Learned.self).network
        try shape.checkSizes(inputLength: context.task.windows.inputLength)
        guard shape.cell == cell, shape.outputSize == context.task.windows.horizon,
            shape.inputSize == state.features?.inputSize ?? 1, shape.futureSize == state.features?.aheadWidth ?? 0,
            state.scalings.count == context.seriesCount,
            shape.embeddings.map(\.count)
                == settings.network.embeddings(state.features, seriesCount: state.scalings.count).map(\.count)
        else { throw InvalidState(reason: "the network is not that of a model called '\(identifier)'") }
        let stored = SafeTensors(tensors: state.tensors)
        try shape.checkMemory(inputLength: context.task.windows.inputLength, tensors: stored)
        var parameters: [Float] = []
        for tensor in ParameterLayout(shape).tensors {
            parameters += try stored.float32(tensor.name, shape: tensor.shape)
        }
        return RecurrentModel(
            forecaster: self, shape: shape, windows: context.task.windows, scalings: state.scalings,
            features: state.features, training: state.training, parameters: parameters,
            kernels: context.runtime.kernels)
    }
}

extension FeatureMap {
    /// A table of vectors for each static column of learned categories: half as many numbers as categories, at most 16.
    var embeddings: [EmbeddingShape] {
        embeddedCategories.map { EmbeddingShape(count: $0, size: min(16, ($0 + 1) / 2)) }
    }
}
