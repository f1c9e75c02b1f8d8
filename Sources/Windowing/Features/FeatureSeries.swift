package import TimeSeries

/// The features of one series beside its target, made once for all the windows that will be cut from it.
///
/// What is known up to the cutoff depends at a row on that row and earlier ones only, and is not made from row
/// `past`'s end on. What is known ahead depends on that row and earlier ones, too.
public struct FeatureSeries: Sendable {
    /// The rows of `past` in the series.
    package let pastRows: Range<Int>
    /// The rows of ``ahead``.
    package let aheadRows: Range<Int>
    /// Numbers known up to the cutoff, `[pastRows, pastWidth]`.
    package let past: [Float]
    /// Numbers known ahead, `[aheadRows, aheadWidth]`.
    package let ahead: [Float]
    /// Numbers that are the same on every row, `[constantWidth]`.
    package let constants: [Float]
    /// For each static column of learned vectors the place of its category, -1 for an unknown one, `[S]`.
    package let codes: [Int32]
    /// Numbers a row of ``past`` and of ``ahead``.
    package let pastWidth, aheadWidth: Int

    /// Makes the features of rows `rows`, and of those up to `aheadEnd` what is known ahead.
    ///
    /// - Parameters:
    ///   - place: The series' place in the panel that `map` was fitted on.
    ///   - rows: The rows that windows see.
    ///   - aheadEnd: The first row that is neither seen nor forecast; rows after the series' end have a calendar only.
    /// - Precondition: Columns known ahead reach up to `aheadEnd`.
    package init(_ series: TimeSeries, place: Int, map: FeatureMap, rows: Range<Int>, aheadEnd: Int) {
        precondition(rows.upperBound <= series.count && aheadEnd >= rows.upperBound, "rows of the series")
        precondition(!map.hasFuture || aheadEnd <= series.count, "what is known ahead has rows")
        let scales = map.scales[place]
        pastRows = rows
        aheadRows = rows.lowerBound..<aheadEnd
        pastWidth = map.pastWidth
        aheadWidth = map.aheadWidth
        past = Self.columns(series, map, scales, role: .past, rows: rows, width: map.pastWidth)
        var ahead = Self.columns(series, map, scales, role: .future, rows: aheadRows, width: map.aheadWidth)
        Self.writeCalendar(series, map, rows: aheadRows, to: &ahead)
        self.ahead = ahead
        var constants: [Float] = []
        for (column, (scale, value)) in zip(map.statics, zip(map.staticScales, series.statics)) {
            if column.categories == nil {
                let scaled = scale.forward(value)
                constants.append(scaled.isNaN ? 0 : scaled)
            } else {
                column.appendOneHot(value, to: &constants)
            }
        }
        self.constants = constants
        codes = zip(map.statics, series.statics).filter(\.0.isEmbedded).map { column, value in
            Int32(column.place(of: value) ?? -1)
        }
    }

    /// The columns of `role` side by side in rows of `width`, 0 in what is left of them.
    private static func columns(
        _ series: TimeSeries, _ map: FeatureMap, _ scales: [FeatureScale], role: Covariate.Role, rows: Range<Int>,
        width: Int
    ) -> [Float] {
        var features = [Float](repeating: 0, count: rows.count * width)
        var first = 0
        for (place, column) in map.columns.enumerated() where column.role == role {
            let values = series.covariates[place]
            if column.categories == nil {
                var last = carried(values, before: rows.lowerBound, scales[place])
                for (row, source) in rows.enumerated() {
                    let scaled = scales[place].forward(values[source])
                    if !scaled.isNaN { last = scaled }
                    features[row * width + first] = last
                }
            } else {
                for (row, source) in rows.enumerated() {
                    if let category = column.place(of: values[source]) { features[row * width + first + category] = 1 }
                }
            }
            first += column.width
        }
        return features
    }

    /// The last number before `row`, 0 where there is none.
    private static func carried(_ values: [Double], before row: Int, _ scale: FeatureScale) -> Float {
        values[..<row].last { !$0.isNaN }.map(scale.forward) ?? 0
    }

    /// Fills the last numbers of every row.
    private static func writeCalendar(
        _ series: TimeSeries, _ map: FeatureMap, rows: Range<Int>, to features: inout [Float]
    ) {
        guard !map.calendar.isEmpty else { return }
        let width = map.aheadWidth
        let beyond = max(0, rows.upperBound - series.count)
        let later = beyond > 0 ? map.frequency.timestamps(after: series.index[series.count - 1], count: beyond) : []
        var row: [Float] = []
        for (place, source) in rows.enumerated() {
            row.removeAll(keepingCapacity: true)
            let time = source < series.count ? series.index[source] : later[source - series.count]
            map.calendar.append(series.index.format.localTime(time), map.frequency, to: &row)
            for (feature, number) in row.enumerated() {
                features[(place + 1) * width - row.count + feature] = number
            }
        }
    }
}
