public import TimeSeries
public import Windowing

extension ConformalCalibration {
    /// Calibrates on the validation windows of a fit, one step apart; nothing after the validation rows is read.
    ///
    /// - Parameters:
    ///   - model: What was fitted to `panel` for `task`.
    ///   - split: The split of the fit.
    ///   - takesLogarithm: Whether residuals are of logarithms.
    /// - Throws: ``WindowingError`` for lengths that make no window.
    public init(
        of model: some FittedModel, _ panel: Panel, split: ChronologicalSplit, task: ForecastTask, takesLogarithm: Bool
    ) throws(WindowingError) {
        try self.init(
            of: model, panel, rows: split.rows(.validation), windows: task.windows, takesLogarithm: takesLogarithm)
    }

    /// Calibrates on the windows, one step apart, whose targets lie in `rows`.
    ///
    /// Of each series at most ``longest`` windows are forecast, which takes less than one pass over the validation rows:
    /// the latest ones or, where seven horizons are more than that, as many evenly from the last seven horizons.
    /// A window that the model cannot forecast, having seen too little before it, gives no residuals.
    /// - Parameters:
    ///   - rows: For each series rows that the model's parameters were not learned from; no later row is read.
    ///   - windows: Input length and horizon.
    /// - Throws: ``WindowingError`` for lengths that make no window.
    package init(
        of model: some FittedModel, _ panel: Panel, rows: [Range<Int>], windows: WindowShape, takesLogarithm: Bool
    ) throws(WindowingError) {
        let shape = try WindowShape(inputLength: windows.inputLength, horizon: windows.horizon)
        self.init(seriesCount: panel.series.count, horizon: shape.horizon, takesLogarithm: takesLogarithm)
        for (place, series) in panel.series.enumerated() {
            let windows = SlidingWindows([series], rows: [rows[place]], shape: shape)
            let origins = Self.places(among: windows.count, horizon: horizon).map { windows[$0].origin }
            let forecasts = Self.forecasts(of: model, series, place, origins, horizon: horizon)
            let observed = series.observedValues
            for (origin, forecast) in zip(origins, forecasts) {
                guard let forecast else { continue }
                add(series: place, forecast: forecast, actual: observed[origin..<origin + horizon])
            }
        }
    }

    /// What `model` forecasts from each of `origins`; nil where it cannot.
    private static func forecasts(
        of model: some FittedModel, _ series: TimeSeries, _ place: Int, _ origins: [Int], horizon: Int
    ) -> [[Double]?] {
        let together = try? model.predict(series, index: place, origins: origins, horizon: horizon)
        // One origin that cannot be forecast fails all, so that then each is tried alone.
        return together
            ?? origins.map { try? model.predict(series, index: place, origins: [$0], horizon: horizon).first }
    }

    /// Which of `count` windows are forecast, in the order of time.
    static func places(among count: Int, horizon: Int) -> [Int] {
        let span = min(count, max(longest, 7 * horizon))
        let kept = min(span, longest)
        return (0..<kept).reversed().map { count - 1 - $0 * span / kept }
    }
}
