import ForecastTestSupport
import ModelTestSupport
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import Models

/// Nothing that is learned or forecast may depend on covariates after the cutoff that are not known ahead.
///
/// These tests are never skipped, disabled or loosened.
@Suite struct CovariateLeakageTests {
    private static let changes: [@Sendable (Double) -> Double] = [
        { 1000 - $0 }, { 3 * $0 + 17 }, { _ in 1e6 }, { $0 / 1e6 }, { _ in .nan }, { _ in 0 }, { _ in 1 },
    ]

    @Test(arguments: recurrentForecasters)
    func `changing every covariate after the cutoff changes nothing that was learned`(
        forecaster: RecurrentForecaster
    ) throws {
        let panel = covariatePanel()
        let plan = try covariatePlan { $0.training.dropout = 0.2 }
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let original = try fit(forecaster, panel, plan)
        let residuals = try calibrated(original, panel, plan)
        for change in Self.changes {
            var changed = panel
            for (place, rows) in split.rows(.test).enumerated() {
                for column in 0..<3 { changed.series[place].change(rows, ofCovariate: column, change) }
            }
            let other = try fit(forecaster, changed, plan)
            #expect(other.state == original.state)
            #expect(try calibrated(other, changed, plan) == residuals)
        }
    }

    @Test(arguments: recurrentForecasters)
    func `a forecast reads no past covariate from its origin on, and none known ahead from its end on`(
        forecaster: RecurrentForecaster
    ) throws {
        let panel = covariatePanel()
        let model = try fit(forecaster, panel, covariatePlan())
        for (place, series) in panel.series.enumerated() {
            let before = try model.predict(series, index: place, origins: [50], horizon: 3)[0]
            for change in Self.changes {
                var changed = series
                changed.change(50..<90, ofCovariate: 0, change)
                changed.change(50..<90, ofCovariate: 1, change)
                changed.change(53..<90, ofCovariate: 2, change)
                let after = try model.predict(changed, index: place, origins: [50], horizon: 3)[0]
                #expect(after.map(\.bitPattern) == before.map(\.bitPattern))
            }
        }
    }

    // A test that would pass whatever is changed shows nothing.
    @Test func `changing a covariate before the origin changes the forecast`() throws {
        let panel = covariatePanel()
        let model = try fit(recurrentForecasters[0], panel, covariatePlan())
        let before = try model.predict(panel.series[0], index: 0, origins: [50], horizon: 3)[0]
        for (column, value) in [(0, 40.0), (1, .nan), (2, 500)] {
            var changed = panel.series[0]
            changed.covariates[column][49] = value
            #expect(try model.predict(changed, index: 0, origins: [50], horizon: 3)[0] != before)
        }
    }

    @Test func `scales and categories are those of training rows`() throws {
        let panel = covariatePanel()
        let plan = try covariatePlan()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let features = try fit(recurrentForecasters[0], panel, plan).state.features
        var changed = panel
        for (place, rows) in split.rows(.training).enumerated() {
            let later = rows.upperBound..<changed.series[place].count
            changed.series[place].change(later, ofCovariate: 0) { 7 - 100 * $0 }
            changed.series[place].change(later, ofCovariate: 1) { _ in 2 }
            changed.series[place].change(later, ofCovariate: 2) { _ in .nan }
        }
        #expect(try fit(recurrentForecasters[0], changed, plan).state.features == features)
    }
}

extension TimeSeries {
    /// Changes the numbers of one covariate in `rows`.
    fileprivate mutating func change(_ rows: Range<Int>, ofCovariate column: Int, _ change: (Double) -> Double) {
        for row in rows { covariates[column][row] = change(covariates[column][row]) }
    }
}
