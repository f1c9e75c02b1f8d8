import Diagnostics
import Models
import TimeSeries
import Windowing

/// Adds up, in one order, what the pieces of a backtest found.
struct BacktestTally {
    /// For each series the map to the unit of its errors; nil when errors are in the series' own unit.
    let units: [SeriesScaling?]?

    private let backtester: Backtester
    private var scores: [ModelScore]
    /// Why an entrant is out, by its place.
    private var reasons: [Int: String] = [:]
    private var leftOut: [Int: Int] = [:]
    private var forecasts: [BacktestResult.SeriesForecasts]

    init(_ backtester: Backtester, units: [SeriesScaling?]?) {
        self.backtester = backtester
        self.units = units
        let (panel, schedule) = (backtester.panel, backtester.schedule)
        scores = backtester.entrants.map { entrant in
            ModelScore(
                name: entrant.forecaster.columnName, overall: ErrorSums(),
                bySeries: Array(repeating: ErrorSums(), count: panel.series.count),
                byStep: Array(repeating: ErrorSums(), count: schedule.design.horizon),
                byCutoff: Array(repeating: ErrorSums(), count: schedule.cutoffs.count))
        }
        forecasts = panel.series.indices.map { place in
            BacktestResult.SeriesForecasts(
                series: place, cutoffs: [], firstRows: [], values: backtester.entrants.map { _ in [] },
                lower: backtester.entrants.map { _ in schedule.design.levels.map { _ in [] } },
                upper: backtester.entrants.map { _ in schedule.design.levels.map { _ in [] } })
        }
    }

    /// Whether an entrant has failed nowhere so far.
    func isIn(_ entrant: Int) -> Bool { reasons[entrant] == nil }

    /// Takes note of an entrant that cannot be fitted or cannot forecast.
    ///
    /// - Throws: `error`, when the user asked for that model or the error is none that a user can mend.
    mutating func leaveOut(_ entrant: Int, because error: any Error) throws {
        guard backtester.entrants[entrant].role != .model, let diagnostic = error as? any Diagnostic else {
            throw error
        }
        if reasons[entrant] == nil { reasons[entrant] = diagnostic.message }
    }

    /// Counts the series that were not fitted on.
    mutating func count(_ folds: [FittedFold]) {
        for fold in folds {
            let members = Set(fold.members)
            for place in backtester.panel.series.indices where !members.contains(place) {
                leftOut[place, default: 0] += 1
            }
        }
    }

    /// Adds the errors of every entrant on the windows of one task.
    mutating func add(_ errors: [Result<WindowErrors, any Error>?], of task: ScoringTask) throws {
        if let units, units[task.series] == nil { return }
        for (entrant, outcome) in errors.enumerated() {
            do {
                if let found = try outcome?.get() { add(found, of: entrant, task) }
            } catch {
                try leaveOut(entrant, because: error)
            }
        }
        guard backtester.keepsForecasts else { return }
        forecasts[task.series].cutoffs += task.windows.map(\.cutoff)
        forecasts[task.series].firstRows += task.windows.map { $0.cut + backtester.schedule.design.gap }
    }

    private mutating func add(_ errors: WindowErrors, of entrant: Int, _ task: ScoringTask) {
        for (window, sums) in zip(task.windows, errors.byWindow) {
            scores[entrant].bySeries[task.series] += sums
            scores[entrant].byCutoff[window.cutoff] += sums
        }
        for (step, sums) in errors.byStep.enumerated() { scores[entrant].byStep[step] += sums }
        guard backtester.keepsForecasts else { return }
        forecasts[task.series].values[entrant] += errors.forecasts
        for (level, bounds) in errors.bounds.enumerated() {
            forecasts[task.series].lower[entrant][level] += bounds.map(\.lower)
            forecasts[task.series].upper[entrant][level] += bounds.map(\.upper)
        }
    }

    /// What was found.
    ///
    /// - Throws: ``BacktestError/nothingToScore``.
    func result() throws(BacktestError) -> BacktestResult {
        var scores = scores
        for entrant in scores.indices {
            for sums in scores[entrant].bySeries { scores[entrant].overall += sums }
        }
        func chosen(_ role: Backtester.Entrant.Role) -> [Int] {
            scores.indices.filter { backtester.entrants[$0].role == role && isIn($0) }
        }
        let (models, baselines, naive2) = (chosen(.model), chosen(.baseline), chosen(.naive2))
        let first = models.first ?? baselines.first
        guard let first, scores[first].overall.count > 0 else { throw .nothingToScore }
        let horizon = backtester.schedule.design.horizon
        return BacktestResult(
            design: backtester.schedule.design, cutoffs: backtester.schedule.cutoffs,
            fits: backtester.schedule.folds.count, series: backtester.panel.series.map(\.id), leftOut: leftOut,
            windows: (scores[first].overall.count + scores[first].overall.missing) / horizon,
            models: models.map { scores[$0] }, baselines: baselines.map { scores[$0] }, omitted: omitted,
            naive2: naive2.first.map { scores[$0] },
            forecasts: backtester.keepsForecasts ? kept(models + baselines) : [])
    }

    private var omitted: [OmittedBaseline] {
        reasons.sorted { $0.key < $1.key }.map { entrant, reason in
            OmittedBaseline(name: scores[entrant].name, reason: reason)
        }
    }

    /// The forecasts of the given entrants, of the series that have any.
    private func kept(_ entrants: [Int]) -> [BacktestResult.SeriesForecasts] {
        forecasts.filter { !$0.cutoffs.isEmpty }.map { series in
            var series = series
            let all = series
            series.values = entrants.map { all.values[$0] }
            series.lower = entrants.map { all.lower[$0] }
            series.upper = entrants.map { all.upper[$0] }
            return series
        }
    }
}
