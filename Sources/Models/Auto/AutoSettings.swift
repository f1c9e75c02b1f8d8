/// What can be set of the combination.
public struct AutoSettings: ForecasterSettings {
    /// Identifiers of the forecasters that are tried; nil for all that suit the data.
    public var candidates: [String]?
    /// What was set of candidates by name, such as `hidden`.
    public var options: [String: String]

    /// The defaults.
    public init() {
        candidates = nil
        options = [:]
    }

    /// Those of the combination itself; the forecaster adds its candidates'.
    public static let options: [SettingOption<AutoSettings>] = [
        SettingOption(
            "candidates", value: "names",
            "Models that may be combined, with commas between them. (default: all that suit)"
        ) {
            $0.candidates?.joined(separator: ",")
        } write: { settings, text throws(SettingError) in
            let names = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { String($0.drop { $0 == " " }).lowercased() }
            settings.candidates = names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    ]
}
