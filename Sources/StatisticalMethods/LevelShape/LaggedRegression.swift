/// A row as the row before, a drift, and shares of how far earlier rows lie from that one.
struct LaggedRegression: Sendable, Codable, Equatable {
    /// First and last lag of each block, rising; the first lag of all is 1, the row the others are measured from.
    let blocks: [Int]
    /// One for each lag but the first.
    let coefficients: [Double]
    /// What a step adds.
    let drift: Double
    /// Standard deviation of one step.
    let deviation: Double

    /// Learns by ``RidgePath``.
    ///
    /// - Parameter mostRows: How many of the last rows are learned from.
    init(_ values: [Double], isObserved: [Bool], blocks: [ClosedRange<Int>], mostRows: Int) {
        let equations = LaggedEquations(values, isObserved: isObserved, blocks: blocks, mostRows: mostRows)
        let path = equations.solved()
        self.blocks = blocks.flatMap { [$0.lowerBound, $0.upperBound] }
        coefficients = Array(path.coefficients.dropLast())
        drift = (path.coefficients.last ?? 0) * equations.driftUnit
        deviation = path.variance.squareRoot()
    }

    /// The lags but the first.
    var lags: [Int] {
        let all = stride(from: 0, to: blocks.count - 1, by: 2).flatMap { Array(blocks[$0]...blocks[$0 + 1]) }
        return Array(all.dropFirst().prefix(coefficients.count))
    }

    /// The steps after the first `origin` values; lags that reach beyond the first row see that row.
    ///
    /// - Parameter range: That of the values before the origin; see ``KnownRange/bounds(step:)``.
    /// - Precondition: `origin` is from 1 to the number of values.
    func path(_ values: [Double], from origin: Int, lags: [Int], horizon: Int, range: KnownRange) -> [Double] {
        let reach = max(1, lags.last ?? 1)
        var recent = (origin - reach..<origin).map { values[max(0, $0)] }
        recent.reserveCapacity(reach + horizon)
        for step in 0..<horizon {
            let bounds = range.bounds(step: step)
            let last = recent[recent.count - 1]
            var next = last + drift
            for (place, lag) in lags.enumerated() {
                next += coefficients[place] * (recent[recent.count - lag] - last)
            }
            recent.append(max(bounds.lowerBound, min(bounds.upperBound, next)))
        }
        return Array(recent[reach...])
    }

    /// The standard deviation of each step: what an error of one step adds to the later ones, squared and summed.
    func deviations(_ lags: [Int], horizon: Int) -> [Double] {
        var effects = [Double](repeating: 0, count: horizon)
        let first = 1 - coefficients.reduce(0, +)
        var sum = 0.0
        return (0..<horizon).map { step in
            var effect = step == 0 ? 1 : first * effects[step - 1]
            for (place, lag) in lags.enumerated() where lag <= step {
                effect += coefficients[place] * effects[step - lag]
            }
            // An unstable regression is held back by the bounds.
            effects[step] = max(-1e6, min(1e6, effect))
            sum += effects[step] * effects[step]
            return deviation * sum.squareRoot()
        }
    }
}
