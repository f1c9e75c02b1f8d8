import Models
import NeuralLayers
import Parallelism
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
    /// Series of one round, whose windows and errors are in memory together.
    private static let seriesPerRound = 64
    /// Tasks that are scored at once.
    private static let tasksPerRound = 64
    /// Windows of one task.
    private static let windowsPerTask = 256

    /// Scores every window of `fold`.
    func score(
        _ fold: FittedFold, _ pool: WorkerPool, _ meter: ProgressMeter, _ tally: inout BacktestTally
    ) throws {
        for first in stride(from: 0, to: fold.members.count, by: Self.seriesPerRound) {
            let round = first..<min(first + Self.seriesPerRound, fold.members.count)
            let tasks = pool.map(round.count) { self.tasks(of: round.lowerBound + $0, in: fold) }.flatMap { $0 }
            for start in stride(from: 0, to: tasks.count, by: Self.tasksPerRound) {
                try perform(tasks[start..<min(start + Self.tasksPerRound, tasks.count)], fold, pool, meter, &tally)
            }
        }
        meter.endScoring(ofFolds: fold.fold + 1)
    }

    /// The windows of the series at `index` among the fold's members, in tasks.
    private func tasks(of index: Int, in fold: FittedFold) -> [ScoringTask] {
        let place = fold.members[index]
        let windows = schedule.windows(of: panel.series[place], fold: fold.fold)
        return stride(from: 0, to: windows.count, by: Self.windowsPerTask).map { start in
            let end = min(start + Self.windowsPerTask, windows.count)
            return ScoringTask(series: place, index: index, windows: windows[start..<end])
        }
    }

    private func perform(
        _ tasks: ArraySlice<ScoringTask>, _ fold: FittedFold, _ pool: WorkerPool, _ meter: ProgressMeter,
        _ tally: inout BacktestTally
    ) throws {
        let models = fold.models.enumerated().map { entrant, model in tally.isIn(entrant) ? model : nil }
        let units = tally.units
        let windows = Double(fold.members.count * schedule.folds[fold.fold].count)
        let outcomes = pool.map(tasks.count) { place in
            let task = tasks[tasks.startIndex + place]
            defer {
                if let last = task.windows.last {
                    meter.scored(Double(task.windows.count) / windows, upTo: last.cutoff)
                }
            }
            return models.enumerated().map { entrant, model in
                model.map { model in Result { try errors(of: model, entrant, task, fold, units: units) } }
            }
        }
        for (task, errors) in zip(tasks, outcomes) { try tally.add(errors, of: task) }
    }

    private func errors(
        of model: any FittedModel, _ entrant: Int, _ scoring: ScoringTask, _ fold: FittedFold, units: [SeriesScaling?]?
    ) throws -> WindowErrors {
        let scorer = WindowScorer(
            horizon: schedule.design.horizon, gap: schedule.design.gap, seasonLength: task.seasonLength ?? 1,
            keepsForecasts: keepsForecasts,
            intervals: IntervalDesign(
                levels: schedule.design.levels, takesLogarithm: entrants[entrant].forecaster.takesLogarithm))
        let whole = panel.series[scoring.series]
        let first = schedule.firstRow(of: whole, fold: fold.fold)
        // What came before a rolling window is not seen.
        let series = first > 0 ? whole.rows(first..<whole.count) : whole
        let windows = scoring.windows.map { ScoredWindow(cut: $0.cut - first, cutoff: $0.cutoff) }
        return try scorer.errors(
            of: model, on: windows[...], of: series, index: scoring.index, unit: units?[scoring.series],
            calibrationStart: fold.validationStarts[scoring.index])
    }

    /// For each series the map to the unit of its errors, from its training rows before the first cutoff; nil when errors
    /// are in the series' own unit.
    func units(_ pool: WorkerPool) throws -> [SeriesScaling?]? {
        guard schedule.design.scalesMetrics else { return nil }
        let training = trainingPanel(fold: 0, pool)
        let split = try ChronologicalSplit(
            training.panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        var units: [SeriesScaling?] = Array(repeating: nil, count: panel.series.count)
        for (index, place) in training.members.enumerated() {
            units[place] = try SeriesScaling(
                fitting: training.panel.series[index], rows: split.series[index].training,
                specification: ScalingSpecification(method: .standard))
        }
        return units
    }
}
