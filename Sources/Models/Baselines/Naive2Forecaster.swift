public import TimeSeries

/// The naive forecast of the seasonally adjusted series: the benchmark that the M4 competition's OWA is relative to.
///
/// Makridakis, Spiliotis & Assimakopoulos 2020, "The M4 Competition"; `Naive2` of the organisers' R code.
public struct Naive2Forecaster: Forecaster {
    /// `naive2`.
    public let identifier = "naive2"
    /// `Naive2`.
    public let columnName = Naive2Model.name

    /// Creates the forecaster.
    public init() {}

    /// Takes the season's length from the task, 1 when it has none; nothing else is learned.
    ///
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try Naive2Model(seasonLength: task.seasonLength ?? 1)
    }

    /// The model with the task's season.
    ///
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        try Naive2Model(seasonLength: context.task.seasonLength ?? 1)
    }
}

/// Forecasts the last value without its season, times the season: `ŷ[t+h] = y[t] / s[t] · s[t+h]`.
///
/// s is the seasonal part of R's `decompose(type = "multiplicative")` over all rows before the origin. It is 1, and the
/// forecast the naive one, when the season is one row, when the values span less than three seasons, when one of them is
/// not positive, or when the test at 90% finds no season: `|r[m]| ≤ 1.645 √((1 + 2 Σ r[i]²) / n)` over `0 < i < m`, with
/// the autocorrelations r of all rows before the origin.
///
/// The organisers' code gives the test no lag beyond `10 log₁₀ n`, the default of R's `acf`, so that a season longer than
/// that passes for none. None of the competition's is; here the test is made at any lag up to 1000, on the latest rows,
/// as many as two million products allow, at most 10,000 and at least three seasons: a forecast from thousands of origins
/// of a hundred thousand rows would take hours otherwise. A longer season passes for none.
public struct Naive2Model: FittedModel {
    package static let name = "Naive2"

    /// `Naive2`.
    public let columnName = name
    /// m: rows in a season; 1 without one.
    public let seasonLength: Int
    /// One row; the season is that of all there are.
    public let contextLength = 1
    /// With a season, its indices come from every row.
    public var readsWholeHistory: Bool { seasonLength > 1 }

    /// Nothing beside the task's season.
    public var state: ModelState { ModelState(of: Naive2Forecaster()) }

    /// Creates the model.
    ///
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public init(seasonLength: Int) throws(BaselineError) {
        guard seasonLength >= 1 else { throw .seasonBelowOne(seasonLength) }
        self.seasonLength = seasonLength
    }

    /// The last observed value before each origin, with the season of the steps in place of its own.
    ///
    /// Missing values are skipped backwards for the last one, in pairs for the test, and wherever they fall within the
    /// season around a row for the indices.
    ///
    /// - Throws: ``BaselineError/nothingObservedBefore(origin:series:time:)``.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        let values = series.values
        let first = values.firstIndex { !$0.isNaN } ?? values.count
        return try origins.map { origin in
            guard let last = series.lastObservedRow(before: origin) else {
                throw BaselineError.nothingObserved(before: origin, in: series)
            }
            let first = max(first, last + 1 - longestHistory)
            guard let season = seasonalIndices(of: values[first...last]) else {
                return Prediction(point: Array(repeating: values[last], count: horizon))
            }
            let adjusted = values[last] / season[last - first]
            return Prediction(point: (0..<horizon).map { adjusted * season[origin + $0 - first] })
        }
    }

    /// Nil when there is no season to take out; `history` begins and ends with an observed value.
    private func seasonalIndices(of history: ArraySlice<Double>) -> SeasonalIndices? {
        guard (2...Self.longestSeason).contains(seasonLength), history.count / 3 >= seasonLength,
            history.allSatisfy({ $0.isNaN || $0 > 0 }),
            isSeasonal(history)
        else { return nil }
        return SeasonalIndices(history, seasonLength: seasonLength)
    }

    private static let longestSeason = 1000

    private var longestHistory: Int { max(3 * seasonLength, min(10_000, 2_000_000 / seasonLength)) }

    private func isSeasonal(_ history: ArraySlice<Double>) -> Bool {
        let lags = Array(1...seasonLength)
        guard let correlations = Autocorrelation.coefficients(of: history, lags: lags) else { return false }
        let observed = history.count { !$0.isNaN }
        return abs(correlations[seasonLength - 1])
            > Autocorrelation.limit(smaller: correlations.dropLast(), count: observed)
    }
}
