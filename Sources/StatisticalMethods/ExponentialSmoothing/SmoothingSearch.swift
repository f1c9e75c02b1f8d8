import Numerics

/// A point of the search: free initial states, and α, v, w and φ of ``SmoothingBounds``.
struct SmoothingPoint {
    /// Level, growth where there is a trend, and the season's states of the rows 1..<m; the state of row 0 follows from
    /// their sum, which is 0, or m where the season is a factor.
    var states: [Double]
    /// α, v, w, φ.
    var box: SIMD4<Double>
    /// What is to be least: the negative logarithm of the likelihood, but for a constant.
    var cost = Double.infinity
}

/// The likelihood of one form of one series, and its derivative.
///
/// With n observed rows, `n/2 ln Σ e²`, and for multiplicative errors `n/2 ln Σ (y/μ − 1)² + Σ ln μ` (Hyndman, Koehler,
/// Ord and Snyder 2008, equation 5.3), the error's variance at its best.
final class SmoothingSearch {
    let workspace: SmoothingWorkspace
    let form: ExponentialSmoothingForm
    let bounds: SmoothingBounds
    /// C, groups of four columns.
    let groups: Int
    /// How many states are free.
    let stateCount: Int
    let isRelative: Bool
    /// Whether parameters have to be tested by ``SmoothingParameters/isAdmissible(seasonLength:)``.
    private let testsAdmissibility: Bool
    /// Derivatives: the normal equations, with a row of 4C columns each, and their right side.
    let equations: NormalEquations

    init(_ workspace: SmoothingWorkspace, form: ExponentialSmoothingForm, bounds: SmoothingBounds) {
        self.workspace = workspace
        self.form = form
        self.bounds = bounds
        let seasonStates = form.season == .none ? 0 : workspace.seasonLength - 1
        stateCount = 1 + (form.trend == .none ? 0 : 1) + seasonStates
        groups = (stateCount + 3) / 4 + 1
        isRelative = form.error == .multiplicative
        testsAdmissibility = form.trend != .none && form.season != .none
        equations = NormalEquations(groups: groups, stateCount: stateCount, isSought: bounds.isSought(of: form))
    }

    /// Column of the season's state of row 1.
    private var firstSeason: Int { form.trend == .none ? 1 : 2 }

    private func growth(_ states: [Double]) -> Double {
        switch form.trend {
        case .none: 0
        case .additive, .multiplicative: states[1]
        }
    }

    /// Puts a point's season into the ring; false where a factor is negative.
    private func fillRing(_ states: [Double]) -> Bool {
        guard form.season != .none else { return true }
        let period = workspace.seasonLength
        var first = form.season == .multiplicative ? Double(period) : 0
        var least = Double.infinity
        for row in 1..<period {
            let state = states[firstSeason + row - 1]
            first -= state
            least = min(least, state)
            workspace.ring[row] = state
        }
        workspace.ring[0] = first
        return form.season != .multiplicative || min(least, first) >= 0
    }

    /// The initial states as R orders them, but for the season, which is by row.
    func season(_ states: [Double]) -> [Double] {
        guard form.season != .none, fillRing(states) else { return [] }
        return (0..<workspace.seasonLength).map { workspace.ring[$0] }
    }

    /// What ``SmoothingPoint/cost`` is at a point; ∞ where the form forbids it.
    func cost(_ point: SmoothingPoint) -> Double { costAndSquares(point).cost }

    /// The cost at a point, and Σ r².
    func costAndSquares(_ point: SmoothingPoint) -> (cost: Double, squares: Double) {
        let parameters = bounds.parameters(at: point.box, of: form)
        guard !testsAdmissibility || parameters.isAdmissible(seasonLength: workspace.seasonLength),
            fillRing(point.states)
        else { return (.infinity, .infinity) }
        let sums = form.run(
            SummingTask(
                workspace: workspace, level: point.states[0], growth: growth(point.states), parameters: parameters,
                isRelative: isRelative))
        let squares = max(sums.squares, leastSquares)
        let cost = 0.5 * Double(workspace.observed) * ReproducibleMath.log(squares) + sums.logarithms
        return (cost < .infinity ? cost : .infinity, sums.squares)
    }

    /// Residuals below rounding count as this, so that the likelihood of a perfect fit is finite.
    private var leastSquares: Double { 1e-26 * Double(max(1, workspace.observed)) }

    /// Sets ``equations`` to the expected curvature and the gradient of the cost at a point.
    ///
    /// The cost is `n/2 ln Σ r²` with `r = G e`, G the geometric mean of μ, or 1 for additive errors. Gauss's and Newton's
    /// curvature of it, `n Σ r' r' / Σ r²`, is with `e'` and `g = Σ μ'/μ / n`
    /// ```
    /// n (Σ e'e' / Σ e² + (Σ e e' / Σ e²) g + g (Σ e e' / Σ e²) + g g)
    /// ```
    func differentiate(at point: SmoothingPoint) {
        let parameters = bounds.parameters(at: point.box, of: form)
        _ = fillRing(point.states)
        fillSlopes()
        let seeds = bounds.seeds(at: point.box)
        let squares = form.run(
            SlopeTask(
                workspace: workspace, groups: groups, level: point.states[0], growth: growth(point.states),
                parameters: parameters, seeds: seeds, isRelative: isRelative))
        equations.take(
            workspace, squares: max(squares, leastSquares), observed: Double(workspace.observed),
            isRelative: isRelative)
    }

    /// The derivative of the initial states by the free ones.
    private func fillSlopes() {
        for place in 0..<2 * groups { workspace.stateSlopes[place] = SIMD4() }
        workspace.stateSlopes[0][0] = 1
        if form.trend != .none { workspace.stateSlopes[groups][1] = 1 }
        guard form.season != .none else { return }
        for place in 0..<workspace.seasonLength * groups { workspace.ringSlopes[place] = SIMD4() }
        for row in 1..<workspace.seasonLength {
            let column = firstSeason + row - 1
            workspace.ringSlopes[row * groups + column / 4][column % 4] = 1
            workspace.ringSlopes[column / 4][column % 4] = -1
        }
    }
}
