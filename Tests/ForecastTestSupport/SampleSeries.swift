import Foundation
package import TimeSeries

/// A series with rows numbered from 0 as timestamps.
package func sampleSeries(_ values: [Double], id: String? = nil) -> TimeSeries {
    let timestamps = values.indices.map { Timestamp(ticks: Int64($0)) }
    return TimeSeries(id: id, index: TimeIndex(timestamps: timestamps, format: .ordinal), values: values)
}

/// A panel of such series.
package func samplePanel(_ series: [Double]...) -> Panel {
    let named = series.enumerated().map { sampleSeries($1, id: series.count == 1 ? nil : "series \($0)") }
    let columns = ColumnNames(time: "row", target: "value", id: series.count == 1 ? nil : "id")
    return Panel(series: named, columns: columns, frequency: .ordinal(step: 1))
}

/// One column of a CSV file in `datasets/`, read the simplest way; rows whose field is empty are NaN.
package func datasetColumn(_ column: String, of file: String) throws -> [Double] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "datasets/\(file)"), encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let place = rows.first?.firstIndex(where: { $0 == column }) else { throw MissingColumn(name: column) }
    return rows.dropFirst().map { Double($0[place]) ?? .nan }
}

/// A dataset without the column a test asked for.
package struct MissingColumn: Error {
    /// The column.
    package var name: String
}
