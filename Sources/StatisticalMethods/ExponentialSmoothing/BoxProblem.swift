/// The least of `g d + ½ d S d` over four unknowns in a box, for a positive definite S.
struct BoxProblem {
    /// S, of the unknowns that are free and of the others.
    var matrix = InlineArray<4, SIMD4<Double>>(repeating: SIMD4())
    /// Which unknowns there are; the others stay 0.
    var isFree: SIMDMask<SIMD4<Int64>>
    var gradient: SIMD4<Double>

    init(isFree: SIMDMask<SIMD4<Int64>>, gradient: SIMD4<Double>) {
        (self.isFree, self.gradient) = (isFree, gradient)
    }

    /// Solves by active sets: an unknown that would leave the box is held at its bound, and let go again when the
    /// gradient points back inside.
    func solve(below: SIMD4<Double>, above: SIMD4<Double>) -> SIMD4<Double> {
        var step = SIMD4<Double>()
        var active = isFree
        // An unknown at a bound that the gradient pushes outwards starts as held.
        for place in 0..<4 where active[place] {
            if (below[place] >= 0 && gradient[place] > 0) || (above[place] <= 0 && gradient[place] < 0) {
                active[place] = false
            }
        }
        // Each round holds or lets go of one; twelve are more than four unknowns need but for rounding.
        for _ in 0..<12 {
            let target = minimiser(active: active, held: step)
            var (share, blocking) = (1.0, -1)
            for place in 0..<4 where active[place] {
                let move = target[place] - step[place]
                let room = move > 0 ? above[place] - step[place] : below[place] - step[place]
                if move != 0, abs(room) < abs(move) * share { (share, blocking) = (abs(room / move), place) }
            }
            for place in 0..<4 where active[place] { step[place] += share * (target[place] - step[place]) }
            if blocking >= 0 {
                active[blocking] = false
                step[blocking] =
                    step[blocking] > 0.5 * (below[blocking] + above[blocking])
                    ? above[blocking] : below[blocking]
            } else {
                guard let released = mostPromising(step, active: active, below: below, above: above) else { break }
                active[released] = true
            }
        }
        return step.clamped(lowerBound: below, upperBound: above).replacing(with: 0, where: .!isFree)
    }

    /// A held unknown whose gradient points inside.
    private func mostPromising(
        _ step: SIMD4<Double>, active: SIMDMask<SIMD4<Int64>>, below: SIMD4<Double>, above: SIMD4<Double>
    ) -> Int? {
        var (best, found) = (1e-12, -1)
        for place in 0..<4 where isFree[place] && !active[place] {
            let slope = gradient[place] + (matrix[place] * step).sum()
            let size = slope * slope / max(matrix[place][place], 1e-300)
            let pointsInside = (slope < 0 && step[place] < above[place]) || (slope > 0 && step[place] > below[place])
            if pointsInside, size > best { (best, found) = (size, place) }
        }
        return found >= 0 ? found : nil
    }

    /// The least over the active unknowns, the others held.
    private func minimiser(active: SIMDMask<SIMD4<Int64>>, held: SIMD4<Double>) -> SIMD4<Double> {
        var rows = matrix
        var right = SIMD4<Double>()
        for row in 0..<4 {
            if active[row] {
                right[row] = -gradient[row]
                for column in 0..<4 where !active[column] {
                    right[row] -= rows[row][column] * held[column]
                    rows[row][column] = 0
                }
            } else {
                rows[row] = SIMD4()
                rows[row][row] = 1
                right[row] = held[row]
            }
        }
        for pivot in 0..<4 {
            let inverse = 1 / rows[pivot][pivot]
            for row in pivot + 1..<max(pivot + 1, 4) {
                let share = rows[row][pivot] * inverse
                if share == 0 { continue }
                rows[row] -= rows[pivot] * share
                right[row] -= right[pivot] * share
            }
        }
        var solution = held
        for row in stride(from: 3, through: 0, by: -1) {
            var sum = right[row]
            for column in row + 1..<max(row + 1, 4) { sum -= rows[row][column] * solution[column] }
            let value = sum / rows[row][row]
            solution[row] = value.isFinite ? value : held[row]
        }
        return solution
    }
}
