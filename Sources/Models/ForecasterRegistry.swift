import JSON

/// The forecasters there are, by the name used on the command line, and what each is for.
///
/// It is a value that is passed in: whoever has a model of their own adds it to a copy.
/// ```swift
/// var registry = ForecasterRegistry.standard
/// registry.register(WindowMeanForecaster(), as: .model)
/// ```
public struct ForecasterRegistry: Sendable {
    /// What a forecaster is for.
    public enum Role: String, Sendable, CaseIterable {
        /// What every score is printed beside: the naive and the seasonal naive forecast.
        case reference
        /// What a backtest measures models against, as long as it is not told otherwise.
        case baseline
        /// What is asked for.
        case model
    }

    /// A forecaster and what it is for.
    public struct Entry: Sendable {
        /// The forecaster with its default settings.
        public let forecaster: any Forecaster
        /// What it is for.
        public let role: Role
    }

    /// In the order in which they are named to users.
    public internal(set) var entries: [Entry]

    /// Creates a registry of nothing.
    public init() { entries = [] }

    /// Adds a forecaster, or puts it in the place of the one with the same identifier.
    public mutating func register(_ forecaster: any Forecaster, as role: Role) {
        let entry = Entry(forecaster: forecaster, role: role)
        if let place = entries.firstIndex(where: { $0.forecaster.identifier == forecaster.identifier }) {
            entries[place] = entry
        } else {
            entries.append(entry)
        }
    }

    /// Every forecaster.
    public var all: [any Forecaster] { entries.map(\.forecaster) }
    /// Those that every score is printed beside.
    public var references: [any Forecaster] { forecasters([.reference]) }
    /// References, and what a backtest measures models against.
    public var baselines: [any Forecaster] { forecasters([.reference, .baseline]) }

    private func forecasters(_ roles: [Role]) -> [any Forecaster] {
        entries.filter { roles.contains($0.role) }.map(\.forecaster)
    }

    /// The forecaster called `identifier`, in any case of its letters.
    ///
    /// - Throws: ``ForecastError/unknownModel(name:known:)``.
    public func named(_ identifier: String) throws(ForecastError) -> any Forecaster {
        if let match = all.first(where: { $0.identifier == identifier.lowercased() }) { return match }
        throw .unknownModel(name: identifier, known: all.map(\.identifier))
    }

    /// The forecasters called so, each once, with what was set of them by name.
    ///
    /// - Throws: ``ForecastError/unknownModel(name:known:)``, and ``SettingError`` for a value that cannot be or an option
    ///   that none of them has.
    public func named(_ identifiers: [String], settings: [OptionValue]) throws -> [any Forecaster] {
        var chosen: [any Forecaster] = []
        for identifier in identifiers {
            let forecaster = try named(identifier)
            if !chosen.contains(where: { $0.identifier == forecaster.identifier }) { chosen.append(forecaster) }
        }
        for setting in settings {
            var isKnown = false
            for place in chosen.indices where try chosen[place].set(setting.name, to: setting.text) { isKnown = true }
            guard isKnown else {
                let owners = all.filter { $0.options.contains { $0.name == setting.name } }.map(\.identifier)
                throw SettingError.meaningless(
                    name: setting.name, models: chosen.map(\.identifier), owners: owners)
            }
        }
        return chosen
    }

    /// Makes a fitted model again from what a model file kept, whatever its kind.
    ///
    /// - Throws: ``ForecastError/unknownModel(name:known:)``, ``InvalidState``, or what the forecaster throws.
    public func restore(
        _ state: ModelState, task: ForecastTask, runtime: Runtime, seriesCount: Int
    ) throws -> any FittedModel {
        try named(state.kind).restored(
            state, RestoreContext(task: task, runtime: runtime, registry: self, seriesCount: seriesCount))
    }
}

/// An option and the value that was typed for it; the empty text for a switch.
public struct OptionValue: Sendable, Hashable {
    /// The option's name in kebab-case.
    public var name: String
    /// What was typed.
    public var text: String

    /// Creates a value.
    public init(name: String, text: String) { (self.name, self.text) = (name, text) }
}

extension Forecaster {
    /// The forecaster with the settings that `state` was fitted with restores it.
    fileprivate func restored(_ state: ModelState, _ context: RestoreContext) throws -> any FittedModel {
        var forecaster = self
        do {
            forecaster.settings = try state.settings.decode(Settings.self)
        } catch {
            throw InvalidState(reason: "the settings of '\(state.kind)': \(codingReason(error))")
        }
        // What cannot be typed cannot be read either.
        var checked = forecaster.settings
        for option in Settings.options {
            guard option.valueName != nil, let text = option.read(forecaster.settings) else { continue }
            do {
                try option.write(&checked, text)
            } catch {
                throw InvalidState(reason: "the settings of '\(state.kind)': \(error.message)")
            }
        }
        return try forecaster.restore(state, in: context)
    }
}
