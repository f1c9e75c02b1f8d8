import Files

extension Pretrainer {
    /// What is kept of the training so far, in half precision.
    package var kept: PretrainedWeights { PretrainedWeights(plan, rounding: weights) }
}
