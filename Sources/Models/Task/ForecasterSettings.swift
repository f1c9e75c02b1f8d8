/// What can be set of one kind of forecaster, beside what every kind is asked: its flags, its help, and its part of a model
/// file.
///
/// ```swift
/// struct WindowMeanSettings: ForecasterSettings {
///     var rows = 12
///     static let options = [
///         SettingOption<Self>("rows", \.rows, value: "count", "Rows that are averaged.", in: 1...10_000)
///     ]
/// }
/// ```
public protocol ForecasterSettings: Sendable, Codable, Equatable {
    /// The defaults.
    init()
    /// What can be set by name, in the order of the help.
    static var options: [SettingOption<Self>] { get }
}

/// Nothing can be set.
public struct NoSettings: ForecasterSettings {
    /// None.
    public static let options: [SettingOption<NoSettings>] = []

    /// Creates the settings.
    public init() {}
}

/// One option of some forecaster, whatever the type of its settings.
public struct OptionDescription: Sendable, Hashable {
    /// The name in kebab-case, as in `--hidden`.
    public let name: String
    /// What stands for its value in the help; nil for a switch, which has none.
    public let valueName: String?
    /// What it does, in one sentence.
    public let help: String
    /// The default, as it would be typed; nil where there is none.
    public let defaultText: String?

    /// Creates a description.
    public init(name: String, valueName: String?, help: String, defaultText: String?) {
        (self.name, self.valueName, self.help, self.defaultText) = (name, valueName, help, defaultText)
    }
}
