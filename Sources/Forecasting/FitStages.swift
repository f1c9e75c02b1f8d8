import Evaluation
import Models
import Reporting
import TimeSeries
import Windowing

/// What a fit goes through: a model learns from the rows before the test, is scored on the test, and what was chosen learns
/// again from every row.
struct FitStages {
    private let forecaster: any Forecaster
    private let fittable: FittableSeries
    private let split: ChronologicalSplit
    /// What is kept.
    let model: any FittedModel
    /// The series that it forecasts, in its order.
    let panel: Panel
    /// Scores of the model before it learned from all rows; nil where there are too few rows to hold any out.
    let scores: HeldOutScores?
    /// Residuals that intervals are made of.
    let calibration: ConformalCalibration?
    /// How training went.
    let record: TrainingRecord?
    /// What was tried for a combination: the weights of the scored one, and after them those of the final one.
    let candidates: [CandidateReport]
    let learnedFromAllRows: Bool
    /// What was done beside the asked, a line each.
    let notes: Choices

    /// Training windows below which a note warns.
    private static let fewWindows = 50

    init(
        _ forecaster: any Forecaster, _ fittable: FittableSeries, _ request: FitRequest, registry: ForecasterRegistry,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws {
        (self.forecaster, self.fittable) = (forecaster, fittable)
        let (task, part) = (fittable.task, fittable.panel)
        var runtime = request.task.runtime
        runtime.checkpoint = request.checkpoint
        split =
            forecaster.learnsFromWindows
            ? try ChronologicalSplit(
                part, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
            : try ChronologicalSplit(
                cutting: part, specification: task.split, horizon: task.windows.horizon,
                seasonLength: task.seasonLength)
        var notes = Self.notes(fittable, forecaster, split) + Self.rangeNotes(task, part)
        notes += task.featureNotes(part, rows: split.rows(.training), models: [forecaster])
        let refits = !request.keepsScored && split.rows(.test).contains { !$0.isEmpty }
        let share = refits ? 0.6 : 1.0
        var isStopped = false
        func observed(_ state: TrainingProgress) -> TrainingProgress.Decision {
            let decision = progress(state)
            if decision == .stop { isStopped = true }
            return decision
        }
        let scored = try forecaster.fit(part, task: task, runtime: runtime) { observed($0.within(0, share)) }
        // Windows with a season before them where there are any, so that the seasonal naive forecast can be made as well.
        let inputs = forecaster.learnsFromWindows ? [task.windows.inputLength] : [task.seasonLength ?? 1, 1]
        scores = try Self.scores(of: scored.bounded(to: task.range), part, split, task, inputs: inputs, &notes)
        record = scored.training
        runtime.checkpoint = CheckpointPaths()
        learnedFromAllRows = refits && !isStopped && !forecaster.isPretrained
        let final =
            learnedFromAllRows
            ? try forecaster.refit(scored, to: part, task: task, runtime: runtime) {
                observed($0.within(share, 1 - share))
            }
            : scored
        if isStopped, record?.end != .interrupted {
            notes.append("interrupted: what was still to be trained was cut short, and what is kept with it")
        }
        calibration =
            final.hasDistribution
            ? nil
            : try Self.calibration(
                scored, forecaster, part, split, task, uses: refits ? [.validation, .test] : [.validation],
                seriesCount: part.series.count + fittable.short.count)
        let tried = scored.candidateReports
        candidates = learnedFromAllRows ? tried.map { $0.followed(by: final.candidateReports) } : tried
        notes += final.notes
        if fittable.short.isEmpty {
            (model, panel) = (final.bounded(to: task.range), part)
        } else {
            let fallback = registry.fallback
            let rest = part.with(fittable.short)
            var whole = task
            whole.split.test = .rows(0)
            let other = try fallback.fit(rest, task: whole, runtime: runtime) { _ in .proceed }
            model = AutoModel(covering: [(final, part.series.count), (other, rest.series.count)], as: forecaster)
                .bounded(to: task.range)
            panel = part.with(part.series + fittable.short)
            if let note = fittable.note(fallback: fallback.columnName) { notes.append(note) }
        }
        self.notes = notes
    }

    /// For each series the rows that may show a season: those to learn from; all where nothing is learned or held out.
    var checkedRows: [Range<Int>] {
        let holdsNothingBack = !forecaster.learnsFromWindows && split.rows(.test).allSatisfy(\.isEmpty)
        return holdsNothingBack ? panel.series.map { 0..<$0.count } : split.rows(.training)
    }

    private static func notes(
        _ fittable: FittableSeries, _ forecaster: any Forecaster, _ split: ChronologicalSplit
    ) -> Choices {
        guard forecaster.learnsFromWindows else { return [] }
        let windows = SlidingWindows(
            fittable.panel, partition: .training, of: split, shape: fittable.task.windows
        ).count
        guard windows < fewWindows else { return [] }
        let count = windows == 1 ? "a single training window is" : "\(windows) training windows are"
        return ["\(count) little to learn from; trust the baselines first"]
    }

    /// Says that forecasts are held to zero and above, where values come near it or lie below.
    private static func rangeNotes(_ task: ForecastTask, _ panel: Panel) -> Choices {
        if task.range == .nonNegative {
            let values = panel.series.flatMap(\.values).filter { !$0.isNaN }
            guard let least = values.min(), least < 0 else { return [] }
            let text = NumberText.fixed(least, decimals: NumberText.decimals(of: values))
            return ["values go down to \(text), and --range non-negative forecasts none below zero"]
        }
        guard task.range == .automatic else { return [] }
        let kinds = panel.series.compactMap { ValueKind($0.values) }
        guard kinds.contains(where: { $0.isNeverNegative && $0.hasZeros }) else { return [] }
        return ["values were never below zero, so no forecast is; --range any allows it"]
    }

    /// Scores on the test rows; of windows that are shorter than the horizon where these are fewer.
    private static func scores(
        of model: any FittedModel, _ panel: Panel, _ split: ChronologicalSplit, _ task: ForecastTask, inputs: [Int],
        _ notes: inout Choices
    ) throws -> HeldOutScores? {
        let longest = split.rows(.test).map(\.count).max() ?? 0
        guard longest > 0 else { return nil }
        let horizon = min(task.windows.horizon, longest)
        if horizon < task.windows.horizon {
            notes.append(
                "scored \(horizon) \(horizon == 1 ? "step" : "steps") ahead: the rows are too few to hold out "
                    + "\(task.windows.horizon)")
        }
        for input in inputs {
            let shape = try WindowShape(inputLength: input, horizon: horizon, stride: task.windows.stride)
            let windows = SlidingWindows(panel, partition: .test, of: split, shape: shape)
            guard !windows.isEmpty else { continue }
            return try HeldOutEvaluation(panel, split: split, shape: shape, seasonLength: task.seasonLength)
                .scores(of: [model])
        }
        return nil
    }

    /// Residuals on rows that were not learned from: what intervals are made of where the model has no distribution.
    private static func calibration(
        _ model: any FittedModel, _ forecaster: any Forecaster, _ panel: Panel, _ split: ChronologicalSplit,
        _ task: ForecastTask, uses partitions: [Partition], seriesCount: Int
    ) throws -> ConformalCalibration {
        // What learns from every row before the test has only the test left to be judged by.
        let parts = forecaster.learnsFromWindows ? partitions : [.test]
        let rows = split.series.map { one in
            parts.map { one[$0] }.reduce(one[parts[0]]) { $0.lowerBound..<max($0.upperBound, $1.upperBound) }
        }
        return try ConformalCalibration(
            of: model, panel, rows: rows, windows: task.windows, takesLogarithm: forecaster.takesLogarithm
        ).extended(to: seriesCount)
    }

    /// The parts of the split: of a model that does not learn from windows, rows to learn from and the test.
    var parts: [FitSummary.Part] {
        if forecaster.learnsFromWindows {
            return Partition.allCases.map { part($0.rawValue, split.rows($0), windowsOf: $0) }
        }
        let learned = split.series.map { $0.training.lowerBound..<$0.validation.upperBound }
        let all = [part("training", learned, windowsOf: nil)]
        return scores == nil ? all : all + [part("test", split.rows(.test), windowsOf: nil)]
    }

    private func part(_ name: String, _ rows: [Range<Int>], windowsOf partition: Partition?) -> FitSummary.Part {
        let panel = fittable.panel
        let format = panel.series[0].index.format
        let times = zip(panel.series, rows).filter { !$0.1.isEmpty }.map { series, rows in
            (series.index[rows.lowerBound], series.index[rows.upperBound - 1])
        }
        return FitSummary.Part(
            name: name, rows: rows.reduce(0) { $0 + $1.count }, firstTime: times.map(\.0).min().map(format.text) ?? "",
            lastTime: times.map(\.1).max().map(format.text) ?? "",
            windows: partition.map {
                SlidingWindows(panel, partition: $0, of: split, shape: fittable.task.windows).count
            })
    }
}
