import Diagnostics
import ForecastTestSupport
import ModelStore
import ModelTestSupport
import NeuralLayers
import Tensors
import Testing
import TimeSeries

@testable import Models

@Suite struct ResumeTests {
    private let panel = wavyPanel()
    private static let epochs = 5

    private func plan(_ change: (inout TrainingConfiguration) -> Void = { _ in }) throws -> FitPlan {
        try smallPlan(hidden: 7, layers: 2) {
            $0.epochs = Self.epochs
            $0.dropout = 0.2
            $0.learningRate = 0.02
            change(&$0)
        }
    }

    /// Fits, stopping when `batches` are done, with checkpoints at `path`.
    private func fit(
        _ forecaster: RecurrentForecaster, _ plan: FitPlan, stopAfter batches: Int = .max, once: Bool = false,
        write: String? = nil, resume: String? = nil
    ) throws -> (model: any FittedModel, batches: Int) {
        var plan = plan
        plan.runtime.checkpoint = CheckpointPaths(write: write, resume: resume)
        var done = 0
        let model = try forecaster.fit(panel, plan: plan) { _ in
            done += 1
            return done == batches || (done > batches && !once) ? .stop : .proceed
        }
        return (model, done)
    }

    @Test(arguments: recurrentForecasters)
    func `a run stopped after any batch and resumed ends in the bytes of one that was not`(
        forecaster: RecurrentForecaster
    ) throws {
        let plan = try plan()
        let whole = try fit(forecaster, plan)
        let expected = try modelBytes(whole.model, panel, plan)
        let batchCount = whole.batches / Self.epochs
        try withTemporaryFolder { folder in
            let path = folder + "/run.safetensors"
            for stop in batchCount..<whole.batches {
                let stopped = try fit(forecaster, plan, stopAfter: stop, write: path)
                #expect(stopped.model.training?.end == .interrupted)
                #expect(stopped.model.training?.rounds.count == stop / batchCount)
                #expect(stopped.batches == stop)
                let resumed = try fit(forecaster, plan, resume: path)
                let bytes = try modelBytes(resumed.model, panel, plan)
                #expect(bytes == expected, "stopped after \(stop) of \(whole.batches) batches")
                #expect(resumed.batches == whole.batches - stop / batchCount * batchCount)
            }
        }
    }

    @Test(arguments: recurrentForecasters, [nil, 2] as [Int?])
    func `a run that is counted in steps and stopped after any round ends in the bytes of one that was not`(
        forecaster: RecurrentForecaster, patience: Int?
    ) throws {
        // The rate goes down in time for the last step, or as soon as two rounds are no better.
        let plan = try plan { ($0.epochs, $0.steps, $0.patience, $0.learningRate) = (nil, 230, patience, 0.05) }
        let whole = try fit(forecaster, plan)
        let record = try #require(whole.model.training)
        #expect(!record.countsEpochs && record.decayStart != nil && record.steps == whole.batches)
        let expected = try modelBytes(whole.model, panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/run.safetensors"
            for stop in [25, 26, 49, 50, 99, 101, 130, 180] where stop < whole.batches {
                let stopped = try fit(forecaster, plan, stopAfter: stop, write: path)
                #expect(stopped.model.training?.end == .interrupted && stopped.batches == stop)
                let resumed = try fit(forecaster, plan, resume: path)
                #expect(resumed.batches == whole.batches - stop / 25 * 25)
                #expect(try modelBytes(resumed.model, panel, plan) == expected, "stopped after \(stop)")
            }
        }
    }

    @Test func `a stop is heeded once said, at the end of an epoch too, and keeps the best epoch so far`() throws {
        let plan = try plan()
        let whole = try fit(recurrentForecasters[0], plan)
        let batchCount = whole.batches / Self.epochs
        for stop in 1..<whole.batches {
            let stopped = try fit(recurrentForecasters[0], plan, stopAfter: stop, once: true)
            #expect(stopped.batches == stop)
            let record = try #require(stopped.model.training)
            #expect(record.end == .interrupted)
            #expect(record.steps == stop)
            #expect(record.rounds == whole.model.training.map { Array($0.rounds.prefix(stop / batchCount)) })
            #expect(record.bestRound <= record.rounds.count)
        }
        let last = try fit(recurrentForecasters[0], plan, stopAfter: whole.batches)
        #expect(last.model.training?.end == .completed)
    }

    @Test func `a run that ended early resumes to the same bytes`() throws {
        let plan = try plan {
            $0.epochs = 40
            $0.patience = 1
            $0.learningRate = 0.2
        }
        try withTemporaryFolder { folder in
            let path = folder + "/run.safetensors"
            let whole = try fit(recurrentForecasters[0], plan, write: path)
            #expect(whole.model.training?.end == .earlyStopping)
            let again = try fit(recurrentForecasters[0], plan, resume: path)
            #expect(again.batches == 0)
            #expect(again.model.state.tensors == whole.model.state.tensors)
            #expect(again.model.training == whole.model.training)
        }
    }

    @Test func `threads and instruction set may change at a stop`() throws {
        var plan = try plan()
        let forecaster = recurrentForecasters[1]
        let expected = try modelBytes(fit(forecaster, plan).model, panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/run.safetensors"
            _ = try fit(forecaster, plan, stopAfter: 25, write: path)
            plan.runtime = Runtime(threads: 3, kernels: Kernels.available[Kernels.available.count - 1])
            let resumed = try fit(forecaster, plan, resume: path)
            #expect(try modelBytes(resumed.model, panel, plan) == expected)
        }
    }

    @Test func `a checkpoint of another run is refused with what differs`() throws {
        let plan = try plan()
        try withTemporaryFolder { folder in
            let path = folder + "/run.safetensors"
            _ = try fit(recurrentForecasters[0], plan, write: path)
            func refusal(_ forecaster: RecurrentForecaster, _ panel: Panel, _ plan: FitPlan) -> String? {
                var plan = plan
                plan.runtime.checkpoint.resume = path
                let error = #expect(throws: TrainingError.self) {
                    try forecaster.fit(panel, plan: plan) { _ in .proceed }
                }
                guard case .checkpointMismatch(path, let what) = error else { return nil }
                return what
            }
            #expect(refusal(recurrentForecasters[1], panel, plan) == "--model gru")
            var other = panel
            other.series[0].values[3] += 1
            #expect(refusal(recurrentForecasters[0], other, plan) == "other rows")
            var changed = plan
            changed.seed = 8
            #expect(refusal(recurrentForecasters[0], panel, changed) == "--seed 7")
            changed = plan
            changed.training.learningRate = 0.03
            #expect(refusal(recurrentForecasters[0], panel, changed) == "--learning-rate 0.02")
            changed = plan
            changed.network.hiddenSize = 8
            #expect(refusal(recurrentForecasters[0], panel, changed) == "--hidden 7")
        }
    }

    @Test func `a model is no checkpoint`() throws {
        var plan = try plan()
        let forecaster = recurrentForecasters[0]
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            let model = try fit(forecaster, plan).model
            try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
            plan.runtime.checkpoint.resume = path
            let error = #expect(throws: CheckpointError.self) {
                try forecaster.fit(panel, plan: plan) { _ in .proceed }
            }
            #expect(error?.message == "this is a model, not a checkpoint")
            #expect(error?.code == "checkpoint-of-other-kind")
            #expect(error?.fix == "name the file that --checkpoint wrote, or start anew without --resume")
        }
    }

    @Test func `a damaged checkpoint is refused, never believed and never a crash`() throws {
        var plan = try smallPlan(inputLength: 2, horizon: 1, hidden: 1) {
            $0.epochs = 2
            $0.batchSize = 100
        }
        let forecaster = recurrentForecasters[2]
        try withTemporaryFolder { folder in
            let path = folder + "/run.safetensors"
            _ = try fit(forecaster, plan, stopAfter: 2, write: path)
            let bytes = try contents(path)
            plan.runtime.checkpoint.resume = path
            let damaged =
                stride(from: 0, to: bytes.count, by: 3).map { Array(bytes.prefix($0)) }
                + bytes.indices.map { place in
                    var copy = bytes
                    copy[place] ^= [0x01, 0x10, 0x80, 0x04][place % 4]
                    return copy
                }
            for copy in damaged {
                try put(copy, at: path)
                do {
                    _ = try forecaster.fit(panel, plan: plan) { _ in .proceed }
                } catch {
                    #expect(error is any Diagnostic, "\(error)")
                }
            }
        }
    }

    @Test(arguments: [
        ("\"steps\":10", "\"steps\":11"), ("\"steps\":10", "\"steps\":-10"), ("\"bestRound\":", "\"bestRound\":9"),
        ("\"bestRound\":", "\"bestRound\":-"), ("\"clippedSteps\":", "\"clippedSteps\":99"),
        ("\"steps\":10", "\"steps\":9223372036854775807"),
    ])
    func `counts that contradict each other are refused`(change: (String, String)) throws {
        var plan = try smallPlan(inputLength: 2, horizon: 1, hidden: 1) {
            $0.epochs = 4
            $0.batchSize = 26
        }
        let forecaster = recurrentForecasters[2]
        try withTemporaryFolder { folder in
            let path = folder + "/run.safetensors"
            let stopped = try fit(forecaster, plan, stopAfter: 10, write: path)
            #expect(stopped.model.training?.rounds.count == 2 && stopped.model.training?.steps == 10)
            try rewriteDocument(path) {
                #expect($0.contains(change.0))
                return $0.replacing(change.0, with: change.1)
            }
            plan.runtime.checkpoint.resume = path
            let error = #expect(throws: CheckpointError.self) {
                try forecaster.fit(panel, plan: plan) { _ in .proceed }
            }
            #expect(error?.location?.file == path)
        }
    }
}
