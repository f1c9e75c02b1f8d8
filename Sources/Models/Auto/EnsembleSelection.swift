/// Chooses the weights of a combination by what its members forecast of windows that they had not learned from.
///
/// Half of the weights are chosen by greedy selection with replacement (Caruana, Niculescu-Mizil, Crew & Ksikes 2004,
/// "Ensemble selection from libraries of models", ICML): the member that lowers the loss of the mean most is added, again and
/// again, and a weight is how often its member was added. The other half is shared equally by the best members that are
/// about as good as the best one; few windows favour whoever was lucky on them, so this half is larger the fewer there are.
///
/// The loss of a group of windows, those of one series and stretch, is its mean absolute error in terms of the median
/// member's, so that every series counts alike whatever its unit and however hard it is, and one on which a member fails
/// altogether does not decide alone.
///
/// The numbers below were compared on rows of the M3 and M4 Hourly collections' training series only: weights chosen on
/// one stretch, scored on the next.
struct EnsembleSelection {
    /// What happened at every step of every window, one after the other; NaN where missing; shape `[points]`.
    let actuals: [Double]
    /// Points of the windows of one series in one stretch; together all points.
    let groups: [Range<Int>]
    /// Shape `[members, points]`.
    let forecasts: [[Double]]
    /// How many windows are as good as independent of each other.
    let independentWindows: Double

    /// Times that a member is added.
    private static let additions = 50
    /// So many independent windows make half of the chosen weights count.
    private static let priorWindows = 10.0
    /// The most members that share equal weights, and how much worse than the best one they may be.
    private static let (mostEqual, nearBest) = (6, 1.2)
    /// How much worse than the best one the anchor may be.
    ///
    /// Compared on made-up series of other generators than the pretrained networks learned from.
    private static let anchored = 1.05
    /// The largest loss of a group, in terms of the median member's.
    private static let largestLoss = 5.0

    /// For each group one over the median member's summed error; 0 where that is 0 or nothing was observed.
    private let groupWeights: [Double]

    init(actuals: [Double], groups: [Range<Int>], forecasts: [[Double]], independentWindows: Double) {
        self.actuals = actuals
        self.groups = groups
        self.forecasts = forecasts
        self.independentWindows = independentWindows
        groupWeights = groups.map { group in
            let errors = forecasts.map { member in
                group.reduce(0.0) { actuals[$1].isNaN ? $0 : $0 + abs(member[$1] - actuals[$1]) }
            }.filter(\.isFinite).sorted()
            let median = errors.isEmpty ? 0 : errors[errors.count / 2]
            return median > 0 ? 1 / median : 0
        }
    }

    /// The loss of each member alone: 1 for one that is as good as the median everywhere.
    var losses: [Double] { forecasts.map { loss { [forecast = $0] in forecast[$0] } } }

    /// Chosen weights, of sum 1; shape `[members]`.
    ///
    /// - Parameters:
    ///   - members: The places of those that may have one; nil for all.
    ///   - anchor: The member that counts as much as all others together in the equal half, where it is as good as the best
    ///     of them: one that has learned nothing from these rows owes nothing to luck on them.
    func weights(among members: [Int]? = nil, anchor: Int? = nil) -> [Double] {
        let members = members ?? Array(forecasts.indices)
        let (chosen, equal) = (greedyWeights(members), equalWeights(members, anchor: anchor))
        let trust = 0.5 * independentWindows / (independentWindows + Self.priorWindows)
        return zip(chosen, equal).map { trust * $0 + (1 - trust) * $1 }
    }

    /// Equal weights of the best members, all about as good as the best.
    private func equalWeights(_ members: [Int], anchor: Int?) -> [Double] {
        let losses = losses
        let ranked = members.sorted { (losses[$0], $0) < (losses[$1], $1) }
        let least = ranked.first.map { losses[$0] } ?? 0
        let best = ranked.prefix(Self.mostEqual).filter { losses[$0] <= Self.nearBest * least }
        let equal = losses.indices.map { best.contains($0) ? 1 / Double(best.count) : 0 }
        guard let anchor, best.count > 1, best.contains(anchor), losses[anchor] <= Self.anchored * least else {
            return equal
        }
        let others = 0.5 / Double(best.count - 1)
        return losses.indices.map { $0 == anchor ? 0.5 : best.contains($0) ? others : 0 }
    }

    private func greedyWeights(_ members: [Int]) -> [Double] {
        var counts = [Double](repeating: 0, count: forecasts.count)
        var sum = [Double](repeating: 0, count: actuals.count)
        var (bestLoss, bestCounts) = (Double.infinity, counts)
        for addition in 1...Self.additions {
            let scale = 1 / Double(addition)
            let losses = members.map { [forecasts] member in loss { (forecasts[member][$0] + sum[$0]) * scale } }
            guard let least = losses.min(), let place = losses.firstIndex(of: least) else { break }
            let member = members[place]
            counts[member] += 1
            for point in sum.indices { sum[point] += forecasts[member][point] }
            if least < bestLoss { (bestLoss, bestCounts) = (least, counts) }
        }
        let total = bestCounts.reduce(0, +)
        return total > 0 ? bestCounts.map { $0 / total } : counts.map { _ in 1 / Double(counts.count) }
    }

    /// The mean over the groups of the error of a forecast in terms of the median member's.
    @inline(__always)
    private func loss(_ forecast: (Int) -> Double) -> Double {
        var (total, count) = (0.0, 0)
        for (group, weight) in zip(groups, groupWeights) where weight > 0 {
            var sum = 0.0
            for point in group where !actuals[point].isNaN { sum += abs(forecast(point) - actuals[point]) }
            let ratio = sum * weight
            total += ratio < Self.largestLoss ? ratio : Self.largestLoss
            count += 1
        }
        return count > 0 ? total / Double(count) : 0
    }
}
