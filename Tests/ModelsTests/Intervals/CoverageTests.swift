import ForecastTestSupport
import ModelTestSupport
import Testing
import TimeSeries
import Windowing

@testable import Models

/// Intervals hold as much as they say, on rows that nothing was learned from.
@Suite struct CoverageTests {
    /// The share of test rows within each level's interval, in percent, over all steps of all windows one step apart.
    ///
    /// The model is fitted once; each cutoff adds the windows whose targets have come to an end by then.
    private func coverage(_ panel: Panel, _ plan: FitPlan, levels: [PredictionLevel]) throws -> [Double] {
        let model = try fit(recurrentForecasters[0], panel, plan)
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let (series, rows, horizon) = (panel.series[0], split.series[0].test, plan.windows.horizon)
        var calibration = try ConformalCalibration(
            of: model, panel, split: split, task: plan.task, takesLogarithm: false)
        let first = rows.lowerBound - horizon + 1
        let origins = Array(first...rows.upperBound - horizon)
        let forecasts = try model.predict(series, index: 0, origins: origins, horizon: horizon)
        var covered = levels.map { _ in 0 }
        for origin in rows.lowerBound...rows.upperBound - horizon {
            // The window that began a horizon ago ends right before this one, unless it ended in the validation rows.
            if origin - horizon >= first {
                let ended = origin - horizon
                calibration.add(
                    series: 0, forecast: forecasts[ended - first], actual: series.values[ended..<ended + horizon])
            }
            for (place, level) in levels.enumerated() {
                let bounds = calibration.band(series: 0, level: level).bounds(around: forecasts[origin - first])
                covered[place] += (0..<horizon).count {
                    bounds.lower[$0] <= series.values[origin + $0] && series.values[origin + $0] <= bounds.upper[$0]
                }
            }
        }
        let count = rows.count - horizon + 1
        #expect(count * horizon >= 300)
        return covered.map { 100 * Double($0) / Double(count * horizon) }
    }

    @Test(arguments: [6, 12])
    func `ten years of temperatures lie in the intervals of a default GRU as often as these say`(
        horizon: Int
    ) throws {
        let panel = samplePanel(try datasetColumn("temperature", of: "temperature.csv"))
        let plan = FitPlan(windows: try WindowShape(inputLength: 36, horizon: horizon), seasonLength: 12)
        let levels = try PredictionLevel.list(parsing: "80,95")
        for (level, share) in zip(levels, try coverage(panel, plan, levels: levels)) {
            #expect(abs(share - level.percent) <= 3, "\(share)% at \(level)%")
        }
    }
}
