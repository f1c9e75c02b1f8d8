import SyntheticSeries
public import TimeSeries
import Windowing

/// A recurrent network that was trained on made-up series before it saw yours, and forecasts without a fit.
///
/// A GRU reads the history season by season and answers with quantiles of what comes next. It has seen no real series: what
/// it knows of level, trend, season and noise it learned from series that were drawn from a prior, as in ForecastPFN (Dooley
/// et al. 2023, arXiv:2311.01933); the weights are in the program. It may be fine-tuned on the user's windows.
public struct PretrainedForecaster: Forecaster {
    /// `pretrained`.
    public let identifier = "pretrained"
    /// `Pretrained`.
    public let columnName = "Pretrained"
    /// What was set of it.
    public var settings: PretrainedSettings

    /// Creates the forecaster.
    public init(_ settings: PretrainedSettings = PretrainedSettings()) { self.settings = settings }

    /// When it is fine-tuned.
    public var learnsFromWindows: Bool { settings.fineTunes }
    /// Never: a history of any length will do.
    public var readsWindows: Bool { false }
    /// Unless it is fine-tuned.
    public var isPretrained: Bool { !settings.fineTunes }
    /// Always.
    public var statesQuantiles: Bool { true }

    /// That hours of three weeks and more are better learned by models that are fitted to them, as they were where training
    /// rows of hourly series were held out.
    public func unsuitability(for panel: Panel, task: ForecastTask) -> String? {
        let slots = SeasonSlots(seasonLength: task.seasonLength ?? 1)
        let longest = panel.series.map(\.count).max() ?? 0
        guard slots.frequency == .hourly, slots.layout.longerLag.map({ longest >= 3 * $0 }) ?? false else { return nil }
        return "three weeks of hours and more are enough to learn from"
    }

    /// Takes the network for the task's season, and fine-tunes it where that was asked for.
    ///
    /// - Throws: ``WindowingError`` when the panel cannot be cut for fine-tuning.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let longest = panel.series.map(\.count).max() ?? 0
        let season = task.seasonLength ?? 1
        // Of a season that no series has seen to its end, nothing is known.
        let slots = SeasonSlots(seasonLength: season <= longest ? season : 1)
        let standard = try standard(slots, runtime, notes: Self.notes(panel, slots, season: season, longest: longest))
        guard settings.fineTunes else { return standard }
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        let tuning = FineTuning(
            weights: standard.weights, hierarchy: standard.hierarchy, seed: task.seed, runtime: runtime)
        let result = tuning.run(
            panel, training: split.rows(.training), validation: split.rows(.validation)
        ) { progress(TrainingProgress(fraction: $0)) == .proceed }
        guard let result else { return standard }
        return PretrainedModel(
            forecaster: self, slots: slots, weights: result.weights, coarser: standard.coarser,
            tunedSteps: result.steps, notes: standard.notes + [result.note], kernels: runtime.kernels)
    }

    /// Takes as many steps again, on every row.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let model = model as? PretrainedModel, model.tunedSteps > 0 else { return model }
        let tuning = FineTuning(
            weights: try PretrainedWeights.standard(model.slots.frequency), hierarchy: model.hierarchy,
            seed: task.seed, runtime: runtime)
        let weights = tuning.run(
            panel, rows: panel.series.map { 0..<$0.count }, steps: model.tunedSteps
        ) { progress(TrainingProgress(fraction: $0)) == .proceed }
        return PretrainedModel(
            forecaster: self, slots: model.slots, weights: weights, coarser: model.coarser,
            tunedSteps: model.tunedSteps, notes: model.notes, kernels: runtime.kernels)
    }

    /// The networks of the program.
    private func standard(_ slots: SeasonSlots, _ runtime: Runtime, notes: [String]) throws -> PretrainedModel {
        PretrainedModel(
            forecaster: self, slots: slots, weights: try PretrainedWeights.standard(slots.frequency),
            coarser: try slots.coarser.map { level in
                try PretrainedWeights.standard(SeasonSlots(seasonLength: level.seasonLength).frequency)
            },
            notes: notes, kernels: runtime.kernels)
    }

    /// What the rows are too few for.
    private static func notes(_ panel: Panel, _ slots: SeasonSlots, season: Int, longest: Int) -> [String] {
        var notes: [String] = []
        if season > longest {
            notes.append(
                "no series has the \(season) rows of a season, so it is forecast as if there were none; "
                    + "--season none says so")
        }
        let strays = panel.series.compactMap { series in
            IsolatedValue(in: series.values.suffix(slots.contextLength)).map { (series, $0.place) }
        }
        if let (series, place) = strays.first {
            let others = strays.count > 1 ? " and one value each of \(strays.count - 1) more series" : ""
            notes.append(
                "the value of \(series.index.text(at: place))\(series.id.map { " of series '\($0)'" } ?? "")\(others) "
                    + "lies farther from all others than three times their range, and is read as missing")
        }
        let still = panel.series.filter { series in
            let values = series.values.filter { !$0.isNaN }
            return values.allSatisfy { $0 == values.first }
        }
        if !still.isEmpty {
            let owner = panel.series.count == 1 ? "the series" : "\(still.count) of \(panel.series.count) series"
            notes.append(
                "\(owner) never moved: the forecast is the last value, and how sure that is nobody can say from it")
        }
        return notes
    }

    /// The network that `state` holds.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        let learned = try state.learned(as: PretrainedModel.Learned.self)
        guard (1...WindowShape.longest).contains(learned.seasonLength), learned.tunedSteps >= 0 else {
            throw InvalidState(reason: "'\(state.kind)' is for a season of \(learned.seasonLength) rows")
        }
        let slots = SeasonSlots(seasonLength: learned.seasonLength)
        guard learned.plan.isSound, learned.plan.frequency == slots.frequency else {
            throw InvalidState(reason: "'\(state.kind)' holds a network of other series than its season's")
        }
        let frequencies = slots.coarser.map { SeasonSlots(seasonLength: $0.seasonLength).frequency }
        guard learned.coarser.map(\.frequency) == frequencies, learned.coarser.allSatisfy(\.isSound) else {
            throw InvalidState(reason: "'\(state.kind)' holds networks of other coarser steps than its season has")
        }
        return PretrainedModel(
            forecaster: self, slots: slots, weights: try PretrainedWeights(learned.plan, tensors: state.tensors),
            coarser: try learned.coarser.map { plan in
                try PretrainedWeights(plan, tensors: state.tensors, prefix: PretrainedModel.prefix(of: plan))
            },
            tunedSteps: learned.tunedSteps, kernels: context.runtime.kernels)
    }
}

extension FineTuning.Result {
    /// What a reader of the report should know.
    fileprivate var note: String {
        func digits(_ loss: Double) -> String {
            let thousandths = Int((1_000 * loss).rounded())
            let rest = String(thousandths % 1_000)
            return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
        }
        return steps == 0
            ? "fine-tuning did not make the quantile loss on validation rows smaller: the weights are as they were"
            : "fine-tuned with \(steps) steps, by the quantile loss on validation rows: \(digits(before)) before, "
                + "\(digits(after)) after"
    }
}
