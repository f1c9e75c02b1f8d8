import CSVIngestion
import TimeSeries

/// The command that fits a model to an inspected file, with the flags that its findings call for.
struct NextCommand {
    /// The command, ready for a shell.
    let text: String
    /// Whether it makes zeros of absent rows.
    let fillsGaps: Bool

    /// What is done about rows that repeat a time, where the user said nothing: the last is often a correction.
    static let duplicates = DuplicateChoice.last
    /// What is done about rows out of order.
    static let unsorted = OrderChoice.sort

    init(_ request: InspectRequest, _ ingestion: Ingestion, _ diagnoses: [SeriesDiagnosis], season: Int?) {
        let panel = ingestion.panel
        var words = ["forecast", "fit"]
        words += (request.typedPaths.isEmpty ? request.paths : request.typedPaths) + request.arguments
        words += Self.layout(request.csv, ingestion.layout)
        // Other layouts have no column that is called so.
        if request.csv.target == nil, ingestion.layout == .long { words += ["--target", panel.columns.target] }
        words += Self.repairs(request.csv, ingestion)
        fillsGaps = request.csv.repairs.gaps == nil && Self.missNothing(ingestion, diagnoses)
        if fillsGaps { words += ["--gaps", HoleFilling.zero.rawValue] }
        words += Self.season(request.season, panel.frequency, found: season)
        // Scaling is one choice for all series, and a logarithm needs every value positive.
        let arePositive = diagnoses.allSatisfy { ($0.minimum ?? 1) > 0 }
        let isUneven = diagnoses.count(where: \.callsForLogarithm) * 2 > diagnoses.count
        if isUneven, arePositive, !fillsGaps { words.append("--log") }
        text = words.map(Self.word).joined(separator: " ")
    }

    /// A word for a shell; of `--flag=value` only the value is quoted.
    private static func word(_ text: String) -> String {
        guard text.hasPrefix("--"), let mark = text.firstIndex(of: "="),
            text[..<mark] == shellWord(String(text[..<mark]))
        else { return shellWord(text) }
        return "\(text[...mark])\(shellWord(String(text[text.index(after: mark)...])))"
    }

    /// The layout, where it was recognised by content that may be another in the next file.
    private static func layout(_ asked: CSVOptions, _ found: SeriesLayout) -> [String] {
        guard asked.layout.layout == nil, found == .columns || found == .rows else { return [] }
        return ["--layout", found.rawValue]
    }

    /// Whether absent rows look like nothing to count rather than like something unknown: a fifth of the times or more are
    /// absent, and what is there are whole numbers of which none is 0.
    private static func missNothing(_ ingestion: Ingestion, _ diagnoses: [SeriesDiagnosis]) -> Bool {
        let rows = diagnoses.reduce(0) { $0 + $1.rows }
        guard ingestion.gaps.insertedRows * 5 >= rows, ingestion.gaps.insertedRows > 0 else { return false }
        return ingestion.panel.series.allSatisfy { series in
            series.values.allSatisfy { $0.isNaN || ($0 >= 1 && $0 == $0.rounded()) }
        }
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

    private static func season(_ asked: TaskRequest.Season, _ frequency: Frequency, found: Int?) -> [String] {
        switch asked {
        case .rows(let rows): ["--season", String(rows)]
        case .none: ["--season", "none"]
        case .automatic:
            found.map { $0 == frequency.defaultSeasonLength ? [] : ["--season", String($0)] } ?? []
        }
    }
}
