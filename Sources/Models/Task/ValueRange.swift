import TimeSeries

/// Which values a forecast may have.
public enum ValueRange: String, Sendable, Codable, CaseIterable {
    /// None below zero where the series has never been below zero up to the origin; any otherwise.
    case automatic = "auto"
    /// Any number.
    case any
    /// None below zero.
    case nonNegative = "non-negative"

    /// The least value of a forecast from row `origin` of `series`, of which no later row is read; nil without one.
    func lowerBound(of series: TimeSeries, origin: Int) -> Double? {
        switch self {
        case .any: nil
        case .nonNegative: 0
        case .automatic: series.values[..<origin].contains { $0 < 0 } ? nil : 0
        }
    }
}
