package import StatisticalMethods
import TimeSeries

/// One fit of a method a series.
struct LocalModel<Settings: LocalSettings>: FittedModel {
    typealias Fit = Settings.Method.Fit

    /// What is kept in a model file.
    struct Learned: Codable, Sendable {
        /// m the fits were made with; 1 without a season.
        var seasonLength: Int
        /// One a series, in the panel's order; nil where the method could not learn.
        var fits: [Fit?]
    }

    let forecaster: LocalForecaster<Settings>
    let learned: Learned
    let failures: [LocalFailure]

    var columnName: String { forecaster.columnName }
    /// Levels and errors are carried forward from the first row.
    var readsWholeHistory: Bool { true }
    var hasDistribution: Bool { Settings.hasDistribution }
    var state: ModelState { ModelState(of: forecaster, learned: learned) }

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        guard let last = origins.max(), let earliest = origins.min() else { return [] }
        let first = series.values.firstIndex { !$0.isNaN } ?? series.count
        guard earliest > first else {
            throw ForecastError.contextTooShort(needed: 1, available: 0, series: series.id)
        }
        guard let fit = learned.fits[index] else {
            let quantiles = Settings.hasDistribution ? probabilities.count : 0
            return origins.map { Prediction(repeating: series, before: $0, horizon, quantiles: quantiles) }
        }
        let forecasts = fit.forecasts(
            Array(series.values[first..<last]), origins: origins.map { $0 - first }, horizon: horizon,
            probabilities: Settings.hasDistribution ? probabilities : [])
        return forecasts.map { Prediction(point: $0.point, quantiles: $0.quantiles) }
    }

    /// Which series nothing was learned from, the first few by name.
    var notes: [String] { LocalFailure.notes(failures, columnName: columnName) }
}

extension LocalFailure {
    /// Which series nothing was learned from, the first few by name, and why the first; nothing where there is none.
    static func notes(_ failures: [LocalFailure], columnName: String) -> [String] {
        guard let first = failures.first else { return [] }
        let names = failures.prefix(3).compactMap(\.series).map { "'\($0)'" }.joined(separator: ", ")
        let more = failures.count > 3 ? " and \(failures.count - 3) more" : ""
        let which = names.isEmpty ? "the series" : "\(names)\(more)"
        return ["\(columnName) cannot learn from \(which), and repeats the last value: \(first.reason.words)"]
    }
}

extension Prediction {
    /// The last value before `origin`, without a distribution: what is said of a series that nothing was learned from.
    init(repeating series: TimeSeries, before origin: Int, _ horizon: Int, quantiles: Int) {
        let last = series.lastObservedRow(before: origin).map { series.values[$0] } ?? .nan
        let unknown = [Double](repeating: .nan, count: horizon)
        self.init(
            point: Array(repeating: last, count: horizon), quantiles: Array(repeating: unknown, count: quantiles))
    }
}

extension SeriesMethodError {
    /// Why, in words.
    package var words: String {
        switch self {
        case .tooShort(let needed, let observed): "it needs \(needed) values, and there are \(observed)"
        case .notPositive: "it is defined for positive values only"
        case .negative: "it is defined for values that are not negative"
        case .noFiniteFit: "no parameters gave finite errors"
        }
    }
}
