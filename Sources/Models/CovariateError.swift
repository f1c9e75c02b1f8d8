public import Diagnostics
import TimeSeries
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
    /// Whether rows are missing altogether, rather than single cells.
    public var rowsAreMissing: Bool
    /// Steps of the forecast.
    public var horizon: Int

    /// What is missing of `series` for a forecast of `horizon` steps from row `origin`; nil when nothing is.
    ///
    /// An empty cell is missing in a column of numbers, and in one of categories where training rows had none.
    init?(_ series: TimeSeries, rowsFrom origin: Int, horizon: Int, _ map: FeatureMap) {
        let future = map.columns.indices.filter { map.columns[$0].role == .future }
        guard !future.isEmpty else { return nil }
        func isMissing(_ column: Int, _ row: Int) -> Bool {
            if row >= series.count { return true }
            let mayBeEmpty = map.columns[column].categories != nil && map.columns[column].hasBlanks
            return !mayBeEmpty && series.covariates[column][row].isNaN
        }
        let rows = origin..<origin + horizon
        let gaps = rows.filter { row in future.contains { isMissing($0, row) } }
        guard let last = gaps.last else { return nil }
        let steps = series.index.timestamps(from: origin, count: horizon, map.frequency)
        self.series = series.id
        columns = future.filter { column in gaps.contains { isMissing(column, $0) } }.map { map.columns[$0].name }
        times = gaps.map { series.index.format.text(steps[$0 - origin]) }
        rowsAreMissing = last >= series.count
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
            ? "give a file with rows for these times to --data, with \(quoted(columns)) and an empty target"
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
