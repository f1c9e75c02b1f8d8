import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct TrainingScheduleTests {
    private func schedule(
        _ shape: LearningRateSchedule = .plateau, planned: Int = 3000, round: Int = 25
    ) -> TrainingSchedule {
        TrainingSchedule(shape: shape, learningRate: 0.5, roundLength: round, plannedSteps: planned)
    }

    @Test func `on a plateau the rate rises for a hundred steps and then stays`() {
        let plateau = schedule()
        #expect(plateau.rate(step: 0, decayStart: nil) == 0.5 / 100)
        #expect(plateau.rate(step: 49, decayStart: nil) == 0.25)
        for step in [99, 100, 101, 2000, 2999] { #expect(plateau.rate(step: step, decayStart: nil) == 0.5) }
        // A short run rises for a tenth of it.
        let short = schedule(planned: 50)
        #expect((0..<6).map { short.rate(step: $0, decayStart: nil) } == [0.1, 0.2, 0.3, 0.4, 0.5, 0.5])
    }

    @Test(arguments: [100, 400, 900, 1975])
    func `from where it goes down it takes half as many steps as came before, at least four rounds, to nothing`(
        start: Int
    ) {
        let plateau = schedule()
        let length = max(100, start / 2)
        let end = plateau.end(decayStart: start)
        #expect(end == start + length)
        let rates = (start..<end).map { plateau.rate(step: $0, decayStart: start) }
        #expect(rates[0] == 0.5)
        #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 > $1 })
        #expect(abs(rates[length / 2] - 0.25) < 0.5 / Double(length))
        #expect(rates[length - 1] > 0 && rates[length - 1] < 0.001)
        #expect(plateau.rate(step: start - 1, decayStart: start) == 0.5)
    }

    @Test func `it must go down in time to reach nothing within the planned steps, and never takes more`() {
        let plateau = schedule()
        #expect(plateau.end(decayStart: nil) == 3000)
        let first = (0...3000).first { plateau.mustDecay(at: $0) }
        #expect(first == 2000)
        for start in stride(from: 0, through: 2975, by: 25) { #expect(plateau.end(decayStart: start) <= 3000) }
        #expect(plateau.end(decayStart: 2000) == 3000)
        // The last rate of a run whose end cuts it short is near nothing too.
        #expect(plateau.rate(step: 2999, decayStart: 2900) < 0.001)
    }

    @Test(arguments: [LearningRateSchedule.oneCycle, .cosine, .constant])
    func `a schedule that is laid down is followed whatever the validation loss`(shape: LearningRateSchedule) {
        let laid = schedule(shape, planned: 60)
        for step in 0..<60 {
            #expect(laid.rate(step: step, decayStart: nil) == 0.5 * shape.factor(step: step, of: 60))
            #expect(laid.rate(step: step, decayStart: 10) == laid.rate(step: step, decayStart: nil))
        }
    }

    private func trained(_ cell: RecurrentCell, _ panel: Panel, _ plan: FitPlan) throws -> TrainingRecord {
        let trainer = try makeTrainer(cell, panel, plan)
        try trainer.run(progress: { _ in .proceed }, roundEnded: { _ in })
        return trainer.state.record
    }

    @Test func `where nothing improves for as long as the patience allows, the rate goes down and training converges`()
        throws
    {
        // Nothing but noise: it overfits at once.
        let panel = samplePanel(noise(200, seed: 5))
        let plan = try smallPlan(hidden: 16, scaling: ScalingSpecification(method: .standard)) {
            ($0.epochs, $0.steps, $0.patience, $0.learningRate) = (nil, 3000, 4, 0.02)
        }
        let record = try trained(.gru, panel, plan)
        #expect(record.end == .converged && record.reachedPlateau && !record.countsEpochs)
        let start = try #require(record.decayStart)
        #expect(record.plannedSteps == 3000 && record.roundLength == 25)
        #expect(record.steps == start + max(100, start / 2) && record.steps < 1500)
        #expect(record.rounds.count == (record.steps + 24) / 25)
        // The rounds before the rate went down: the best of them, then four that were no better.
        let before = record.rounds.prefix(start / 25).map(\.validationLoss)
        let best = before.firstIndex(of: before.min() ?? 0).map { $0 + 1 } ?? 0
        #expect(start / 25 - (before.min().map { $0 < record.initialValidationLoss } == true ? best : 0) == 4)
    }

    @Test func `without patience the rate goes down in time for the last step`() throws {
        let plan = try smallPlan { ($0.epochs, $0.steps, $0.patience) = (nil, 300, nil) }
        let record = try trained(.gru, wavyPanel(), plan)
        #expect(record.end == .completed && !record.reachedPlateau && record.steps == 300)
        #expect(record.decayStart == 200)
    }

    @Test func `epochs are rounds of a pass each, and stop early as they used to`() throws {
        let plan = try smallPlan(hidden: 16) {
            ($0.epochs, $0.patience, $0.learningRate, $0.schedule) = (60, 3, 0.05, .constant)
        }
        let record = try trained(.gru, wavyPanel(), plan)
        #expect(record.countsEpochs && record.end == .earlyStopping && record.decayStart == nil)
        #expect(
            record.plannedSteps == 60 * record.roundLength && record.steps == record.rounds.count * record.roundLength)
    }
}
