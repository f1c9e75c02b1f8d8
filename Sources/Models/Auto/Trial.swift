import Parallelism
import TimeSeries
import Windowing

/// The stretch of rows, at the end of those to learn from, that candidates are tried on.
struct Trial: Sendable {
    private let windows: TrialWindows
    private let task: ForecastTask

    /// Nil when the rows are too few to try anything on.
    ///
    /// The stretch is as long as validation rows are by default, at most half of the rows of the longest series; where
    /// less than the horizon is left, windows are as short as the stretch.
    /// - Parameter panel: Every row may be learned from.
    init?(_ panel: Panel, task: ForecastTask) throws {
        let (horizon, season) = (task.windows.horizon, task.seasonLength)
        let rows = ChronologicalSplit.referenceRows(of: panel)
        guard let size = PartitionSize.affordable(of: rows, horizon: horizon, seasonLength: season) else { return nil }
        var task = task
        task.split.test = .rows(size)
        let split = try ChronologicalSplit(
            cutting: panel, specification: task.split, horizon: horizon, seasonLength: season)
        windows = TrialWindows(
            panel, rows: split.rows(.test), horizon: min(horizon, size))
        guard !windows.series.isEmpty else { return nil }
        self.task = task
    }

    /// Fits `candidate` to the rows before the stretch, and lets it forecast the stretch's windows.
    func run(
        _ candidate: inout Candidate, _ panel: Panel, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) -> TrialResult {
        let start = ContinuousClock.now
        var runtime = runtime
        runtime.checkpoint = CheckpointPaths()
        candidate.fit(panel, task: task, runtime: runtime, progress: progress)
        let forecasts = windows.forecasts(of: candidate, panel, WorkerPool(workers: runtime.threads))
        candidate.seconds = (ContinuousClock.now - start) / .seconds(1)
        return TrialResult(windows: windows, forecasts: forecasts)
    }
}

/// What one candidate forecast of trial windows, and what happened.
struct TrialResult: Sendable {
    private(set) var actuals: [Double]
    /// Points of the windows of one series in one stretch.
    private(set) var groups: [Range<Int>]
    /// NaN where it had no forecast.
    private(set) var forecasts: [Double]
    private(set) var independentWindows: Double

    init(windows: TrialWindows, forecasts: [Double]) {
        actuals = windows.actuals
        groups = windows.groups
        self.forecasts = forecasts
        independentWindows = windows.independentWindows
    }

    /// Adds the windows of another stretch.
    mutating func append(_ other: TrialResult) {
        let end = actuals.count
        groups += other.groups.map { $0.lowerBound + end..<$0.upperBound + end }
        actuals += other.actuals
        forecasts += other.forecasts
        independentWindows += other.independentWindows
    }

    /// The share of points without a forecast.
    var missingShare: Double { Double(forecasts.count(where: \.isNaN)) / Double(max(1, forecasts.count)) }
}
