import Models
import NeuralLayers
import TimeSeries
import Windowing

/// Consecutive windows of one series in one fold.
struct ScoringTask: Sendable {
    /// The series' place in the panel.
    let series: Int
    /// Its place among those that the fold's models were fitted on.
    let index: Int
    let windows: ArraySlice<ScoredWindow>
}

extension Backtester {
    /// Tasks of one round, whose errors are in memory together.
    private static let tasksPerRound = 64
    /// Windows of one task.
    private static let windowsPerTask = 256

    /// Scores every window of `fold`.
    func score(
        _ fold: FittedFold, _ pool: WorkerPool, _ meter: ProgressMeter, _ tally: inout BacktestTally
    ) throws {
        var tasks: [ScoringTask] = []
        for (index, place) in fold.members.enumerated() {
            let windows = schedule.windows(of: panel.series[place], fold: fold.fold)
            for start in stride(from: 0, to: windows.count, by: Self.windowsPerTask) {
                let end = min(start + Self.windowsPerTask, windows.count)
                tasks.append(ScoringTask(series: place, index: index, windows: windows[start..<end]))
            }
            if tasks.count >= Self.tasksPerRound || place == fold.members.last {
                try perform(tasks, fold, pool, meter, &tally)
                tasks = []
            }
        }
        meter.endScoring(ofFolds: fold.fold + 1)
    }

    private func perform(
        _ tasks: [ScoringTask], _ fold: FittedFold, _ pool: WorkerPool, _ meter: ProgressMeter,
        _ tally: inout BacktestTally
    ) throws {
        let models = fold.models.enumerated().map { entrant, model in tally.isIn(entrant) ? model : nil }
        let units = tally.units
        let windows = Double(fold.members.count * schedule.folds[fold.fold].count)
        let outcomes = pool.map(tasks.count) { task in
            defer {
                if let last = tasks[task].windows.last {
                    meter.scored(Double(tasks[task].windows.count) / windows, upTo: last.cutoff)
                }
            }
            return models.map { model in
                model.map { model in Result { try errors(of: model, tasks[task], fold, units: units) } }
            }
        }
        for (task, errors) in zip(tasks, outcomes) { try tally.add(errors, of: task) }
    }

    private func errors(
        of model: any FittedModel, _ task: ScoringTask, _ fold: FittedFold, units: [SeriesScaling?]?
    ) throws -> WindowErrors {
        let scorer = WindowScorer(
            horizon: schedule.design.horizon, gap: schedule.design.gap, seasonLength: plan.seasonLength ?? 1,
            keepsForecasts: keepsForecasts,
            intervals: IntervalDesign(
                levels: schedule.design.levels, takesLogarithm: plan.scaling.takesLogarithm))
        let whole = panel.series[task.series]
        let first = schedule.firstRow(of: whole, fold: fold.fold)
        // What came before a rolling window is not seen.
        let series = first > 0 ? whole.rows(first..<whole.count) : whole
        let windows = task.windows.map { ScoredWindow(cut: $0.cut - first, cutoff: $0.cutoff) }
        return try scorer.errors(
            of: model, on: windows[...], of: series, index: task.index, unit: units?[task.series],
            calibrationStart: fold.validationStarts[task.index])
    }

    /// For each series the map to the unit of its errors, from its training rows before the first cutoff; nil when errors
    /// are in the series' own unit.
    func units() throws -> [SeriesScaling?]? {
        guard schedule.design.scalesMetrics else { return nil }
        let training = trainingPanel(fold: 0)
        let split = try ChronologicalSplit(
            training.panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        var units: [SeriesScaling?] = Array(repeating: nil, count: panel.series.count)
        for (index, place) in training.members.enumerated() {
            units[place] = try SeriesScaling(
                fitting: training.panel.series[index], rows: split.series[index].training,
                specification: ScalingSpecification(method: .standard))
        }
        return units
    }
}
