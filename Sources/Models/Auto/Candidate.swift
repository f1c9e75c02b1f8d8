import Diagnostics
import TimeSeries
import Windowing

/// A forecaster that may take part in a combination, fitted to the series of a panel that it can do with.
struct Candidate: Sendable {
    let forecaster: any Forecaster
    /// What was fitted; nil before, and when it failed.
    var model: (any FittedModel)?
    /// For each series of the panel its place among those that were fitted; nil where it was left out.
    var places: [Int?] = []
    /// Why it was left out; nil while it is in.
    var reason: String?
    /// Seconds it took so far.
    var seconds = 0.0

    init(_ forecaster: any Forecaster) { self.forecaster = forecaster }

    /// Fits it to the series of `panel` that are long enough; a failure leaves it out, with its reason.
    mutating func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) {
        run(panel, task) { try $0.fit($1, task: task, runtime: runtime, progress: progress) }
    }

    /// Fits it again to every row, what was chosen staying as it is.
    mutating func refit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) {
        guard let model else { return }
        run(panel, task) { try $0.refit(model, to: $1, task: task, runtime: runtime, progress: progress) }
    }

    private mutating func run(
        _ panel: Panel, _ task: ForecastTask, _ body: (any Forecaster, Panel) throws -> any FittedModel
    ) {
        guard reason == nil else { return }
        let start = ContinuousClock.now
        defer { seconds += (ContinuousClock.now - start) / .seconds(1) }
        do {
            let (part, places) = try members(of: panel, task)
            model = try body(forecaster, part)
            self.places = places
        } catch {
            model = nil
            reason = (error as? any Diagnostic)?.message ?? "\(error)"
        }
    }

    /// The series that it can be fitted to, and where they are.
    private func members(of panel: Panel, _ task: ForecastTask) throws -> (Panel, [Int?]) {
        guard forecaster.learnsFromWindows, panel.series.count > 1 else {
            return (panel, panel.series.indices.map { $0 })
        }
        let usable = ChronologicalSplit.usableSeries(
            of: panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        // A panel without any says what is lacking when it is fitted.
        guard !usable.isEmpty else { return (panel, panel.series.indices.map { $0 }) }
        var places = [Int?](repeating: nil, count: panel.series.count)
        for (place, series) in usable.enumerated() { places[series] = place }
        return (
            Panel(series: usable.map { panel.series[$0] }, columns: panel.columns, frequency: panel.frequency), places
        )
    }

    /// What it forecasts of one series from each of `origins`; nil where it cannot.
    func forecasts(_ series: TimeSeries, place: Int, origins: [Int], horizon: Int) -> [[Double]]? {
        guard let model, let index = places[place] else { return nil }
        let forecasts = try? model.predict(series, index: index, origins: origins, horizon: horizon)
        guard let forecasts, forecasts.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
        return forecasts
    }
}
