package import Models
import NeuralLayers
package import TimeSeries
package import Windowing

/// All that a test fits by: a task, what is set of networks, and a runtime.
package struct FitPlan: Sendable {
    /// What is asked.
    package var task: ForecastTask
    /// What is set of every network, and of whatever else has an option of the same name.
    package var settings: RecurrentSettings
    /// What it may compute with.
    package var runtime: Runtime

    package init(
        windows: WindowShape, split: SplitSpecification = SplitSpecification(), seasonLength: Int? = nil,
        scaling: ScalingSpecification = ScalingSpecification(method: .lastValue),
        network: NetworkConfiguration = NetworkConfiguration(),
        training: TrainingConfiguration = TrainingConfiguration(), seed: UInt64 = 1, runtime: Runtime = Runtime()
    ) {
        task = ForecastTask(windows: windows, split: split, seasonLength: seasonLength, seed: seed)
        settings = RecurrentSettings(network: network, scaling: scaling, training: training)
        self.runtime = runtime
    }

    package var windows: WindowShape {
        get { task.windows }
        set { task.windows = newValue }
    }
    package var split: SplitSpecification {
        get { task.split }
        set { task.split = newValue }
    }
    package var seasonLength: Int? {
        get { task.seasonLength }
        set { task.seasonLength = newValue }
    }
    package var features: FeaturePlan {
        get { task.features }
        set { task.features = newValue }
    }
    package var seed: UInt64 {
        get { task.seed }
        set { task.seed = newValue }
    }
    package var scaling: ScalingSpecification {
        get { settings.scaling }
        set { settings.scaling = newValue }
    }
    package var network: NetworkConfiguration {
        get { settings.network }
        set { settings.network = newValue }
    }
    package var training: TrainingConfiguration {
        get { settings.training }
        set { settings.training = newValue }
    }
}

extension Forecaster {
    /// The forecaster with what `plan` sets of networks, as far as it has such options.
    package func set(by plan: FitPlan) -> Self {
        var own = self
        let network = RecurrentForecaster(.gru, identifier: "gru", columnName: "GRU", settings: plan.settings)
        // A switch is set by its name alone.
        let valued = network.options.filter { $0.valueName != nil }
        var values = valued.compactMap { option in option.defaultText.map { (option.name, $0) } }
        if plan.scaling.takesLogarithm { values.append(("log", "")) }
        for (name, text) in values where own.options.contains(where: { $0.name == name }) {
            // A network of segments has two units at least.
            let text = name == "hidden" && text == "1" && !(own is RecurrentForecaster) ? "2" : text
            guard (try? own.set(name, to: text)) != nil else { preconditionFailure("--\(name) \(text) is refused") }
        }
        return own
    }

    /// Fits as `plan` says.
    package func fit(
        _ panel: Panel, plan: FitPlan, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try set(by: plan).fit(panel, task: plan.task, runtime: plan.runtime, progress: progress)
    }

    /// Fits again to every row, as `plan` says.
    package func refit(_ model: any FittedModel, to panel: Panel, plan: FitPlan) throws -> any FittedModel {
        try set(by: plan).refit(model, to: panel, task: plan.task, runtime: plan.runtime) { _ in .proceed }
    }

    /// Makes a model again as `plan` says, without regard to the settings that `state` keeps.
    package func restore(
        _ state: ModelState, plan: FitPlan, seriesCount: Int? = nil
    ) throws -> any FittedModel {
        try set(by: plan).restore(
            state,
            in: RestoreContext(
                task: plan.task, runtime: plan.runtime, registry: .standard,
                seriesCount: seriesCount ?? max(1, state.scalings.count)))
    }
}
