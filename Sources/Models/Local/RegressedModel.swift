import StatisticalMethods
import TimeSeries
import Windowing

/// One regression with ARIMA errors a series.
struct RegressedModel: FittedModel {
    /// What is kept in a model file.
    struct Learned: Codable, Sendable {
        /// m the fits were made with; 1 without a season.
        var seasonLength: Int
        /// Rows that what is known up to the cutoff only is moved by.
        var lag: Int
        /// One a series, in the panel's order; nil where the method could not learn.
        var fits: [SeasonalARIMAFit?]
    }

    let forecaster: ARIMAForecaster
    let learned: Learned
    let features: FeatureMap
    let failures: [LocalFailure]

    var columnName: String { forecaster.columnName }
    /// Levels and errors are carried forward from the first row.
    var readsWholeHistory: Bool { true }
    /// With covariates that are known up to the cutoff only, no farther than these were moved.
    var trainedHorizon: Int? { nil }
    var hasDistribution: Bool { true }

    var state: ModelState {
        var state = ModelState(of: forecaster, learned: learned)
        state.features = features
        return state
    }

    var notes: [String] { LocalFailure.notes(failures, columnName: columnName) }

    func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws {
        if features.hasPast, horizon > learned.lag {
            throw CovariateError.horizonBeyondPast(
                horizon: horizon, trained: learned.lag,
                columns: features.columns.filter { $0.role == .past }.map(\.name))
        }
        if let gap = CovariateGap(series, rowsFrom: origin, horizon: horizon, features) {
            throw CovariateError.unknownAhead(gap)
        }
    }

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        guard let last = origins.max(), let earliest = origins.min() else { return [] }
        let first = series.values.firstIndex { !$0.isNaN } ?? series.count
        guard earliest > first else {
            throw ForecastError.contextTooShort(needed: 1, available: 0, series: series.id)
        }
        if !features.hasFuture || last + horizon > series.count {
            try checkKnownAhead(of: series, from: last, horizon: horizon)
        }
        guard let fit = learned.fits[index] else {
            return origins.map { Prediction(repeating: series, before: $0, horizon, quantiles: probabilities.count) }
        }
        let regressors = Regressors(
            series, place: index, map: features, lag: learned.lag, rows: first..<last, end: last + horizon)
        return fit.forecasts(
            Array(series.values[first..<last]), origins: origins.map { $0 - first }, horizon: horizon,
            probabilities: probabilities, regressors: regressors.columns
        ).map { Prediction(point: $0.point, quantiles: $0.quantiles) }
    }
}
