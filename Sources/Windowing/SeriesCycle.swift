package import TimeSeries

/// What repeats in one series, one value for each place of its season: subtracted before a model sees the series, and added
/// to what it forecasts.
///
/// The learned cycle of CycleNet (Lin et al. 2024, arXiv:2409.18479) in closed form: the means, by place in the season, of
/// what a moving average over one season leaves of the training rows. A model of short windows is so told of what they
/// hold too little of. A place is counted from the calendar, not from the first row, so that it is the same in any part of
/// the series.
public struct SeriesCycle: Sendable, Hashable, Codable {
    /// In the unit after scaling, shape `[W]`; their sum is 0.
    let values: [Double]
    /// What a row is.
    private let frequency: Frequency

    /// Whole seasons that must be there to learn from.
    static let fewestSeasons = 4

    /// Whether rows of `panel` have a place in a season that can be told from their time alone.
    package static func isDefined(on panel: Panel) -> Bool {
        panel.columns.time != nil && !panel.frequency.hasHolidays
    }

    /// The cycle of training rows; nil where they are too few, or some place of the season has no value.
    ///
    /// - Parameters:
    ///   - scaled: The series after scaling, NaN where missing.
    ///   - length: W.
    init?(fitting series: TimeSeries, scaled: [Float], rows: Range<Int>, length: Int, frequency: Frequency) {
        guard length >= 2, rows.count >= Self.fewestSeasons * length else { return nil }
        self.frequency = frequency
        let values = scaled[rows].map(Double.init)
        let averages = CenteredMovingAverage.of(values[...], seasonLength: length)
        let first = Self.place(of: series.index[rows.lowerBound], frequency, length: length)
        var (sums, counts) = ([Double](repeating: 0, count: length), [Double](repeating: 0, count: length))
        for (row, average) in averages.enumerated() {
            let left = values[row + length / 2] - average
            guard !left.isNaN else { continue }
            let place = (first + row + length / 2) % length
            sums[place] += left
            counts[place] += 1
        }
        guard counts.allSatisfy({ $0 > 0 }) else { return nil }
        let means = zip(sums, counts).map { $0 / $1 }
        let mean = means.reduce(0, +) / Double(length)
        self.values = means.map { $0 - mean }
    }

    /// The place in the season of the first row of `series`.
    func place(ofFirstRowOf series: TimeSeries) -> Int {
        series.count == 0 ? 0 : Self.place(of: series.index[0], frequency, length: values.count)
    }

    private static func place(of time: Timestamp, _ frequency: Frequency, length: Int) -> Int {
        let position = TimeGrid(frequency, through: time).position(atOrBefore: time)
        return (position % length + length) % length
    }

    private enum CodingKeys: String, CodingKey {
        case values, frequency
    }

    /// Reads a cycle; one without a place is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        values = try container.decode([Double].self, forKey: .values)
        frequency = try container.decode(Frequency.self, forKey: .frequency)
        guard values.count >= 2, values.count <= WindowShape.longest, values.allSatisfy(\.isFinite) else {
            throw DecodingError.dataCorruptedError(
                forKey: .values, in: container, debugDescription: "a cycle has at least two places")
        }
    }
}
