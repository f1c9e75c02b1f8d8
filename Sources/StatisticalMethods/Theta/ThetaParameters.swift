/// What is learned for one form.
struct ThetaParameters {
    var alpha: Double
    /// The level before the first row.
    var level: Double
    /// The weight of the line, 1 − 1/θ.
    var omega: Double
    /// How many of the three are learned.
    var count: Int
    /// Sum over the errors from row ``ThetaMethod/Form/firstJudged`` on.
    var squaredErrors: Double
}

extension ThetaMethod.Form {
    /// Fiorucci et al.'s range of α, 0.1...0.99, in twenty steps.
    private static let grid = (0...20).map { $0 == 20 ? 0.99 : 0.1 + 0.0445 * Double($0) }
    /// Their range of θ, 1 (smoothing alone) to 10¹⁰, as ω = 1 − 1/θ.
    private static let omegas = 0.0...(1 - 1e-10)

    /// The first row whose error counts in choosing a form and in the width of intervals, as in statsforecast.
    static let firstJudged = 3

    /// The first row whose error counts in learning.
    ///
    /// A line through one and two points has no errors to speak of, and the authors' R package forecTheta leaves two
    /// out. Where the level is given nothing is lost by leaving out a third, as statsforecast does.
    func firstLearned(_ initialLevel: ThetaMethod.InitialLevel) -> Int {
        isDynamic ? (initialLevel == .learned ? 2 : 3) : 0
    }

    /// α, first level and ω with the least sum of squared errors.
    func parameters(_ lines: ThetaLines, _ initialLevel: ThetaMethod.InitialLevel) -> ThetaParameters {
        let first = min(firstLearned(initialLevel), lines.values.count - 2)
        let omegas = isOptimized ? Self.omegas : 0.5...0.5
        func minimum(_ moments: ThetaMoments) -> (level: Double, omega: Double) {
            switch initialLevel {
            case .learned: moments.minimum(omegas: omegas)
            case .firstValue: moments.minimum(omegas: omegas, first: lines.values[0], line: lines.first)
            }
        }
        let alpha = BoundedMinimum.search(grid: Self.grid, tolerance: 1e-7) { alpha in
            let moments = lines.moments(alpha: alpha, from: first)
            let (level, omega) = minimum(moments)
            return moments.squaredErrors(level: level, omega: omega)
        }.point
        let (level, omega) = minimum(lines.moments(alpha: alpha, from: first))
        let squaredErrors = lines.moments(alpha: alpha, from: Self.firstJudged)
            .squaredErrors(level: level, omega: omega)
        return ThetaParameters(
            alpha: alpha, level: level, omega: omega,
            count: 1 + (isOptimized ? 1 : 0) + (initialLevel == .learned ? 1 : 0), squaredErrors: squaredErrors)
    }
}
