/// Simple exponential smoothing as the methods for intermittent demand use it: the first value is the first level.
enum DemandSmoothing {
    /// The level after the last value, `l ← αx + (1 − α)l`; nil without values.
    static func level(_ values: [Double], weight: Double) -> Double? {
        guard let first = values.first else { return nil }
        return values.dropFirst().reduce(first) { weight * $1 + (1 - weight) * $0 }
    }

    /// The weight in 0.1...0.3 with the least sum of squared errors one step ahead, by golden section search (Kiefer
    /// 1953, "Sequential minimax search for a maximum"); the middle of those that do equally well.
    static func bestWeight(_ values: [Double]) -> Double {
        let scale = values.reduce(0) { max($0, abs($1)) }
        guard values.count > 2, scale > 0 else { return 0.2 }
        let scaled = values.map { $0 / scale }
        let golden = (5.0.squareRoot() - 1) / 2
        var (low, high) = (0.1, 0.3)
        var (left, right) = (high - golden * (high - low), low + golden * (high - low))
        var (errorLeft, errorRight) = (squaredErrors(scaled, left), squaredErrors(scaled, right))
        while high - low > 1e-9 {
            if errorLeft == errorRight { return (low + high) / 2 }
            if errorLeft < errorRight {
                (high, right, errorRight) = (right, left, errorLeft)
                left = high - golden * (high - low)
                errorLeft = squaredErrors(scaled, left)
            } else {
                (low, left, errorLeft) = (left, right, errorRight)
                right = low + golden * (high - low)
                errorRight = squaredErrors(scaled, right)
            }
        }
        return low == 0.1 ? 0.1 : high == 0.3 ? 0.3 : (low + high) / 2
    }

    private static func squaredErrors(_ values: [Double], _ weight: Double) -> Double {
        var level = values[0]
        var sum = 0.0
        for row in 1..<values.count {
            let error = values[row] - level
            sum += error * error
            level += weight * error
        }
        return sum
    }
}
