public import TimeSeries

extension FittedModel {
    /// Forecasts the `horizon` steps after the last row of every series, with an interval for each level.
    ///
    /// Intervals are the model's own for series of which it has a distribution, else of residuals.
    /// A series that ended too early to be calibrated has intervals of NaN, if another has better ones.
    /// - Parameters:
    ///   - panel: Series in the order of the panel the model was fitted on.
    ///   - horizon: Steps to forecast, at most as many as were calibrated.
    ///   - levels: The intervals' levels, in the order of the result.
    ///   - calibration: The model's residuals.
    /// - Throws: ``IntervalError`` when a level is defined for no series, and all that `forecast(_:horizon:levels:)`
    ///   throws.
    public func forecast(
        _ panel: Panel, horizon: Int, levels: [PredictionLevel], calibration: ConformalCalibration
    ) throws -> Forecast {
        precondition(calibration.seriesCount == panel.series.count, "a calibration is of the panel's series")
        try calibration.check(levels, horizon: horizon)
        var forecast = try forecast(panel, horizon: horizon, levels: hasDistribution ? levels : [])
        for place in forecast.series.indices where !forecast.series[place].hasIntervals {
            forecast.series[place].intervals = levels.map { level in
                let band = calibration.band(series: place, level: level)
                let bounds = band.bounds(
                    around: forecast.series[place].values,
                    least: lowerBound(of: panel.series[place], origin: forecastOrigin(of: panel.series[place])))
                return Forecast.Interval(level: level, lower: bounds.lower, upper: bounds.upper)
            }
        }
        return forecast
    }
}

extension ConformalCalibration {
    /// Makes sure that each level has a radius at each of the first `horizon` steps of some series.
    ///
    /// - Throws: ``IntervalError`` for the first that has none.
    package func check(_ levels: [PredictionLevel], horizon: Int) throws(IntervalError) {
        guard horizon <= self.horizon else { throw .beyondHorizon(asked: horizon, calibrated: self.horizon) }
        let counts = windows.indices.map { residualCount(series: $0, horizon: horizon) }
        try Self.check(levels, windows: counts.max() ?? 0, horizon: self.horizon)
        for level in levels {
            guard windows.indices.contains(where: { band(series: $0, level: level).isDefined(horizon: horizon) }) else {
                throw .unbounded(level, takesLogarithm: takesLogarithm)
            }
        }
    }

    /// Makes sure that so many windows of `horizon` steps are enough for each level.
    ///
    /// - Throws: ``IntervalError`` for the highest, so that its remedy is one for all.
    package static func check(_ levels: [PredictionLevel], windows: Int, horizon: Int) throws(IntervalError) {
        for level in levels.sorted(by: { $0.neededResiduals > $1.neededResiduals }) {
            let needed = level.neededResiduals
            guard needed <= longest else { throw .levelTooHigh(level, highest: highestLevel) }
            guard windows >= needed else {
                throw .tooFewWindows(
                    IntervalError.Shortage(level: level, needed: needed, available: windows, horizon: horizon))
            }
        }
    }
}

extension Forecast.Series {
    /// Whether every interval is there at every step.
    fileprivate var hasIntervals: Bool {
        !intervals.isEmpty && intervals.allSatisfy { !$0.lower.contains(where: \.isNaN) }
    }
}
