import Diagnostics
import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct RidgeForecasterTests {
    private let shape: WindowShape

    init() throws { shape = try WindowShape(inputLength: 36, horizon: 12) }

    private func temperaturePlan() -> FitPlan {
        FitPlan(windows: shape, split: SplitSpecification(validation: .rows(100), test: .rows(60)), seasonLength: nil)
    }

    // The windows written out one by one, and their normal equations solved by plain elimination.
    @Test func `on the temperatures it is the regression that the windows say`() throws {
        let panel = samplePanel(try datasetColumn("temperature", of: "temperature.csv"))
        let series = panel.series[0]
        let plan = temperaturePlan()
        let split = try ChronologicalSplit(panel, specification: plan.split, shape: shape, seasonLength: nil).series[0]
        let model = try fitRidge(panel, plan)
        let scaled = try ScaledSeries(series, scaling: model.scalings[0])
        let numbers = scaled.inputs.map(Double.init)
        let training = ExplicitWindow.all(Array(numbers[split.training]), shape)
        let validation = ExplicitWindow.all(
            Array(numbers[split.validation.lowerBound - 36..<split.validation.upperBound]), shape)
        #expect(model.parts == directChoice(training, validation))

        let weights = directRidge(training, parts: model.parts)
        let origins = Array(split.test.lowerBound...series.count - 12)
        let forecasts = try model.predict(series, index: 0, origins: origins, horizon: 12)
        var (own, naive) = (0.0, 0.0)
        for (origin, forecast) in zip(origins, forecasts) {
            let window = ExplicitWindow(Array(numbers[origin - 36..<origin + 12]), inputLength: 36)
            let last = series.values[origin - 1]
            for (step, scaled) in directForecast(weights, window.inputs).enumerated() {
                #expect(abs(forecast[step] - (last + scaled * model.scalings[0].scale)) <= 1e-8)
                own += abs(forecast[step] - series.values[origin + step])
                naive += abs(last - series.values[origin + step])
            }
        }
        #expect(own < 0.5 * naive)
    }

    @Test func `series whose rules are opposite get weights of their own, each under its own scaling`() throws {
        // A wave of period 8 turns around after four steps, a step of the other series is undone by the next.
        let wave = (0..<160).map { 10 + Double([0, 2, 3, 2, 0, -2, -3, -2][$0 % 8]) }
        let zigzag = (0..<160).map { 5_000 + ($0 % 2 == 0 ? 400.0 : -400) }
        let panel = samplePanel(wave, zigzag)
        var plan = try smallPlan(inputLength: 3, horizon: 3)
        plan.seasonLength = nil
        let model = try fitRidge(panel, plan)
        #expect(model.parts.contains { $0.sharing != nil } && model.weights.count == 2)
        let forecasts = try model.forecast(panel, horizon: 3).series.map(\.values)
        for (step, value) in forecasts[1].enumerated() {
            #expect(abs(value - (5_000 + (step % 2 == 0 ? 400 : -400))) < 8)
        }
        for (step, value) in forecasts[0].enumerated() { #expect(abs(value - wave[step]) < 0.5) }
        #expect(model.scalings[1].scale > 100 * model.scalings[0].scale)
        let back = try RidgeForecaster().restore(model.state, plan: plan, seriesCount: 2)
        #expect(try back.forecast(panel, horizon: 3).series.map(\.values) == forecasts)
    }

    @Test func `windows with a missing target are left out`() throws {
        var values = wavySeries(120)
        values[50] = .nan
        let panel = samplePanel(values)
        let plan = try smallPlan(inputLength: 6, horizon: 3)
        let model = try fitRidge(panel, plan)
        let scaled = try ScaledSeries(panel.series[0], scaling: model.scalings[0])
        let numbers = scaled.inputs.map(Double.init)
        let windows = (6...93).filter { !(48...50).contains($0) }.map {
            ExplicitWindow(Array(numbers[$0 - 6..<$0 + 3]), inputLength: 6)
        }
        let direct = directRidge(windows, parts: model.parts)
        for step in 0..<3 {
            for input in 0..<7 { #expect(abs(model.weights[0][input, step] - direct[input][step]) <= 1e-9) }
        }
    }

    @Test func `no complete window in training or validation is an error that says so`() throws {
        let gappy = wavySeries(90).enumerated().map { $0.offset % 3 == 0 ? Double.nan : $0.element }
        let error = #expect(throws: RidgeError.self) { try fitRidge(samplePanel(gappy), smallPlan()) }
        #expect(error == .noCompleteWindow(partition: .training, inputLength: 6, horizon: 3))
        #expect(error?.exitStatus == .badData && error?.fix.contains("--horizon") == true)
        var values = wavySeries(90)
        for row in 66..<78 where row % 3 == 0 { values[row] = .nan }
        #expect(throws: RidgeError.noCompleteWindow(partition: .validation, inputLength: 6, horizon: 3)) {
            try fitRidge(samplePanel(values), smallPlan())
        }
    }

    @Test func `windows too long for memory are refused before they are counted`() throws {
        var plan = try smallPlan(inputLength: WindowShape.longest, horizon: WindowShape.longest)
        let error = #expect(throws: TrainingError.self) { try fitRidge(wavyPanel(), plan) }
        #expect(error?.code == "training-out-of-memory" && error?.fix.contains("--input-length") == true)
        plan = try smallPlan()
        plan.runtime.memoryLimit = 1000
        #expect(throws: TrainingError.self) { try fitRidge(wavyPanel(), plan) }
        plan.runtime.memoryLimit = 200_000
        #expect(try fitRidge(wavyPanel(), plan).contextLength == 6)
    }

    @Test func `the scale of the series changes forecasts by nothing but that scale`() throws {
        let values = wavySeries(120)
        let plan = try smallPlan()
        let own = try fitRidge(samplePanel(values), plan).forecast(samplePanel(values), horizon: 5).series[0].values
        let large = values.map { 1024 * $0 }
        let scaled = try fitRidge(samplePanel(large), plan).forecast(samplePanel(large), horizon: 5).series[0].values
        #expect(scaled == own.map { 1024 * $0 })
    }

    @Test func `its names are those of the command line and the column`() throws {
        #expect(RidgeForecaster().identifier == "ridge" && RidgeForecaster().columnName == "Ridge")
        #expect(try fitRidge(wavyPanel(), smallPlan()).columnName == "Ridge" && !RidgeForecaster().isTrained)
    }
}
