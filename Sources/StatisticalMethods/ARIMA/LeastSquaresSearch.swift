/// The smallest sum of squares of residuals that depend on some numbers, by damped Gauss-Newton steps.
///
/// Marquardt 1963, "An algorithm for least-squares estimation of nonlinear parameters", Journal of SIAM 11: the step δ
/// solves `(JᵀJ + λ diag(JᵀJ)) δ = −Jᵀe`, and λ shrinks after a step that helped and grows after one that did not. J is
/// taken by forward differences, a run of the residuals a parameter.
struct LeastSquaresSearch {
    /// A step may change a number by this much: the numbers stand for partial correlations `x/√(1 + x²)`, whose whole
    /// range −0.95 to 0.95 lies within ±3.
    private static let largestStep = 2.0
    /// No number goes beyond this, a partial correlation of 0.99995.
    private static let largestNumber = 100.0

    /// Relative decrease of the sum of squares below which the search ends.
    var tolerance: Double
    /// Most steps.
    var stepLimit = 50
    /// How often the residuals were computed.
    private(set) var evaluations = 0

    private var jacobian: [Double] = []
    private var residuals: [Double] = []
    private var trial: [Double] = []

    init(tolerance: Double) { self.tolerance = tolerance }

    /// Lowers the sum of squares from `numbers` on.
    ///
    /// - Parameters:
    ///   - numbers: Where to begin, and where the search ended.
    ///   - count: n, how many residuals there are.
    ///   - compute: Fills the residuals, shape `[n]`, and returns the sum of their squares; ∞ where there are none.
    /// - Returns: The sum of squares at the end; ∞ when the residuals cannot be computed where the search begins.
    mutating func minimise(
        _ numbers: inout [Double], count: Int, compute: (_ numbers: [Double], _ residuals: inout [Double]) -> Double
    ) -> Double {
        if residuals.count != count {
            residuals = Array(repeating: 0, count: count)
            trial = residuals
        }
        var best = compute(numbers, &residuals)
        evaluations += 1
        guard best < .infinity, !numbers.isEmpty else { return best }
        var damping = 1e-3
        for _ in 0..<stepLimit {
            guard var equations = differentiate(numbers, count, compute) else { return best }
            equations.useResiduals(residuals, jacobian)
            var isBetter = false
            while damping < 1e10 {
                let (step, expected) = equations.step(damping: damping)
                guard expected > tolerance * 0.1 * best else { return best }
                let moved = Self.moved(numbers, by: step)
                let sum = compute(moved, &trial)
                evaluations += 1
                if sum < best {
                    isBetter = best - sum > tolerance * best
                    (best, numbers) = (sum, moved)
                    swap(&residuals, &trial)
                    damping = max(damping * 0.1, 1e-8)
                    break
                }
                damping *= 8
            }
            guard isBetter else { return best }
        }
        return best
    }

    private static func moved(_ numbers: [Double], by step: [Double]) -> [Double] {
        zip(numbers, step).map { number, change in
            let moved = number + min(max(change, -largestStep), largestStep)
            return min(max(moved, -largestNumber), largestNumber)
        }
    }

    /// Fills J by forward differences; nil when the residuals cannot be computed beside `numbers`.
    private mutating func differentiate(
        _ numbers: [Double], _ count: Int, _ compute: ([Double], inout [Double]) -> Double
    ) -> LeastSquaresEquations? {
        if jacobian.count < numbers.count * count { jacobian = Array(repeating: 0, count: numbers.count * count) }
        var moved = numbers
        for k in numbers.indices {
            // Towards 0, where the residuals can always be computed.
            let size = 1e-6 * (1 + abs(numbers[k]))
            let step = numbers[k] > 0 ? -size : size
            moved[k] = numbers[k] + step
            evaluations += 1
            guard compute(moved, &trial) < .infinity else { return nil }
            let scale = 1 / (moved[k] - numbers[k])
            moved[k] = numbers[k]
            for row in 0..<count { jacobian[k * count + row] = (trial[row] - residuals[row]) * scale }
        }
        return LeastSquaresEquations(size: numbers.count)
    }
}

/// `JᵀJ` and `Jᵀe`, and the steps they lead to.
private struct LeastSquaresEquations {
    private let size: Int
    private var matrix: [Double]
    private var gradient: [Double]

    init(size: Int) {
        self.size = size
        matrix = Array(repeating: 0, count: size * size)
        gradient = Array(repeating: 0, count: size)
    }

    mutating func useResiduals(_ residuals: [Double], _ jacobian: [Double]) {
        let count = residuals.count
        for k in 0..<size {
            for j in 0...k {
                var sum = 0.0
                for row in 0..<count { sum += jacobian[k * count + row] * jacobian[j * count + row] }
                matrix[k * size + j] = sum
                matrix[j * size + k] = sum
            }
            var sum = 0.0
            for row in 0..<count { sum += jacobian[k * count + row] * residuals[row] }
            gradient[k] = sum
        }
    }

    /// The damped step, and by how much the sum of squares is expected to fall.
    func step(damping: Double) -> (step: [Double], expected: Double) {
        var system = matrix
        let largest = (0..<size).reduce(0) { max($0, matrix[$1 * size + $1]) }
        for k in 0..<size { system[k * size + k] += damping * max(matrix[k * size + k], 1e-10 * largest) }
        guard let step = LinearSystem.solved(system, gradient.map { -$0 }) else { return (gradient.map { _ in 0 }, 0) }
        var expected = 0.0
        for k in 0..<size {
            expected -= 2 * step[k] * gradient[k]
            for j in 0..<size { expected -= step[k] * step[j] * matrix[k * size + j] }
        }
        return (step, expected)
    }
}
