import CSVIngestion
import TimeSeries

/// The command that fits a model to an inspected file, with the flags that its findings call for.
struct NextCommand {
    /// The command, ready for a shell.
    let text: String

    init(_ request: InspectRequest, _ panel: Panel, _ diagnoses: [SeriesDiagnosis], season: Int?) {
        var words = ["forecast", "fit", request.path] + request.arguments
        if !request.arguments.contains(where: { $0 == "--target" || $0.hasPrefix("--target=") }) {
            words += ["--target", panel.columns.target]
        }
        if let season, season != panel.frequency.defaultSeasonLength { words += ["--season", String(season)] }
        if case .rows(let rows) = request.season { words += ["--season", String(rows)] }
        if request.season == .none { words += ["--season", "none"] }
        // Scaling is one choice for all series, and a logarithm needs every one of them positive.
        let arePositive = diagnoses.allSatisfy { ($0.minimum ?? 1) > 0 }
        if arePositive, diagnoses.count(where: \.callsForLogarithm) * 2 > diagnoses.count { words.append("--log") }
        text = words.map(shellWord).joined(separator: " ")
    }
}
