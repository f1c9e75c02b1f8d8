import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct RecurrentModelTests {
    private static let scalings =
        ScalingMethod.allCases.map { ScalingSpecification(method: $0) } + [
            ScalingSpecification(method: .lastValue, takesLogarithm: true)
        ]

    @Test(arguments: recurrentForecasters, scalings)
    func `a shorter horizon is cut, a longer one begins like the trained one`(
        forecaster: RecurrentForecaster, scaling: ScalingSpecification
    ) throws {
        let panel = wavyPanel()
        let model = try fit(forecaster, panel, smallPlan(scaling: scaling))
        let long = try model.predict(panel.series[0], index: 0, origins: [50], horizon: 10)[0]
        #expect(long.count == 10 && model.trainedHorizon == 3)
        for horizon in 1...10 {
            let own = try model.predict(panel.series[0], index: 0, origins: [50], horizon: horizon)[0]
            #expect(own == Array(long.prefix(horizon)))
        }
    }

    @Test(arguments: recurrentForecasters, scalings)
    func `beyond the trained horizon the model reads its own forecasts`(
        forecaster: RecurrentForecaster, scaling: ScalingSpecification
    ) throws {
        let panel = wavyPanel()
        let model = try fit(forecaster, panel, smallPlan(scaling: scaling))
        let own = try model.predict(panel.series[1], index: 1, origins: [50], horizon: 11)[0]
        var values = Array(panel.series[1].values[..<50])
        for _ in 0..<4 {
            let fed = sampleSeries(values)
            values += try model.predict(fed, index: 1, origins: [values.count], horizon: 3)[0]
        }
        // What is fed back by hand is rounded to the series' unit and back.
        for (mine, byHand) in zip(own, values[50...]) { #expect(abs(mine - byHand) <= 1e-5 * abs(byHand)) }
        #expect(Set(own).count > 3)
    }

    @Test(arguments: recurrentForecasters)
    func `origins forecast together are those forecast one by one, bit for bit`(forecaster: RecurrentForecaster) throws
    {
        var panel = wavyPanel()
        for row in [30, 31, 57] { panel.series[0].values[row] = .nan }
        let model = try fit(forecaster, panel, smallPlan(hidden: 17, layers: 2))
        let origins = Array(20...90) + [25, 90]
        let together = try model.predict(panel.series[0], index: 0, origins: origins, horizon: 5)
        for (origin, forecast) in zip(origins, together) {
            let alone = try model.predict(panel.series[0], index: 0, origins: [origin], horizon: 5)[0]
            #expect(alone.map(\.bitPattern) == forecast.map(\.bitPattern))
        }
        #expect(try model.predict(panel.series[0], index: 0, origins: [], horizon: 5).isEmpty)
    }

    @Test func `a forecast reads no row at or after its origin`() throws {
        let panel = wavyPanel()
        let model = try fit(recurrentForecasters[0], panel, smallPlan())
        var changed = panel.series[0]
        for row in 50..<changed.count { changed.values[row] = row % 2 == 0 ? .nan : -1e300 }
        let before = try model.predict(panel.series[0], index: 0, origins: [50], horizon: 7)
        #expect(try model.predict(changed, index: 0, origins: [50], horizon: 7) == before)
    }

    @Test func `each series is scaled by its own map`() throws {
        let panel = wavyPanel()
        let model = try fit(recurrentForecasters[0], panel, smallPlan())
        let first = try model.predict(panel.series[0], index: 0, origins: [50], horizon: 3)
        #expect(try model.predict(panel.series[0], index: 1, origins: [50], horizon: 3) != first)
    }

    @Test func `an origin without enough rows before it is refused`() throws {
        var panel = wavyPanel()
        let model = try fit(recurrentForecasters[0], panel, smallPlan())
        panel.series[0].values[0] = .nan
        #expect(throws: ForecastError.contextTooShort(needed: 6, available: 5, series: "series 0")) {
            try model.predict(panel.series[0], index: 0, origins: [20, 6], horizon: 3)
        }
        #expect(try model.predict(panel.series[0], index: 0, origins: [7], horizon: 3).count == 1)
        panel.series[0].values = panel.series[0].values.map { _ in .nan }
        #expect(throws: ForecastError.contextTooShort(needed: 6, available: 0, series: "series 0")) {
            try model.predict(panel.series[0], index: 0, origins: [20], horizon: 3)
        }
    }

    @Test(arguments: recurrentForecasters)
    func `series with long gaps are learned from and forecast`(forecaster: RecurrentForecaster) throws {
        var panel = wavyPanel()
        for row in Array(10..<25) + [40, 60, 85, 86] { panel.series[0].values[row] = .nan }
        for row in 72..<75 { panel.series[1].values[row] = .nan }
        let plan = try smallPlan { $0.epochs = 2 }
        let model = try fit(forecaster, panel, plan)
        #expect(model.training?.rounds.allSatisfy { $0.trainingLoss > 0 && $0.validationLoss > 0 } == true)
        for series in try model.forecast(panel, horizon: 9).series {
            #expect(series.values.allSatisfy { $0.isFinite })
        }
    }
}
