/// The long short-term memory (Hochreiter & Schmidhuber 1997) with forget gate (Gers, Schmidhuber & Cummins 2000).
///
/// With `s = a + u` cut into the gates i, f, g, o:
/// ```
/// i  = σ(sᵢ);   f = σ(s_f);   g = tanh(s_g);   o = σ(sₒ)
/// cₜ = f ⊙ cₜ₋₁ + i ⊙ g;   hₜ = o ⊙ tanh(cₜ)
///
/// γ  = ∂L/∂cₜ + ∂L/∂hₜ ⊙ o ⊙ (1 − tanh²(cₜ))
/// δᵢ = γ ⊙ g ⊙ i ⊙ (1 − i);   δ_f = γ ⊙ cₜ₋₁ ⊙ f ⊙ (1 − f);   δ_g = γ ⊙ i ⊙ (1 − g²)
/// δₒ = ∂L/∂hₜ ⊙ tanh(cₜ) ⊙ o ⊙ (1 − o)
/// ∂L/∂a = ∂L/∂u = (δᵢ, δ_f, δ_g, δₒ);   ∂L/∂cₜ₋₁ = γ ⊙ f
/// ```
struct ReferenceLSTMCell<Scalar: ReferenceScalar>: ReferenceCell {
    func forward(
        fromInput: [Scalar], fromHidden: [Scalar], previous: ReferenceState<Scalar>
    ) -> ReferenceStep<Scalar> {
        let size = previous.hidden.count
        var state = previous
        var kept = [[Scalar]](repeating: previous.hidden, count: 4)
        for unit in 0..<size {
            let sums = (0..<4).map { fromInput[$0 * size + unit] + fromHidden[$0 * size + unit] }
            let (input, forget) = (Scalar.sigmoid(sums[0]), Scalar.sigmoid(sums[1]))
            let (candidate, output) = (Scalar.hyperbolicTangent(sums[2]), Scalar.sigmoid(sums[3]))
            state.cell[unit] = forget * previous.cell[unit] + input * candidate
            state.hidden[unit] = output * .hyperbolicTangent(state.cell[unit])
            kept[0][unit] = input
            kept[1][unit] = forget
            kept[2][unit] = candidate
            kept[3][unit] = output
        }
        return ReferenceStep(state: state, kept: kept)
    }

    func backward(
        through step: ReferenceStep<Scalar>, previous: ReferenceState<Scalar>, gradient: ReferenceState<Scalar>
    ) -> ReferenceStepGradient<Scalar> {
        let size = previous.hidden.count
        var deltas = [Scalar](repeating: 0, count: 4 * size)
        var before = ReferenceState<Scalar>(zeros: size)
        for unit in 0..<size {
            let (input, forget) = (step.kept[0][unit], step.kept[1][unit])
            let (candidate, output) = (step.kept[2][unit], step.kept[3][unit])
            let squashed = Scalar.hyperbolicTangent(step.state.cell[unit])
            let hiddenGradient = gradient.hidden[unit]
            let cellGradient = gradient.cell[unit] + hiddenGradient * output * (1 - squashed * squashed)
            deltas[unit] = cellGradient * candidate * input * (1 - input)
            deltas[size + unit] = cellGradient * previous.cell[unit] * forget * (1 - forget)
            deltas[2 * size + unit] = cellGradient * input * (1 - candidate * candidate)
            deltas[3 * size + unit] = hiddenGradient * squashed * output * (1 - output)
            before.cell[unit] = cellGradient * forget
        }
        return ReferenceStepGradient(fromInput: deltas, fromHidden: deltas, previous: before)
    }
}
