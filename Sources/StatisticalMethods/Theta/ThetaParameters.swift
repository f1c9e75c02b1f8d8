/// What is learned for one form.
struct ThetaParameters {
    var alpha: Double
    /// The level before the first row.
    var level: Double
    /// The weight of the line, 1 − 1/θ.
    var omega: Double
    /// Sum over the errors from row ``ThetaMethod/Form/firstJudged`` on.
    var squaredErrors: Double
}

extension ThetaMethod.Form {
    /// Fiorucci et al.'s range of α, 0.1...0.99, in twenty steps.
    private static let grid = (0...20).map { $0 == 20 ? 0.99 : 0.1 + 0.0445 * Double($0) }
    /// Their range of θ, 1 (smoothing alone) to 10¹⁰, as ω = 1 − 1/θ.
    private static let omegas = 0.0...(1 - 1e-10)

    /// Parameters that are learned: α, the first level, and θ.
    var parameterCount: Int { isOptimized ? 3 : 2 }

    /// The first row whose error counts in learning, as in the authors' R package forecTheta: with a line through one and
    /// two points there is no error to speak of.
    var firstLearned: Int { isDynamic ? 2 : 0 }

    /// The first row whose error counts in choosing a form and in the width of intervals, as in statsforecast.
    static let firstJudged = 3

    /// α, first level and ω with the least sum of squared errors.
    func parameters(_ lines: ThetaLines) -> ThetaParameters {
        let first = min(firstLearned, lines.values.count - 2)
        let omegas = isOptimized ? Self.omegas : 0.5...0.5
        let alpha = BoundedMinimum.search(grid: Self.grid, tolerance: 1e-7) { alpha in
            let moments = lines.moments(alpha: alpha, from: first)
            let (level, omega) = moments.minimum(omegas: omegas)
            return moments.squaredErrors(level: level, omega: omega)
        }.point
        let (level, omega) = lines.moments(alpha: alpha, from: first).minimum(omegas: omegas)
        let judged = lines.moments(alpha: alpha, from: Self.firstJudged)
        let squaredErrors = judged.squaredErrors(level: level, omega: omega)
        return ThetaParameters(alpha: alpha, level: level, omega: omega, squaredErrors: squaredErrors)
    }
}
