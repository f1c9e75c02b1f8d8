import Parallelism
import TimeSeries
import Windowing

/// The stretch of rows, at the end of those to learn from, that candidates are tried on.
struct Trial: Sendable {
    private let windows: TrialWindows
    private let task: ForecastTask
    /// For each series the first row of the stretch, where it is too short for a test part, which then is cut off.
    private let ends: [Int]?

    /// A stretch of fewer rows decides nothing: whoever was lucky on it would be chosen.
    static let fewestRows = 6

    /// Rows that show a season: two and a half of it.
    static func enoughRows(seasonLength: Int?) -> Int { seasonLength.map { 5 * $0 / 2 } ?? 1 }

    /// Nil when the rows are too few to try anything on.
    ///
    /// The stretch is as long as validation rows are by default, at most half of the rows of the longest series, and leaves
    /// ``enoughRows(seasonLength:)`` where there are ``fewestRows`` more; where less than the horizon is left, windows are
    /// as short as the stretch.
    /// - Parameter panel: Every row may be learned from.
    init?(_ panel: Panel, task: ForecastTask) throws {
        let (horizon, season) = (task.windows.horizon, task.seasonLength)
        let rows = ChronologicalSplit.referenceRows(of: panel)
        guard var size = PartitionSize.affordable(of: rows, horizon: horizon, seasonLength: season) else { return nil }
        let spare = rows - Self.enoughRows(seasonLength: season)
        if spare >= Self.fewestRows { size = min(size, spare) }
        var task = task
        task.split.test = .rows(size)
        let split = try ChronologicalSplit(
            cutting: panel, specification: task.split, horizon: horizon, seasonLength: season)
        windows = TrialWindows(
            panel, rows: split.rows(.test), horizon: min(horizon, size))
        guard !windows.series.isEmpty else { return nil }
        ends = size < horizon ? split.rows(.test).map(\.lowerBound) : nil
        if ends != nil { task.split.test = .rows(0) }
        self.task = task
    }

    /// Rows of the longest series before the stretch.
    var learnedRows: Int { windows.learnedRows }

    /// Fits `candidate` to the rows before the stretch, and lets it forecast the stretch's windows.
    func run(
        _ candidate: inout Candidate, _ panel: Panel, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) -> TrialResult {
        let start = ContinuousClock.now
        var runtime = runtime
        runtime.checkpoint = CheckpointPaths()
        candidate.fit(ends.map(panel.ending) ?? panel, task: task, runtime: runtime, progress: progress)
        let forecasts = windows.forecasts(of: candidate, panel, WorkerPool(workers: runtime.threads))
        candidate.seconds = (ContinuousClock.now - start) / .seconds(1)
        return TrialResult(windows: windows, forecasts: forecasts)
    }
}

/// What one candidate forecast of trial windows, and what happened.
struct TrialResult: Sendable {
    /// The windows of one series in one stretch.
    struct Group: Sendable {
        /// Window by window and step by step.
        var points: Range<Int>
        /// The series' place in the panel.
        let series: Int
        /// Of a window.
        let steps: Int
    }

    private(set) var actuals: [Double]
    private(set) var groups: [Group]
    /// NaN where it had no forecast.
    private(set) var forecasts: [Double]
    private(set) var independentWindows: Double
    /// Rows of the longest series that the candidate had learned from.
    let learnedRows: Int

    init(windows: TrialWindows, forecasts: [Double]) {
        actuals = windows.actuals
        groups = zip(windows.series, windows.groups).map {
            Group(points: $1, series: $0.place, steps: windows.horizon)
        }
        self.forecasts = forecasts
        independentWindows = windows.independentWindows
        learnedRows = windows.learnedRows
    }

    /// Adds the windows of another stretch.
    mutating func append(_ other: TrialResult) {
        let end = actuals.count
        for var group in other.groups {
            group.points = group.points.lowerBound + end..<group.points.upperBound + end
            groups.append(group)
        }
        actuals += other.actuals
        forecasts += other.forecasts
        independentWindows += other.independentWindows
    }

    /// The share of points without a forecast.
    var missingShare: Double { Double(forecasts.count(where: \.isNaN)) / Double(max(1, forecasts.count)) }
}
