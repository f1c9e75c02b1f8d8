import NeuralLayers
import Parallelism
import Synchronization
import TimeSeries

/// Chooses the penalty of a ridge regression on the validation windows.
///
/// Hoerl & Kennard 1970, "Ridge Regression": W = (G + λ d I)⁻¹ C, where d is the mean diagonal element of G, so that
/// λ has no unit. The intercept is shrunk like every weight: at an endless penalty is the naive forecast.
final class RidgePenalty: ParallelWork {
    /// Every λ that is tried: the error is flat between powers of ten.
    static let grid = [1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000]

    private let training: WindowMoments
    private let validation: WindowMoments
    private let kernels: Kernels
    /// Mean squared validation error at each λ; infinite where there is no solution.
    private let errors = Mutex([Double](repeating: .infinity, count: grid.count))

    init(training: WindowMoments, validation: WindowMoments, kernels: Kernels) {
        self.training = training
        self.validation = validation
        self.kernels = kernels
    }

    /// The λ with the least error, the smallest of several, and its weights of shape `[L, H]`.
    ///
    /// - Throws: ``RidgeError/notSolvable``.
    func choose(threads: Int) throws(RidgeError) -> (penalty: Double, weights: DoubleMatrix) {
        WorkerPool(workers: min(threads, Self.grid.count)).run(self, count: Self.grid.count)
        let errors = errors.withLock { $0 }
        guard let least = errors.min(), least.isFinite, let place = errors.firstIndex(of: least),
            let weights = weights(Self.grid[place])
        else { throw .notSolvable }
        return (Self.grid[place], weights)
    }

    func perform(task: Int, worker: Int) {
        guard let weights = weights(Self.grid[task]) else { return }
        let error = validation.meanSquaredError(weights, kernels: kernels)
        if error.isFinite { errors.withLock { $0[task] = error } }
    }

    private func weights(_ penalty: Double) -> DoubleMatrix? {
        Self.weights(penalty, of: training, kernels: kernels)
    }

    /// The weights of shape `[L, H]` at a penalty; nil when the equations have no solution.
    static func weights(_ penalty: Double, of moments: WindowMoments, kernels: Kernels) -> DoubleMatrix? {
        var system = moments.system
        let trace = (0..<system.rows).reduce(0) { $0 + system[$1, $1] }
        let addition = penalty * trace / Double(system.rows)
        for place in 0..<system.rows { system[place, place] += addition }
        return kernels.solve(&system)
    }
}
