import Forecasting

/// The options of registered models, as the help shows them.
enum ModelHelp {
    /// Models that have the same options together, each option with what it does and its default.
    static func text(_ registry: ForecasterRegistry) -> String {
        var groups: [(names: [String], options: [OptionDescription])] = []
        for forecaster in registry.all where !forecaster.options.isEmpty {
            // A combination has the options of its members, which stand there already.
            let known = groups.flatMap(\.options)
            let options = forecaster.options.filter { !known.contains($0) }
            let own = options.isEmpty ? forecaster.options : options
            if let place = groups.firstIndex(where: { $0.options == own }) {
                groups[place].names.append(forecaster.identifier)
            } else if !options.isEmpty {
                groups.append(([forecaster.identifier], options))
            }
        }
        return groups.map { group in
            "OPTIONS OF \(group.names.joined(separator: ", ").uppercased()):\n"
                + group.options.map(line).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private static func line(_ option: OptionDescription) -> String {
        let name = "  --\(option.name)" + (option.valueName.map { " <\($0)>" } ?? "")
        let help =
            option.help + (option.help.contains("default:") ? "" : option.defaultText.map { " (default: \($0))" } ?? "")
        let padding = String(repeating: " ", count: max(1, 26 - name.count))
        return name.count < 25 ? name + padding + help : name + "\n" + String(repeating: " ", count: 26) + help
    }
}
