public import Models
public import TimeSeries

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
    /// - Throws: ``MetricError`` with the nearest name.
    public init(parsing text: String) throws {
        let wanted = text.lowercased()
        if let known = (Metric.allCases + [.crps]).first(where: { $0.name == wanted }) {
            self = known
            return
        }
        let parts = wanted.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let kinds: [String: (PredictionLevel) -> Metric] = [
            "coverage": Metric.coverage, "width": Metric.width, "pinball": Metric.pinball, "msis": Metric.msis,
        ]
        guard parts.count == 2, let kind = kinds[parts[0]] else { throw MetricError(name: text) }
        self = kind(try PredictionLevel(parsing: parts[1]))
    }
}

/// A metric that there is not.
public struct MetricError: Diagnostic, Hashable {
    /// What was asked for.
    public var name: String

    /// `unknown-metric`.
    public var code: String { "unknown-metric" }
    /// Which one is unknown.
    public var message: String { "there is no metric called '\(name)'" }
    /// The nearest name, and all of them.
    public var fix: String {
        let names = (Metric.allCases + [.crps]).map(\.name)
        let ofLevels = ["coverage-80", "width-80", "pinball-80", "msis-80"]
        let nearest = nearestName(to: name, among: names + ofLevels).map { "did you mean \($0)? " } ?? ""
        return nearest + "choose among \((names + ofLevels).joined(separator: ", ")), the last four with any level"
    }
    /// Bad usage.
    public var exitStatus: ExitStatus { .usage }
}
