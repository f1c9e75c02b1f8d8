/// A member of a forecaster's settings that can be set by name.
public struct SettingOption<Settings: Sendable>: Sendable {
    /// The name in kebab-case, as in `--hidden`.
    public let name: String
    /// What stands for its value in the help; nil for a switch, which has none.
    public let valueName: String?
    /// What it does, in one sentence.
    public let help: String
    /// The value as it would be typed; nil when there is none, or a switch is off.
    let read: @Sendable (Settings) -> String?
    /// Sets the value that was typed; for a switch, the empty text.
    let write: @Sendable (inout Settings, String) throws(SettingError) -> Void

    /// An option with a reading and a writing of its own.
    ///
    /// - Parameters:
    ///   - value: What stands for its value in the help; nil for a switch.
    ///   - read: The value as it would be typed; nil when there is none.
    ///   - write: Sets what was typed, or throws ``SettingError/invalid(name:value:requirement:)``.
    public init(
        _ name: String, value: String?, _ help: String, read: @escaping @Sendable (Settings) -> String?,
        write: @escaping @Sendable (inout Settings, String) throws(SettingError) -> Void
    ) {
        (self.name, self.valueName, self.help, self.read, self.write) = (name, value, help, read, write)
    }

    /// The value as it would be typed, or `off`.
    func text(_ settings: Settings) -> String { read(settings) ?? "off" }

    func described(_ settings: Settings) -> OptionDescription {
        OptionDescription(
            name: name, valueName: valueName, help: help, defaultText: valueName == nil ? nil : read(settings))
    }
}

extension SettingOption {
    /// A whole number.
    public init(
        _ name: String, _ path: any WritableKeyPath<Settings, Int> & Sendable, value: String, _ help: String,
        in range: ClosedRange<Int>
    ) {
        self.init(name, value: value, help) {
            String($0[keyPath: path])
        } write: { settings, text throws(SettingError) in
            settings[keyPath: path] = try Self.whole(text, name, range)
        }
    }

    /// A whole number, or `off` for none.
    public init(
        _ name: String, _ path: any WritableKeyPath<Settings, Int?> & Sendable, value: String, _ help: String,
        in range: ClosedRange<Int>
    ) {
        self.init(name, value: value, help) {
            $0[keyPath: path].map(String.init) ?? "off"
        } write: { settings, text throws(SettingError) in
            settings[keyPath: path] = text == "off" ? nil : try Self.whole(text, name, range)
        }
    }

    /// A number; `requirement` says in words what `holds` for it.
    public init(
        _ name: String, _ path: any WritableKeyPath<Settings, Double> & Sendable, value: String, _ help: String,
        _ requirement: String, _ holds: @escaping @Sendable (Double) -> Bool
    ) {
        self.init(name, value: value, help) {
            Self.text($0[keyPath: path])
        } write: { settings, text throws(SettingError) in
            settings[keyPath: path] = try Self.number(text, name, requirement, holds)
        }
    }

    /// A number, or `off` for none.
    public init(
        _ name: String, _ path: any WritableKeyPath<Settings, Double?> & Sendable, value: String, _ help: String,
        _ requirement: String, _ holds: @escaping @Sendable (Double) -> Bool
    ) {
        self.init(name, value: value, help) {
            $0[keyPath: path].map(Self.text) ?? "off"
        } write: { settings, text throws(SettingError) in
            settings[keyPath: path] = text == "off" ? nil : try Self.number(text, name, requirement, holds)
        }
    }

    /// A switch that is on when it is named.
    public init(_ name: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable, _ help: String) {
        self.init(name, value: nil, help) {
            $0[keyPath: path] ? "on" : nil
        } write: { settings, text throws(SettingError) in
            guard text.isEmpty else {
                throw .switchWithValue(name: name, value: text)
            }
            settings[keyPath: path] = true
        }
    }

    /// One of a few names.
    public init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ path: any WritableKeyPath<Settings, Choice> & Sendable, _ help: String
    ) {
        let names = Choice.allCases.map(\.rawValue)
        self.init(name, value: name, "\(help) (\(names.joined(separator: ", ")))") {
            $0[keyPath: path].rawValue
        } write: { settings, text throws(SettingError) in
            guard let choice = Choice(rawValue: text) else {
                throw .invalid(name: name, value: text, requirement: "one of \(names.joined(separator: ", "))")
            }
            settings[keyPath: path] = choice
        }
    }

    static func whole(
        _ text: String, _ name: String, _ range: ClosedRange<Int>
    ) throws(SettingError) -> Int {
        guard let value = Int(text) else { throw .invalid(name: name, value: text, requirement: "a whole number") }
        if value < range.lowerBound {
            throw .invalid(name: name, value: text, requirement: "at least \(range.lowerBound)")
        }
        if value > range.upperBound {
            throw .invalid(name: name, value: text, requirement: "at most \(range.upperBound)")
        }
        return value
    }

    private static func number(
        _ text: String, _ name: String, _ requirement: String, _ holds: (Double) -> Bool
    ) throws(SettingError) -> Double {
        guard let value = Double(text), value.isFinite, holds(value) else {
            throw .invalid(name: name, value: text, requirement: requirement)
        }
        return value
    }

    /// `0.1` as `0.1`, `1` as `1.0`, as Swift writes it.
    private static func text(_ value: Double) -> String { "\(value)" }
}
