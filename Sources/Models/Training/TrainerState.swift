import NeuralLayers

/// Everything that the rest of a run depends on, besides its plan and data.
struct TrainerState {
    /// Parameters after the last step, and those of the best epoch.
    let parameters, best: AlignedBuffer
    /// Moments and step count.
    var optimizer: AdamOptimizer
    /// Losses and counts so far.
    var record: TrainingRecord

    init(_ configuration: TrainingConfiguration, parameters initial: [Float]) {
        parameters = AlignedBuffer(count: initial.count)
        best = AlignedBuffer(count: initial.count)
        parameters.assign(initial)
        best.assign(initial)
        optimizer = AdamOptimizer(configuration, parameterCount: initial.count)
        record = TrainingRecord(initialValidationLoss: .infinity)
    }

    /// Epochs since the best one.
    var epochsSinceBest: Int { record.epochs.count - record.bestEpoch }

    /// Notes an epoch's losses and keeps its parameters if they are the best yet; a tie keeps the earlier epoch.
    mutating func finishEpoch(trainingLoss: Double, validationLoss: Double) {
        record.epochs.append(.init(trainingLoss: trainingLoss, validationLoss: validationLoss))
        guard validationLoss < record.bestValidationLoss else { return }
        record.bestValidationLoss = validationLoss
        record.bestEpoch = record.epochs.count
        best.assign(parameters.array)
    }
}
