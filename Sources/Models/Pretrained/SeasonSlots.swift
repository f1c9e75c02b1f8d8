import SyntheticSeries

/// Where the steps of a season lie among the slots of a network's tokens.
///
/// A season takes the smallest token that holds it; the slots that are left over are empty. A season longer than the
/// longest token is read several steps a slot.
struct SeasonSlots: Sendable, Hashable {
    /// m: steps of a season.
    let seasonLength: Int
    /// The network that knows such seasons best.
    let frequency: SamplingFrequency
    /// Steps of one slot.
    let stepsPerSlot: Int

    init(seasonLength: Int) {
        self.seasonLength = seasonLength
        let longest = SegmentLayout(.hourly).tokenLength
        stepsPerSlot = max(1, (seasonLength + longest - 1) / longest)
        frequency =
            switch seasonLength {
            case ...1: .yearly
            case 2...4: .quarterly
            case 5...7: .daily
            case 8...12: .monthly
            default: .hourly
            }
    }

    /// Seasons of the network's tokens that one of the series takes: two halves of a year are one token of quarters.
    private var tokenSteps: Int {
        let length = SegmentLayout(frequency).tokenLength
        let season = (seasonLength + stepsPerSlot - 1) / stepsPerSlot
        return frequency == .yearly ? 1 : season == 2 ? 4 : min(season, length)
    }

    /// Slots that are left empty after each season.
    var emptySlots: Int { frequency == .yearly ? 0 : SegmentLayout(frequency).tokenLength - tokenSteps }

    /// Steps of the series that the network reads.
    var contextLength: Int {
        let layout = SegmentLayout(frequency)
        if frequency == .yearly { return layout.mostSlots }
        return layout.mostTokens * tokenSteps * stepsPerSlot
    }

    /// The slots of `values`, aligned to their end.
    func slots(_ values: ArraySlice<Double>) -> [Double] {
        if emptySlots == 0, stepsPerSlot == 1 { return Array(values) }
        let means = self.means(values)
        if emptySlots == 0 { return means }
        var slots: [Double] = []
        slots.reserveCapacity(means.count * 2)
        // The last value is the last of a season: empty slots come before its first.
        for (place, value) in means.reversed().enumerated() {
            slots.append(value)
            if (place + 1) % tokenSteps == 0 { for _ in 0..<emptySlots { slots.append(.nan) } }
        }
        return slots.reversed()
    }

    /// The means of runs of steps, the last run ending at the last step.
    private func means(_ values: ArraySlice<Double>) -> [Double] {
        if stepsPerSlot == 1 { return Array(values) }
        var means: [Double] = []
        var end = values.endIndex
        while end > values.startIndex {
            let run = values[max(values.startIndex, end - stepsPerSlot)..<end].filter { !$0.isNaN }
            means.append(run.isEmpty ? .nan : run.reduce(0, +) / Double(run.count))
            end -= stepsPerSlot
        }
        return means.reversed()
    }

    /// Whether slot `slot` of the horizon holds no step.
    func isEmpty(_ slot: Int) -> Bool { emptySlots > 0 && slot % (tokenSteps + emptySlots) < emptySlots }

    /// The slot of the horizon that holds step `step`, counted from 0.
    func slot(ofStep step: Int) -> Int {
        let slot = step / stepsPerSlot
        return emptySlots == 0 ? slot : slot / tokenSteps * (tokenSteps + emptySlots) + emptySlots + slot % tokenSteps
    }
}
