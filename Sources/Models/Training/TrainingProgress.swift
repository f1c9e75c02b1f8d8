/// Where a fit stands.
public struct TrainingProgress: Sendable, Hashable {
    /// What the observer wants next.
    public enum Decision: Sendable, Hashable {
        /// Go on.
        case proceed
        /// Stop now and keep the best round so far.
        case stop
    }

    /// The share of the planned work that is done, 0 to 1.
    ///
    /// Training that stops early ends before it reaches 1: no one knows beforehand which round is the best.
    public var fraction: Double
    /// Mean loss over the latest round's steps so far, in the scaled unit; nil for a model that has none.
    public var trainingLoss: Double?
    /// The best validation loss so far, in the scaled unit.
    public var bestValidationLoss: Double?

    /// Creates a report.
    public init(fraction: Double, trainingLoss: Double? = nil, bestValidationLoss: Double? = nil) {
        self.fraction = fraction
        self.trainingLoss = trainingLoss
        self.bestValidationLoss = bestValidationLoss
    }

    /// The same work as a part of more: it begins at `start` of the whole and takes `share` of it.
    package func within(_ start: Double, _ share: Double) -> TrainingProgress {
        var progress = self
        progress.fraction = min(1, start + fraction * share)
        return progress
    }
}
