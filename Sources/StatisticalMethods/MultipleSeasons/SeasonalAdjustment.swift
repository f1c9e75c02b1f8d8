/// The seasons of the first rows of a series, and the series without them.
struct SeasonalAdjustment {
    /// nil when no season is long enough.
    private let parts: MultipleSeasonalTrend?
    /// Rows before the first value.
    private let start: Int

    /// - Parameter rows: How many of `scaled` are looked at.
    init(_ scaled: [Double], rows: Int, seasonLengths: [Int], smoothness: MultipleSeasonalTrend.Smoothness) {
        let known = scaled[..<min(rows, scaled.count)]
        start = known.firstIndex { !$0.isNaN } ?? known.endIndex
        let usable = MultipleSeasonalTrend.usable(seasonLengths, rows: known.endIndex - start)
        parts =
            usable.isEmpty
            ? nil : MultipleSeasonalTrend(Array(known[start...]), seasonLengths: usable, smoothness: smoothness)
    }

    /// What the seasons add to a row.
    func season(at row: Int) -> Double { row < start ? 0 : parts?.season(at: row - start) ?? 0 }

    /// The first `rows` values without seasons.
    func adjusted(_ scaled: [Double], rows: Int) -> [Double] {
        let known = scaled[..<min(rows, scaled.count)]
        return parts == nil ? Array(known) : known.enumerated().map { $1 - season(at: $0) }
    }
}
