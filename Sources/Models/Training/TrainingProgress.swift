/// Where training stands after a batch.
public struct TrainingProgress: Sendable, Hashable {
    /// What the observer wants next.
    public enum Decision: Sendable, Hashable {
        /// Go on.
        case proceed
        /// Stop now and keep the best epoch so far.
        case stop
    }

    /// The epoch, counted from 1.
    public var epoch: Int
    /// Epochs planned.
    public var epochs: Int
    /// Batches of this epoch that are done.
    public var batch: Int
    /// Batches in each epoch.
    public var batches: Int
    /// Mean loss over this epoch's batches so far, in the scaled unit.
    public var trainingLoss: Double
    /// The best validation loss so far, in the scaled unit.
    public var bestValidationLoss: Double

    /// The share of the planned work that is done, 0 to 1.
    ///
    /// Training that stops early ends before it reaches 1: no one knows beforehand which epoch is the best.
    public var fraction: Double {
        (Double(epoch - 1) + Double(batch) / Double(batches)) / Double(epochs)
    }
}
