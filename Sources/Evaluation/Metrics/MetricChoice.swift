public import Diagnostics
public import Models

/// Which metrics a report shows.
public enum MetricChoice: Sendable, Hashable {
    /// ``usualOfForecasts``, OWA where Naive2 is forecast anyway, and each interval's coverage and width.
    case usual
    /// Every one that can be measured.
    case all
    /// These, in this order.
    case named([Metric])

    /// What is shown of forecasts unless the user says.
    public static let usualOfForecasts: [Metric] = [.mae, .rmse, .smape, .mase, .bias]

    /// Reads names with commas between them, each once, in the order given, or `all`; in any case.
    ///
    /// - Throws: ``MetricError``.
    public init(parsing text: String) throws(MetricError) {
        if text.lowercased() == "all" {
            self = .all
            return
        }
        var metrics: [Metric] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let metric = try Metric(parsing: String(name))
            if !metrics.contains(metric) { metrics.append(metric) }
        }
        self = .named(metrics)
    }

    /// The metrics.
    ///
    /// - Parameters:
    ///   - levels: Of the intervals that are measured.
    ///   - hasNaive2: Whether Naive2 is forecast anyway.
    /// - Throws: ``MetricWithoutInterval`` for a metric of intervals that are not measured.
    public func metrics(
        levels: [PredictionLevel], origin: ForecastOrigin, hasNaive2: Bool
    ) throws(MetricWithoutInterval) -> [Metric] {
        switch self {
        case .usual:
            return Self.usualOfForecasts + (hasNaive2 ? [.owa] : [])
                + levels.flatMap { [Metric.coverage($0), .width($0)] }
        case .all: return Metric.allCases + Metric.ofIntervals(levels)
        case .named(let metrics):
            for metric in metrics { try metric.check(levels, origin) }
            return metrics
        }
    }
}

extension Metric {
    /// Makes sure that the intervals it measures, if any, are there.
    func check(_ levels: [PredictionLevel], _ origin: ForecastOrigin) throws(MetricWithoutInterval) {
        let isMeasured = level.map(levels.contains) ?? (self != .crps || !levels.isEmpty)
        if !isMeasured { throw MetricWithoutInterval(metric: self, levels: levels, origin: origin) }
    }
}

/// Who made the forecasts that are scored, and so what brings in those that are lacking.
public enum ForecastOrigin: Sendable, Hashable {
    /// A backtest.
    case backtest
    /// Any tool, which wrote this file.
    case file(String)
}

/// A metric of intervals that there are not.
public struct MetricWithoutInterval: Diagnostic, Hashable {
    /// The metric.
    public var metric: Metric
    /// Levels of the intervals that there are.
    public var levels: [PredictionLevel]
    /// Who made them.
    public var origin: ForecastOrigin

    /// `metric-without-interval`.
    public var code: String { "metric-without-interval" }
    /// What is lacking.
    public var message: String {
        "'\(metric.name)' measures intervals, and there are none\(metric.level.map { " of \($0)%" } ?? "")"
    }
    /// The flag that makes them, or the columns that hold them.
    public var fix: String {
        let level = metric.level?.description ?? "80"
        switch origin {
        case .backtest:
            let made = (levels + [metric.level].compactMap { $0 }).sorted().map(\.description)
            return "pass --levels \((made.isEmpty ? [level] : made).joined(separator: ","))"
        case .file(let file):
            let others = levels.isEmpty ? "" : "; there are intervals of \(Self.list(levels))"
            return "add the bounds to \(file) as columns called like GRU-lo-\(level) and GRU-hi-\(level)\(others)"
        }
    }
    /// Bad usage.
    public var exitStatus: ExitStatus { .usage }

    private static func list(_ levels: [PredictionLevel]) -> String {
        levels.map { "\($0)%" }.joined(separator: ", ")
    }
}
