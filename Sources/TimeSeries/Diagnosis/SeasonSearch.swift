/// Which season the rows of a panel show.
public struct SeasonSearch: Sendable, Hashable {
    /// What the rows say of each season that was tried, in the order they were.
    public var candidates: [SeasonalEvidence]

    /// The season: the shortest that is confirmed, unless a longer one is plainly clearer; nil when none is.
    public var found: SeasonalEvidence? {
        var best: SeasonalEvidence?
        for one in candidates.sorted(by: { $0.seasonLength < $1.seasonLength }) where one.isConfirmed {
            let gain = (one.autocorrelation ?? 0) - (best?.autocorrelation ?? 0)
            if best == nil || gain > Self.plain { best = one }
        }
        return best
    }

    /// The autocorrelation by which a longer season must exceed a shorter one.
    private static let plain = 0.15
    /// The longest season that is tried.
    private static let longest = 2048
    /// The most series whose spectra are looked at.
    private static let mostSeries = 64

    /// Tries the usual seasons of a frequency, or where there are none the strongest periods of the spectrum.
    public init(_ panel: Panel) {
        let usual = Self.usual(panel.frequency)
        let lengths = usual.isEmpty ? Self.periods(of: panel) : usual
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

    /// Periods about the highest peak of the spectrum of differences, averaged over series.
    private static func periods(of panel: Panel) -> [Int] {
        let step = max(1, panel.series.count / mostSeries)
        var sum: [Double] = []
        for place in stride(from: 0, to: panel.series.count, by: step) {
            let values = SeasonalTrendDecomposition.interpolated(panel.series[place].values.suffix(8192)[...])
            let changes = zip(values.dropFirst(), values).map { $0 - $1 }
            guard let density = SpectralDensity(changes, segment: segment(changes.count)) else { continue }
            let total = density.power.reduce(0, +)
            guard total > 0, total.isFinite else { continue }
            if sum.count < density.power.count { sum += repeatElement(0, count: density.power.count - sum.count) }
            guard sum.count == density.power.count else { continue }
            for place in sum.indices { sum[place] += density.power[place] / total }
        }
        guard let peak = sum.indices.max(by: { sum[$0] < sum[$1] }) else { return [] }
        return around(Double(2 * sum.count) / Double(peak + 1), resolution: 2 * sum.count, peak: peak + 1)
    }

    /// Half of the values, as long as they allow.
    private static func segment(_ count: Int) -> Int? {
        var length = 1024
        while length > 16, length * 2 > count { length /= 2 }
        return length > 16 ? length : nil
    }

    /// The whole periods whose frequency is nearer to the peak than to its neighbours, and their small multiples.
    private static func around(_ period: Double, resolution: Int, peak: Int) -> [Int] {
        let shortest = Int((Double(resolution) / (Double(peak) + 0.75)).rounded(.up))
        let longest = Int(Double(resolution) / max(Double(peak) - 0.75, 0.5))
        guard shortest <= longest else { return [Int(period.rounded())] }
        let near = (max(2, shortest)...max(2, longest)).prefix(16)
        return near.filter { $0 <= Self.longest }
    }
}
