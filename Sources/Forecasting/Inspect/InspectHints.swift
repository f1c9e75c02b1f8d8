import CSVIngestion
import Reporting
import TimeSeries

/// What might be worth trying beyond the command to run next, where only the user can know.
struct InspectHints {
    /// A line each.
    private(set) var texts: [String] = []

    /// The most columns that are named.
    private static let mostColumns = 8

    init(_ request: InspectRequest, _ ingestion: Ingestion, _ columns: [InspectSummary.Column], _ next: NextCommand) {
        if let text = Self.past(request, ingestion, columns) { texts.append(text) }
        if let text = Self.repeated(request, ingestion) { texts.append(text) }
        texts += Self.kinds(ingestion)
        guard request.csv.repairs.gaps == nil, ingestion.gaps.insertedRows > 0 else { return }
        texts.append(
            next.fillsGaps
                ? "--gaps zero as absent rows look like nothing to count; drop it if they are unknown"
                : "--gaps zero if nothing happened where rows are absent; otherwise they stay missing")
    }

    /// What kind of numbers the series hold, where that bears on forecasts: counts, and running totals.
    private static func kinds(_ ingestion: Ingestion) -> [String] {
        let series = ingestion.panel.series.compactMap { one in ValueKind(one.values).map { (one.id, $0) } }
        func names(_ isOne: (ValueKind) -> Bool) -> String? {
            let found = series.filter { isOne($0.1) }
            guard let first = found.first else { return nil }
            let name = "'\(first.0 ?? ingestion.panel.columns.target)'"
            return found.count > 1 ? "\(name) and \(found.count - 1) more series" : name
        }
        let counts = names { $0.isCounts && !$0.isRunningTotal }.map {
            "\($0): whole numbers from zero up, so counts; no forecast of them is below zero, --range any allows it"
        }
        let totals = names(\.isRunningTotal).map {
            "\($0): never falls, as a running total; if it is one, the rise from row to row says more and is what to forecast"
        }
        return [counts, totals].compactMap { $0 }
    }

    /// What to do about rows of one time that are too many to be mistakes.
    private static func repeated(_ request: InspectRequest, _ ingestion: Ingestion) -> String? {
        guard request.csv.repairs.duplicates == nil else { return nil }
        let rows = ingestion.findingCounts[.duplicate]?.findings ?? 0
        guard rows > 0, rows >= ingestion.rowsRead / manyRows else { return nil }
        return
            "--duplicates sum or mean to bring the rows of one time together, or --id if they are of several series; "
            + "last leaves out all but one"
    }

    /// One row in so many that repeats a time is more than mistakes.
    private static let manyRows = 100

    /// Further columns of numbers that vary.
    private static func past(
        _ request: InspectRequest, _ ingestion: Ingestion, _ columns: [InspectSummary.Column]
    ) -> String? {
        guard ingestion.layout == .long else { return nil }
        let numbers = columns.filter { column in
            guard column.role == nil, let lowest = column.minimum, let highest = column.maximum else { return false }
            return lowest < highest && column.missing * 2 < column.rows
        }
        guard !numbers.isEmpty else { return nil }
        let names = numbers.prefix(mostColumns).map(\.name)
        let isPlain = !names.contains { $0.contains(",") }
        let flags =
            isPlain
            ? "--past \(shellWord(names.joined(separator: ",")))"
            : names.map { "--past \(shellWord($0))" }.joined(separator: " ")
        let more = numbers.count > mostColumns ? ", and \(numbers.count - mostColumns) more" : ""
        return "\(flags)\(more), if they explain \(ingestion.panel.columns.target); --future for what is known ahead"
    }
}
