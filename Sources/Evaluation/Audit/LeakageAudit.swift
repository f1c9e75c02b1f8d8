public import Models
public import TimeSeries
import Windowing

/// Shows whether anything that a model learns or forecasts depends on values after the cutoff.
///
/// The model is fitted to the panel, and again to panels of which every value after the cutoff, the last validation row,
/// has been replaced; a series of which nothing is held out stays as it is. What was learned must be the same bytes, and
/// so must the forecasts from the cutoff. Then values after later cutoffs are replaced under the fitted model, whose
/// forecasts from these must not change either.
/// Covariates known up to the cutoff are replaced as values are, and those known ahead from the end of the forecast on.
public struct LeakageAudit: Sendable {
    /// One thing that must not change.
    public struct Check: Sendable, Hashable {
        /// What was compared, such as `parameters`.
        public var name: String
        /// How many numbers were compared, over all replacements.
        public var compared: Int
        /// The first replacement that changed something, in words; nil when none did.
        public var changedBy: String?
    }

    /// The model's column name.
    public var model: String
    /// The time of the last row that may be learned from.
    public var cutoff: Timestamp
    /// Values that were replaced, in each of the replacements.
    public var replaced: Int
    /// The replacements, in words.
    public var replacements: [String]
    /// What was compared.
    public var checks: [Check]

    /// Whether nothing changed.
    public var passed: Bool { checks.allSatisfy { $0.changedBy == nil } }

    /// Fits and compares.
    ///
    /// - Parameters:
    ///   - task: What the model is fitted for; its test rows are those that are replaced.
    ///   - runtime: What it is fitted with.
    ///   - progress: Called after every batch.
    /// - Throws: What the model or the split throws.
    public init(
        _ forecaster: any Forecaster, _ panel: Panel, task: ForecastTask, runtime: Runtime = Runtime(),
        progress: (AuditProgress) -> Void = { _ in }
    ) throws {
        let split =
            forecaster.learnsFromWindows
            ? try ChronologicalSplit(
                panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
            : try ChronologicalSplit(
                cutting: panel, specification: task.split, horizon: task.windows.horizon,
                seasonLength: task.seasonLength)
        guard let cutoff = split.lastTimeBeforeTest(of: panel) else { throw EvaluationError.nothingToReplace }
        let firstRows = zip(panel.series, split.series).map { series, rows in
            rows.test.isEmpty ? series.count : max(rows.test.lowerBound, series.index.rows(upTo: cutoff))
        }
        func evidence(_ panel: Panel, _ place: Int) throws -> FittedEvidence {
            try FittedEvidence(forecaster, panel, split: split, firstRows: firstRows, task: task, runtime: runtime) {
                share in
                progress(AuditProgress(model: forecaster.columnName, fit: place, share: share))
            }
        }
        let original = try evidence(panel, 1)
        var comparison = EvidenceComparison()
        for (place, replacement) in Replacement.allCases.enumerated() {
            let changed = panel.replacing(from: firstRows, horizon: task.windows.horizon, by: replacement)
            let other = try evidence(changed, place + 2)
            comparison.compare(original, other, replacement)
            try comparison.compareForecasts(
                of: original.model, panel, after: firstRows, replacement, horizon: task.windows.horizon)
        }
        model = forecaster.columnName
        self.cutoff = cutoff
        replaced = zip(panel.series, firstRows).reduce(0) { $0 + $1.0.replaceable(from: $1.1).count }
        replacements = Replacement.allCases.map(\.rawValue)
        checks = comparison.checks
    }
}

/// How far an audit is.
public struct AuditProgress: Sendable, Hashable {
    /// The model's column name.
    public var model: String
    /// The fit under way, counted from 1.
    public var fit: Int
    /// Fits in all.
    public var fits: Int
    /// The share of the work that is done, 0 to 1.
    public var fraction: Double

    /// - Parameter share: The share of fit number `fit` that is done.
    init(model: String, fit: Int, share: Double) {
        self.model = model
        self.fit = fit
        fits = 1 + Replacement.allCases.count
        fraction = (Double(fit - 1) + share) / Double(fits)
    }
}

/// What the values after a cutoff are replaced by.
enum Replacement: String, CaseIterable {
    case far = "a thousand times as far from zero, and negative"
    case missing = "missing values"
    case reversed = "the same values in reverse"
    case constant = "one constant"

    func value(at row: Int, in values: ArraySlice<Double>) -> Double {
        let value = values[row]
        return switch self {
        case .far: value.isNaN ? 1e6 : -1000 * value - 1e6
        case .missing: .nan
        case .reversed: values[values.startIndex + values.endIndex - 1 - row]
        case .constant: 12345
        }
    }
}

extension Panel {
    /// The panel with the rows of each series from the given one on replaced.
    ///
    /// The last observed value stays the last: missing values that a series ends with are as if their rows were not
    /// there, so that the end from which held-out rows are counted would be another one. All that lies between may go
    /// missing.
    func replacing(from firstRows: [Int], horizon: Int, by replacement: Replacement) -> Panel {
        var changed = self
        for (place, first) in firstRows.enumerated() {
            let rows = series[place].replaceable(from: first)
            let values = series[place].values[rows]
            var new = values.indices.map { replacement.value(at: $0, in: values) }
            if let last = values.last, new[new.count - 1].isNaN { new[new.count - 1] = -last }
            changed.series[place].values.replaceSubrange(rows, with: new)
            changed.series[place].replaceCovariates(from: first, horizon: horizon, columns, by: replacement)
        }
        return changed
    }
}

extension TimeSeries {
    /// Replaces covariates from row `origin` on, those known ahead from the end of a forecast that begins there.
    mutating func replaceCovariates(
        from origin: Int, horizon: Int, _ names: ColumnNames, by replacement: Replacement
    ) {
        for (column, covariate) in names.covariates.enumerated() {
            let first = covariate.role == .future ? origin + horizon : origin
            guard first < count else { continue }
            let old = covariates[column][first...]
            covariates[column].replaceSubrange(first..., with: old.indices.map { replacement.value(at: $0, in: old) })
        }
    }
}

extension TimeSeries {
    /// The rows from `first` to the last observed one.
    fileprivate func replaceable(from first: Int) -> Range<Int> {
        let end = values.lastIndex { !$0.isNaN }.map { $0 + 1 } ?? 0
        return first..<max(first, end)
    }
}

extension ChronologicalSplit {
    /// The latest time before held-out rows of a row that may be learned from; nil where none is held out.
    fileprivate func lastTimeBeforeTest(of panel: Panel) -> Timestamp? {
        zip(panel.series, series).filter { !$0.1.test.isEmpty && $0.1.training.lowerBound < $0.1.test.lowerBound }
            .map { $0.index[$1.test.lowerBound - 1] }.max()
    }
}
