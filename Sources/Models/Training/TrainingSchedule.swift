/// When the learning rate goes where: what a run of steps follows, and a later run on all rows follows again.
struct TrainingSchedule {
    let shape: LearningRateSchedule
    let learningRate: Double
    /// Steps of a round.
    let roundLength: Int
    /// Steps that are allowed.
    let plannedSteps: Int

    /// Steps over which the rate rises, with ``LearningRateSchedule/plateau``.
    private var warmUp: Int { min(100, plannedSteps / 10) }

    /// Steps over which the rate goes down when it begins to at step `start`: half as many as came before, at least four
    /// rounds.
    private func decayLength(from start: Int) -> Int { max(4 * roundLength, start / 2) }

    /// The step at which training ends; the last planned one until the rate goes down.
    func end(decayStart: Int?) -> Int {
        decayStart.map { min(plannedSteps, $0 + decayLength(from: $0)) } ?? plannedSteps
    }

    /// Whether the rate must begin to go down at `step` to reach zero within the planned steps.
    func mustDecay(at step: Int) -> Bool { step + decayLength(from: step) >= plannedSteps }

    /// The rate of the step with number `step`, counted from 0.
    func rate(step: Int, decayStart: Int?) -> Double {
        guard shape == .plateau else {
            return learningRate * shape.factor(step: min(step, plannedSteps - 1), of: plannedSteps)
        }
        if let decayStart, step >= decayStart {
            let length = end(decayStart: decayStart) - decayStart
            return learningRate
                * LearningRateSchedule.cosine.factor(step: min(step - decayStart, length - 1), of: length)
        }
        return step < warmUp ? learningRate * Double(step + 1) / Double(warmUp) : learningRate
    }
}
