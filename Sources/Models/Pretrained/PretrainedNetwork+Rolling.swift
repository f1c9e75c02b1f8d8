import Numerics

extension PretrainedNetwork {
    /// How far the network rolls forward over its own answers, in slots; beyond that the last season goes on.
    var farthest: Int { 4 * layout.horizon }

    /// The quantiles of `horizon` slots after each history, as ``answers(_:)``; beyond the slots that the network answers
    /// for at once it rolls forward.
    ///
    /// It goes on from each of nine paths, one at each decile of what it said so far, and what it says after them is
    /// pooled: the next quantiles are those of the mixture. One path at the median would forget how far the others are.
    /// A path of deciles is smoother than a series, so the network takes it for one that is easy to forecast: the
    /// quantiles are kept at least as far from the median as those of its own horizon are, and as they go on to grow.
    func answers(_ histories: [[Double]], emptySlots slots: SeasonSlots, horizon: Int) -> [[Double]?] {
        zip(histories, answers(histories.map { $0[...] })).map { history, answer in
            answer.map { continued($0, after: history, emptySlots: slots, horizon: horizon) }
        }
    }

    private func continued(
        _ first: [Double], after history: [Double], emptySlots slots: SeasonSlots, horizon: Int
    ) -> [Double] {
        let count = QuantileLevels.all.count
        let growth = SpreadGrowth(first)
        var answer = first
        var known = layout.horizon
        while known < min(horizon, farthest) {
            let paths = Self.deciles.map { decile in
                let path = (0..<known).map { slots.isEmpty($0) ? Double.nan : answer[$0 * count + decile] }
                return (history + path)[...]
            }
            let next = answers(paths).compactMap(\.self)
            if next.isEmpty { break }
            for slot in 0..<layout.horizon {
                let pooled = Self.pooled(next.map { $0[slot * count..<(slot + 1) * count] })
                answer += growth.widened(pooled, slot: known + slot, season: layout.tokenLength, answer)
            }
            known += layout.horizon
        }
        guard horizon > known else { return answer }
        let period = layout.longerLag.map { $0 <= known ? $0 : layout.tokenLength } ?? layout.tokenLength
        let medians = (0..<known).map { slots.isEmpty($0) ? Double.nan : QuantileLevels.median(answer, slot: $0) }
        let trend = SeasonalChange(history + medians, period: period)
        for slot in known..<horizon {
            let same = known - period + (slot - known) % period
            let median = QuantileLevels.median(answer, slot: same) + trend.rise(from: same - known, to: slot - known)
            // Without a season the last slot knows best how far all is from sure.
            let source = layout.seasonLag == 1 && layout.longerLag == nil ? known - 1 : same
            let factor = growth.factor(from: source, to: slot)
            let own = QuantileLevels.median(answer, slot: source)
            for quantile in source * count..<(source + 1) * count {
                answer.append(median + factor * (answer[quantile] - own))
            }
        }
        return answer
    }

    /// The places of the deciles among ``QuantileLevels/all``.
    private static let deciles = 1...9

    /// The quantiles of a mixture of equal parts, each of which is given by its own.
    private static func pooled(_ parts: [ArraySlice<Double>]) -> [Double] {
        // Twenty values stand for each part.
        let values = parts.flatMap { part in
            (0..<20).map { QuantileLevels.value(part, at: (Double($0) + 0.5) / 20) }
        }.sorted()
        return QuantileLevels.all.map { level in
            let place = level * Double(values.count - 1)
            let low = Int(place)
            let high = min(low + 1, values.count - 1)
            return values[low] + (place - Double(low)) * (values[high] - values[low])
        }
    }
}

/// How the distance of the quantiles from the median grows with the horizon: as a power of it, ½ for a random walk, 0 for
/// noise around a fixed level.
private struct SpreadGrowth {
    private let power: Double
    /// Slots of the answer that it was learned from.
    private let horizon: Int

    /// - Parameter answer: What the network said at once, `[slots × quantiles]`.
    init(_ answer: [Double]) {
        let count = QuantileLevels.all.count
        horizon = answer.count / count
        let spreads = (0..<horizon).map { QuantileLevels.spread(answer, slot: $0) }
        let half = horizon / 2
        let (first, second) = (spreads[..<half].reduce(0, +), spreads[(horizon - half)...].reduce(0, +))
        // The middles of the halves are at about a quarter and three quarters of the horizon.
        let power = first > 0 ? ReproducibleMath.log(second / first) / ReproducibleMath.log(3) : 0
        self.power = power.isFinite ? min(1, max(0, power)) : 0
    }

    /// How much farther the quantiles of slot `later` are from their median than those of `earlier`.
    func factor(from earlier: Int, to later: Int) -> Double {
        ReproducibleMath.exp(power * ReproducibleMath.log(Double(later + 1) / Double(earlier + 1)))
    }

    /// The quantiles of `slot`, no nearer to their median than those of the same place in the last season that the network
    /// answered for at once were to theirs, grown.
    func widened(_ quantiles: [Double], slot: Int, season: Int, _ answer: [Double]) -> [Double] {
        let count = QuantileLevels.all.count
        let same = horizon - season + (slot - horizon) % season
        let growth = factor(from: same, to: slot)
        let (median, own) = (quantiles[QuantileLevels.median], answer[same * count + QuantileLevels.median])
        return quantiles.enumerated().map { place, value in
            let least = growth * (answer[same * count + place] - own)
            let offset = value - median
            return median + (least < 0 ? min(offset, least) : max(offset, least))
        }
    }
}
