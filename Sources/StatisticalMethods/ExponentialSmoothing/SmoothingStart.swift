/// Where the search for the initial states starts.
///
/// As R's `forecast::ets`: a season from a classical decomposition, a level or a line through the first rows of what is
/// left of the series without it. Series of fewer than three seasons, which R describes by a line and one wave, take
/// the mean of each row of the season about a line. Only the start is concerned: the search moves all of it.
struct SmoothingStart {
    /// Shape `[N]`, without gaps.
    private let values: [Double]
    private let seasonLength: Int
    /// The season as sums and as factors; empty without season.
    private let sums: [Double]
    private let factors: [Double]

    /// - Parameter values: NaN where missing; at least one is a number.
    init(_ values: [Double], seasonLength: Int) {
        self.values = Self.filled(values)
        self.seasonLength = seasonLength
        guard seasonLength > 1, values.count > seasonLength else {
            (sums, factors) = ([], [])
            return
        }
        sums = Self.season(self.values, seasonLength, areFactors: false)
        factors = (self.values.min() ?? 0) > 0 ? Self.season(self.values, seasonLength, areFactors: true) : []
    }

    /// Of all values.
    var mean: Double { values.reduce(0, +) / Double(values.count) }

    /// Of all values, by row.
    var meanGrowth: Double { values.count > 1 ? (values[values.count - 1] - values[0]) / Double(values.count - 1) : 0 }

    /// Free initial states of a form.
    func states(of form: ExponentialSmoothingForm) -> [Double] {
        let rows = min(max(10, form.season == .none ? 2 : 2 * seasonLength), values.count)
        let season = form.season == .multiplicative ? factors : sums
        let adjusted = (0..<rows).map { row in
            switch form.season {
            case .none: values[row]
            case .additive: values[row] - season[row % seasonLength]
            case .multiplicative: values[row] / season[row % seasonLength]
            }
        }
        let free = form.season == .none ? [] : Array(season[1...])
        guard form.trend != .none, rows >= 2 else {
            let mean = adjusted.reduce(0, +) / Double(rows)
            return (form.trend == .none ? [mean] : [mean, form.trend == .additive ? 0 : 1]) + free
        }
        let line = Self.line(adjusted)
        guard form.trend == .multiplicative else { return [line.before, line.growth] + free }
        let first = line.before + line.growth
        let ratio = (first + line.growth) / first
        if first > 0, ratio > 0.5, ratio < 2 { return [first / ratio, ratio] + free }
        return [max(abs(adjusted[0]), 1e-3), 1] + free
    }

    /// A least-squares line: its value at the row before the first, and what it grows by a row.
    static func line(_ values: [Double]) -> (before: Double, growth: Double) {
        let count = Double(values.count)
        let center = (count + 1) / 2
        var (mean, moment) = (0.0, 0.0)
        for (row, value) in values.enumerated() {
            mean += value / count
            moment += value * (Double(row + 1) - center)
        }
        let growth = values.count > 1 ? moment * 12 / (count * (count * count - 1)) : 0
        return (mean - growth * center, growth)
    }

    /// The values with gaps filled by straight lines.
    private static func filled(_ values: [Double]) -> [Double] {
        var filled = values
        var last: Int?
        for row in values.indices where !values[row].isNaN {
            let from = last.map { values[$0] } ?? values[row]
            let start = last ?? -1
            for gap in start + 1..<row {
                filled[gap] = from + (values[row] - from) * (Double(gap - start) / Double(row - start))
            }
            last = row
        }
        if let last { for gap in last + 1..<max(values.count, last + 1) { filled[gap] = values[last] } }
        return filled
    }

    /// The season of each row of 0..<m: means of what a trend leaves, with mean 0, or 1 for factors.
    private static func season(_ values: [Double], _ period: Int, areFactors: Bool) -> [Double] {
        let trend = values.count >= 3 * period ? movingAverage(values, period) : []
        let line = line(values)
        var (sums, counts) = ([Double](repeating: 0, count: period), [Double](repeating: 0, count: period))
        let half = trend.isEmpty ? 0 : period / 2
        for row in half..<values.count - half {
            let expected = trend.isEmpty ? line.before + line.growth * Double(row + 1) : trend[row - half]
            if areFactors, expected <= 0 { continue }
            sums[row % period] += areFactors ? values[row] / expected : values[row] - expected
            counts[row % period] += 1
        }
        var season = zip(sums, counts).map { $1 > 0 ? $0 / $1 : areFactors ? 1 : 0 }
        let mean = season.reduce(0, +) / Double(period)
        for row in 0..<period { season[row] = areFactors ? max(season[row] / mean, 1e-2) : season[row] - mean }
        return season
    }

    /// Centred means over a season, of rows half a season from the ends; both ends count half where m is even.
    private static func movingAverage(_ values: [Double], _ period: Int) -> [Double] {
        let half = period / 2
        return (half..<values.count - half).map { row in
            var sum = 0.0
            for place in row - half...row + half { sum += values[place] }
            if period.isMultiple(of: 2) { sum -= 0.5 * (values[row - half] + values[row + half]) }
            return sum / Double(period)
        }
    }
}
