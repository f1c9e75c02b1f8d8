import NeuralLayers
import Parallelism
import Synchronization

/// Chooses on the validation windows of which regressions the forecast is the mean.
///
/// Of regressions with and without a weight of the level, and with weights that series share and of their own, each is
/// tried at every penalty; then the means of the best ones are. How far a level goes back is what few validation rows say
/// least about, so that a regression that lets it is never taken alone, only beside one that does not.
final class RidgeSearch: ParallelWork {
    private let training, validation: PanelMoments
    private let kernels: Kernels
    private let parts: [RidgePart]
    /// Mean squared validation error of each part, infinite where there is no solution, and its weights.
    private let results: Mutex<[(error: Double, weights: [DoubleMatrix])]>

    init(training: PanelMoments, validation: PanelMoments, kernels: Kernels) {
        self.training = training
        self.validation = validation
        self.kernels = kernels
        var parts: [RidgePart] = []
        for reverts in [false, true] {
            parts += RidgePart.penalties.map { RidgePart(reverts: reverts, penalty: $0) }
            if training.series.count < 2 { continue }
            for sharing in RidgePart.ownSharings {
                parts += RidgePart.ownPenalties.map { RidgePart(reverts: reverts, penalty: $0, sharing: sharing) }
            }
        }
        self.parts = parts
        results = Mutex(parts.map { _ in (.infinity, []) })
    }

    /// What was chosen, its weights, and its mean squared error over the validation windows.
    ///
    /// - Throws: ``RidgeError/notSolvable``.
    func choose(threads: Int) throws(RidgeError) -> Choice {
        WorkerPool(workers: min(threads, parts.count)).run(self, count: parts.count)
        let results = results.withLock { $0 }
        func best(reverts: Bool, own: Bool) -> Int? {
            let places = parts.indices.filter {
                parts[$0].reverts == reverts && (parts[$0].sharing != nil) == own && results[$0].error.isFinite
            }
            return places.min { (results[$0].error, $0) < (results[$1].error, $1) }
        }
        guard let shared = best(reverts: false, own: false) else { throw .notSolvable }
        let reverting = best(reverts: true, own: false)
        let own = best(reverts: false, own: true)
        let ownReverting = best(reverts: true, own: true)
        let choices = [
            [shared], [shared, reverting], [own], [own, ownReverting], [shared, own],
            [shared, reverting, own, ownReverting],
        ].filter { !$0.contains(nil) }.map { $0.compactMap(\.self) }
        var (least, chosen) = (Double.infinity, choices[0])
        for choice in choices {
            let error = error(Array.mean(choice.map { results[$0].weights }))
            if error < least { (least, chosen) = (error, choice) }
        }
        return Choice(
            parts: chosen.map { parts[$0] }, weights: Array.mean(chosen.map { results[$0].weights }), error: least)
    }

    /// What a search ends with.
    struct Choice {
        var parts: [RidgePart]
        var weights: [DoubleMatrix]
        var error: Double
    }

    func perform(task: Int, worker: Int) {
        guard let weights = parts[task].weights(training, kernels: kernels) else { return }
        let error = error(weights)
        if error.isFinite { results.withLock { $0[task] = (error, weights) } }
    }

    /// The mean squared error over all validation windows.
    private func error(_ weights: [DoubleMatrix]) -> Double {
        guard weights.count > 1 else { return validation.all.meanSquaredError(weights[0], kernels: kernels) }
        let sum = zip(validation.series, weights).reduce(0) { sum, one in
            sum + (one.0?.squaredError(one.1, kernels: kernels) ?? 0)
        }
        return sum / (Double(validation.all.count) * Double(validation.all.horizon))
    }
}
