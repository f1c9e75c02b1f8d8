import Parallelism
import TimeSeries
import Windowing

/// The windows that candidates are judged by, and what each forecast of them.
struct TrialWindows: Sendable {
    /// Windows of one series.
    struct Series: Sendable {
        /// The series' place in the panel.
        let place: Int
        /// Rows where forecasts begin, in rising order.
        let origins: [Int]
    }

    /// Steps of a window.
    let horizon: Int
    /// The series that have any.
    let series: [Series]
    /// What happened, window by window and step by step; NaN where missing.
    let actuals: [Double]
    /// For each of ``series`` the points of its windows.
    let groups: [Range<Int>]

    /// Windows of all series together, at most about.
    private static let mostWindows = 3_000
    /// Windows of one series, at most.
    private static let mostWindowsOfSeries = 24

    /// Windows whose targets lie in `rows`.
    ///
    /// - Parameter rows: For each series the rows that candidates have not learned from.
    init(_ panel: Panel, rows: [Range<Int>], horizon: Int) {
        self.horizon = horizon
        let most = max(1, min(Self.mostWindowsOfSeries, Self.mostWindows / max(1, panel.series.count)))
        var series: [Series] = []
        var actuals: [Double] = []
        var groups: [Range<Int>] = []
        for (place, one) in panel.series.enumerated() {
            let values = one.observedValues
            guard let first = values.firstIndex(where: { !$0.isNaN }), first < rows[place].lowerBound else { continue }
            let (earliest, latest) = (rows[place].lowerBound, rows[place].upperBound - horizon)
            guard latest >= earliest else { continue }
            let count = min(most, latest - earliest + 1)
            // Evenly from the latest on back, so that the last window is always there.
            let origins = (0..<count).map { latest - (count - 1 - $0) * (latest - earliest) / max(1, count - 1) }
            let start = actuals.count
            for origin in origins { actuals += values[origin..<origin + horizon] }
            series.append(Series(place: place, origins: origins))
            groups.append(start..<actuals.count)
        }
        (self.series, self.actuals, self.groups) = (series, actuals, groups)
    }

    /// What `candidate` forecasts of every window, in the order of ``actuals``; NaN where it cannot.
    func forecasts(of candidate: Candidate, _ panel: Panel, _ pool: WorkerPool) -> [Double] {
        let (windows, steps) = (series, horizon)
        return pool.map(windows.count) { index in
            let one = windows[index]
            let forecasts = candidate.forecasts(
                panel.series[one.place], place: one.place, origins: one.origins, horizon: steps)
            return forecasts?.flatMap { $0 } ?? Array(repeating: .nan, count: one.origins.count * steps)
        }.flatMap { $0 }
    }

    /// Rows before the first window, of the series that has most.
    var learnedRows: Int { series.compactMap(\.origins.first).max() ?? 0 }

    /// Windows that hardly overlap, over all series.
    var independentWindows: Double {
        series.reduce(0) { sum, one in
            let span = (one.origins.last ?? 0) - (one.origins.first ?? 0) + horizon
            return sum + Double(max(1, span / horizon))
        }
    }
}
