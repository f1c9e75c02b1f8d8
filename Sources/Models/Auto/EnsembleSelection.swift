/// Chooses the weights of a combination by what its members forecast of windows that they had not learned from.
///
/// Greedy selection with replacement (Caruana, Niculescu-Mizil, Crew & Ksikes 2004, "Ensemble selection from libraries of
/// models", ICML): the member that lowers the loss of the mean most is added, again and again, and a weight is how often
/// its member was added. Few windows favour whoever was lucky on them, so the outcome is drawn towards equal weights of
/// the better half of the members, the more the fewer windows there are.
struct EnsembleSelection {
    /// What happened at every step of every window, one after the other; shape `[points]`.
    let actuals: [Double]
    /// The weight of each point in the loss: one over the scale of its series; shape `[points]`.
    let pointWeights: [Double]
    /// What sums of weighted errors are divided by.
    let totalShare: Double
    /// Shape `[members, points]`.
    let forecasts: [[Double]]
    /// How many windows are as good as independent of each other.
    let independentWindows: Double

    /// Times that a member is added.
    static let additions = 50
    /// So many independent windows count as much as the belief in equal weights before any was seen.
    static let priorWindows = 10.0

    /// The mean weighted absolute error of each member alone.
    var losses: [Double] { forecasts.map { loss(of: $0, scale: 1) } }

    /// Chosen weights, of sum 1; shape `[members]`.
    func weights() -> [Double] {
        let chosen = greedyWeights()
        let prior = priorWeights()
        let trust = independentWindows / (independentWindows + Self.priorWindows)
        return zip(chosen, prior).map { trust * $0 + (1 - trust) * $1 }
    }

    /// Equal weights of the better half, at least three members.
    private func priorWeights() -> [Double] {
        let losses = losses
        let ranked = losses.indices.sorted { (losses[$0], $0) < (losses[$1], $1) }
        let half = ranked.prefix(max(min(3, ranked.count), (ranked.count + 1) / 2))
        return losses.indices.map { half.contains($0) ? 1 / Double(half.count) : 0 }
    }

    private func greedyWeights() -> [Double] {
        var counts = [Double](repeating: 0, count: forecasts.count)
        var sum = [Double](repeating: 0, count: actuals.count)
        var bestLoss = Double.infinity
        var bestCounts = counts
        for addition in 1...Self.additions {
            var candidates = forecasts.indices.map { loss(of: forecasts[$0], plus: sum, scale: 1 / Double(addition)) }
            candidates = candidates.map { $0.isNaN ? .infinity : $0 }
            guard let least = candidates.min(), let member = candidates.firstIndex(of: least) else { break }
            counts[member] += 1
            for point in sum.indices { sum[point] += forecasts[member][point] }
            if least < bestLoss { (bestLoss, bestCounts) = (least, counts) }
        }
        let total = bestCounts.reduce(0, +)
        return total > 0 ? bestCounts.map { $0 / total } : counts.map { _ in 1 / Double(counts.count) }
    }

    /// The mean weighted absolute error of `(forecasts + others) · scale`.
    private func loss(of forecasts: [Double], plus others: [Double]? = nil, scale: Double) -> Double {
        var total = 0.0
        if let others {
            for point in actuals.indices {
                total += abs((forecasts[point] + others[point]) * scale - actuals[point]) * pointWeights[point]
            }
        } else {
            for point in actuals.indices { total += abs(forecasts[point] - actuals[point]) * pointWeights[point] }
        }
        return totalShare > 0 ? total / totalShare : 0
    }
}
