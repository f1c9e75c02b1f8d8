extension PretrainedNetwork {
    /// The quantiles of `horizon` slots after each history, as ``answers(_:)``; beyond the slots that the network answers
    /// for at once it rolls forward.
    ///
    /// It goes on from each of nine paths, one at each decile of what it said so far, and what it says after them is
    /// pooled: the next quantiles are those of the mixture. One path at the median would forget how far the others are.
    func answers(_ histories: [[Double]], emptySlots slots: SeasonSlots, horizon: Int) -> [[Double]?] {
        var answers = self.answers(histories.map { $0[...] })
        let count = QuantileLevels.all.count
        var known = layout.horizon
        while known < horizon {
            for (place, answer) in answers.enumerated() {
                guard let answer else { continue }
                let paths = Self.deciles.map { decile in
                    let path = (0..<known).map { slot in
                        slots.isEmpty(slot) ? Double.nan : answer[slot * count + decile]
                    }
                    return (histories[place] + path)[...]
                }
                let next = self.answers(paths).compactMap(\.self)
                answers[place] =
                    answer
                    + (0..<layout.horizon).flatMap { slot in
                        Self.pooled(next.map { $0[slot * count..<(slot + 1) * count] })
                    }
            }
            known += layout.horizon
        }
        return answers
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
