import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct StaticCovariateTests {
    /// Series that step up by 1 or down by 1 after each observed 0, as their kind says: nothing else tells which.
    private func panel() -> Panel {
        let series = (0..<4).map { place in
            let isUp = place % 2 == 0
            let values = (0..<120).map { row in row % 3 < 2 ? 0.0 : isUp ? 1 : -1 }
            let shown = values.enumerated().map { $1 + 0.01 * noise(120, seed: UInt64(place) + 50)[$0] }
            return dailySeries(shown, id: "s\(place)", statics: [isUp ? 1 : 0])
        }
        return dailyPanel(series, statics: [Covariate(name: "kind", role: .static, categories: ["down", "up"])])
    }

    @Test(arguments: [false, true])
    func `a network learns from static categories, as vectors or as one number each`(oneHot: Bool) throws {
        let panel = panel()
        var plan = try smallPlan(inputLength: 2, horizon: 1, hidden: 8, scaling: ScalingSpecification(method: .none)) {
            $0.epochs = 30
            $0.learningRate = 0.01
        }
        plan.features.oneHotStatics = oneHot
        let model = try fitNetwork(.gru, panel, plan)
        #expect(model.shape.embeddings == (oneHot ? [] : [EmbeddingShape(count: 2, size: 1)]))
        #expect(model.shape.inputSize == (oneHot ? 3 : 1))
        var bare = panel
        bare.columns.statics = []
        for place in bare.series.indices { bare.series[place].statics = [] }
        let alone = try fitNetwork(.gru, bare, plan)
        let losses = try [alone, model].map { try #require($0.training).bestValidationLoss }
        #expect(losses[1] < losses[0] / 5, "\(losses)")
    }

    @Test func `the size of vectors is half of the categories, at most 16`() throws {
        for (count, size) in [(1, 1), (2, 1), (3, 2), (7, 4), (31, 16), (32, 16), (500, 16)] {
            let map = FeatureMap(
                columns: [],
                statics: [
                    FeatureColumn(
                        name: "kind", role: .static, categories: Array(0..<count), hasBlanks: false, isEmbedded: true)
                ], calendar: CalendarFeatures(), frequency: .fixed(seconds: 1), scales: [[]], staticScales: [.identity])
            #expect(map.embeddings == [EmbeddingShape(count: count, size: size)])
        }
    }
}
