import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct RidgeModelTests {
    private func tensors(
        weight: [Int] = [3, 6], bias: [Int] = [3], level: [Int] = [3]
    ) -> [StoredTensor] {
        func numbers(_ shape: [Int]) -> StoredTensor.Elements { .float64((0..<shape.reduce(1, *)).map(Double.init)) }
        return [
            StoredTensor(name: "ridge.weight", shape: weight, elements: numbers(weight)),
            StoredTensor(name: "ridge.bias", shape: bias, elements: numbers(bias)),
            StoredTensor(name: "ridge.level", shape: level, elements: numbers(level)),
        ]
    }

    private func scaling(_ method: ScalingMethod = .lastValue) throws -> SeriesScaling {
        try SeriesScaling(
            fitting: sampleSeries([1, 5]), rows: 0..<2, specification: ScalingSpecification(method: method))
    }

    @Test func `the tensors say how the forecast is computed`() throws {
        let series = wavySeries(120)
        let panel = samplePanel(series)
        var plan = try smallPlan()
        plan.seasonLength = nil
        let model = try fitRidge(panel, plan)
        let stored = SafeTensors(tensors: model.state.tensors)
        let weight = try stored.float64("ridge.weight", shape: [3, 6])
        let bias = try stored.float64("ridge.bias", shape: [3])
        let level = try stored.float64("ridge.level", shape: [3])
        let scaling = model.scalings[0]
        let context = series[40..<46].map { Double(scaling.forward($0)) }
        let own = try model.predict(panel.series[0], index: 0, origins: [46], horizon: 3)[0]
        for step in 0..<3 {
            let scaled = (0..<6).reduce(bias[step] + level[step] * context[5]) {
                $0 + weight[6 * step + $1] * (context[$1] - context[5])
            }
            #expect(abs(own[step] - (series[45] + scaled * scaling.scale)) <= 1e-11)
            #expect(weight[6 * step + 5] == 0)
        }
    }

    @Test func `what was stored is restored, bit for bit`() throws {
        let plan = try smallPlan()
        let model = try fitRidge(wavyPanel(), plan)
        let back = try RidgeForecaster().restore(model.state, plan: plan)
        #expect(back.state.tensors == model.state.tensors && back.state.scalings == model.state.scalings)
        #expect(back.training == nil && back.trainedHorizon == 3)
        let origins = Array(6...90)
        #expect(
            try back.predict(wavyPanel().series[0], index: 0, origins: origins, horizon: 8)
                == model.predict(wavyPanel().series[0], index: 0, origins: origins, horizon: 8))
    }

    @Test func `tensors that do not fit the windows are refused`() throws {
        let plan = try smallPlan()
        let scalings = [try scaling()]
        let learned = ModelState.json(
            RidgeModel.Learned(parts: [RidgePart(reverts: true, penalty: 1)]))
        let sound = ModelState(kind: "ridge", learned: learned, scalings: scalings, tensors: tensors())
        #expect(try RidgeForecaster().restore(sound, plan: plan).contextLength == 6)
        // A file of one regression, from before there were several, has no level.
        let older = ModelState(kind: "ridge", scalings: scalings, tensors: Array(tensors().dropLast()))
        #expect(try RidgeForecaster().restore(older, plan: plan).contextLength == 6)
        let damaged = [
            tensors(weight: [3, 5]), tensors(weight: [6, 3]), tensors(weight: [18]), tensors(bias: [2]),
            tensors(bias: [3, 1]), tensors(level: [1, 3]), tensors(level: [2]), Array(tensors().dropFirst()),
            [tensors()[0], tensors()[2]], Array(tensors().dropLast()), [],
            [StoredTensor(name: "ridge.weight", shape: [3, 6], elements: .float32([Float](repeating: 0, count: 18)))]
                + tensors().dropFirst(),
        ]
        for tensors in damaged {
            let state = ModelState(kind: "ridge", learned: learned, scalings: scalings, tensors: tensors)
            #expect(throws: TensorFileError.self) { try RidgeForecaster().restore(state, plan: plan) }
        }
    }

    @Test func `other scalings than its own, none, or those of fewer or more series are refused`() throws {
        let plan = try smallPlan()
        var state = ModelState(kind: "ridge", scalings: [], tensors: tensors())
        #expect(throws: InvalidState.self) { try RidgeForecaster().restore(state, plan: plan) }
        for method in ScalingMethod.allCases where method != .lastValue {
            state.scalings = [try scaling(), try scaling(method)]
            #expect(throws: InvalidState.self) { try RidgeForecaster().restore(state, plan: plan) }
        }
        state.scalings = [try scaling()]
        #expect(throws: Never.self) { try RidgeForecaster().restore(state, plan: plan, seriesCount: 1) }
        #expect(throws: InvalidState.self) { try RidgeForecaster().restore(state, plan: plan, seriesCount: 2) }
        state.scalings = [try scaling(), try scaling()]
        #expect(throws: InvalidState.self) { try RidgeForecaster().restore(state, plan: plan, seriesCount: 1) }
    }

    @Test func `one step of input leaves the intercept alone`() throws {
        let panel = samplePanel((0..<60).map { 5 + 2 * Double($0) })
        let model = try fitRidge(panel, smallPlan(inputLength: 1, horizon: 2))
        let forecast = try model.forecast(panel, horizon: 2).series[0].values
        for (own, exact) in zip(forecast, [125.0, 127]) { #expect(abs(own - exact) < 0.01) }
    }
}
