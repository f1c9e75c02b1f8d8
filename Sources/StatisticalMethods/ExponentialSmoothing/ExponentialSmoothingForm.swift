/// A form of exponential smoothing: how error, trend and season enter.
///
/// The taxonomy of Hyndman, Koehler, Snyder and Grose 2002 ("A state space framework for automatic forecasting using
/// exponential smoothing methods"), written as letters: `ANN` is simple smoothing, `AAN` Holt's, `AAdN` damped,
/// `AAA` and `MAM` those of Holt and Winters.
package struct ExponentialSmoothingForm: Sendable, Hashable {
    /// How a part enters.
    package enum Component: String, Sendable, Hashable {
        /// Not at all.
        case none = "N"
        /// As a sum.
        case additive = "A"
        /// As a factor.
        case multiplicative = "M"
    }

    /// Additive or multiplicative, never none.
    package let error: Component
    /// How the growth of a row adds to the level.
    package let trend: Component
    /// Whether the growth fades; false without trend.
    package let isDamped: Bool
    /// How the season enters.
    package let season: Component

    /// Creates a form; an error of ``Component/none`` counts as additive.
    package init(error: Component, trend: Component = .none, isDamped: Bool = false, season: Component = .none) {
        self.error = error == .none ? .additive : error
        self.trend = trend
        self.isDamped = isDamped && trend != .none
        self.season = season
    }

    /// Reads a name such as `ANN`, `MAM` or `MAdM`; nil for any other.
    package init?(_ name: String) {
        var letters = name.filter { $0 != "d" }.map { Component(rawValue: String($0)) }
        let isDamped = name.count == 4 && Array(name)[2] == "d"
        guard name.count == (isDamped ? 4 : 3), letters.count == 3, let season = letters.removeLast(),
            let trend = letters.removeLast(), let error = letters.removeLast(), error != .none,
            !isDamped || trend != .none
        else { return nil }
        self.init(error: error, trend: trend, isDamped: isDamped, season: season)
    }

    /// The letters, `d` after the trend where it is damped.
    package var name: String { error.rawValue + trend.rawValue + (isDamped ? "d" : "") + season.rawValue }

    /// Whether all parts are sums, so that forecasts are linear in what was observed ("class 1").
    package var isLinear: Bool {
        error == .additive && trend != .multiplicative && season != .multiplicative
    }

    /// Whether the form is defined for positive values only.
    package var needsPositiveValues: Bool {
        error == .multiplicative || trend == .multiplicative || season == .multiplicative
    }

    /// Numbers that are estimated, the error's variance not among them: smoothing parameters, level, growth, and all
    /// states of the season but one, which their normalisation gives.
    package func parameterCount(seasonLength: Int) -> Int {
        2 + (trend == .none ? 0 : 2) + (isDamped ? 1 : 0) + (season == .none ? 0 : seasonLength)
    }

    /// The same form without its season.
    package var withoutSeason: ExponentialSmoothingForm {
        ExponentialSmoothingForm(error: error, trend: trend, isDamped: isDamped)
    }

    /// The next simpler form: without season, else without damping, else without trend; nil for simple smoothing.
    package var simpler: ExponentialSmoothingForm? {
        if season != .none { return withoutSeason }
        if isDamped { return ExponentialSmoothingForm(error: error, trend: trend) }
        return trend == .none ? nil : ExponentialSmoothingForm(error: error)
    }
}

extension ExponentialSmoothingForm: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let form = ExponentialSmoothingForm(name) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(name) is no form of exponential smoothing")
        }
        self = form
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
