import Parallelism
import StatisticalMethods
package import TimeSeries
import Windowing

/// Fits a seasonal ARIMA model to every series, on all cores; with covariates or the calendar a regression whose errors are
/// one.
///
/// Regressors are what is known ahead on the same row, and what is known up to the cutoff as it was a horizon before, so that
/// it is known for every step. Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", chapter 10.
package struct ARIMAForecaster: Forecaster {
    /// What was set of it.
    package var settings: ARIMASettings

    /// Creates the forecaster.
    package init(_ settings: ARIMASettings = ARIMASettings()) { self.settings = settings }

    /// `arima`.
    package var identifier: String { ARIMASettings.identifier }
    /// `ARIMA`.
    package var columnName: String { ARIMASettings.columnName }
    /// Always.
    package var seesCovariates: Bool { true }

    /// The most rows times rows in a season, over all series, that a combination searches orders for: about a minute of one
    /// core.
    private static let largestSearch = 4_000_000
    /// The longest season that a combination searches orders for: every fit's cost rises with its square.
    private static let longestSeason = 48

    /// Too many rows of too long a season.
    package func unsuitability(for panel: Panel, task: ForecastTask) -> String? {
        let season = max(1, task.seasonLength ?? 1)
        let isLong = season > Self.longestSeason || panel.rowCount * season > Self.largestSearch
        return settings.order == nil && isLong
            ? "a search for the orders of so many rows takes long; --candidates with arima among them tries it all the same"
            : nil
    }

    /// Fits the rows of each series before the test.
    ///
    /// - Throws: ``WindowingError`` when the panel cannot be cut, ``FeatureError`` for covariates that cannot be used.
    package func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let rows = try ChronologicalSplit.rowsBeforeTest(
            of: panel, specification: task.split, horizon: task.windows.horizon, seasonLength: task.seasonLength)
        guard let map = try FeatureMap(fitting: panel, rows: rows, plan: task.features) else {
            return try LocalForecaster(settings).fit(panel, task: task, runtime: runtime, progress: progress)
        }
        let (method, season, lag) = (settings.method(task), task.seasonLength ?? 1, task.windows.horizon)
        let fits = WorkerPool(workers: runtime.threads).map(panel.series.count) { place in
            let (series, own) = (panel.series[place], rows[place])
            return Result { () throws(SeriesMethodError) in
                guard !own.isEmpty else { throw .tooShort(needed: 1, observed: 0) }
                let regressors = Regressors(series, place: place, map: map, lag: lag, rows: own, end: own.upperBound)
                return try method.fit(
                    Array(series.values[own]), seasonLength: season, regressors: regressors.columns)
            }
        }
        let failures = zip(panel.series, fits).compactMap { series, fit in
            guard case .failure(let error) = fit else { return nil as LocalFailure? }
            return LocalFailure(series: series.id, reason: error)
        }
        return RegressedModel(
            forecaster: self, learned: .init(seasonLength: season, lag: lag, fits: fits.map { try? $0.get() }),
            features: map, failures: failures)
    }

    /// The fits that `state` holds.
    package func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        guard let map = state.features else { return try LocalForecaster(settings).restore(state, in: context) }
        let learned = try state.learned(as: RegressedModel.Learned.self)
        guard learned.fits.count == context.seriesCount, learned.seasonLength >= 1, learned.lag >= 1 else {
            throw InvalidState(
                reason: "'\(state.kind)' holds \(learned.fits.count) fits for \(context.seriesCount) series")
        }
        try state.check(learned.fits)
        return RegressedModel(forecaster: self, learned: learned, features: map, failures: [])
    }
}

/// The columns of a regression, one number a row of a series.
struct Regressors {
    /// Shape `[K, rows to end]`, NaN where unknown.
    let columns: [[Double]]

    /// - Parameters:
    ///   - lag: Rows that what is known up to the cutoff only is moved by.
    ///   - rows: The rows learned from or known.
    ///   - end: The first row that is not forecast.
    init(_ series: TimeSeries, place: Int, map: FeatureMap, lag: Int, rows: Range<Int>, end: Int) {
        let features = FeatureSeries(series, place: place, map: map, rows: rows, aheadEnd: end)
        let count = end - rows.lowerBound
        var columns = (0..<features.aheadWidth).map { column in
            (0..<count).map { Double(features.ahead[$0 * features.aheadWidth + column]) }
        }
        columns += (0..<features.pastWidth).map { column in
            (0..<count).map { row in
                let source = row - lag
                guard source >= 0, source < rows.count else { return .nan }
                return Double(features.past[source * features.pastWidth + column])
            }
        }
        self.columns = columns
    }
}
