import Models
import Synchronization

/// How far a backtest is.
///
/// Its work is counted in parts: training a network is many, fitting anything else one, and scoring the windows of a fit
/// one for each model. The parts only make the share grow evenly; they bear on nothing else.
final class ProgressMeter: Sendable {
    private struct State {
        /// Parts of the fits that are done.
        var fitted = 0.0
        /// Parts of the scoring that are done.
        var scored = 0.0
        /// The shares of the fits under way, by an arbitrary number.
        var running: [Int: Double] = [:]
        var started = 0
    }

    private let state = Mutex(State())
    /// Whether each entrant is trained.
    private let isTrained: [Bool]
    private let folds: Int
    private let cutoffs: Int
    private let report: @Sendable (BacktestProgress) -> Void

    /// Training takes about as much more time than scoring.
    private static let partsOfTraining = 100.0

    init(
        _ entrants: [Backtester.Entrant], _ schedule: OriginSchedule,
        _ report: @escaping @Sendable (BacktestProgress) -> Void
    ) {
        isTrained = entrants.map(\.forecaster.isTrained)
        folds = schedule.folds.count
        cutoffs = schedule.cutoffs.count
        self.report = report
    }

    /// Fits `forecaster` at the cutoff in place `cutoff` with `body`, and reports what it says of its progress.
    func observe<Model>(
        _ forecaster: any Forecaster, at cutoff: Int,
        _ body: ((TrainingProgress) -> TrainingProgress.Decision) throws -> Model
    ) rethrows -> Model {
        let activity = BacktestProgress.Activity.fitting(model: forecaster.columnName)
        let parts = Self.parts(forecaster.isTrained)
        let number = state.withLock { state in
            state.started += 1
            return state.started
        }
        change(activity, cutoff) { $0.running[number] = 0 }
        defer {
            change(activity, cutoff) { state in
                state.running[number] = nil
                state.fitted += parts
            }
        }
        return try body { progress in
            change(activity, cutoff) { $0.running[number] = parts * progress.fraction }
            return .proceed
        }
    }

    /// Says that the fits of so many folds are done, with those that were left out.
    func endFits(ofFolds folds: Int) {
        state.withLock { $0.fitted = Double(folds) * partsOfFits }
    }

    /// Reports that a share of the windows of one fold has been scored, up to the cutoff in place `cutoff`.
    func scored(_ share: Double, upTo cutoff: Int) {
        change(.scoring, cutoff) { $0.scored += share * partsOfScoring }
    }

    /// Says that so many folds are scored, with the windows that some series lack.
    func endScoring(ofFolds folds: Int) {
        state.withLock { $0.scored = Double(folds) * partsOfScoring }
    }

    private static func parts(_ isTrained: Bool) -> Double { isTrained ? partsOfTraining : 1 }
    private var partsOfFits: Double { isTrained.reduce(0) { $0 + Self.parts($1) } }
    private var partsOfScoring: Double { Double(isTrained.count) }

    private func change(_ activity: BacktestProgress.Activity, _ cutoff: Int, _ body: (inout sending State) -> Void) {
        state.withLock { state in
            body(&state)
            let done = state.fitted + state.running.values.reduce(0, +) + state.scored
            let all = Double(folds) * (partsOfFits + partsOfScoring)
            report(
                BacktestProgress(
                    activity: activity, cutoff: cutoff + 1, cutoffs: cutoffs, fraction: min(1, done / max(1, all))))
        }
    }
}
