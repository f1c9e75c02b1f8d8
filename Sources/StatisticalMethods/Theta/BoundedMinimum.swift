/// The least value of a function of one variable between two bounds.
enum BoundedMinimum {
    /// Looks at every point of a grid, then searches between the neighbours of the best.
    ///
    /// Brent 1973, "Algorithms for Minimization without Derivatives": parabolas through the three best
    /// points, golden sections where a parabola does not help.
    /// - Parameters:
    ///   - grid: Rising, at least two points; the bounds are the first and the last.
    ///   - tolerance: How far from the minimum the point may be.
    static func search(
        grid: [Double], tolerance: Double, _ value: (Double) -> Double
    ) -> (point: Double, value: Double) {
        var best = 0
        var least = Double.infinity
        for index in grid.indices {
            let candidate = value(grid[index])
            if candidate < least { (best, least) = (index, candidate) }
        }
        guard least < .infinity else { return (grid[0], least) }
        let (low, high) = (grid[max(best - 1, 0)], grid[min(best + 1, grid.count - 1)])
        let inner = refine(low, high, grid[best], least, tolerance, value)
        return inner.value < least ? inner : (grid[best], least)
    }

    /// Brent's search between `low` and `high` from a first guess.
    private static func refine(
        _ low: Double, _ high: Double, _ guess: Double, _ valueOfGuess: Double, _ tolerance: Double,
        _ value: (Double) -> Double
    ) -> (point: Double, value: Double) {
        let golden = 0.381966011250105
        var (low, high) = (low, high)
        if guess == low || guess == high {
            // A guess on a bound: begin inside.
            let inside = low + golden * (high - low)
            return refine(low, high, inside, value(inside), tolerance, value)
        }
        var (x, w, v) = (guess, guess, guess)
        var (fx, fw, fv) = (valueOfGuess, valueOfGuess, valueOfGuess)
        var (step, stepBefore) = (0.0, 0.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if abs(x - middle) + (high - low) / 2 <= 2 * tolerance { break }
            var isGolden = true
            if abs(stepBefore) > tolerance {
                let r = (x - w) * (fx - fv)
                var q = (x - v) * (fx - fw)
                var p = (x - v) * q - (x - w) * r
                q = 2 * (q - r)
                if q > 0 { p = -p }
                q = abs(q)
                if abs(p) < abs(0.5 * q * stepBefore), p > q * (low - x), p < q * (high - x) {
                    (stepBefore, step) = (step, p / q)
                    let next = x + step
                    if next - low < 2 * tolerance || high - next < 2 * tolerance {
                        step = x < middle ? tolerance : -tolerance
                    }
                    isGolden = false
                }
            }
            if isGolden {
                stepBefore = x < middle ? high - x : low - x
                step = golden * stepBefore
            }
            let next = x + (abs(step) >= tolerance ? step : (step > 0 ? tolerance : -tolerance))
            let fNext = value(next)
            if fNext <= fx {
                if next < x { high = x } else { low = x }
                (v, fv, w, fw, x, fx) = (w, fw, x, fx, next, fNext)
            } else {
                if next < x { low = next } else { high = next }
                if fNext <= fw || w == x {
                    (v, fv, w, fw) = (w, fw, next, fNext)
                } else if fNext <= fv || v == x || v == w {
                    (v, fv) = (next, fNext)
                }
            }
        }
        return (x, fx)
    }
}
