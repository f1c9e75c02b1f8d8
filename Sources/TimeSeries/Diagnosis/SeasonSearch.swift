/// Which season the rows of a panel show.
public struct SeasonSearch: Sendable, Hashable {
    /// What the rows say of each season that was tried, in the order they were.
    public var candidates: [SeasonalEvidence]

    /// The season: the shortest that is confirmed, unless a longer one is plainly clearer; nil when none is.
    public var found: SeasonalEvidence? {
        var best: SeasonalEvidence?
        for one in candidates.sorted(by: { $0.seasonLength < $1.seasonLength }) where isShown(one) {
            let gain = (one.autocorrelation ?? 0) - (best?.autocorrelation ?? 0)
            if best == nil || gain > Self.plain { best = one }
        }
        return best
    }

    /// A longer season that the rows show besides ``found``, such as a week of hourly rows with a day; nil for none.
    public var longer: SeasonalEvidence? {
        guard let found else { return nil }
        return candidates.first { $0.seasonLength > found.seasonLength && isShown($0) }
    }

    private func isShown(_ one: SeasonalEvidence) -> Bool {
        guard one.isConfirmed, let size = one.autocorrelation, let limit = one.limit else { return false }
        return !isSuggested || size > max(Self.suggested.least, Self.suggested.limits * limit)
    }

    /// Whether the seasons that were tried come from the rows, as their frequency has none.
    private let isSuggested: Bool

    /// The autocorrelation by which a longer season must exceed a shorter one.
    private static let plain = 0.15
    /// The longest season that is tried.
    private static let longest = 2048
    /// How many times its limit the autocorrelation of a season must be that the rows themselves suggested, and what it
    /// must be at least: of all periods the strongest is stronger than chance would have any one be.
    private static let suggested = (limits: 1.25, least: 0.3)

    /// Tries the usual seasons of a frequency, or where there are none the strongest periods of the spectrum.
    public init(_ panel: Panel) {
        let usual = Self.usual(panel.frequency)
        isSuggested = usual.isEmpty
        let lengths = usual.isEmpty ? PeriodSearch(panel.series.map(\.values), longest: Self.longest).periods : usual
        let rows = panel.series.map { 0..<$0.count }
        candidates = lengths.map { SeasonalEvidence(panel, rows: rows, seasonLength: $0) }
    }

    private static func usual(_ frequency: Frequency) -> [Int] {
        guard let first = frequency.defaultSeasonLength else { return [] }
        switch frequency {
        case .fixed(CivilDate.secondsPerDay): return [first, 365]
        case .fixed(let seconds) where seconds < CivilDate.secondsPerDay && 7 * first <= longest:
            return [first, 7 * first]
        default: return [first]
        }
    }
}
