import NeuralLayers
import Parallelism
import TimeSeries

/// Continues from a network's weights on the user's windows, with few steps, and keeps those that did best on validation
/// rows: the ones it began with, where none did better.
struct FineTuning {
    /// What came of it.
    struct Result {
        let weights: PretrainedWeights
        /// Steps of the weights that are kept; 0 for those it began with.
        let steps: Int
        /// The mean quantile loss on the validation windows, before and with what is kept.
        let before, after: Double
    }

    /// The most steps, and steps from one look at the validation rows to the next.
    static let (mostSteps, round) = (200, 20)

    /// Windows of a step, and a rate a fortieth of that of the training that the weights come from.
    private static let (batchSize, learningRate) = (64, 1e-4)

    let weights: PretrainedWeights
    /// The networks that forecast together; ``weights`` are of the first.
    let hierarchy: TemporalHierarchy
    let seed: UInt64
    let runtime: Runtime

    /// Trains on windows whose targets lie in `training`, and chooses by those in `validation`.
    ///
    /// - Returns: Nil when there is no window of either.
    func run(_ panel: Panel, training: [Range<Int>], validation: [Range<Int>], progress: (Double) -> Bool) -> Result? {
        let learned = UserWindows(panel, slots: hierarchy.slots, rows: training)
        let held = UserWindows(panel, slots: hierarchy.slots, rows: validation, mostOrigins: 2_000)
        guard !learned.order.isEmpty, !held.order.isEmpty else { return nil }
        let pool = WorkerPool(workers: runtime.threads)
        let trainer = trainer(learned)
        let before = loss(weights, on: held, pool)
        var best = Result(weights: weights, steps: 0, before: before, after: before)
        while trainer.steps < Self.mostSteps {
            for _ in 0..<Self.round { _ = trainer.advance(pool) }
            let own = PretrainedWeights(weights.plan, rounding: trainer.averages.array)
            let loss = loss(own, on: held, pool)
            if loss < best.after {
                best = Result(weights: own, steps: trainer.steps, before: before, after: loss)
            }
            if !progress(Double(trainer.steps) / Double(Self.mostSteps)) { break }
        }
        return best
    }

    /// Takes `steps` steps on windows whose targets lie in `rows`.
    func run(_ panel: Panel, rows: [Range<Int>], steps: Int, progress: (Double) -> Bool) -> PretrainedWeights {
        let learned = UserWindows(panel, slots: hierarchy.slots, rows: rows)
        guard !learned.order.isEmpty, steps > 0 else { return weights }
        let pool = WorkerPool(workers: runtime.threads)
        let trainer = trainer(learned)
        while trainer.steps < steps {
            _ = trainer.advance(pool)
            if trainer.steps % Self.round == 0, !progress(Double(trainer.steps) / Double(steps)) { break }
        }
        return PretrainedWeights(weights.plan, rounding: trainer.averages.array)
    }

    private func trainer(_ windows: UserWindows) -> SegmentTrainer {
        let plan = SegmentTrainer.Plan(
            batchSize: Self.batchSize, weightDecay: 0, clip: weights.plan.clip, averaging: 0.05,
            rate: { step in Self.learningRate * min(1, Double(step + 1) / 10) })
        return SegmentTrainer(
            weights.plan.shape, from: weights.buffer.array, plan: plan, kernels: runtime.kernels,
            workers: runtime.threads
        ) { UserWindowSampler(windows, seed: seed) }
    }

    /// The mean quantile loss of the forecasts themselves, all views together, in each series' own scale.
    private func loss(_ weights: PretrainedWeights, on windows: UserWindows, _ pool: WorkerPool) -> Double {
        let hierarchy = hierarchy.replacing(weights, kernels: runtime.kernels)
        let blocks = (windows.order.count + 31) / 32
        let sums = pool.map(blocks) { block in
            let origins = windows.order[block * 32..<min(windows.order.count, block * 32 + 32)]
            let answers = hierarchy.answers(
                origins.map { Array(windows.history($0)) }, horizon: windows.layout.horizon)
            return zip(origins, answers).reduce(into: (sum: 0.0, count: 0)) { total, one in
                guard let answer = one.1 else { return }
                let own = Self.loss(answer, windows, one.0)
                total.sum += own.sum
                total.count += own.count
            }
        }
        let total = sums.reduce((sum: 0.0, count: 0)) { ($0.sum + $1.sum, $0.count + $1.count) }
        return total.sum / Double(max(1, total.count))
    }

    private static func loss(
        _ answer: [Double], _ windows: UserWindows, _ origin: UserWindows.Origin
    ) -> (sum: Double, count: Int) {
        var encoder = SegmentEncoder(windows.layout)
        guard encoder.encode(windows.history(origin)) else { return (0, 0) }
        let levels = QuantileLevels.all
        var (sum, count) = (0.0, 0)
        let future = windows.series[origin.series][origin.slot...].prefix(windows.layout.horizon)
        for (step, actual) in future.enumerated() where !actual.isNaN {
            count += 1
            for (place, level) in levels.enumerated() {
                let error = (actual - answer[step * levels.count + place]) / encoder.scale
                sum += max(level * error, (level - 1) * error) / Double(levels.count)
            }
        }
        return (sum, count)
    }
}
