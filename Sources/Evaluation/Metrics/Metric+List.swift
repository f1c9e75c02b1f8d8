public import Models
public import TimeSeries

extension Metric {
    /// Reads names with commas between them, each once, in the order given; `all` is every metric that can be measured.
    ///
    /// - Parameter levels: Of the intervals that are measured.
    /// - Throws: ``MetricError`` for a name that there is not, ``MetricWithoutInterval`` for a metric of intervals that
    ///   are not measured.
    public static func list(parsing text: String, levels: [PredictionLevel] = []) throws -> [Metric] {
        if text.lowercased() == "all" { return allCases + ofIntervals(levels) }
        var metrics: [Metric] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let metric = try Metric(parsing: String(name))
            guard metric.isMeasured(levels) else { throw MetricWithoutInterval(metric: metric) }
            if !metrics.contains(metric) { metrics.append(metric) }
        }
        return metrics
    }

    /// Whether it measures intervals.
    public var isOfIntervals: Bool { self == .crps || level != nil }

    private func isMeasured(_ levels: [PredictionLevel]) -> Bool {
        if let level { return levels.contains(level) }
        return self != .crps || !levels.isEmpty
    }
}

/// A metric of intervals that were not asked for.
public struct MetricWithoutInterval: Diagnostic, Hashable {
    /// The metric.
    public var metric: Metric

    /// `metric-without-interval`.
    public var code: String { "metric-without-interval" }
    /// What is lacking.
    public var message: String {
        "'\(metric.name)' measures intervals\(metric.level.map { " of \($0)%" } ?? ""), and none are made"
    }
    /// The flag that makes them.
    public var fix: String { "pass --levels with \(metric.level.map(\.description) ?? "levels such as 80,95")" }
    /// Bad usage.
    public var exitStatus: ExitStatus { .usage }
}
