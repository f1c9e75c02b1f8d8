import Parallelism
import StatisticalMethods
package import TimeSeries
import Windowing

/// Fits one method to every series by itself, on all cores, and to every row before the test.
///
/// A series that the method cannot learn from is forecast by its last value, and a note says so.
package struct LocalForecaster<Settings: LocalSettings>: Forecaster {
    /// What was set of it.
    package var settings: Settings

    /// Creates the forecaster.
    package init(_ settings: Settings = Settings()) { self.settings = settings }

    /// Its name on the command line.
    package var identifier: String { Settings.identifier }
    /// The name of the forecast's column.
    package var columnName: String { Settings.columnName }

    /// As the settings say.
    package func unsuitability(for panel: Panel, task: ForecastTask) -> String? {
        settings.unsuitability(for: panel, task: task)
    }

    /// Fits the method to the rows of each series before the test.
    ///
    /// - Throws: ``WindowingError`` when the panel cannot be cut.
    package func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let rows = try ChronologicalSplit.rowsBeforeTest(
            of: panel, specification: task.split, horizon: task.windows.horizon, seasonLength: task.seasonLength)
        let (method, season) = (settings.method(task), task.seasonLength ?? 1)
        let fits = WorkerPool(workers: runtime.threads).map(panel.series.count) { place in
            let values = Array(panel.series[place].values[rows[place]])
            return Result { () throws(SeriesMethodError) in
                guard !values.isEmpty else { throw .tooShort(needed: 1, observed: 0) }
                return try method.fit(values, seasonLength: season)
            }
        }
        let failures = zip(panel.series, fits).compactMap { series, fit in
            guard case .failure(let error) = fit else { return nil as LocalFailure? }
            return LocalFailure(series: series.id, reason: error)
        }
        return LocalModel(
            forecaster: self, learned: LocalModel.Learned(seasonLength: season, fits: fits.map { try? $0.get() }),
            failures: failures)
    }

    /// The fits that `state` holds.
    package func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        let learned = try state.learned(as: LocalModel<Settings>.Learned.self)
        guard learned.fits.count == context.seriesCount, (1...WindowShape.longest).contains(learned.seasonLength) else {
            throw InvalidState(
                reason: "'\(state.kind)' holds \(learned.fits.count) fits for \(context.seriesCount) series")
        }
        try state.check(learned.fits)
        return LocalModel(forecaster: self, learned: learned, failures: [])
    }
}

extension ModelState {
    /// Makes sure that a forecast can be made of every fit.
    func check(_ fits: [(some SeriesFit)?]) throws(InvalidState) {
        if let place = fits.firstIndex(where: { $0?.isSound == false }) {
            throw InvalidState(
                reason: "fit \(place + 1) of '\(kind)' holds sizes and numbers that do not belong together")
        }
    }
}

/// A series that a method could not learn from.
struct LocalFailure: Sendable {
    let series: String?
    let reason: SeriesMethodError
}
