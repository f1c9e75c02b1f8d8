/// How a training run went; kept in the model file.
public struct TrainingRecord: Sendable, Hashable, Codable {
    /// Losses of one epoch, in the scaled unit.
    public struct Epoch: Sendable, Hashable, Codable {
        /// Mean loss over the training windows, taken as the parameters moved.
        public var trainingLoss: Double
        /// Mean loss over the validation windows at the epoch's end.
        public var validationLoss: Double
    }

    /// Why training ended.
    public enum End: String, Sendable, Hashable, Codable {
        /// Every epoch ran.
        case completed
        /// No better validation loss for as many epochs as the patience allows.
        case earlyStopping = "early-stopping"
        /// The user stopped it.
        case interrupted
    }

    /// Validation loss before the first step.
    public var initialValidationLoss: Double
    /// Epochs that ran to their end.
    public var epochs: [Epoch] = []
    /// The epoch whose parameters were kept, counted from 1; 0 for those before the first step.
    public var bestEpoch = 0
    /// Its validation loss.
    public var bestValidationLoss: Double
    /// Optimiser steps taken.
    public var steps = 0
    /// Steps whose gradient was clipped.
    public var clippedSteps = 0
    /// Why it ended.
    public var end = End.completed

    init(initialValidationLoss: Double) {
        self.initialValidationLoss = initialValidationLoss
        bestValidationLoss = initialValidationLoss
    }

    /// The share of steps whose gradient was clipped; nil before the first.
    public var clipRate: Double? { steps > 0 ? Double(clippedSteps) / Double(steps) : nil }
}
