import CSVIngestion
import Reporting

/// A note for files of several series whose id was not recognised: most of their rows repeat a time.
enum IDHint {
    /// The part of the rows that must repeat a time.
    private static let share = 5

    /// One line, where a column of few words might tell series apart.
    static func notes(_ ingestion: Ingestion, _ columns: [InspectSummary.Column]) -> [String] {
        let repeats = ingestion.findingCounts[.duplicate]?.findings ?? 0
        guard repeats > 0, repeats >= ingestion.rowsRead / share else { return [] }
        let words = columns.filter { $0.role == nil && $0.kind == "text" && $0.distinct != nil }.map(\.name)
        guard !words.isEmpty else { return [] }
        let names = words.prefix(5).joined(separator: ", ")
        return [
            "so many rows of one time may be several series; --id names the column that tells them apart, of \(names)"
        ]
    }
}
