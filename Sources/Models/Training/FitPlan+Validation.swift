extension FitPlan {
    /// Checks every hyperparameter before any work is done.
    ///
    /// - Throws: ``TrainingError/invalid(flag:value:requirement:)`` for the first that cannot be.
    package func checkHyperparameters() throws(TrainingError) {
        try network.check()
        try training.check()
        try compute.check()
    }
}

extension NetworkConfiguration {
    /// Checks the sizes of a network.
    package func check() throws(TrainingError) {
        try require(hiddenSize, "--hidden", atLeast: 1, atMost: Self.largestHiddenSize)
        try require(layerCount, "--layers", atLeast: 1, atMost: Self.largestLayerCount)
        try require(seriesEmbedding, "--series-embedding", atLeast: 0, atMost: Self.largestEmbeddingSize)
    }
}

extension TrainingConfiguration {
    /// Checks how a network is trained.
    package func check() throws(TrainingError) {
        try require(epochs, "--epochs", atLeast: 1, atMost: Self.mostEpochs)
        try require(batchSize, "--batch", atLeast: 1, atMost: 65_536)
        if let patience { try require(patience, "--patience", atLeast: 1, atMost: .max) }
        if let steps = truncation { try require(steps, "--truncate", atLeast: 1, atMost: .max) }
        try require(learningRate, "--learning-rate", "a positive number") { $0 > 0 }
        try require(weightDecay, "--weight-decay", "0 or a positive number") { $0 >= 0 }
        try require(dropout, "--dropout", "a share from 0 to less than 1") { $0 >= 0 && $0 < 1 }
        if let clip = clipNorm { try require(clip, "--clip", "a positive number, or off") { $0 > 0 } }
    }
}

extension Compute {
    /// Checks the means.
    package func check() throws(TrainingError) {
        try require(threads, "--threads", atLeast: 1, atMost: 256)
    }
}

private func require(_ value: Int, _ flag: String, atLeast least: Int, atMost most: Int) throws(TrainingError) {
    guard value < least || value > most else { return }
    let requirement = value < least ? "at least \(least)" : "at most \(most)"
    throw .invalid(flag: flag, value: String(value), requirement: requirement)
}

private func require(
    _ value: Double, _ flag: String, _ requirement: String, _ holds: (Double) -> Bool
) throws(TrainingError) {
    guard !value.isFinite || !holds(value) else { return }
    throw .invalid(flag: flag, value: String(value), requirement: requirement)
}
