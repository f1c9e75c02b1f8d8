import Models
import Synchronization

/// How far the fits of a backtest are that take time.
final class ProgressMeter: Sendable {
    private struct State {
        var done = 0
        /// The shares of the fits under way, by an arbitrary number.
        var running: [Int: Double] = [:]
        var started = 0
    }

    private let state = Mutex(State())
    private let fits: Int
    private let report: @Sendable (BacktestProgress) -> Void

    init(fits: Int, _ report: @escaping @Sendable (BacktestProgress) -> Void) {
        self.fits = fits
        self.report = report
    }

    /// Fits `forecaster` with `body`, and reports what it says of its progress.
    func observe<Model>(
        _ forecaster: any Forecaster, _ body: ((TrainingProgress) -> TrainingProgress.Decision) throws -> Model
    ) rethrows -> Model {
        guard forecaster.isTrained else { return try body { _ in .proceed } }
        let number = state.withLock { state in
            state.started += 1
            return state.started
        }
        defer {
            change { state in
                state.running[number] = nil
                state.done += 1
            }
        }
        return try body { progress in
            change { $0.running[number] = progress.fraction }
            return .proceed
        }
    }

    private func change(_ body: (inout sending State) -> Void) {
        state.withLock { state in
            body(&state)
            let fraction = (Double(state.done) + state.running.values.sorted().reduce(0, +)) / Double(max(1, fits))
            report(BacktestProgress(fitsDone: state.done, fits: fits, fraction: fraction))
        }
    }
}
