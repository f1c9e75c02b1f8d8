public import Models
public import TimeSeries

extension SavedModel {
    /// Forecasts the `horizon` steps after the last row of every series, with an interval for each of `levels`.
    ///
    /// - Parameters:
    ///   - panel: The kept rows, or newer ones as ``context(continuedBy:)`` gives them.
    ///   - horizon: Steps to forecast; with levels at most as many as the model was trained for.
    ///   - levels: The intervals' levels; empty for none.
    /// - Throws: ``IntervalError`` when a level cannot be had, and all that ``FittedModel/forecast(_:horizon:levels:)``
    ///   throws.
    public func forecast(_ panel: Panel, horizon: Int, levels: [PredictionLevel]) throws -> Forecast {
        if levels.isEmpty { return try model.forecast(panel, horizon: horizon) }
        guard let calibration else {
            guard model.hasDistribution else { throw IntervalError.notCalibrated }
            return try model.forecast(panel, horizon: horizon, levels: levels)
        }
        return try model.forecast(panel, horizon: horizon, levels: levels, calibration: calibration)
    }
}
