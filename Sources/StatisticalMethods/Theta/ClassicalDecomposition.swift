/// The classical decomposition into trend, season and remainder, of which only the season is kept.
///
/// The trend is a centred moving average over one season (two halves at the ends where its length is even), the index
/// of a phase is the mean of what lies over the trend in that phase. It agrees with statsmodels'
/// `seasonal_decompose`, which follows R's `decompose`.
package enum ClassicalDecomposition {
    /// The seasonal indices, nil where there are none.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing; a missing value is interpolated for the trend and left out of the
    ///     means.
    ///   - seasonLength: m, rows in a season.
    ///   - form: How indices and trend make up a value.
    /// - Returns: Shape `[m]`, that of the first row first, on average 1 (multiplicative) or 0 (additive). Nil with
    ///   fewer than two seasons, and for multiplicative ones where a trend is not above zero or an index below 0.01.
    ///   Cost: O(N).
    package static func indices(
        _ values: [Double], seasonLength: Int, form: SeasonalIndices.Form
    ) -> [Double]? {
        guard seasonLength >= 2, values.count / 2 >= seasonLength else { return nil }
        let filled = interpolated(values)
        let half = seasonLength / 2
        let isEven = seasonLength.isMultiple(of: 2)
        var sums = [Double](repeating: 0, count: seasonLength)
        var counts = [Double](repeating: 0, count: seasonLength)
        // The sum of one season from `first` on.
        var window = filled[..<seasonLength].reduce(0, +)
        var phase = half
        for centre in half..<(values.count - half) {
            let first = centre - half
            let ends = isEven ? (filled[centre + half] - filled[first]) / 2 : 0
            let trend = (window + ends) / Double(seasonLength)
            if first + seasonLength < values.count { window += filled[first + seasonLength] - filled[first] }
            if form == .multiplicative, !(trend > 0) { return nil }
            if !values[centre].isNaN {
                sums[phase] += form == .multiplicative ? values[centre] / trend : values[centre] - trend
                counts[phase] += 1
            }
            phase = phase + 1 == seasonLength ? 0 : phase + 1
        }
        return normalized(sums, counts, form)
    }

    private static func normalized(_ sums: [Double], _ counts: [Double], _ form: SeasonalIndices.Form) -> [Double]? {
        let neutral = form == .multiplicative ? 1.0 : 0.0
        let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : neutral }
        let mean = means.reduce(0, +) / Double(means.count)
        let indices = means.map { form == .multiplicative ? $0 / mean : $0 - mean }
        // statsforecast's least index that can be divided by.
        let least = form == .multiplicative ? 0.01 : -Double.greatestFiniteMagnitude
        return indices.allSatisfy { $0 >= least && $0 < .infinity } ? indices : nil
    }

    /// The values with lines drawn over what is missing, and the nearest value before the first and after the last.
    static func interpolated(_ values: [Double]) -> [Double] {
        guard values.contains(where: \.isNaN) else { return values }
        var filled = values
        var last: Int?
        for row in values.indices where !values[row].isNaN {
            let begin = last ?? -1
            for missing in (begin + 1)..<row {
                let share = Double(missing - begin) / Double(row - begin)
                filled[missing] = last.map { values[$0] + (values[row] - values[$0]) * share } ?? values[row]
            }
            last = row
        }
        guard let last else { return [Double](repeating: 0, count: values.count) }
        for row in (last + 1)..<max(values.count, last + 1) { filled[row] = values[last] }
        return filled
    }
}
