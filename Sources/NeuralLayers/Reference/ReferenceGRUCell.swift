/// The gated recurrent unit (Cho 2014, arXiv:1406.1078), reset applied after the matrix product.
///
/// With `a` and `u` cut into the gates r, z, n:
/// ```
/// r  = σ(aᵣ + uᵣ);   z = σ(a_z + u_z);   n = tanh(aₙ + r ⊙ uₙ)
/// hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁
///
/// δₙ = ∂L/∂hₜ ⊙ (1 − z) ⊙ (1 − n²)
/// δ_z = ∂L/∂hₜ ⊙ (hₜ₋₁ − n) ⊙ z ⊙ (1 − z)
/// δᵣ = δₙ ⊙ uₙ ⊙ r ⊙ (1 − r)
/// ∂L/∂a = (δᵣ, δ_z, δₙ);   ∂L/∂u = (δᵣ, δ_z, r ⊙ δₙ);   ∂L/∂hₜ₋₁ = z ⊙ ∂L/∂hₜ + Uᵀ ∂L/∂u
/// ```
struct ReferenceGRUCell<Scalar: ReferenceScalar>: ReferenceCell {
    func forward(
        fromInput: [Scalar], fromHidden: [Scalar], previous: ReferenceState<Scalar>
    ) -> ReferenceStep<Scalar> {
        let size = previous.hidden.count
        var state = previous
        var kept = [[Scalar]](repeating: previous.hidden, count: 4)
        for unit in 0..<size {
            let reset = Scalar.sigmoid(fromInput[unit] + fromHidden[unit])
            let update = Scalar.sigmoid(fromInput[size + unit] + fromHidden[size + unit])
            let candidateFromHidden = fromHidden[2 * size + unit]
            let candidate = Scalar.hyperbolicTangent(fromInput[2 * size + unit] + reset * candidateFromHidden)
            state.hidden[unit] = (1 - update) * candidate + update * previous.hidden[unit]
            kept[0][unit] = reset
            kept[1][unit] = update
            kept[2][unit] = candidate
            kept[3][unit] = candidateFromHidden
        }
        return ReferenceStep(state: state, kept: kept)
    }

    func backward(
        through step: ReferenceStep<Scalar>, previous: ReferenceState<Scalar>, gradient: ReferenceState<Scalar>
    ) -> ReferenceStepGradient<Scalar> {
        let size = previous.hidden.count
        var fromInput = [Scalar](repeating: 0, count: 3 * size)
        var fromHidden = fromInput
        var before = ReferenceState<Scalar>(zeros: size)
        for unit in 0..<size {
            let (reset, update, candidate) = (step.kept[0][unit], step.kept[1][unit], step.kept[2][unit])
            let hiddenGradient = gradient.hidden[unit]
            let candidateDelta = hiddenGradient * (1 - update) * (1 - candidate * candidate)
            let updateDelta = hiddenGradient * (previous.hidden[unit] - candidate) * update * (1 - update)
            let resetDelta = candidateDelta * step.kept[3][unit] * reset * (1 - reset)
            fromInput[unit] = resetDelta
            fromInput[size + unit] = updateDelta
            fromInput[2 * size + unit] = candidateDelta
            fromHidden[unit] = resetDelta
            fromHidden[size + unit] = updateDelta
            fromHidden[2 * size + unit] = reset * candidateDelta
            before.hidden[unit] = update * hiddenGradient
        }
        return ReferenceStepGradient(fromInput: fromInput, fromHidden: fromHidden, previous: before)
    }
}
