public import Diagnostics
public import Models

extension Metric: CaseIterable {
    /// Every metric that needs no interval.
    public static let allCases: [Metric] = [
        .mae, .rmse, .mse, .mape, .smape, .mase, .rmsse, .wape, .bias, .owa,
    ]

    /// Every metric of intervals of these levels.
    public static func ofIntervals(_ levels: [PredictionLevel]) -> [Metric] {
        levels.flatMap { [.coverage($0), .width($0), .pinball($0), .msis($0)] } + (levels.isEmpty ? [] : [.crps])
    }

    /// The name on the command line and in files, such as `rmse` or `coverage-80`.
    public var name: String {
        switch self {
        case .mae: "mae"
        case .rmse: "rmse"
        case .mse: "mse"
        case .mape: "mape"
        case .smape: "smape"
        case .mase: "mase"
        case .rmsse: "rmsse"
        case .wape: "wape"
        case .bias: "bias"
        case .owa: "owa"
        case .coverage(let level): "coverage-\(level)"
        case .width(let level): "width-\(level)"
        case .pinball(let level): "pinball-\(level)"
        case .msis(let level): "msis-\(level)"
        case .crps: "crps"
        }
    }

    /// The level of the intervals it measures; nil for a metric of forecasts, or of all levels.
    public var level: PredictionLevel? {
        switch self {
        case .coverage(let level), .width(let level), .pinball(let level), .msis(let level): level
        default: nil
        }
    }

    /// Reads a name as ``name`` writes it, in any case.
    ///
    /// - Throws: ``MetricError``.
    public init(parsing text: String) throws(MetricError) {
        let wanted = text.lowercased()
        if let known = (Metric.allCases + [.crps]).first(where: { $0.name == wanted }) {
            self = known
            return
        }
        let parts = wanted.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let kinds: [String: (PredictionLevel) -> Metric] = [
            "coverage": Metric.coverage, "width": Metric.width, "pinball": Metric.pinball, "msis": Metric.msis,
        ]
        guard parts.count == 2, let kind = kinds[parts[0]] else { throw .unknown(name: text) }
        guard let level = try? PredictionLevel(parsing: parts[1]) else { throw .unreadableLevel(metric: text) }
        self = kind(level)
    }
}

/// A metric that there is not.
public enum MetricError: Diagnostic, Hashable {
    /// No metric has this name.
    case unknown(name: String)
    /// A metric of intervals whose level is none.
    case unreadableLevel(metric: String)

    /// `unknown-metric`.
    public var code: String { "unknown-metric" }
    /// Which one is unknown.
    public var message: String {
        switch self {
        case .unknown(let name): "there is no metric called '\(name)'"
        case .unreadableLevel(let metric):
            "'\(metric)' has no level: that is a percentage from 1 to below 100, of at most four decimals"
        }
    }
    /// The nearest name, and all of them.
    public var fix: String {
        switch self {
        case .unknown(let name):
            let names = (Metric.allCases + [.crps]).map(\.name)
            let ofLevels = ["coverage-80", "width-80", "pinball-80", "msis-80"]
            let nearest = nearestName(to: name, among: names + ofLevels).map { "did you mean \($0)? " } ?? ""
            return nearest + "choose among \((names + ofLevels).joined(separator: ", ")), the last four with any level"
        case .unreadableLevel(let metric): return "write it like \(metric.prefix { $0 != "-" })-80"
        }
    }
    /// Bad usage.
    public var exitStatus: ExitStatus { .usage }
}
