extension SmoothingParameters {
    /// Whether what is forecast forgets the distant past, for a form with trend and season; within
    /// ``SmoothingBounds`` all other forms do.
    ///
    /// Hyndman, Akram and Archibald 2008, "The admissible parameter space for exponential smoothing models": the roots of
    /// ```
    /// zᵐ⁺¹ + (α + β − φ) zᵐ + (α + β − αφ)(zᵐ⁻¹ + … + z²) + (α + β − αφ + γ − 1) z + φ (1 − α − γ)
    /// ```
    /// lie within the unit circle. Schur's and Cohn's test: the polynomial less its mirror image times its last
    /// coefficient has one root less, and that coefficient must stay below 1.
    func isAdmissible(seasonLength: Int) -> Bool {
        let period = seasonLength
        guard period > 1, period <= 24 else { return true }
        // Ascending powers; at most m = 24.
        var polynomial = InlineArray<26, Double>(repeating: 0)
        let middle = alpha + beta - alpha * phi
        for power in 2..<period { polynomial[power] = middle }
        polynomial[0] = phi * (1 - alpha - gamma)
        polynomial[1] += middle + gamma - 1
        polynomial[period] += alpha + beta - phi
        polynomial[period + 1] = 1
        var degree = period + 1
        while degree >= 1 {
            let reflection = polynomial[0] / polynomial[degree]
            guard abs(reflection) < 1 else { return false }
            // Coefficients of (P − k P*) / z, in place from both ends.
            var (low, high) = (0, degree)
            while low < high {
                let (a, b) = (polynomial[low], polynomial[high])
                polynomial[low] = a - reflection * b
                polynomial[high] = b - reflection * a
                low += 1
                high -= 1
            }
            if low == high { polynomial[low] -= reflection * polynomial[low] }
            for power in 0..<degree { polynomial[power] = polynomial[power + 1] }
            degree -= 1
        }
        return true
    }
}
