import NeuralLayers
package import SyntheticSeries

/// How the history of a series is laid out for one network: tokens of a season each, as many as the network reads.
///
/// A slot is the place of one step in a token. Where a season is shorter than a token, the slots that it leaves empty are
/// marked as missing, as are rows without a value.
package struct SegmentLayout: Sendable, Hashable {
    /// The series that the network was trained for.
    package let frequency: SamplingFrequency
    /// P: slots of a token.
    package let tokenLength: Int
    /// Most tokens that the network reads.
    package let mostTokens: Int
    /// Slots that it forecasts at once.
    package let horizon: Int
    /// Slots from a value to the one a season before: P, or 1 where there is no season.
    package let seasonLag: Int
    /// Slots from a value to the one a longer season before; nil without one.
    package let longerLag: Int?

    /// Slots for which the rise of a line through the last values is told.
    let trendSteps: Int
    /// Slots over which such lines forget.
    let trendMemories: [Double]

    /// Most slots that the network reads.
    package var mostSlots: Int { mostTokens * tokenLength }

    /// What each number about a token tells beside its values.
    package static let contextSize = 5

    package init(_ frequency: SamplingFrequency) {
        self.frequency = frequency
        switch frequency {
        case .yearly: (tokenLength, mostTokens, horizon) = (4, 18, 8)
        case .quarterly: (tokenLength, mostTokens, horizon) = (4, 20, 12)
        case .monthly: (tokenLength, mostTokens, horizon) = (12, 12, 24)
        case .weekly: (tokenLength, mostTokens, horizon) = (4, 52, 13)
        case .daily: (tokenLength, mostTokens, horizon) = (7, 56, 28)
        case .hourly: (tokenLength, mostTokens, horizon) = (24, 28, 48)
        }
        seasonLag = frequency == .yearly || frequency == .weekly ? 1 : tokenLength
        trendSteps = seasonLag > 1 ? max(tokenLength, 6) : 6
        trendMemories = [0.5, 1, 2, 5].map { [trendSteps] memory in memory * Double(trendSteps) }
        longerLag =
            switch frequency {
            case .weekly: 52
            case .daily: 364
            case .hourly: 168
            default: nil
            }
    }

    /// Tokens of a longer season.
    var longerTokens: Int { (longerLag ?? 0) / tokenLength }
    /// Numbers that say where in the longer season a token lies: one for each day of a week, or a cosine and a sine.
    var placeSize: Int { longerLag == nil ? 0 : longerTokens <= 7 ? longerTokens : 2 }
    /// D: the values in two units and which of them are there, the numbers about the whole series, the place.
    package var tokenSize: Int { 3 * tokenLength + Self.contextSize + placeSize }
    /// Numbers that bypass the recurrence, before they are padded.
    var plainBypassSize: Int {
        let profile = seasonLag > 1 ? 3 * tokenLength : tokenLength + Self.averageMemories.count
        return profile + 2 * trendMemories.count + Self.contextSize + longerSize
    }
    /// Whether the file may hold several longer seasons, whose mean is told.
    var averagesLonger: Bool { longerLag.map { mostSlots >= 2 * $0 } ?? false }
    /// Tokens whose means are told: a week of days and one more.
    var meanCount: Int { averagesLonger && longerTokens <= 7 ? longerTokens + 1 : 0 }
    var longerSize: Int {
        longerLag == nil ? 0 : horizon + 1 + (averagesLonger ? horizon + meanCount : 0)
    }
    /// S: a multiple of 8.
    package var bypassSize: Int { (plainBypassSize + 7) / 8 * 8 }

    /// Steps over which the averages of a series without a season forget.
    static let averageMemories = [1.5, 3, 6, 12, 24.0]
}
