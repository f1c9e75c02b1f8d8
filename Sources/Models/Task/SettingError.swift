public import Diagnostics

/// Why something cannot be set of a forecaster.
public enum SettingError: Diagnostic, Equatable {
    /// A value that the option cannot have.
    case invalid(name: String, value: String, requirement: String)
    /// A value for a switch, which has none.
    case switchWithValue(name: String, value: String)
    /// The chosen forecasters have no such option; `owners` are the identifiers of those that do.
    case meaningless(name: String, models: [String], owners: [String])

    /// `invalid-hyperparameter` or `meaningless-flag`.
    public var code: String {
        switch self {
        case .invalid, .switchWithValue: "invalid-hyperparameter"
        case .meaningless: "meaningless-flag"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .invalid(let name, let value, let requirement):
            value.isEmpty
                ? "--\(name) is given no value" : "--\(name) is \(value), but must be \(requirement)"
        case .switchWithValue(let name, let value): "--\(name) takes no value, and is given \(value)"
        case .meaningless("", _, _): "--set is given no name"
        case .meaningless(let name, let models, _):
            "--\(name) means nothing to \(models.joined(separator: ", "))"
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .invalid(_, _, let requirement): "pass \(requirement)"
        case .switchWithValue(let name, _): "pass --\(name) alone, or leave it out"
        case .meaningless("", _, _): "write the option's name first, for example --set hidden=64"
        case .meaningless(let name, _, let owners):
            owners.isEmpty
                ? "leave --\(name) out"
                : "leave --\(name) out, or choose a model that has it: --model \(owners.joined(separator: ", or "))"
        }
    }

    /// Bad usage.
    public var exitStatus: ExitStatus { .usage }
}
