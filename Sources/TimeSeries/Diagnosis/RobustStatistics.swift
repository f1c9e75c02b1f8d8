/// Location and spread that a few wild values do not move.
package enum RobustStatistics {
    /// What makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(¾).
    package static let normalConsistency = 1.482602218505602

    /// The median of values without NaN, the mean of the middle two where their number is even; nil of none.
    package static func median(_ values: [Double]) -> Double? {
        median(sorted: values.sorted())
    }

    package static func median(sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The median and the scaled median absolute deviation of values without NaN; nil of none.
    ///
    /// Where more than half of the values are equal, that deviation is 0, and the mean absolute deviation times
    /// √(π/2) takes its place: Iglewicz & Hoaglin 1993, "How to Detect and Handle Outliers", section 3.
    package static func centreAndSpread(_ values: [Double]) -> (centre: Double, spread: Double)? {
        guard let centre = median(values) else { return nil }
        let deviations = values.map { abs($0 - centre) }
        guard let median = median(deviations) else { return nil }
        if median > 0 { return (centre, normalConsistency * median) }
        let mean = deviations.reduce(0, +) / Double(deviations.count)
        return (centre, 1.2533141373155001 * mean)
    }
}
