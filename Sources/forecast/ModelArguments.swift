import Forecasting

/// Turns the options of registered models into `--set`, before arguments are parsed.
///
/// `--hidden 64` and `--hidden=64` become `--set hidden=64`, a switch such as `--log` becomes `--set log`. Other
/// arguments, and all after `--`, stay as they are.
enum ModelArguments {
    /// The commands whose models can be set.
    private static let commands = ["fit", "backtest", "audit"]

    /// - Throws: ``MissingValue`` for an option that ends the command line.
    static func rewritten(_ arguments: [String], registry: ForecasterRegistry) throws -> [String] {
        guard let command = arguments.first, commands.contains(command) else { return arguments }
        let options = registry.options
        var rewritten: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" { return rewritten + [argument] + rest }
            guard argument.hasPrefix("--"), let option = options.first(where: { isNamed($0, by: argument) }) else {
                rewritten.append(argument)
                continue
            }
            let typed = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
            if let typed {
                rewritten += ["--set", "\(option.name)=\(typed)"]
            } else if option.valueName == nil {
                rewritten += ["--set", option.name]
            } else if let value = rest.popFirst() {
                rewritten += ["--set", "\(option.name)=\(value)"]
            } else {
                throw MissingValue(option: option)
            }
        }
        return rewritten
    }

    private static func isNamed(_ option: OptionDescription, by argument: String) -> Bool {
        argument == "--\(option.name)" || argument.hasPrefix("--\(option.name)=")
    }
}

/// An option without its value.
struct MissingValue: Diagnostic {
    let option: OptionDescription

    let code = "usage"
    let exitStatus = ExitStatus.usage
    var message: String { "--\(option.name) is given no value" }
    var fix: String { "pass --\(option.name) <\(option.valueName ?? "value")>" }
}
