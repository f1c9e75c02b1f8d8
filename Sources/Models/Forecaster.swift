public import TimeSeries
import Windowing

/// A way to forecast that can be fitted to a panel: a baseline, a recurrent network, anything.
///
/// Evaluation, reports and the command line meet every model through this protocol and know none by name.
public protocol Forecaster: Sendable {
    /// The name used on the command line, such as `gru`.
    var identifier: String { get }
    /// The name of the forecast's column, such as `GRU`.
    var columnName: String { get }

    /// Whether it is trained in epochs, so that there is a state to keep between them; false unless said.
    var isTrained: Bool { get }

    /// Whether it learns from windows of training and validation rows, so that there must be some; false unless said.
    var learnsFromWindows: Bool { get }

    /// Whether it makes use of covariates and the calendar; false unless said.
    var seesCovariates: Bool { get }

    /// Rows before an origin without which it cannot forecast when fitted by `plan`; 1 unless said.
    func contextLength(_ plan: FitPlan) -> Int

    /// Learns from the rows of `panel` that `plan` assigns to training and validation; the held-out rows are not read.
    ///
    /// - Parameter progress: Called after every batch; returning `.stop` ends training with the best epoch so far.
    /// - Throws: A ``Diagnostic`` when the panel cannot be learned from.
    func fit(
        _ panel: Panel,
        plan: FitPlan,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel

    /// Makes the fitted model again from what a model file kept.
    ///
    /// - Throws: ``RestoreError`` when `state` does not fit `plan`.
    func restore(_ state: FittedState, plan: FitPlan) throws -> any FittedModel
}

extension Forecaster {
    /// Not trained.
    public var isTrained: Bool { false }
    /// Nothing.
    public var learnsFromWindows: Bool { false }
    /// The target alone.
    public var seesCovariates: Bool { false }
    /// One row.
    public func contextLength(_ plan: FitPlan) -> Int { 1 }
}

/// A model that has been fitted and can forecast.
public protocol FittedModel: Sendable {
    /// The name of the forecast's column, such as `GRU`.
    var columnName: String { get }
    /// Rows before the first forecast row that the model looks at.
    var contextLength: Int { get }
    /// Whether every observed row before an origin bears on its forecast, so that none may be left out; false unless
    /// said.
    var readsWholeHistory: Bool { get }

    /// The steps it forecasts at once; a longer horizon is made of several blocks. Nil when any horizon is one block.
    var trainedHorizon: Int? { get }
    /// How training went; nil for a model that is not trained in epochs.
    var training: TrainingRecord? { get }
    /// What a model file keeps of it.
    var state: FittedState { get }

    /// The first of the rows without which a forecast from the end of `series` would be another one.
    func firstContextRow(of series: TimeSeries) -> Int

    /// The row at which a forecast from the end of `series` begins: after the last observed one, as rows without a value
    /// after it are there for what is known ahead, or to be filled in with the forecast.
    func forecastOrigin(of series: TimeSeries) -> Int

    /// Makes sure that covariates known ahead are given for each of `horizon` steps from row `origin`; nothing unless
    /// said.
    ///
    /// - Throws: ``CovariateError/unknownAhead(_:)`` with the times and columns of what is missing.
    func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws

    /// Forecasts `horizon` steps from each origin of one series.
    ///
    /// - Parameters:
    ///   - series: The series in its own unit; only rows before an origin are read for that origin.
    ///   - index: The series' place in the panel the model was fitted on (scalers are kept per series).
    ///   - origins: Rows where forecasts begin; the row before an origin is its cutoff.
    ///   - horizon: Steps to forecast, at least 1.
    /// - Returns: Forecasts in the series' own unit, one array of `horizon` values for each origin.
    /// - Throws: A ``Diagnostic`` when an origin has too few rows before it.
    func predict(_ series: TimeSeries, index: Int, origins: [Int], horizon: Int) throws -> [[Double]]
}

extension FittedModel {
    /// No more than the last ``contextLength`` rows.
    public var readsWholeHistory: Bool { false }

    /// ``contextLength`` rows from the end, or further back as far as it takes to begin with an observed value; the first
    /// observed row for a model that reads the whole history.
    public func firstContextRow(of series: TimeSeries) -> Int {
        if readsWholeHistory { return series.values.firstIndex { !$0.isNaN } ?? 0 }
        var first = max(0, forecastOrigin(of: series) - max(1, contextLength))
        while first > 0, series.values[first].isNaN { first -= 1 }
        return first
    }

    /// After the last observed row.
    public func forecastOrigin(of series: TimeSeries) -> Int {
        series.values.lastIndex { !$0.isNaN }.map { $0 + 1 } ?? series.count
    }

    /// Nothing is known ahead.
    public func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws {}

    /// Forecasts the `horizon` steps after the last observed row of every series.
    ///
    /// - Parameter panel: Series in the order of the panel the model was fitted on.
    /// - Throws: A ``Diagnostic`` when a series has too few rows,
    ///   ``ForecastError/timeOutOfRange(step:series:isNumbered:)`` when a step falls on a time that no CSV file could
    ///   hold, and
    ///   ``ForecastError/notFinite(step:series:takesLogarithm:)`` when a value grows beyond all numbers.
    public func forecast(_ panel: Panel, horizon: Int) throws -> Forecast {
        let series = try panel.series.enumerated().map { place, series in
            let origin = forecastOrigin(of: series)
            try checkKnownAhead(of: series, from: origin, horizon: horizon)
            let timestamps = series.index.timestamps(from: origin, count: horizon, panel.frequency)
            let values = try predict(series, index: place, origins: [origin], horizon: horizon)[0]
            return Forecast.Series(id: series.id, timestamps: timestamps, values: values)
        }
        try check(series, format: panel.series[0].index.format)
        return Forecast(
            modelColumn: columnName, columns: panel.columns, format: panel.series[0].index.format, series: series)
    }

    /// Makes sure that every step can be written, and names the first that cannot; shorter horizons end before it.
    private func check(_ forecasts: [Forecast.Series], format: TimestampFormat) throws(ForecastError) {
        let times = forecasts.compactMap { series in
            series.timestamps.firstIndex { !format.readable.contains($0) }.map { (step: $0 + 1, id: series.id) }
        }
        if let first = times.min(by: { $0.step < $1.step }) {
            throw .timeOutOfRange(step: first.step, series: first.id, isNumbered: format.isOrdinal)
        }
        let values = forecasts.compactMap { series in
            series.values.firstIndex { !$0.isFinite }.map { (step: $0 + 1, id: series.id) }
        }
        if let first = values.min(by: { $0.step < $1.step }) {
            throw .notFinite(
                step: first.step, series: first.id,
                takesLogarithm: state.scalings.contains { $0.specification.takesLogarithm })
        }
    }
}

extension TimeIndex {
    /// The `count` timestamps from row `first` on: those of the index, and where it ends, those that follow.
    func timestamps(from first: Int, count: Int, _ frequency: Frequency) -> [Timestamp] {
        let own = timestamps[min(first, self.count)...].prefix(count)
        return own + frequency.timestamps(after: timestamps[self.count - 1], count: count - own.count)
    }
}
