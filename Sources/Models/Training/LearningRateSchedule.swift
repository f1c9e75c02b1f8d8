import Numerics
import TimeSeries

/// How the learning rate moves from the first step to the last.
public enum LearningRateSchedule: String, Sendable, Hashable, Codable, CaseIterable {
    /// Up from 1/25 of the maximum over the first 30% of steps, then down to 1/250,000, both along a cosine
    /// (Smith & Topin 2018, arXiv:1708.07120; the constants are those of PyTorch's `OneCycleLR`).
    case oneCycle = "one-cycle"
    /// Down from the maximum to zero along half a cosine (Loshchilov & Hutter 2017, arXiv:1608.03983).
    case cosine
    /// The maximum throughout.
    case constant
    /// The maximum, after a short rise, until the validation loss stops improving; then down to zero along half a cosine.
    ///
    /// Hu et al. 2024 (arXiv:2404.06395) call it warmup-stable-decay; here what is stable ends with the improvement.
    case plateau

    /// The factor on the maximal learning rate at `step` of `stepCount`, both counted from 0; for ``plateau``, whose course
    /// is not known beforehand, see `TrainingSchedule`.
    ///
    /// - Precondition: `0 ≤ step < stepCount`.
    public func factor(step: Int, of stepCount: Int) -> Double {
        precondition(step >= 0 && step < stepCount, "the step is one of the run's")
        switch self {
        case .constant, .plateau: return 1
        case .cosine: return Self.annealed(from: 1, to: 0, at: Double(step) / Double(stepCount))
        case .oneCycle:
            let initial = 1.0 / 25
            let final = initial / 10_000
            let peak = 0.3 * Double(stepCount) - 1
            let end = Double(stepCount - 1)
            if Double(step) <= peak { return Self.annealed(from: initial, to: 1, at: Double(step) / peak) }
            let start = max(peak, 0)
            return end > start ? Self.annealed(from: 1, to: final, at: (Double(step) - start) / (end - start)) : 1
        }
    }

    private static func annealed(from start: Double, to end: Double, at share: Double) -> Double {
        end + (start - end) / 2 * (1 + ReproducibleMath.cosineOfHalfTurns(share))
    }
}
