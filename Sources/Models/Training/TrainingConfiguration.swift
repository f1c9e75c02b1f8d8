public import NeuralLayers

/// The method that turns gradients into steps.
public enum Optimizer: String, Sendable, Hashable, Codable, CaseIterable {
    /// Adam (Kingma & Ba 2015); weight decay, if any, is added to the gradient.
    case adam
    /// AdamW (Loshchilov & Hutter 2019): weight decay apart from the gradient.
    case adamW = "adamw"
}

/// How a recurrent network is trained.
///
/// Training is counted in optimiser steps, so that a small file is trained until it has converged and a large one does
/// not take an hour; after every `roundLength` steps the validation windows say whether it got better. With ``epochs`` a
/// round is a pass over the training windows instead.
public struct TrainingConfiguration: Sendable, Hashable, Codable {
    /// The most steps and passes that can be asked for: losses of every round are kept in checkpoints and in the model.
    static let mostSteps = 1_000_000, mostEpochs = 100_000
    /// Steps of a round that is not a pass.
    static let roundLength = 25
    /// Validation windows that are looked at after a round that is not a pass; of more, as many evenly spread.
    static let mostValidationWindows = 1_024

    /// Optimiser steps, at most.
    public var steps: Int
    /// Passes over the training windows, at most; nil to count in ``steps``.
    public var epochs: Int?
    /// B: windows a step.
    public var batchSize: Int
    /// The highest learning rate of the schedule.
    public var learningRate: Double
    /// How the learning rate moves over the run; nil for ``LearningRateSchedule/plateau`` in steps and
    /// ``LearningRateSchedule/oneCycle`` in epochs.
    public var schedule: LearningRateSchedule?
    /// Adam or AdamW.
    public var optimizer: Optimizer
    /// Weight decay coefficient.
    public var weightDecay: Double
    /// Longest gradient, by the Euclidean norm over all parameters; nil for no clipping.
    ///
    /// Pascanu et al. 2013 (arXiv:1211.5063), algorithm 1.
    public var clipNorm: Double?
    /// Share of the inputs of every layer that is dropped; recurrent connections never are.
    ///
    /// Zaremba et al. 2014 (arXiv:1409.2329).
    public var dropout: Double
    /// What is made small.
    public var loss: Loss
    /// Rounds without a better validation loss before the rate goes down for good or, with another schedule than
    /// ``LearningRateSchedule/plateau``, before training stops; nil to use up all steps.
    public var patience: Int?
    /// Steps of truncated backpropagation through time; nil for all.
    public var truncation: Int?

    /// Creates a configuration; every default is a reasonable start on series of hundreds to thousands of rows.
    ///
    /// At this rate the network stays within 5% of the naive forecast on prices that hold nothing to learn, with any
    /// patience; at 0.005 it does not.
    public init(
        steps: Int = 3_000, epochs: Int? = nil, batchSize: Int = 32, learningRate: Double = 0.002,
        schedule: LearningRateSchedule? = nil, optimizer: Optimizer = .adam, weightDecay: Double = 0,
        clipNorm: Double? = 1, dropout: Double = 0, loss: Loss = .mse, patience: Int? = 20, truncation: Int? = nil
    ) {
        self.steps = steps
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.schedule = schedule
        self.optimizer = optimizer
        self.weightDecay = weightDecay
        self.clipNorm = clipNorm
        self.dropout = dropout
        self.loss = loss
        self.patience = patience
        self.truncation = truncation
    }

    /// The schedule, chosen by what is counted where it is left open.
    var effectiveSchedule: LearningRateSchedule { schedule ?? (epochs == nil ? .plateau : .oneCycle) }
}
