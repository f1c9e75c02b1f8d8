/// The damped Gauss-Newton step of a search, whose last four unknowns lie in a box.
///
/// Minimises `g d + ½ d (H + λ diag H) d` over steps d of the initial states, which are free, and of α, v, w and φ,
/// which are kept within their bounds. The states are eliminated by Cholesky's method; what remains has four unknowns.
///
/// Matrices have 4C rows of C groups of four columns. Only groups from the diagonal's onwards are held, those on the
/// diagonal in full.
final class NormalEquations {
    /// C.
    private let groups: Int
    private let stateCount: Int
    private let isSought: SIMDMask<SIMD4<Int64>>
    /// H, `[4C, C]`.
    private let matrix: WorkspaceBuffer<SIMD4<Double>>
    /// g, `[C]`.
    let gradient: WorkspaceBuffer<SIMD4<Double>>
    /// H + λ diag H, eliminated, `[4C, C]`.
    private let factor: WorkspaceBuffer<SIMD4<Double>>
    /// g, eliminated, `[4C]`.
    private let side: WorkspaceBuffer<Double>
    /// d, `[C]`: the steps of the states, filled up with zeros, and of α, v, w and φ.
    let step: WorkspaceBuffer<SIMD4<Double>>

    init(groups: Int, stateCount: Int, isSought: SIMDMask<SIMD4<Int64>>) {
        self.groups = groups
        self.stateCount = stateCount
        self.isSought = isSought
        matrix = WorkspaceBuffer(SIMD4(), count: 4 * groups * groups)
        factor = WorkspaceBuffer(SIMD4(), count: 4 * groups * groups)
        gradient = WorkspaceBuffer(SIMD4(), count: groups)
        side = WorkspaceBuffer(0, count: 4 * groups)
        step = WorkspaceBuffer(SIMD4(), count: groups)
    }

    /// The steps of α, v, w and φ.
    var boxStep: SIMD4<Double> { step[groups - 1] }

    /// The first of the box's rows.
    private var box: Int { 4 * groups - 4 }

    /// Sets H and g from sums over rows; see ``SmoothingSearch/differentiate(at:)``.
    func take(_ workspace: SmoothingWorkspace, squares: Double, observed: Double, isRelative: Bool) {
        let scale = observed / squares
        for group in 0..<groups {
            gradient[group] = workspace.gradient[group] * scale
            if isRelative { gradient[group] += workspace.logSlope[group] }
        }
        for row in 0..<4 * groups {
            let logSlope = workspace.logSlope[row / 4][row % 4] / observed
            let along = gradient[row / 4][row % 4] / observed
            for group in row / 4..<groups {
                var entries = workspace.curvature[row * groups + group] * scale
                if isRelative {
                    // g − Σ μ'/μ is the gradient of the squares alone.
                    let others = workspace.logSlope[group]
                    entries += (gradient[group] - others) * logSlope + others * along
                }
                matrix[row * groups + group] = entries
            }
        }
    }

    /// Sets ``step``; returns how much the cost falls by the model without damping, or nil where the equations have no
    /// solution.
    func solve(damping: Double, below: SIMD4<Double>, above: SIMD4<Double>) -> Double? {
        guard eliminateStates(damping: damping) else { return nil }
        var problem = BoxProblem(
            isFree: isSought, gradient: SIMD4(side[box], side[box + 1], side[box + 2], side[box + 3]))
        for lane in 0..<4 { problem.matrix[lane] = factor[(box + lane) * groups + groups - 1] }
        for group in 0..<groups - 1 { step[group] = SIMD4() }
        step[groups - 1] = problem.solve(below: below, above: above)
        for row in stride(from: stateCount - 1, through: 0, by: -1) {
            var sum = SIMD4<Double>()
            for group in row / 4..<groups { sum += factor[row * groups + group] * step[group] }
            step[row / 4][row % 4] = -(side[row] + sum.sum()) / factor[row * groups + row / 4][row % 4]
        }
        return predictedFall()
    }

    /// Gauss's elimination of the states from the rows below them and from the right side.
    private func eliminateStates(damping: Double) -> Bool {
        for row in 0..<4 * groups {
            for group in row / 4..<groups { factor[row * groups + group] = matrix[row * groups + group] }
            let diagonal = matrix[row * groups + row / 4][row % 4]
            factor[row * groups + row / 4][row % 4] = diagonal * (1 + damping) + 1e-12
            side[row] = gradient[row / 4][row % 4]
        }
        for pivotRow in 0..<stateCount {
            let pivot = factor[pivotRow * groups + pivotRow / 4][pivotRow % 4]
            guard pivot > 0, pivot < .infinity else { return false }
            let inverse = 1 / pivot
            eliminate(pivotRow, from: pivotRow + 1..<max(pivotRow + 1, stateCount), inverse)
            eliminate(pivotRow, from: box..<4 * groups, inverse)
        }
        return true
    }

    @inline(__always)
    private func eliminate(_ pivotRow: Int, from rows: Range<Int>, _ inverse: Double) {
        for row in rows {
            let share = factor[pivotRow * groups + row / 4][row % 4] * inverse
            for group in row / 4..<groups {
                factor[row * groups + group] -= factor[pivotRow * groups + group] * share
            }
            side[row] -= side[pivotRow] * share
        }
    }

    /// `−(g d + ½ d H d)`.
    private func predictedFall() -> Double {
        var fall = SIMD4<Double>()
        for group in 0..<groups {
            let steps = step[group]
            fall -= gradient[group] * steps
            for lane in 0..<4 {
                let row = 4 * group + lane
                var product = matrix[row * groups + group] * steps * 0.5
                for other in group + 1..<max(groups, group + 1) {
                    product += matrix[row * groups + other] * step[other]
                }
                fall -= product * steps[lane]
            }
        }
        return fall.sum()
    }
}
