public import NeuralLayers

/// The method that turns gradients into steps.
public enum Optimizer: String, Sendable, Hashable, Codable, CaseIterable {
    /// Adam (Kingma & Ba 2015); weight decay, if any, is added to the gradient.
    case adam
    /// AdamW (Loshchilov & Hutter 2019): weight decay apart from the gradient.
    case adamW = "adamw"
}

/// How a recurrent network is trained.
public struct TrainingConfiguration: Sendable, Hashable, Codable {
    /// The most passes that can be asked for: their losses are kept in every checkpoint and in the model.
    static let mostEpochs = 100_000

    /// Passes over the training windows, at most; up to 100,000.
    public var epochs: Int
    /// B: windows a step.
    public var batchSize: Int
    /// The highest learning rate of the schedule.
    public var learningRate: Double
    /// How the learning rate moves over the run.
    public var schedule: LearningRateSchedule
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
    /// Epochs without a better validation loss before training stops; nil to run them all.
    public var patience: Int?
    /// Steps of truncated backpropagation through time; nil for all.
    public var truncation: Int?

    /// Creates a configuration; every default is a reasonable start on series of hundreds to thousands of rows.
    ///
    /// The patience outlasts the 18 epochs in which the one-cycle schedule warms up, so that no run is given up before
    /// it learned at full rate. At this rate the network stays within 5% of the naive forecast on prices that hold
    /// nothing to learn, with any patience; at 0.005 it does not.
    public init(
        epochs: Int = 60, batchSize: Int = 32, learningRate: Double = 0.002,
        schedule: LearningRateSchedule = .oneCycle, optimizer: Optimizer = .adam, weightDecay: Double = 0,
        clipNorm: Double? = 1, dropout: Double = 0, loss: Loss = .mse, patience: Int? = 20, truncation: Int? = nil
    ) {
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
}
