import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct RidgeModelPredictionTests {
    private static let logarithms = [false, true]

    private func plan(_ takesLogarithm: Bool = false) throws -> FitPlan {
        try smallPlan(scaling: ScalingSpecification(method: .lastValue, takesLogarithm: takesLogarithm))
    }

    @Test(arguments: logarithms)
    func `a shorter horizon is cut, a longer one begins like the fitted one`(takesLogarithm: Bool) throws {
        let panel = wavyPanel()
        let model = try fitRidge(panel, plan(takesLogarithm))
        let long = try model.predict(panel.series[0], index: 0, origins: [50], horizon: 10)[0]
        #expect(long.count == 10 && model.trainedHorizon == 3)
        for horizon in 1...10 {
            let own = try model.predict(panel.series[0], index: 0, origins: [50], horizon: horizon)[0]
            #expect(own == Array(long.prefix(horizon)))
        }
    }

    @Test(arguments: logarithms)
    func `beyond the fitted horizon it reads its own forecasts`(takesLogarithm: Bool) throws {
        let panel = wavyPanel()
        let model = try fitRidge(panel, plan(takesLogarithm))
        let own = try model.predict(panel.series[1], index: 1, origins: [50], horizon: 11)[0]
        var values = Array(panel.series[1].values[..<50])
        for _ in 0..<4 {
            values += try model.predict(sampleSeries(values), index: 1, origins: [values.count], horizon: 3)[0]
        }
        // What is fed back by hand is rounded to single precision on its way.
        for (mine, byHand) in zip(own, values[50...]) { #expect(abs(mine - byHand) <= 1e-5 * abs(byHand)) }
        #expect(Set(own).count > 3)
    }

    @Test func `origins forecast together are those forecast one by one, bit for bit`() throws {
        var panel = wavyPanel()
        for row in [30, 31, 57] { panel.series[0].values[row] = .nan }
        let model = try fitRidge(panel, plan())
        let origins = Array(20...90) + [25, 90]
        let together = try model.predict(panel.series[0], index: 0, origins: origins, horizon: 5)
        for (origin, forecast) in zip(origins, together) {
            let alone = try model.predict(panel.series[0], index: 0, origins: [origin], horizon: 5)[0]
            #expect(alone.map(\.bitPattern) == forecast.map(\.bitPattern))
        }
        #expect(try model.predict(panel.series[0], index: 0, origins: [], horizon: 5).isEmpty)
    }

    @Test(arguments: logarithms)
    func `where nothing moved, the forecast is the last value itself`(takesLogarithm: Bool) throws {
        let panel = samplePanel([Double](repeating: 17.3, count: 80))
        let model = try fitRidge(panel, plan(takesLogarithm))
        #expect(try model.forecast(panel, horizon: 7).series[0].values == [Double](repeating: 17.3, count: 7))
        // A constant that it was not fitted on, and one whose last value is missing.
        let other = sampleSeries([Double](repeating: 3.1, count: 20) + [.nan, .nan])
        #expect(
            try model.predict(other, index: 0, origins: [20, 22], horizon: 3)
                == [[Double]](repeating: [3.1, 3.1, 3.1], count: 2))
    }

    @Test func `a forecast reads no row at or after its origin`() throws {
        let panel = wavyPanel()
        let model = try fitRidge(panel, plan())
        var changed = panel.series[0]
        for row in 50..<changed.count { changed.values[row] = row % 2 == 0 ? .nan : -1e300 }
        let before = try model.predict(panel.series[0], index: 0, origins: [50], horizon: 7)
        #expect(try model.predict(changed, index: 0, origins: [50], horizon: 7) == before)
    }

    @Test func `an origin without enough rows before it is refused`() throws {
        var panel = wavyPanel()
        let model = try fitRidge(panel, plan())
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

    @Test func `several threads may forecast with one model at once`() async throws {
        let panel = samplePanel(wavySeries(300), wavySeries(300, seed: 2))
        let model = try fitRidge(panel, smallPlan(inputLength: 40, horizon: 12))
        let origins = Array(40...300)
        let alone = try panel.series.indices.map {
            try model.predict(panel.series[$0], index: $0, origins: origins, horizon: 60)
        }
        try await withThrowingTaskGroup(of: (Int, [[Double]]).self) { group in
            for place in [0, 1, 0, 1, 0, 1] {
                group.addTask {
                    (place, try model.predict(panel.series[place], index: place, origins: origins, horizon: 60))
                }
            }
            for try await (place, forecasts) in group { #expect(forecasts == alone[place]) }
        }
    }
}
