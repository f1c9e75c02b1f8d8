public import Diagnostics

/// Why a gate cannot be.
public enum GateError: Diagnostic, Hashable {
    /// The condition has no comparison, more than one, or nothing on one side.
    case withoutComparison(text: String)
    /// The condition compares by something other than `> >= < <=`.
    case unknownComparison(String, text: String)
    /// The right-hand side begins as a number and is none.
    case unreadableNumber(String)
    /// There is no such metric.
    case unknownMetric(name: String)
    /// A metric of intervals whose level is none.
    case unreadableLevel(metric: String)
    /// No model of this name takes part; `remedy` is how one that could is brought in.
    case unknownModel(name: String, known: [String], remedy: String?)
    /// A metric of intervals that there are not.
    case withoutInterval(MetricWithoutInterval)
    /// A model is to be better than itself.
    case againstItself(name: String)
    /// A flag's percentage cannot be read.
    case unreadablePercentage(flag: String, text: String)

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .withoutComparison, .unknownComparison, .unreadableNumber: "gate-unreadable"
        case .unknownMetric, .unreadableLevel: "gate-unknown-metric"
        case .unknownModel: "gate-unknown-model"
        case .withoutInterval: "gate-without-interval"
        case .againstItself: "gate-against-itself"
        case .unreadablePercentage: "gate-percentage-unreadable"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .withoutComparison(let text): "a gate compares two values, and '\(text)' does not"
        case .unknownComparison(let found, let text): "'\(text)' compares by '\(found)', which no gate does"
        case .unreadableNumber(let text): "'\(text)' is not a number to compare with"
        case .unknownMetric(let name): "there is no metric called '\(name)'"
        case .unreadableLevel(let metric): MetricError.unreadableLevel(metric: metric).message
        case .unknownModel(let name, _, let remedy):
            remedy == nil ? "there is no model called '\(name)'" : "'\(name)' does not take part"
        case .withoutInterval(let error): error.message
        case .againstItself(let name): "'\(name)' is the model in question, and never better than itself"
        case .unreadablePercentage(let flag, let text): "\(flag) takes a percentage, not '\(text)'"
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .withoutComparison: "write it like 'mae > 2.5' or 'mae >= naive.mae', in quotes"
        case .unknownComparison: "compare by one of >, >=, <, <="
        case .unreadableNumber: "write a number such as 2.5, without a unit, or a metric such as naive.mae"
        case .unknownMetric(let name):
            Self.nearest(to: name, among: GateQuantity.Measure.names)
                + "choose among \(GateQuantity.Measure.names.joined(separator: ", ")), "
                + "those that end in 80 with any level and the last with any model"
        case .unreadableLevel(let metric): MetricError.unreadableLevel(metric: metric).fix
        case .unknownModel(let name, let known, let remedy):
            (remedy.map { "\($0), or " } ?? Self.nearest(to: name, among: known))
                + "choose among \(known.joined(separator: ", "))"
        case .withoutInterval(let error): error.fix
        case .againstItself: "name another model or baseline"
        case .unreadablePercentage(let flag, _): "write it like \(flag) 2%"
        }
    }

    /// Bad usage.
    public var exitStatus: ExitStatus { .usage }

    private static func nearest(to name: String, among names: [String]) -> String {
        nearestName(to: name, among: names).map { "did you mean \($0)? " } ?? ""
    }
}
