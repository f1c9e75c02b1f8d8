/// The damped Gauss-Newton step of a search, whose last four unknowns lie in a box.
///
/// Minimises `g d + ½ d (H + λ diag H) d` over steps d of the initial states, which are free, and of α, v, w and φ,
/// which are kept within their bounds. The states are eliminated by Cholesky's method; what remains has four unknowns.
final class NormalEquations {
    private let groups: Int
    private let stateCount: Int
    private let isSought: SIMDMask<SIMD4<Int64>>
    /// 4C.
    private let order: Int
    /// H, both halves, `[4C, 4C]`.
    private var matrix: [Double]
    /// g, `[4C]`.
    private(set) var gradient: [Double]
    /// The factor of H + λ diag H, in its lower half.
    private var factor: [Double]
    private var side: [Double]
    /// d, `[4C]`.
    private(set) var step: [Double]
    /// The steps of α, v, w and φ.
    private(set) var boxStep = SIMD4<Double>()

    init(groups: Int, stateCount: Int, isSought: SIMDMask<SIMD4<Int64>>) {
        self.groups = groups
        self.stateCount = stateCount
        self.isSought = isSought
        order = 4 * groups
        matrix = [Double](repeating: 0, count: order * order)
        factor = matrix
        gradient = [Double](repeating: 0, count: order)
        side = gradient
        step = gradient
    }

    /// Sets H and g from sums over rows; see ``SmoothingSearch/differentiate(at:)``.
    func take(_ workspace: SmoothingWorkspace, squares: Double, observed: Double, isRelative: Bool) {
        let scale = observed / squares
        for first in 0..<order {
            let along = workspace.gradient[first / 4][first % 4] * scale
            let logSlope = isRelative ? workspace.logSlope[first / 4][first % 4] : 0
            gradient[first] = along + logSlope
            for group in first / 4..<groups {
                var row = workspace.curvature[first * groups + group] * scale
                if isRelative {
                    let other = workspace.gradient[group] * scale
                    let otherSlope = workspace.logSlope[group]
                    row += (other * logSlope + otherSlope * (along + logSlope)) / observed
                }
                for lane in 0..<4 {
                    matrix[first * order + 4 * group + lane] = row[lane]
                    matrix[(4 * group + lane) * order + first] = row[lane]
                }
            }
        }
    }

    /// Sets ``step`` and ``boxStep``; returns how much the cost falls by the model without damping, or nil where the
    /// equations have no solution.
    func solve(damping: Double, below: SIMD4<Double>, above: SIMD4<Double>) -> Double? {
        let box = order - 4
        guard factorStates(damping: damping) else { return nil }
        var reduced = BoxProblem(
            isFree: isSought,
            gradient: SIMD4(side[box], side[box + 1], side[box + 2], side[box + 3]))
        for row in 0..<4 {
            for column in 0...row {
                let value = factor[(box + row) * order + box + column]
                reduced.matrix[row][column] = value
                reduced.matrix[column][row] = value
            }
        }
        boxStep = reduced.solve(below: below, above: above)
        backSubstitute()
        return predictedFall()
    }

    /// Factors the states' part and eliminates it from the box's part, and from the right side.
    private func factorStates(damping: Double) -> Bool {
        let box = order - 4
        for row in 0..<order {
            if row >= stateCount, row < box { continue }
            side[row] = gradient[row]
            for column in 0...row { factor[row * order + column] = matrix[row * order + column] }
            let diagonal = matrix[row * order + row]
            factor[row * order + row] = diagonal * (1 + damping) + 1e-12
        }
        for column in 0..<stateCount {
            var pivot = factor[column * order + column]
            for k in 0..<column { pivot -= factor[column * order + k] * factor[column * order + k] }
            guard pivot > 0, pivot < .infinity else { return false }
            let inverse = 1 / pivot.squareRoot()
            factor[column * order + column] = inverse
            var right = side[column]
            for k in 0..<column { right -= factor[column * order + k] * side[k] }
            side[column] = right * inverse
            for row in column + 1..<order where row < stateCount || row >= box {
                var sum = factor[row * order + column]
                for k in 0..<column { sum -= factor[row * order + k] * factor[column * order + k] }
                factor[row * order + column] = sum * inverse
            }
        }
        for row in box..<order {
            for k in 0..<stateCount { side[row] -= factor[row * order + k] * side[k] }
            for column in box...row {
                for k in 0..<stateCount {
                    factor[row * order + column] -= factor[row * order + k] * factor[column * order + k]
                }
            }
        }
        return true
    }

    private func backSubstitute() {
        let box = order - 4
        for column in stride(from: stateCount - 1, through: 0, by: -1) {
            var sum = -side[column]
            for lane in 0..<4 { sum -= factor[(box + lane) * order + column] * boxStep[lane] }
            for row in column + 1..<max(column + 1, stateCount) { sum -= factor[row * order + column] * step[row] }
            step[column] = sum * factor[column * order + column]
        }
        for lane in 0..<4 { step[box + lane] = boxStep[lane] }
    }

    private func predictedFall() -> Double {
        var fall = 0.0
        for row in 0..<order where step[row] != 0 {
            var product = 0.0
            for column in 0..<order { product += matrix[row * order + column] * step[column] }
            fall -= step[row] * (gradient[row] + 0.5 * product)
        }
        return fall
    }
}
