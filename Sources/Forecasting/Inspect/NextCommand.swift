import CSVIngestion
import TimeSeries

/// The command that fits a model to an inspected file, with the flags that its findings call for.
struct NextCommand {
    /// The command, ready for a shell.
    let text: String

    /// What is done about rows that repeat a time, where the user said nothing: the last is often a correction.
    static let duplicates = DuplicateChoice.last
    /// What is done about rows out of order.
    static let unsorted = OrderChoice.sort

    init(_ request: InspectRequest, _ ingestion: Ingestion, _ diagnoses: [SeriesDiagnosis], season: Int?) {
        let panel = ingestion.panel
        var words = ["forecast", "fit", request.path] + request.arguments
        // Other layouts have no column that is called so.
        if request.csv.target == nil, ingestion.layout == .long { words += ["--target", panel.columns.target] }
        words += Self.repairs(request.csv, ingestion)
        words += Self.season(request.season, panel.frequency, found: season)
        // Scaling is one choice for all series, and a logarithm needs every one of them positive.
        let arePositive = diagnoses.allSatisfy { ($0.minimum ?? 1) > 0 }
        if arePositive, diagnoses.count(where: \.callsForLogarithm) * 2 > diagnoses.count { words.append("--log") }
        text = words.map(shellWord).joined(separator: " ")
    }

    /// The choices without which a fit would refuse the rows.
    private static func repairs(_ asked: CSVOptions, _ ingestion: Ingestion) -> [String] {
        let kinds = Set(ingestion.findings.map(\.kind))
        var words: [String] = []
        if kinds.contains(.duplicate), asked.repairs.duplicates == nil {
            words += ["--duplicates", duplicates.rawValue]
        }
        if kinds.contains(.unsorted), asked.repairs.unsorted == nil { words += ["--unsorted", unsorted.rawValue] }
        if ingestion.skippedRows > 0, !asked.skipOffGrid { words.append("--skip-off-grid") }
        return words
    }

    private static func season(_ asked: PlanRequest.Season, _ frequency: Frequency, found: Int?) -> [String] {
        switch asked {
        case .rows(let rows): ["--season", String(rows)]
        case .none: ["--season", "none"]
        case .automatic:
            found.map { $0 == frequency.defaultSeasonLength ? [] : ["--season", String($0)] } ?? []
        }
    }
}
