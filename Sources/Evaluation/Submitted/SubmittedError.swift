import Diagnostics

/// Why a naive forecast cannot be made beside submitted ones.
enum SubmittedError: Diagnostic, Hashable {
    /// The forecasts lie too many rows after what was known.
    case tooFar(series: String?, rows: Int)

    var code: String { "evaluate-too-far" }

    var message: String {
        switch self {
        case .tooFar(let series, let rows):
            "the forecasts \(series.map { "of series '\($0)' " } ?? "")lie up to \(rows) rows after the in-sample values"
        }
    }

    var fix: String { "give in-sample values that end shortly before the forecasts" }

    var exitStatus: ExitStatus { .badData }
}
