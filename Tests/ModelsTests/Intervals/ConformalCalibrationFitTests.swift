import ForecastTestSupport
import ModelTestSupport
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct ConformalCalibrationFitTests {
    @Test(arguments: ForecasterRegistry.standard.all.map(\.identifier), [false, true])
    func `residuals are those of the forecasts from every validation origin`(
        identifier: String, takesLogarithm: Bool
    ) throws {
        let plan = try smallPlan(scaling: ScalingSpecification(method: .lastValue, takesLogarithm: takesLogarithm))
        var panel = wavyPanel()
        panel.series[1].values[60] = .nan
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let model = try fit(ForecasterRegistry.standard.named(identifier), panel, plan)
        var expected = ConformalCalibration(seriesCount: 2, horizon: 3, takesLogarithm: takesLogarithm)
        for (place, series) in panel.series.enumerated() {
            let rows = split.series[place].validation
            for origin in rows where origin + 3 <= rows.upperBound {
                let forecast = try model.predict(series, index: place, origins: [origin], horizon: 3)[0]
                expected.add(series: place, forecast: forecast, actual: series.values[origin..<origin + 3])
            }
        }
        // Compared as bytes, as there are missing ones.
        #expect(try calibrated(model, panel, plan) == expected)
        #expect(expected.windows[0].map(\.count) == Array(repeating: 3, count: 10))
    }

    @Test func `the stride of a fit thins its training windows, not the residuals`() throws {
        let panel = wavyPanel()
        var plan = try smallPlan()
        plan.windows = try WindowShape(inputLength: 6, horizon: 3, stride: 5)
        #expect(try calibrated(NaiveModel(), panel, plan).residualCount(series: 0, horizon: 3) == 10)
    }

    @Test func `of many windows the latest are taken, and of a long horizon as many over seven horizons`() {
        typealias Calibration = ConformalCalibration
        #expect(Calibration.places(among: 0, horizon: 5) == [])
        #expect(Calibration.places(among: 3, horizon: 5) == [0, 1, 2])
        #expect(Calibration.places(among: 1000, horizon: 28) == Array(800..<1000))
        for (count, horizon) in [(201, 29), (400, 720), (5000, 720), (5041, 720), (100_000, 96), (1 << 20, 1 << 20)] {
            let places = Calibration.places(among: count, horizon: horizon)
            #expect(places.count == 200 && places.last == count - 1)
            #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
            let span = min(count, max(200, 7 * horizon))
            #expect(places[0] >= count - span && places[0] < count - span + span / 100 + 1, "\(count), \(horizon)")
        }
    }

    @Test func `a window before the first season gives no residuals, and the others do`() throws {
        let panel = samplePanel(wavySeries(40))
        let model = try SeasonalNaiveModel(seasonLength: 8)
        let shape = try WindowShape(inputLength: 2, horizon: 3)
        let calibration = try ConformalCalibration(
            of: model, panel, rows: [2..<30], windows: shape, takesLogarithm: false)
        // Origins 8 to 27; those from 6 on find the first places of a season, but not the third.
        let whole = try ConformalCalibration(of: model, panel, rows: [8..<30], windows: shape, takesLogarithm: false)
        #expect(calibration == whole && whole.residualCount(series: 0, horizon: 3) == 20)
    }

    @Test func `rows after those given change nothing`() throws {
        let panel = samplePanel(wavySeries(60))
        var changed = panel
        for row in 40..<60 { changed.series[0].values[row] = .nan }
        let shape = try WindowShape(inputLength: 6, horizon: 3)
        let both = try [panel, changed].map {
            try ConformalCalibration(of: NaiveModel(), $0, rows: [20..<40], windows: shape, takesLogarithm: false)
        }
        #expect(both[0] == both[1])
        changed.series[0].values[39] += 1
        let other = try ConformalCalibration(
            of: NaiveModel(), changed, rows: [20..<40], windows: shape, takesLogarithm: false)
        #expect(other != both[0])
    }
}
