/// Periods that the spectrum of some series suggests, where no calendar does.
struct PeriodSearch {
    /// Whole periods, the strongest first; at most one more than ``mostPeaks``.
    let periods: [Int]

    /// Peaks of the spectrum that are followed.
    private static let mostPeaks = 6
    /// How many times its surroundings a peak must be.
    private static let leastHeight = 2.5
    /// The fewest frequencies on either side that are the surroundings of one.
    private static let surroundings = 8
    /// The most rows of a series that are looked at, the last ones.
    private static let mostRows = 8192
    /// The most series, evenly spaced.
    private static let mostSeries = 32
    /// Seasons ahead of a row that it is compared with to tell periods apart that are almost equal.
    private static let mostSeasons = 8

    init(_ series: [[Double]], longest: Int) {
        let step = max(1, (series.count + Self.mostSeries - 1) / Self.mostSeries)
        let sample = stride(from: 0, to: series.count, by: step).map {
            SeasonalTrendDecomposition.interpolated(series[$0].suffix(Self.mostRows))
        }
        let heights = Self.heights(sample)
        let peaks = Self.peaks(heights)
        var periods: [Int] = []
        for frequency in peaks.map({ $0 + 1 }) + Self.spacing(peaks) {
            let near = Self.periods(near: frequency, segment: 2 * heights.count).filter { $0 <= longest }
            guard let best = Self.clearest(near, of: sample), !periods.contains(best) else { continue }
            periods.append(best)
        }
        self.periods = periods
    }

    /// The power at each frequency beside that of those around it, the mean over series that are as long as the longest.
    private static func heights(_ series: [[Double]]) -> [Double] {
        let length = series.reduce(0) { max($0, segment($1.count) ?? 0) }
        guard length > 0 else { return [] }
        var sum = [Double](repeating: 0, count: length / 2)
        for values in series where segment(values.count) == length {
            let changes = zip(values.dropFirst(), values).map { $0 - $1 }
            let (own, changing) = (prominence(values, length), prominence(changes, length))
            // The level of a walk falls with the frequency and that of its changes does not; of noise it is the other way
            // round. Only what stands out of both is a period.
            for place in sum.indices { sum[place] += min(own[place], changing[place]) }
        }
        return sum.map { $0 / Double(series.count) }
    }

    private static func prominence(_ values: [Double], _ length: Int) -> [Double] {
        guard let power = SpectralDensity(values, segment: length)?.power else {
            return [Double](repeating: 0, count: length / 2)
        }
        return power.indices.map { place in
            let reach = max(surroundings, place / 3)
            let around = power[max(0, place - reach)...min(power.count - 1, place + reach)]
            let level = RobustStatistics.median(Array(around)) ?? 0
            return level > 0 && power[place].isFinite ? power[place] / level : 0
        }
    }

    /// Half of the values, as long as they allow.
    private static func segment(_ count: Int) -> Int? {
        var length = 1024
        while length > 16, length * 2 > count { length /= 2 }
        return length > 16 ? length : nil
    }

    /// The places of the highest peaks, the highest first.
    private static func peaks(_ heights: [Double]) -> [Int] {
        let peaks = heights.indices.filter { place in
            let before = place > 0 ? heights[place - 1] : 0
            let after = place + 1 < heights.count ? heights[place + 1] : 0
            return heights[place] >= leastHeight && heights[place] > before && heights[place] >= after
        }
        return Array(peaks.sorted { (heights[$1], $0) < (heights[$0], $1) }.prefix(mostPeaks))
    }

    /// The least distance of peaks: of a season that is mostly one row all harmonics are alike, and so far apart.
    private static func spacing(_ peaks: [Int]) -> [Int] {
        let sorted = peaks.sorted()
        return zip(sorted.dropFirst(), sorted).map { $0 - $1 }.min().map { [$0] } ?? []
    }

    /// The whole periods whose frequency is about that of a peak, or where there are none those of which it is a
    /// harmonic: three and a half rows are half a week.
    private static func periods(near peak: Int, segment: Int) -> [Int] {
        for multiple in 1...4 {
            let rows = Double(multiple * segment)
            let first = max(2, Int((rows / (Double(peak) + 0.75)).rounded(.up)))
            let last = Int(rows / (Double(peak) - 0.75))
            if first <= last { return Array(first...last) }
        }
        return []
    }

    /// The period whose multiples are the lags at which the series resemble themselves most; nil of none.
    private static func clearest(_ periods: [Int], of series: [[Double]]) -> Int? {
        guard let first = periods.first, let last = periods.last, first < last else { return periods.first }
        let middle = (first + last) / 2
        let rows = series.reduce(0) { max($0, $1.count) }
        let seasons = max(1, min(mostSeasons, rows / (2 * last)))
        let lags = periods.flatMap { period in (1...seasons).map { $0 * period } }
        var scores = [Double](repeating: 0, count: periods.count)
        for values in series {
            let levels = CenteredMovingAverage.of(values[...], seasonLength: middle)
            let rest = zip(values.dropFirst(middle / 2), levels).map { $0 - $1 }
            let correlations = Autocorrelation.Deviations(rest[...])?.unbiased(at: lags) ?? []
            for (place, one) in correlations.enumerated() { scores[place / seasons] += one }
        }
        return scores.indices.max { scores[$0] < scores[$1] }.map { periods[$0] }
    }
}

extension Autocorrelation.Deviations {
    /// Mean products of pairs over the mean square, 0 where there are no pairs.
    fileprivate func unbiased(at lags: [Int]) -> [Double] {
        let products = products(at: [0] + lags)
        let pairs = pairs(at: [0] + lags)
        return lags.indices.map {
            pairs[$0 + 1] > 0 ? products[$0 + 1] / pairs[$0 + 1] * pairs[0] / products[0] : 0
        }
    }
}
