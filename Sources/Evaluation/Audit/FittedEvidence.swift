import Models
import TimeSeries
import Windowing

/// Everything that a fit learned, and the forecasts from its cutoff.
struct FittedEvidence {
    let model: any FittedModel
    let state: ModelState
    let calibration: ConformalCalibration
    /// The bytes of the forecasts from the cutoff.
    let forecasts: [UInt64]

    /// - Parameter firstRows: For each series the first row after the cutoff.
    init(
        _ forecaster: any Forecaster, _ panel: Panel, split: ChronologicalSplit, firstRows: [Int], task: ForecastTask,
        runtime: Runtime, progress: (Double) -> Void
    ) throws {
        model = try forecaster.fit(panel, task: task, runtime: runtime) {
            progress($0.fraction)
            return .proceed
        }
        state = model.state
        calibration = try ConformalCalibration(
            of: model, panel, split: split, task: task, takesLogarithm: forecaster.takesLogarithm)
        var forecasts: [UInt64] = []
        for (place, series) in panel.series.enumerated()
        where model.canForecast(series, from: firstRows[place], horizon: task.windows.horizon) {
            let values = try model.predict(
                series, index: place, origins: [firstRows[place]], horizon: task.windows.horizon)
            forecasts += values.flatMap { $0.map(\.bitPattern) }
        }
        self.forecasts = forecasts
    }
}

/// What changed when values were replaced.
struct EvidenceComparison {
    private(set) var checks: [LeakageAudit.Check] = []

    /// Compares two fits, number by number.
    mutating func compare(_ before: FittedEvidence, _ after: FittedEvidence, _ replacement: Replacement) {
        compare(before.state, after.state, replacement)
        note("intervals", before.calibration.residualCount, before.calibration == after.calibration, replacement)
        note("forecasts", before.forecasts.count, before.forecasts == after.forecasts, replacement)
    }

    /// Compares two trees of what was learned; one that has other members is another one.
    private mutating func compare(_ before: ModelState, _ after: ModelState, _ replacement: Replacement) {
        let isSame = before.tensors == after.tensors && before.learned == after.learned
        note("parameters", before.ownParameterCount, isSame, replacement)
        note("scalers", 2 * before.scalings.count, before.scalings == after.scalings, replacement)
        if let features = before.features {
            note("covariate scalers", features.learnedCount, features == after.features, replacement)
        }
        if let record = before.training {
            note("rounds", 2 * record.rounds.count, record == after.training, replacement)
        }
        guard before.children.map(\.kind) == after.children.map(\.kind) else {
            return note("members", before.children.count, false, replacement)
        }
        for (own, other) in zip(before.children, after.children) { compare(own, other, replacement) }
    }

    /// Compares the forecasts of one model from later cutoffs, of which the values after each are replaced.
    mutating func compareForecasts(
        of model: any FittedModel, _ panel: Panel, after firstRows: [Int], _ replacement: Replacement, horizon: Int
    ) throws {
        for (place, series) in panel.series.enumerated() {
            let origins = Self.laterOrigins(firstRows[place], series.count)
            for origin in origins where model.canForecast(series, from: origin, horizon: horizon) {
                var changed = series
                let values = series.values[origin...]
                changed.values.replaceSubrange(
                    origin..., with: values.indices.map { replacement.value(at: $0, in: values) })
                changed.replaceCovariates(from: origin, horizon: horizon, panel.columns, by: replacement)
                let before = try model.predict(series, index: place, origins: [origin], horizon: horizon)
                let after = try model.predict(changed, index: place, origins: [origin], horizon: horizon)
                let isSame = before.map { $0.map(\.bitPattern) } == after.map { $0.map(\.bitPattern) }
                note("later forecasts", horizon, isSame, replacement)
            }
        }
    }

    /// A few rows, evenly spread after the cutoff.
    private static func laterOrigins(_ first: Int, _ end: Int) -> [Int] {
        guard end - first > 1 else { return [] }
        return (1...4).map { first + (end - 1 - first) * $0 / 4 }.filter { $0 > first }
    }

    private mutating func note(_ name: String, _ compared: Int, _ isSame: Bool, _ replacement: Replacement) {
        if compared == 0, isSame { return }
        let place = checks.firstIndex { $0.name == name } ?? checks.count
        if place == checks.count { checks.append(LeakageAudit.Check(name: name, compared: 0)) }
        checks[place].compared += compared
        if !isSame, checks[place].changedBy == nil { checks[place].changedBy = replacement.rawValue }
    }
}

extension FittedModel {
    /// Whether `series` has a value before row `origin`, and rows for what must be known ahead of a forecast from there.
    fileprivate func canForecast(_ series: TimeSeries, from origin: Int, horizon: Int) -> Bool {
        series.values[..<min(origin, series.count)].contains { !$0.isNaN }
            && (!state.knowsAhead || origin + horizon <= series.count)
    }
}

extension ConformalCalibration {
    /// Residuals over all series, windows and steps.
    fileprivate var residualCount: Int { (0..<seriesCount).reduce(0) { $0 + windowCount(series: $1) * horizon } }
}
