import Numerics
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
        /// The mean absolute seasonal difference of the rows before the windows, in the series' unit.
        let scale: Double
    }

    /// Steps of a window.
    let horizon: Int
    /// The series that have any.
    let series: [Series]
    /// What happened, window by window and step by step; NaN where missing.
    let actuals: [Double]
    /// One over the scale of the point's series, shared out over its windows so that every series counts alike; 0 where
    /// the actual is missing.
    let pointWeights: [Double]
    /// What the weights of one series would add up to, were its scale 1, over all series: what sums are divided by.
    let totalShare: Double

    /// Windows of all series together, at most about.
    private static let mostWindows = 3_000
    /// Windows of one series, at most.
    private static let mostWindowsOfSeries = 24

    /// Windows whose targets lie in `rows`.
    ///
    /// - Parameter rows: For each series the rows that candidates have not learned from.
    init(_ panel: Panel, rows: [Range<Int>], horizon: Int, seasonLength: Int?) {
        self.horizon = horizon
        let most = max(1, min(Self.mostWindowsOfSeries, Self.mostWindows / max(1, panel.series.count)))
        var series: [Series] = []
        var (actuals, weights, total): ([Double], [Double], Double) = ([], [], 0)
        for (place, one) in panel.series.enumerated() {
            let values = one.observedValues
            guard let first = values.firstIndex(where: { !$0.isNaN }), first < rows[place].lowerBound else { continue }
            let latest = rows[place].upperBound - horizon
            guard latest >= rows[place].lowerBound else { continue }
            let count = min(most, latest - rows[place].lowerBound + 1)
            // Evenly from the latest on back, so that the last window is always there.
            let origins = (0..<count).map { latest - (count - 1 - $0) * (latest - rows[place].lowerBound) / max(1, count - 1) }
            let scale = Self.scale(values[first..<rows[place].lowerBound], seasonLength: seasonLength ?? 1)
            guard scale > 0 else { continue }
            series.append(Series(place: place, origins: origins, scale: scale))
            for origin in origins {
                for row in origin..<origin + horizon {
                    actuals.append(values[row].isNaN ? 0 : values[row])
                    let share = values[row].isNaN ? 0 : 1 / Double(count)
                    weights.append(share / scale)
                    total += share
                }
            }
        }
        self.series = series
        self.actuals = actuals
        pointWeights = weights
        totalShare = total
    }

    /// The mean absolute difference of rows a season apart, of neighbours where there is no season or it is too short.
    private static func scale(_ values: ArraySlice<Double>, seasonLength: Int) -> Double {
        for lag in [seasonLength, 1] where values.count > lag {
            let pairs = zip(values.dropFirst(lag), values)
            var (sum, count) = (0.0, 0)
            for (later, earlier) in pairs where !later.isNaN && !earlier.isNaN {
                sum += abs(later - earlier)
                count += 1
            }
            if count > 0, sum > 0, sum.isFinite { return sum / Double(count) }
        }
        return 0
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

    /// Windows that hardly overlap, over all series.
    var independentWindows: Double {
        series.reduce(0) { sum, one in
            let span = (one.origins.last ?? 0) - (one.origins.first ?? 0) + horizon
            return sum + Double(max(1, span / horizon))
        }
    }
}
