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

/// Where demand was and how much.
struct DemandSizes {
    /// Values above zero.
    private(set) var sizes: [Double] = []
    /// Rows from one of them to the next, the first from the start of the series.
    private(set) var intervals: [Double] = []

    init(_ values: [Double]) {
        var last = -1
        for (row, value) in values.enumerated() where value > 0 {
            sizes.append(value)
            intervals.append(Double(row - last))
            last = row
        }
    }

    /// The mean of the intervals as a number of rows, halves to the even one.
    var meanInterval: Int {
        guard !intervals.isEmpty else { return 1 }
        return Int((intervals.reduce(0, +) / Double(intervals.count)).rounded(.toNearestOrEven))
    }
}

/// Means of so many rows in a row, for any number of rows.
struct DemandSums {
    /// Sums of the rows before each, times ``scale``; shape `[N + 1]`.
    private let sums: [Double]
    /// A power of two, so that it changes no digit.
    private let scale: Double

    /// - Parameter values: None below zero.
    init(_ values: ArraySlice<Double>) {
        let largest = values.reduce(0) { max($0, abs($1)) }
        let exponent = largest > 0 ? Int(largest.exponent) : 0
        let scale = Double(sign: .plus, exponent: -max(-1000, min(1000, exponent)), significand: 1)
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        var sum = 0.0
        for value in values {
            sum += value * scale
            sums.append(sum)
        }
        (self.sums, self.scale) = (sums, scale)
    }

    /// The means of `level` rows, oldest first, the last one at the end; rows at the start that fill none are left out.
    func means(of level: Int, atMost limit: Int) -> [Double] {
        let rows = sums.count - 1
        guard rows > 0 else { return [] }
        let level = min(level, rows)
        let count = min(rows / level, limit)
        let unit = 1 / (Double(level) * scale)
        return (0..<count).map { block in
            let end = rows - (count - 1 - block) * level
            return (sums[end] - sums[end - level]) * unit
        }
    }
}
