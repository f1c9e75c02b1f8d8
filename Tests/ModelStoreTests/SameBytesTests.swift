import ModelTestSupport
import NeuralLayers
import Testing
import Windowing

@testable import ModelStore
@testable import Models

/// The model file does not depend on what it was computed with.
///
/// These tests are never skipped, disabled or loosened.
@Suite struct SameBytesTests {
    /// Batches that leave a smaller last one, cut into shards of several sizes.
    static let batchSizes = [1, 7, 17, 33, 50, 64, 100, 1000]

    @Test(arguments: learningForecasters, batchSizes)
    func `any number of threads gives the same model file`(
        forecaster: any Forecaster, batchSize: Int
    ) throws {
        let panel = wavyPanel()
        var plan = try smallPlan(hidden: 7, layers: 2) {
            $0.batchSize = batchSize
            $0.dropout = 0.25
            $0.epochs = 2
        }
        let one = try modelBytes(fit(forecaster, panel, plan), forecaster.identifier, panel, plan)
        for threads in [2, 3, 4, 8] {
            plan.compute.threads = threads
            let several = try modelBytes(fit(forecaster, panel, plan), forecaster.identifier, panel, plan)
            #expect(several == one, "\(threads) threads")
        }
    }

    @Test(arguments: learningForecasters, [1, 2])
    func `every instruction set gives the same model file and forecasts`(
        forecaster: any Forecaster, layers: Int
    ) throws {
        let panel = wavyPanel()
        var plan = try smallPlan(hidden: 17, layers: layers) {
            $0.dropout = 0.1
            $0.epochs = 2
            $0.batchSize = 33
        }
        var files: [[UInt8]] = []
        var forecasts: [[Double]] = []
        for kernels in Kernels.available {
            plan.compute.kernels = kernels
            let model = try fit(forecaster, panel, plan)
            files.append(try modelBytes(model, forecaster.identifier, panel, plan))
            forecasts.append(try model.forecast(panel, horizon: 8).series.flatMap(\.values))
        }
        for other in files.dropFirst() { #expect(other == files[0]) }
        for other in forecasts.dropFirst() { #expect(other.map(\.bitPattern) == forecasts[0].map(\.bitPattern)) }
    }

    @Test(arguments: learningForecasters)
    func `the same run twice gives the same file, another seed another`(forecaster: any Forecaster) throws {
        let panel = wavyPanel()
        var plan = try smallPlan()
        let first = try modelBytes(fit(forecaster, panel, plan), forecaster.identifier, panel, plan)
        #expect(try modelBytes(fit(forecaster, panel, plan), forecaster.identifier, panel, plan) == first)
        plan.seed += 1
        #expect(try modelBytes(fit(forecaster, panel, plan), forecaster.identifier, panel, plan) != first)
    }
}
