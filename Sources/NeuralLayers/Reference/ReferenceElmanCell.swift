/// The simple recurrent cell of Elman 1990.
///
/// ```
/// hₜ = φ(a + u),   φ = tanh or ReLU
/// δ  = ∂L/∂hₜ ⊙ φ′;   tanh′ = 1 − hₜ²,   ReLU′ = 1 where hₜ > 0 and 0 elsewhere
/// ∂L/∂a = ∂L/∂u = δ
/// ```
struct ReferenceElmanCell<Scalar: ReferenceScalar>: ReferenceCell {
    /// ReLU when true, tanh when false.
    var rectifies: Bool

    func forward(
        fromInput: [Scalar], fromHidden: [Scalar], previous: ReferenceState<Scalar>
    ) -> ReferenceStep<Scalar> {
        var state = previous
        for unit in state.hidden.indices {
            let sum = fromInput[unit] + fromHidden[unit]
            if rectifies {
                state.hidden[unit] = sum < 0 ? 0 : sum
            } else {
                state.hidden[unit] = .hyperbolicTangent(sum)
            }
        }
        return ReferenceStep(state: state)
    }

    func backward(
        through step: ReferenceStep<Scalar>, previous: ReferenceState<Scalar>, gradient: ReferenceState<Scalar>
    ) -> ReferenceStepGradient<Scalar> {
        let delta = step.state.hidden.indices.map { unit in
            let hidden = step.state.hidden[unit]
            let slope: Scalar = rectifies ? (hidden > 0 ? 1 : 0) : 1 - hidden * hidden
            return gradient.hidden[unit] * slope
        }
        return ReferenceStepGradient(
            fromInput: delta, fromHidden: delta, previous: ReferenceState(zeros: delta.count))
    }
}
