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
    /// What learns in batches, with each size, and what does not, once.
    static let cases: [(String, Int)] =
        recurrentForecasters.flatMap { forecaster in batchSizes.map { (forecaster.identifier, $0) } }
        + learningForecasters.filter { !($0 is RecurrentForecaster) }.map { ($0.identifier, 33) }

    @Test(arguments: cases)
    func `any number of threads gives the same model file`(
        identifier: String, batchSize: Int
    ) throws {
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        let panel = wavyPanel()
        var plan = try smallPlan(hidden: 7, layers: 2) {
            $0.batchSize = batchSize
            $0.dropout = 0.25
            $0.epochs = 2
        }
        let one = try modelBytes(fit(forecaster, panel, plan), panel, plan)
        for threads in [2, 3, 4, 8] {
            plan.runtime.threads = threads
            let several = try modelBytes(fit(forecaster, panel, plan), panel, plan)
            #expect(several == one, "\(threads) threads")
        }
    }

    @Test(arguments: learningForecasters.map(\.identifier), [1, 2])
    func `every instruction set gives the same model file and forecasts`(
        identifier: String, layers: Int
    ) throws {
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        let panel = wavyPanel()
        var plan = try smallPlan(hidden: 17, layers: layers) {
            $0.dropout = 0.1
            $0.epochs = 2
            $0.batchSize = 33
        }
        var files: [[UInt8]] = []
        var forecasts: [[Double]] = []
        for kernels in Kernels.available {
            plan.runtime.kernels = kernels
            let model = try fit(forecaster, panel, plan)
            files.append(try modelBytes(model, panel, plan))
            forecasts.append(try model.forecast(panel, horizon: 8).series.flatMap(\.values))
        }
        for other in files.dropFirst() { #expect(other == files[0]) }
        for other in forecasts.dropFirst() { #expect(other.map(\.bitPattern) == forecasts[0].map(\.bitPattern)) }
    }

    @Test(arguments: learningForecasters.map(\.identifier))
    func `the same run twice gives the same file, another seed another`(identifier: String) throws {
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        let panel = wavyPanel()
        var plan = try smallPlan()
        let first = try modelBytes(fit(forecaster, panel, plan), panel, plan)
        #expect(try modelBytes(fit(forecaster, panel, plan), panel, plan) == first)
        plan.seed += 1
        #expect(try modelBytes(fit(forecaster, panel, plan), panel, plan) != first)
    }
}
