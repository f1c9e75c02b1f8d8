import Models
import TimeSeries
import Windowing

/// Lets models forecast windows of one series, and adds up how far they were off.
struct WindowScorer: Sendable {
    /// Steps that are scored.
    let horizon: Int
    /// Steps forecast before these and thrown away.
    let gap: Int
    /// The season of the scales of MASE and RMSSE; 1 without one.
    let seasonLength: Int
    /// Whether forecasts are kept beside the sums.
    let keepsForecasts: Bool

    /// Windows forecast at once: enough for a product of matrices, few enough that their forecasts stay small.
    private static let block = 64

    /// Scores `model` on `windows` of `series`, in order of their cutoffs.
    ///
    /// - Parameters:
    ///   - index: The series' place among those that the model was fitted on.
    ///   - unit: The map to the unit in which errors are measured; nil for the series' own.
    /// - Throws: What the model throws when it cannot forecast a window.
    func errors(
        of model: any FittedModel, on windows: ArraySlice<ScoredWindow>, of series: TimeSeries, index: Int,
        unit: SeriesScaling? = nil
    ) throws -> WindowErrors {
        var errors = WindowErrors(steps: horizon)
        var scales = SeasonalDifferences(
            unit.map { unit in series.values.map(unit.standardized) } ?? series.values, seasonLength: seasonLength)
        for start in stride(from: windows.startIndex, to: windows.endIndex, by: Self.block) {
            let block = windows[start..<min(start + Self.block, windows.endIndex)]
            let forecasts = try model.predict(
                series, index: index, origins: block.map(\.cut), horizon: gap + horizon)
            precondition(forecasts.count == block.count, "a model forecasts from every origin")
            for (window, forecast) in zip(block, forecasts) {
                errors.add(
                    series.values[window.cut + gap..<window.cut + gap + horizon], forecast[gap...],
                    scale: scales.scale(before: window.cut), unit: unit)
                if keepsForecasts { errors.forecasts += forecast[gap...] }
            }
        }
        return errors
    }
}

/// How far one model was off on windows of one series.
struct WindowErrors: Sendable {
    /// For each window, over its steps.
    var byWindow: [ErrorSums] = []
    /// For each step of the horizon, over the windows.
    var byStep: [ErrorSums]
    /// The forecasts, window by window; empty unless they are kept.
    var forecasts: [Double] = []

    init(steps: Int) {
        byStep = Array(repeating: ErrorSums(), count: steps)
    }

    fileprivate mutating func add(
        _ actual: ArraySlice<Double>, _ forecast: ArraySlice<Double>, scale: InSampleScale, unit: SeriesScaling?
    ) {
        var window = ErrorSums()
        for step in byStep.indices {
            var pair = (actual: actual[actual.startIndex + step], forecast: forecast[forecast.startIndex + step])
            if let unit { pair = (unit.standardized(pair.actual), unit.standardized(pair.forecast)) }
            window.add(actual: pair.actual, forecast: pair.forecast, scale: scale)
            byStep[step].add(actual: pair.actual, forecast: pair.forecast, scale: scale)
        }
        byWindow.append(window)
    }
}

extension SeriesScaling {
    /// The value in standard deviations from the mean, with every digit; NaN stays NaN.
    fileprivate func standardized(_ value: Double) -> Double { (value - offset) / scale }
}
