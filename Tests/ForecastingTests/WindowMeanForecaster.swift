import Forecasting

/// What can be set of a mean of the last rows.
struct WindowMeanSettings: ForecasterSettings {
    var rows = 12

    static let options = [
        SettingOption<Self>("rows", \.rows, value: "count", "Rows that are averaged.", in: 1...10_000)
    ]
}

/// Forecasts the mean of the last rows plus the mean step from row to row: a model as somebody else's package has it.
struct WindowMeanForecaster: Forecaster {
    let identifier = "window-mean"
    let columnName = "WindowMean"
    var settings = WindowMeanSettings()

    func contextLength(_ task: ForecastTask) -> Int { settings.rows }

    func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let rows = try ChronologicalSplit.rowsBeforeTest(
            of: panel, specification: task.split, horizon: task.windows.horizon, seasonLength: task.seasonLength)
        let steps = zip(panel.series, rows).map { series, rows in
            let values = series.values[rows].filter { !$0.isNaN }
            return values.count > 1 ? (values[values.count - 1] - values[0]) / Double(values.count - 1) : 0
        }
        return WindowMeanModel(forecaster: self, steps: steps)
    }

    func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        let steps = try state.learned(as: [Double].self)
        guard steps.count == context.seriesCount else { throw InvalidState(reason: "a series has no step") }
        return WindowMeanModel(forecaster: self, steps: steps)
    }
}

/// A step a series.
struct WindowMeanModel: FittedModel {
    let forecaster: WindowMeanForecaster
    let steps: [Double]

    var columnName: String { forecaster.columnName }
    var contextLength: Int { forecaster.settings.rows }
    var state: ModelState { ModelState(of: forecaster, learned: steps) }
    var notes: [String] { ["WindowMean averages \(forecaster.settings.rows) rows"] }

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        origins.map { origin in
            let seen = series.values[max(0, origin - contextLength)..<origin].filter { !$0.isNaN }
            let mean = seen.reduce(0, +) / Double(max(1, seen.count))
            return Prediction(point: (1...horizon).map { mean + Double($0) * steps[index] })
        }
    }
}

extension ForecasterRegistry {
    /// Every forecaster of the package, and one more.
    static var withWindowMean: ForecasterRegistry {
        var registry = standard
        registry.register(WindowMeanForecaster(), as: .model)
        return registry
    }
}
