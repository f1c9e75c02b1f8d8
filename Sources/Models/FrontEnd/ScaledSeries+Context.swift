import TimeSeries
import Windowing

extension ScaledSeries {
    /// What a model of windows sees of `series` when it forecasts from some of `origins`.
    ///
    /// - Throws: ``WindowingError`` for a value that cannot be scaled, and
    ///   ``ForecastError/contextTooShort(needed:available:series:)`` when an origin has fewer than `contextLength` rows
    ///   before it.
    init(_ series: TimeSeries, scaling: SeriesScaling, origins: ClosedRange<Int>, contextLength: Int) throws {
        try self.init(series, scaling: scaling, end: origins.upperBound)
        let available = origins.lowerBound - (firstObservedRow ?? origins.lowerBound)
        guard available >= contextLength else {
            throw ForecastError.contextTooShort(needed: contextLength, available: available, series: series.id)
        }
    }
}
