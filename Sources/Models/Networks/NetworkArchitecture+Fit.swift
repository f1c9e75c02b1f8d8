import NeuralLayers
import Tensors
import TimeSeries
import Windowing

extension NetworkArchitecture {
    /// Makes a trainer, lets `body` train, and makes a model of what it keeps.
    ///
    /// - Parameter cycleLength: Rows of a cycle that is subtracted; nil for none.
    func train(
        _ forecaster: NetworkForecaster<Settings>, _ panel: Panel, _ split: ChronologicalSplit, _ task: ForecastTask,
        _ runtime: Runtime, cycleLength: Int?, body: (any Training) throws -> Void
    ) throws -> any FittedModel {
        var settings = forecaster.settings
        let data = try TrainingWindows(
            panel, split: split, task: task, scaling: settings.scaling, cycleLength: cycleLength,
            embedsSeries: settings.seriesEmbedding > 0)
        settings = settings.chosen(trainingWindows: data.training.count)
        var forecaster = forecaster
        forecaster.settings = settings
        let shape = shape(settings, data.map, task, seriesCount: panel.series.count)
        let trainer = try NetworkTrainer<Shape.Network>(
            shape, panel: panel, data: data, training: settings.training, task: task, runtime: runtime,
            sizeFlag: sizeFlag
        ) {
            (
                network(shape, settings, kernels: runtime.kernels, trains: true),
                parameters(of: shape, settings, seed: task.seed)
            )
        }
        try body(trainer)
        return NetworkModel(
            architecture: self, forecaster: forecaster, shape: shape, windows: task.windows,
            scalings: data.series.map(\.scaling), features: data.map, training: trainer.state.record,
            parameters: trainer.state.best.array, kernels: runtime.kernels)
    }

    /// The network with the tensors of `state`.
    ///
    /// - Throws: ``InvalidState`` when tensors or scalers do not fit the sizes they are stored with.
    func restore(
        _ forecaster: NetworkForecaster<Settings>, _ state: ModelState, _ context: RestoreContext
    ) throws -> any FittedModel {
        let shape = try state.learned(as: NetworkModel<Self>.Learned.self).network
        try check(shape)
        guard state.scalings.count == context.seriesCount,
            shape
                == self.shape(
                    forecaster.settings, state.features, context.task, seriesCount: context.seriesCount)
        else { throw InvalidState(reason: "the network is not that of a model called '\(forecaster.identifier)'") }
        let stored = SafeTensors(tensors: state.tensors)
        try shape.checkMemory(inputLength: context.task.windows.inputLength, tensors: stored)
        var parameters: [Float] = []
        for tensor in shape.parameters.tensors {
            parameters += try stored.float32(tensor.name, shape: tensor.shape)
        }
        return NetworkModel(
            architecture: self, forecaster: forecaster, shape: shape, windows: context.task.windows,
            scalings: state.scalings, features: state.features, training: state.training, parameters: parameters,
            kernels: context.runtime.kernels)
    }

    private func shape(
        _ settings: Settings, _ map: FeatureMap?, _ task: ForecastTask, seriesCount: Int
    ) -> Shape {
        shape(
            settings,
            inputs: NetworkInputs(map, seriesEmbedding: settings.seriesEmbedding, seriesCount: seriesCount),
            windows: task.windows)
    }
}

/// A training run that has not begun, whatever its network.
protocol Training {
    /// Trains from the first step, or from a checkpoint on, and writes checkpoints.
    func run(
        _ run: CheckpointIdentity<some NetworkSettings>, _ paths: CheckpointPaths,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws

    /// Takes the steps that the best round of an earlier run had taken.
    func repeatSteps(
        of record: TrainingRecord, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws
}

extension NetworkTrainer: Training {
    func run(
        _ run: CheckpointIdentity<some NetworkSettings>, _ paths: CheckpointPaths,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws {
        if let path = paths.resume {
            resume(
                from: try Checkpoint.read(path, of: run, count: state.parameters.count, schedule: schedule))
        }
        try self.run(progress: progress) { state in
            guard let path = paths.write else { return }
            try Checkpoint.write(state, of: run, to: path)
        }
    }
}
