extension FitPlan {
    /// Checks every hyperparameter of a trained model before any work is done.
    ///
    /// - Throws: ``TrainingError/invalid(flag:value:requirement:)`` for the first that cannot be.
    public func checkHyperparameters() throws(TrainingError) {
        try Self.require(network.hiddenSize, "--hidden", atLeast: 1, atMost: NetworkConfiguration.largestHiddenSize)
        try Self.require(network.layerCount, "--layers", atLeast: 1, atMost: NetworkConfiguration.largestLayerCount)
        try Self.require(training.epochs, "--epochs", atLeast: 1, atMost: 1_000_000)
        try Self.require(training.batchSize, "--batch", atLeast: 1, atMost: 65_536)
        if let patience = training.patience { try Self.require(patience, "--patience", atLeast: 1, atMost: .max) }
        if let steps = training.truncation { try Self.require(steps, "--truncate", atLeast: 1, atMost: .max) }
        try Self.require(compute.threads, "--threads", atLeast: 1, atMost: 256)
        try Self.require(training.learningRate, "--learning-rate", "a positive number") { $0 > 0 }
        try Self.require(training.weightDecay, "--weight-decay", "0 or a positive number") { $0 >= 0 }
        try Self.require(training.dropout, "--dropout", "a share from 0 to less than 1") { $0 >= 0 && $0 < 1 }
        if let clip = training.clipNorm { try Self.require(clip, "--clip", "a positive number, or off") { $0 > 0 } }
    }

    private static func require(
        _ value: Int, _ flag: String, atLeast least: Int, atMost most: Int
    ) throws(TrainingError) {
        guard value < least || value > most else { return }
        let requirement = value < least ? "at least \(least)" : "at most \(most)"
        throw .invalid(flag: flag, value: String(value), requirement: requirement)
    }

    private static func require(
        _ value: Double, _ flag: String, _ requirement: String, _ holds: (Double) -> Bool
    ) throws(TrainingError) {
        guard !value.isFinite || !holds(value) else { return }
        throw .invalid(flag: flag, value: String(value), requirement: requirement)
    }
}
