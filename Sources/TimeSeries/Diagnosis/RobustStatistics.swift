/// Location and spread that a few wild values do not move.
package enum RobustStatistics {
    /// What makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(¾).
    package static let normalConsistency = 1.482602218505602

    /// The median of values without NaN, the mean of the middle two where their number is even; nil of none.
    package static func median(_ values: [Double]) -> Double? {
        guard values.count > 64 else { return median(sorted: values.sorted()) }
        var values = values
        let middle = values.count / 2
        let upper = select(middle, of: &values)
        guard values.count.isMultiple(of: 2) else { return upper }
        // What is before the middle is not above it.
        return (values[..<middle].reduce(-.infinity, max) + upper) / 2
    }

    /// The value that sorting would put at `place`, with no larger one before and no smaller one after it: Hoare 1961,
    /// "Algorithm 65: Find".
    private static func select(_ place: Int, of values: inout [Double]) -> Double {
        var (low, high) = (0, values.count - 1)
        while low < high {
            let pivot = median(sorted: [values[low], values[(low + high) / 2], values[high]].sorted()) ?? values[low]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    (left, right) = (left + 1, right - 1)
                }
            }
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                break
            }
        }
        return values[place]
    }

    /// The median of values in rising order.
    static func median(sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The median and the scaled median absolute deviation of values without NaN; nil of none.
    ///
    /// Where more than half of the values are equal, that deviation is 0 or its rounding, and the mean absolute deviation times
    /// √(π/2) takes its place: Iglewicz & Hoaglin 1993, "How to Detect and Handle Outliers", section 3.
    package static func centreAndSpread(_ values: [Double]) -> (centre: Double, spread: Double)? {
        guard let centre = median(values) else { return nil }
        let deviations = values.map { abs($0 - centre) }
        guard let median = median(deviations) else { return nil }
        let mean = deviations.reduce(0, +) / Double(deviations.count)
        return (centre, median > rounding * mean ? normalConsistency * median : 1.2533141373155001 * mean)
    }

    /// The median of magnitudes, or where more than half of them are no more than rounding, their mean; nil of none.
    static func typical(_ magnitudes: [Double]) -> Double? {
        guard let median = median(magnitudes) else { return nil }
        let mean = magnitudes.reduce(0, +) / Double(magnitudes.count)
        return median > rounding * mean ? median : mean
    }

    /// The part of the mean up to which a median is what is left of 0 after some arithmetic.
    private static let rounding = 1e-9
}
