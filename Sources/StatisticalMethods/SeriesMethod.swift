/// A way to forecast one series from its own past, as mathematics: no calendar, no file, no panel.
///
/// `Models` makes a forecaster of each, fits it to every series of a panel on all cores, and keeps what was learned.
package protocol SeriesMethod: Sendable {
    /// What is learned from one series.
    associatedtype Fit: SeriesFit

    /// Learns from the values of one series, oldest first.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing, in the series' own unit; at least one is a number.
    ///   - seasonLength: m, rows in a season; 1 without one.
    /// - Throws: ``SeriesMethodError`` when the method cannot learn from them.
    func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> Fit
}

/// What a method learned from one series, and how it forecasts from any row of it.
package protocol SeriesFit: Sendable, Codable, Equatable {
    /// Whether its sizes are sizes and it holds as many numbers as they say: what a file is asked before it is used.
    var isSound: Bool { get }

    /// Forecasts `horizon` steps from each origin with the parameters as they were learned.
    ///
    /// States (levels, errors) are carried forward over `values[..<origin]`; no later row is read.
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing; it begins with the row that the rows learned from began with.
    ///   - origins: Rows in rising order, each from 1 to N; the row before an origin is the last one known.
    ///   - horizon: H, at least 1.
    ///   - probabilities: P of them in (0, 1), rising: which quantiles are wanted. None for the point alone.
    /// - Returns: One forecast an origin.
    func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast]
}

/// What a method says about the steps after an origin.
package struct SeriesForecast: Sendable, Equatable {
    /// Shape `[H]`, in the unit of the series.
    package var point: [Double]
    /// Shape `[P, H]`, in the order of the probabilities asked for; empty when none were, or the method has no
    /// distribution.
    package var quantiles: [[Double]]

    /// Creates a forecast.
    package init(point: [Double], quantiles: [[Double]] = []) {
        (self.point, self.quantiles) = (point, quantiles)
    }
}

/// Why a method cannot learn from a series.
package enum SeriesMethodError: Error, Equatable {
    /// It needs this many observed values.
    case tooShort(needed: Int, observed: Int)
    /// It is defined for positive values only.
    case notPositive
    /// It is defined for values that are not negative.
    case negative
    /// No set of parameters gave finite errors.
    case noFiniteFit
}
