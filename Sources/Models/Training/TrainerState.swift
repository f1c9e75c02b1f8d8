import NeuralLayers

/// Everything that the rest of a run depends on, besides its plan and data.
struct TrainerState {
    /// Parameters after the last step, and those of the best round.
    let parameters, best: AlignedBuffer
    /// Moments and step count.
    var optimizer: AdamOptimizer
    /// Losses and counts so far.
    var record: TrainingRecord

    init(_ configuration: TrainingConfiguration, schedule: TrainingSchedule, parameters initial: [Float]) {
        parameters = AlignedBuffer(count: initial.count)
        best = AlignedBuffer(count: initial.count)
        parameters.assign(initial)
        best.assign(initial)
        optimizer = AdamOptimizer(configuration, parameterCount: initial.count)
        record = TrainingRecord(
            initialValidationLoss: .infinity, roundLength: schedule.roundLength,
            countsEpochs: configuration.epochs != nil, plannedSteps: schedule.plannedSteps,
            clips: configuration.clipNorm != nil)
    }

    /// Rounds since the best one.
    var roundsSinceBest: Int { record.rounds.count - record.bestRound }

    /// Notes a round's losses and keeps its parameters if they are the best yet; a tie keeps the earlier round.
    mutating func finishRound(trainingLoss: Double, validationLoss: Double) {
        record.rounds.append(.init(trainingLoss: trainingLoss, validationLoss: validationLoss))
        guard validationLoss < record.bestValidationLoss else { return }
        record.bestValidationLoss = validationLoss
        record.bestRound = record.rounds.count
        best.assign(parameters.array)
    }
}
