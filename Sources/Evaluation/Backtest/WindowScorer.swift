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
    /// The intervals that are put around forecasts: the model's own where it has a distribution, else of residuals.
    var intervals = IntervalDesign(levels: [], takesLogarithm: false)

    /// Windows forecast at once: enough for a product of matrices, few enough that their forecasts stay small.
    private static let block = 64

    /// Scores `model` on `windows` of `series`, in order of their cutoffs.
    ///
    /// - Parameters:
    ///   - index: The series' place among those that the model was fitted on.
    ///   - unit: The map to the unit in which errors are measured; nil for the series' own.
    ///   - calibrationStart: The first row that the model's parameters were not learned from.
    /// - Throws: What the model throws when it cannot forecast a window.
    func errors(
        of model: any FittedModel, on windows: ArraySlice<ScoredWindow>, of series: TimeSeries, index: Int,
        unit: SeriesScaling? = nil, calibrationStart: Int = 0
    ) throws -> WindowErrors {
        var errors = WindowErrors(steps: horizon, levels: intervals.levels)
        let reach = gap + horizon
        let observed = series.observedValues
        var scales = SeasonalDifferences(
            unit.map { unit in observed.map(unit.standardized) } ?? observed, seasonLength: seasonLength)
        let probabilities = model.hasDistribution ? PredictionLevel.probabilities(of: intervals.levels) : []
        var calibration =
            intervals.levels.isEmpty || model.hasDistribution
            ? nil
            : RollingCalibration(
                of: model, series, index: index, intervals: intervals, reach: reach, start: calibrationStart)
        for start in stride(from: windows.startIndex, to: windows.endIndex, by: Self.block) {
            let block = windows[start..<min(start + Self.block, windows.endIndex)]
            let cuts = block.map(\.cut)
            let forecasts = try model.predictions(
                series, index: index, origins: cuts, horizon: reach, probabilities: probabilities)
            precondition(forecasts.count == block.count, "a model forecasts from every origin")
            calibration?.prepare(for: cuts)
            for (cut, forecast) in zip(cuts, forecasts) {
                let bounds =
                    calibration?.bands(before: cut).map {
                        $0.bounds(around: forecast.point, least: model.lowerBound(of: series, origin: cut))
                    }
                    ?? intervals.levels.map { forecast.bounds(of: $0, among: probabilities) }
                let window = ForecastWindow(
                    actual: observed[cut + gap..<cut + reach], forecast: forecast.point[gap...],
                    bounds: bounds.map { ($0.lower[gap...], $0.upper[gap...]) })
                errors.add(window, scale: scales.scale(before: cut), unit: unit, keeps: keepsForecasts)
            }
        }
        return errors
    }
}

/// One forecast beside what happened, step by step.
private struct ForecastWindow {
    let actual: ArraySlice<Double>
    let forecast: ArraySlice<Double>
    /// Lower and upper bounds of each level.
    let bounds: [(lower: ArraySlice<Double>, upper: ArraySlice<Double>)]
}

/// How far one model was off on windows of one series.
struct WindowErrors: Sendable {
    /// For each window, over its steps.
    var byWindow: [ErrorSums] = []
    /// For each step of the horizon, over the windows.
    var byStep: [ErrorSums]
    /// The forecasts, window by window; empty unless they are kept.
    var forecasts: [Double] = []
    /// For each level the bounds, window by window; empty unless they are kept.
    var bounds: [[IntervalBounds]]
    private let empty: ErrorSums

    init(steps: Int, levels: [PredictionLevel] = []) {
        empty = ErrorSums(levels: levels)
        byStep = Array(repeating: empty, count: steps)
        bounds = levels.map { _ in [] }
    }

    fileprivate mutating func add(_ window: ForecastWindow, scale: InSampleScale, unit: SeriesScaling?, keeps: Bool) {
        var sums = empty
        for step in byStep.indices {
            var actual = window.actual[window.actual.startIndex + step]
            var forecast = window.forecast[window.forecast.startIndex + step]
            var bounds = window.bounds.map { lower, upper in
                IntervalBounds(lower: lower[lower.startIndex + step], upper: upper[upper.startIndex + step])
            }
            if keeps {
                forecasts.append(forecast)
                for (level, bound) in bounds.enumerated() { self.bounds[level].append(bound) }
            }
            if let unit {
                (actual, forecast) = (unit.standardized(actual), unit.standardized(forecast))
                bounds = bounds.map {
                    IntervalBounds(lower: unit.standardized($0.lower), upper: unit.standardized($0.upper))
                }
            }
            let terms = ErrorTerms(actual: actual, forecast: forecast, scale: scale)
            sums.add(terms)
            byStep[step].add(terms)
            if bounds.isEmpty { continue }
            sums.add(actual: actual, forecast: forecast, bounds: bounds, scale: scale)
            byStep[step].add(actual: actual, forecast: forecast, bounds: bounds, scale: scale)
        }
        byWindow.append(sums)
    }
}

extension SeriesScaling {
    /// The value in standard deviations from the mean, with every digit; NaN stays NaN.
    fileprivate func standardized(_ value: Double) -> Double { (value - offset) / scale }
}
