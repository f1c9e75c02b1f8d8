/// Which earlier rows a row is regressed on, by the length of the series and its seasons alone.
enum AutoregressiveLags {
    /// Most lags, so that a solution takes a few milliseconds.
    static let most = 160

    /// The lags for one season, rising blocks: a season and one row where there are three rows for each, and fewer
    /// otherwise: rows before, and rows about a season before.
    ///
    /// - Parameters:
    ///   - rows: N.
    ///   - seasonLength: m, at least 1.
    static func oneSeason(rows: Int, seasonLength: Int) -> [ClosedRange<Int>] {
        let budget = max(1, min(most, rows / 3))
        if seasonLength < budget { return [1...seasonLength + 1] }
        // Lags of a season in less than this leave few rows to learn from: without them the last rows of short monthly M3
        // training series were forecast better.
        guard budget >= 6, seasonLength <= rows / 2 - budget else { return [1...budget] }
        let near = budget / 2
        let half = (budget - near - 1) / 2
        let first = seasonLength - half
        return first > near + 1 ? [1...near, first...seasonLength + half] : [1...seasonLength + half]
    }

    /// The lags for two seasons; nil where there are not three of the longer one, or too many lags.
    ///
    /// One and a half of the shorter, and of the longer what lies within half of the shorter before and an eighth after.
    /// The shares are those with the least errors over the 48 rows held out of every second M4 Hourly training series,
    /// and anything near does about as well.
    static func twoSeasons(rows: Int, seasonLength: Int, longerSeason: Int) -> [ClosedRange<Int>]? {
        guard seasonLength > 1, longerSeason > seasonLength, longerSeason <= rows / 3 else { return nil }
        let near = 1...seasonLength + seasonLength / 2
        let first = max(longerSeason - seasonLength / 2, near.upperBound + 1)
        guard first <= longerSeason else { return nil }
        let far = first...longerSeason + seasonLength / 8
        guard near.count + far.count <= min(most, rows / 3) else { return nil }
        return [near, far]
    }
}
