public import TimeSeries
import Windowing

/// Why covariates do not reach as far as a forecast needs them.
public enum CovariateError: Diagnostic, Equatable {
    /// A horizon beyond the trained one needs covariates that are known up to the cutoff only.
    case horizonBeyondPast(horizon: Int, trained: Int, columns: [String])
    /// Covariates known ahead are not given for every step.
    case unknownAhead(CovariateGap)

    /// `horizon-beyond-past-covariates` or `covariates-not-known-ahead`.
    public var code: String {
        switch self {
        case .horizonBeyondPast: "horizon-beyond-past-covariates"
        case .unknownAhead: "covariates-not-known-ahead"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .horizonBeyondPast(let horizon, let trained, let columns):
            "a forecast of \(horizon) steps goes on from its own first \(trained), where \(quoted(columns)) "
                + "\(columns.count == 1 ? "is" : "are") not known"
        case .unknownAhead(let gap): gap.message
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .horizonBeyondPast(let horizon, let trained, _):
            "pass --horizon \(trained) or less, or fit a model with --horizon \(horizon)"
        case .unknownAhead(let gap): gap.fix
        }
    }

    /// Bad usage for a flag, bad data otherwise.
    public var exitStatus: ExitStatus {
        switch self {
        case .horizonBeyondPast: .usage
        case .unknownAhead: .badData
        }
    }
}

/// Which cells of covariates known ahead are missing for a forecast.
public struct CovariateGap: Sendable, Hashable {
    /// The series' name, if it has one.
    public var series: String?
    /// The columns that lack cells, in the file's order.
    public var columns: [String]
    /// Times of the steps at which one is missing, as the file writes them.
    public var times: [String]
    /// Whether all of these rows are missing altogether, rather than single cells.
    public var rowsAreMissing: Bool
    /// Steps of the forecast.
    public var horizon: Int

    /// The rows after the end of `series` that a forecast of `horizon` steps from row `origin` needs.
    init(_ series: TimeSeries, rowsFrom origin: Int, horizon: Int, _ map: FeatureMap) {
        let count = origin + horizon - series.count
        let format = series.index.format
        self.series = series.id
        columns = map.columns.filter { $0.role == .future }.map(\.name)
        times = map.frequency.timestamps(after: series.index[series.count - 1], count: count).map(format.text)
        rowsAreMissing = true
        self.horizon = horizon
    }

    var message: String {
        let owner = series.map { " of series '\($0)'" } ?? ""
        let rows = times.count == 1 ? "1 step" : "\(times.count) steps"
        return "\(quoted(columns)) must be known for each of the \(horizon) steps to forecast, and "
            + "\(columns.count == 1 ? "is" : "are") missing at \(rows)\(owner): \(span)"
    }

    var fix: String {
        rowsAreMissing
            ? "add rows for these times to --data, with \(quoted(columns)) and an empty target"
            : "fill these cells of \(quoted(columns)) in"
    }

    /// The times; of many the first three and the last.
    private var span: String {
        guard times.count > 4 else { return times.joined(separator: ", ") }
        return times.prefix(3).joined(separator: ", ") + " ... " + times[times.count - 1]
    }
}

private func quoted(_ names: [String]) -> String {
    let names = names.map { "'\($0)'" }
    guard names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
}
