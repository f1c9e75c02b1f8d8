import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct CovariateTrainingTests {
    @Test func `a network learns from a column known up to the cutoff`() throws {
        let lead = noise(401, seed: 3)
        let values = [0] + lead.dropLast().map { 10 * $0 }
        let plan = try smallPlan(inputLength: 4, horizon: 1, hidden: 8) {
            $0.epochs = 30
            $0.learningRate = 0.01
        }
        let alone = try fitNetwork(.gru, dailyPanel([dailySeries(values)]), plan)
        let panel = dailyPanel(
            [dailySeries(values, covariates: [lead])], covariates: [Covariate(name: "lead", role: .past)])
        let together = try fitNetwork(.gru, panel, plan)
        let losses = try [alone, together].map { try #require($0.training).bestValidationLoss }
        #expect(losses[1] < losses[0] / 10)
    }

    @Test func `a network learns from the calendar`() throws {
        // Twice as much on Sundays and Thursdays: no smooth wave over the week.
        let values = (0..<400).map { row in [0.0, 0, 0, 9, 0, 0, 9][row % 7] + noise(400, seed: 4)[row] }
        var plan = try smallPlan(inputLength: 2, horizon: 1, hidden: 8) {
            $0.epochs = 30
            $0.learningRate = 0.01
        }
        let panel = dailyPanel([dailySeries(values)])
        let alone = try fitNetwork(.gru, panel, plan)
        plan.features.calendar = CalendarFeatures(fields: [.weekday])
        let together = try fitNetwork(.gru, panel, plan)
        let losses = try [alone, together].map { try #require($0.training).bestValidationLoss }
        #expect(losses[1] < losses[0] / 10)
    }

    @Test func `features lie beside the scaled inputs of their row`() throws {
        let panel = covariatePanel()
        let plan = try covariatePlan()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let data = try TrainingWindows(panel, split: split, plan: plan)
        let map = try #require(data.map)
        let width = map.inputSize
        // Target; load, three skies; price, seven weekdays and four numbers for the month; size.
        #expect(width == 1 + 4 + 12 + 1)
        let shape = RecurrentNetworkShape(
            cell: .gru, inputSize: width, hiddenSize: 5, layerCount: 1, outputSize: 3, futureSize: map.aheadWidth,
            embeddings: map.embeddings)
        let network = FusedRecurrentNetwork(shape, kernels: plan.runtime.kernels, trains: true)
        let batch = WindowFeed(network, rows: 2, inputLength: 6, trains: true, drops: false)
        let windows = [data.training[3], data.training[data.training.count - 1]]
        for (row, window) in windows.enumerated() { batch.pack(window, of: data, row: row, rows: 2) }
        let inputs = batch.workspace.inputs.array
        for (row, window) in windows.enumerated() {
            let (series, features) = (data.series[window.series], data.features[window.series])
            for (step, source) in window.inputs.enumerated() {
                let first = (step * 2 + row) * batch.workspace.inputStride
                var expected: [Float] = [series.inputs[source] - series.anchor(of: window)]
                expected.append(contentsOf: features.past[source * 4..<source * 4 + 4])
                expected.append(contentsOf: features.ahead[source * 12..<source * 12 + 12])
                expected.append(contentsOf: features.constants)
                for place in 1..<width { expected[place] *= seenFeatureScale }
                #expect(Array(inputs[first..<first + width]) == expected)
            }
            let ahead = features.ahead[window.origin * 12..<(window.origin + 3) * 12]
            #expect(batch.workspace.futures.array[row * 36..<row * 36 + 36].elementsEqual(ahead))
            #expect(batch.workspace.codes[row] == features.codes[0])
        }
    }

    @Test func `origins forecast together are those forecast one by one, bit for bit`() throws {
        let panel = covariatePanel()
        let model = try fitNetwork(.lstm, panel, covariatePlan())
        let origins = Array(20...80) + [25, 80]
        let together = try model.predict(panel.series[1], index: 1, origins: origins, horizon: 3)
        for (origin, forecast) in zip(origins, together) {
            let alone = try model.predict(panel.series[1], index: 1, origins: [origin], horizon: 3)[0]
            #expect(alone.map(\.bitPattern) == forecast.map(\.bitPattern))
        }
    }

    @Test func `beyond the trained horizon the calendar is known, past columns are not`() throws {
        var plan = try covariatePlan()
        plan.seed = 3
        let panel = covariatePanel()
        let model = try fitNetwork(.gru, panel, plan)
        #expect(throws: CovariateError.horizonBeyondPast(horizon: 4, trained: 3, columns: ["load", "sky"])) {
            try model.predict(panel.series[0], index: 0, origins: [50], horizon: 4)
        }
        var bare = panel
        bare.columns.covariates = []
        for place in bare.series.indices { bare.series[place].covariates = [] }
        let other = try fitNetwork(.gru, bare, plan)
        let values = try other.predict(bare.series[0], index: 0, origins: [90], horizon: 10)[0]
        #expect(values.count == 10 && values.allSatisfy(\.isFinite))
    }

    @Test func `what is known ahead has rows for every step`() throws {
        let panel = covariatePanel()
        let model = try fitNetwork(.gru, panel, covariatePlan())
        let error = #expect(throws: CovariateError.self) {
            try model.predict(panel.series[0], index: 0, origins: [89], horizon: 3)
        }
        guard case .unknownAhead(let gap) = error else { throw WrongModel() }
        #expect(gap.columns == ["price"] && gap.times == ["2024-03-31", "2024-04-01"] && gap.series == "series 0")
    }
}
