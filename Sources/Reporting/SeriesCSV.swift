public import TimeSeries

/// Writes the series of a panel as a CSV file that `fit` reads: a line for each series and time.
public enum SeriesCSV {
    /// The document; a value that is missing is an empty field.
    public static func text(_ panel: Panel) -> String {
        var csv = CSVText()
        csv.append(panel.columns.idColumns + [panel.columns.time ?? "time", panel.columns.target])
        for series in panel.series {
            let ids = panel.columns.idColumns.isEmpty ? [] : panel.columns.idCells(of: series.id)
            let written = ids.map { CSVText.record([$0]) }
            for row in 0..<series.count {
                csv.append(
                    written + [CSVText.record([series.index.text(at: row)])], numbers: [series.values[row]])
            }
        }
        return csv.text
    }
}
