import Windowing

/// Of how many models of one kind a forecast is the mean.
///
/// Averages over seeds take out what training owes to chance, and over input lengths what the choice of one owes to it:
/// the winner of M4 averaged six to nine runs (Smyl 2020), N-BEATS six input lengths (Oreshkin et al. 2020,
/// arXiv:1905.10437).
public struct EnsembleSettings: Sendable, Hashable, Codable {
    /// The most models of one kind.
    static let mostSeeds = 100, mostInputLengths = 20

    /// Models of each input length, which differ in their seed.
    public var seeds = 1
    /// The input lengths; nil for that of the task alone.
    public var inputLengths: [Int]?

    /// One model.
    public init() {}
}

/// Settings of a forecaster whose forecast may be the mean of several of its kind.
public protocol EnsembleOptions: ForecasterSettings {
    /// Of how many.
    var ensemble: EnsembleSettings { get set }
}

extension SettingOption where Settings: EnsembleOptions {
    /// How many models of different seeds.
    static var seeds: SettingOption {
        SettingOption(
            "seeds", \.ensemble.seeds, value: "count", "Models of different seeds, whose mean is the forecast.",
            in: 1...EnsembleSettings.mostSeeds)
    }

    /// Of which input lengths.
    static var inputLengths: SettingOption {
        let requirement = "whole numbers with commas between them, such as 96,336"
        return SettingOption(
            "input-lengths", value: "list",
            "Input lengths of several models, whose mean is the forecast. (default: --input-length alone)"
        ) {
            $0.ensemble.inputLengths?.map(String.init).joined(separator: ",")
        } write: { settings, text throws(SettingError) in
            var lengths: [Int] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let length = Int(part.drop { $0 == " " }), (1...WindowShape.longest).contains(length) else {
                    throw .invalid(name: "input-lengths", value: text, requirement: requirement)
                }
                if !lengths.contains(length) { lengths.append(length) }
            }
            guard lengths.count <= EnsembleSettings.mostInputLengths else {
                throw .invalid(
                    name: "input-lengths", value: text,
                    requirement: "at most \(EnsembleSettings.mostInputLengths) lengths")
            }
            settings.ensemble.inputLengths = lengths
        }
    }
}
