import Diagnostics
import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct NetworkTrainerTests {
    @Test(arguments: RecurrentCell.allCases)
    func `early stopping keeps the parameters of a run of exactly the best epoch's length`(cell: RecurrentCell) throws {
        var plan = try smallPlan(hidden: 16) {
            $0.epochs = 60
            $0.patience = 3
            $0.schedule = .constant
            $0.learningRate = 0.05
            $0.dropout = 0.1
        }
        let long = try makeTrainer(cell, wavyPanel(), plan)
        try run(long)
        let best = long.state.record.bestRound
        #expect(best >= 1 && long.state.record.end == .earlyStopping)
        #expect(long.state.record.rounds.count == best + 3)
        let losses = long.state.record.rounds.map(\.validationLoss)
        #expect(
            long.state.record.bestValidationLoss == losses.min() && losses.firstIndex(of: losses.min() ?? 0) == best - 1
        )
        #expect(long.state.best.array != long.state.parameters.array)
        plan.training.epochs = best
        let short = try makeTrainer(cell, wavyPanel(), plan)
        try run(short)
        #expect(short.state.parameters.array == long.state.best.array)
        #expect(short.state.record.end == .completed)
    }

    @Test func `training makes the validation loss of a seasonal series much smaller`() throws {
        for cell in RecurrentCell.allCases {
            let plan = try smallPlan(inputLength: 8, hidden: 16) { $0.epochs = 40 }
            let trainer = try makeTrainer(cell, wavyPanel(), plan)
            try run(trainer)
            let record = trainer.state.record
            #expect(record.bestValidationLoss < 0.4 * record.initialValidationLoss, "\(cell)")
        }
    }

    @Test(arguments: [1e-4, 0.05])
    func `a gradient longer than the limit is cut to it and counted`(limit: Double) throws {
        let plan = try smallPlan { $0.clipNorm = limit }
        let free = try smallPlan { $0.clipNorm = nil }
        for cell in RecurrentCell.allCases {
            let trainers = try [plan, free].map { try makeTrainer(cell, wavyPanel(), $0) }
            for trainer in trainers { try trainer.run(progress: { _ in .stop }, roundEnded: { _ in }) }
            // The first moment after one step is a tenth of the gradient.
            let norms = trainers.map { 10 * plan.runtime.kernels.norm($0.state.optimizer.firstMoments) }
            #expect(norms[1] > 0.05)
            #expect(norms[0] <= limit * (1 + 1e-6) && norms[0] >= limit * 0.95)
            #expect(trainers[0].state.record.clippedSteps == 1 && trainers[1].state.record.clippedSteps == 0)
        }
    }

    @Test func `the clip rate is that of all steps, and none when the limit is out of reach`() throws {
        for (limit, rate) in [(1e-9, 1.0), (1e9, 0.0)] {
            let trainer = try makeTrainer(.gru, wavyPanel(), smallPlan { $0.clipNorm = limit })
            try run(trainer)
            #expect(trainer.state.record.steps == 3 * trainer.schedule.roundLength)
            #expect(trainer.state.record.clipRate == rate)
        }
    }

    @Test(arguments: RecurrentCell.allCases, [nil, 1.0] as [Double?])
    func `a learning rate far too high is reported with step, window and tensor`(cell: RecurrentCell, clip: Double?)
        throws
    {
        let plan = try smallPlan {
            $0.learningRate = 1e30
            $0.schedule = .constant
            $0.clipNorm = clip
        }
        let trainer = try makeTrainer(cell, wavyPanel(), plan)
        let error = try #require(throws: TrainingError.self) { try run(trainer) }
        guard case .diverged(let step, let window, let tensor) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(step == 2 && tensor == "the loss")
        #expect(window.contains(" to ") && window.contains("of series 'series "))
        #expect(error.exitStatus == .badData && error.message.contains("step 2"))
    }

    @Test(arguments: RecurrentCell.allCases)
    func `a validation loss that is not finite is a divergence too`(cell: RecurrentCell) throws {
        let plan = try smallPlan {
            $0.learningRate = 1e30
            $0.schedule = .constant
            $0.batchSize = 1000
        }
        let trainer = try makeTrainer(cell, wavyPanel(), plan)
        #expect(trainer.schedule.roundLength == 1)
        let error = try #require(throws: TrainingError.self) { try run(trainer) }
        guard case .diverged(1, let window, "the validation loss") = error else {
            Issue.record("\(error)")
            return
        }
        #expect(window.contains(" to "))
        #expect(trainer.state.record.rounds.isEmpty && trainer.state.record.bestRound == 0)
    }

    @Test func `a parameter that is not finite is named by its tensor`() throws {
        let plan = try smallPlan {
            $0.learningRate = 1e39
            $0.schedule = .constant
            $0.batchSize = 1000
        }
        let error = try #require(throws: TrainingError.self) { try run(makeTrainer(.gru, wavyPanel(), plan)) }
        guard case .diverged(1, _, let tensor) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(ParameterLayout(networkShape(.gru, plan)).tensors.map(\.name).contains(tensor))
        #expect(error.message.contains("\(tensor) left the finite numbers, first in window"))
    }

    /// The first step moves the head alone, the second the recurrence, whose powers overflow in the third.
    @Test func `outputs that are not finite are named before the loss`() throws {
        let plan = try smallPlan {
            $0.learningRate = 1e15
            $0.schedule = .constant
        }
        let error = try #require(throws: TrainingError.self) { try run(makeTrainer(.rnnReLU, wavyPanel(), plan)) }
        guard case .diverged(3, _, "the network's outputs") = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `targets too large for the loss are reported before the first step`() throws {
        let plan = try smallPlan(scaling: ScalingSpecification(method: .none))
        let panel = samplePanel(wavySeries(90).map { $0 * 1e24 })
        let trainer = try makeTrainer(.gru, panel, plan)
        let error = try #require(throws: TrainingError.self) { try run(trainer) }
        guard case .diverged(0, let window, "the validation loss") = error else {
            Issue.record("\(error)")
            return
        }
        #expect(window == "60 to 68")
    }

    @Test func `one training value that is far out is named by its window`() throws {
        var panel = samplePanel(wavySeries(90))
        panel.series[0].values[40] = 1e25
        let plan = try smallPlan(scaling: ScalingSpecification(method: .none)) { $0.batchSize = 1000 }
        let error = try #require(throws: TrainingError.self) { try run(makeTrainer(.rnnTanh, panel, plan)) }
        guard case .diverged(1, let window, "the loss") = error else {
            Issue.record("\(error)")
            return
        }
        let ends = window.split(separator: " ").compactMap { Int($0) }
        #expect(ends.count == 2 && ends[1] - ends[0] == 8 && ends[0] + 6 <= 40 && 40 <= ends[1])
    }

    @Test(arguments: recurrentForecasters, ScalingMethod.allCases.filter { $0 != .none })
    func `a constant series forecasts its constant`(forecaster: RecurrentForecaster, method: ScalingMethod) throws {
        for takesLogarithm in [false, true] {
            let scaling = ScalingSpecification(method: method, takesLogarithm: takesLogarithm)
            let panel = samplePanel(Array(repeating: 42.5, count: 60))
            let model = try fit(forecaster, panel, smallPlan(scaling: scaling))
            let values = try model.forecast(panel, horizon: 7).series[0].values
            #expect(values.allSatisfy { abs($0 - 42.5) <= 1e-12 * 42.5 })
        }
    }

    private func run(_ trainer: NetworkTrainer<FusedRecurrentNetwork>) throws {
        try trainer.run(progress: { _ in .proceed }, roundEnded: { _ in })
    }
}
