/// Whether a positive series varies more where it is higher, so that logarithms make it even.
package enum SpreadByLevel {
    /// Windows that are needed to tell.
    private static let fewest = 6
    /// How many times the lowest level the highest must be.
    private static let leastRange = 1.5
    /// The part to which logarithms must bring the unevenness.
    private static let worthwhile = 0.75

    /// Whether logarithms make the spread of windows much more even.
    ///
    /// Guerrero 1993, "Time-series analysis supported by power transformations": the best power λ is the one for which
    /// `spread / level^(1 − λ)` varies least, relative to its mean, from window to window. Compared are λ = 1, the values
    /// as they are, and λ = 0, their logarithms.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing.
    ///   - window: Rows of a window, a season or some.
    package static func callsForLogarithm(_ values: [Double], window: Int) -> Bool {
        let isPositive = values.allSatisfy { $0.isNaN || $0 > 0 }
        guard isPositive else { return false }
        let windows = stride(from: 0, through: values.count - window, by: window).compactMap { start in
            levelAndSpread(values[start..<start + window].filter { !$0.isNaN }, outOf: window)
        }
        let levels = windows.map(\.level)
        guard windows.count >= fewest, let lowest = levels.min(), let highest = levels.max(),
            highest >= leastRange * lowest
        else { return false }
        let plain = variation(windows.map(\.spread))
        let relative = variation(windows.map { $0.spread / $0.level })
        guard let plain, let relative else { return false }
        return relative < worthwhile * plain
    }

    /// The mean, and the standard deviation about the window's own line: a trend is the same in every window, and would
    /// hide that the rest grows.
    private static func levelAndSpread(_ values: [Double], outOf rows: Int) -> (level: Double, spread: Double)? {
        let count = Double(values.count)
        guard values.count * 2 >= rows, values.count > 2 else { return nil }
        let mean = values.reduce(0, +) / count
        let middle = (count - 1) / 2
        var (squares, product) = (0.0, 0.0)
        for (place, value) in values.enumerated() {
            squares += (value - mean) * (value - mean)
            product += (value - mean) * (Double(place) - middle)
        }
        let rest = squares - product * product / (count * (count * count - 1) / 12)
        return (mean, (max(0, rest) / (count - 2)).squareRoot())
    }

    /// The standard deviation over the mean; nil where that is 0.
    private static func variation(_ values: [Double]) -> Double? {
        let mean = values.reduce(0, +) / Double(values.count)
        guard mean > 0 else { return nil }
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot() / mean
    }
}
