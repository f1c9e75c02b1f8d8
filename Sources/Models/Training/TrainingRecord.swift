/// How a training run went; kept in the model file.
public struct TrainingRecord: Sendable, Hashable, Codable {
    /// Losses of one round, in the scaled unit.
    public struct Round: Sendable, Hashable, Codable {
        /// Mean loss over the round's training windows, taken as the parameters moved.
        public var trainingLoss: Double
        /// Mean loss over the validation windows at the round's end.
        public var validationLoss: Double
    }

    /// Why training ended.
    public enum End: String, Sendable, Hashable, Codable {
        /// Every step that was allowed was taken.
        case completed
        /// The rate went down to zero after the validation loss had stopped improving.
        case converged
        /// No better validation loss for as many rounds as the patience allows.
        case earlyStopping = "early-stopping"
        /// The user stopped it.
        case interrupted
    }

    /// Validation loss before the first step.
    public var initialValidationLoss: Double
    /// Rounds that ran to their end: passes over the training windows, or so many steps.
    public var rounds: [Round] = []
    /// Steps of a round.
    public var roundLength: Int
    /// Whether rounds are passes over the training windows.
    public var countsEpochs: Bool
    /// Steps that were allowed.
    public var plannedSteps: Int
    /// The round whose parameters were kept, counted from 1; 0 for those before the first step.
    public var bestRound = 0
    /// Its validation loss.
    public var bestValidationLoss: Double
    /// Optimiser steps taken.
    public var steps = 0
    /// Whether gradients that are too long were clipped.
    public var clips: Bool
    /// Steps whose gradient was clipped.
    public var clippedSteps = 0
    /// The step at which the rate began to go down for good; nil before, and with a schedule that is laid down.
    public var decayStart: Int?
    /// Whether it did so because the validation loss had stopped improving, and not as the steps came to an end.
    public var reachedPlateau = false
    /// Steps of a later run on all rows, after which the parameters are those that are kept; nil without one.
    public var refittedSteps: Int?
    /// Why it ended.
    public var end = End.completed

    init(initialValidationLoss: Double, roundLength: Int, countsEpochs: Bool, plannedSteps: Int, clips: Bool) {
        self.initialValidationLoss = initialValidationLoss
        self.roundLength = roundLength
        self.countsEpochs = countsEpochs
        self.plannedSteps = plannedSteps
        self.clips = clips
        bestValidationLoss = initialValidationLoss
    }

    /// The share of steps whose gradient was clipped; nil before the first, and where none is.
    public var clipRate: Double? { clips && steps > 0 ? Double(clippedSteps) / Double(steps) : nil }

    /// Steps up to the end of the best round.
    public var bestSteps: Int { min(bestRound * roundLength, steps) }

    /// Whether the last round was the best when the steps ran out: more of them would have helped.
    public var wasStillImproving: Bool { end == .completed && bestRound == rounds.count && bestRound > 0 }
}
