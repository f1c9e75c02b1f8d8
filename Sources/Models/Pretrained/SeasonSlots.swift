import SyntheticSeries

/// Where the steps of a season lie among the slots of a network's tokens.
///
/// A season takes the smallest token that holds it, at the token's end; the slots before it are empty. Of a season longer
/// than the longest token several steps share a slot, which holds their mean.
struct SeasonSlots: Sendable, Hashable {
    /// m: steps of a season.
    let seasonLength: Int
    /// The network that knows such seasons best.
    let frequency: SamplingFrequency
    /// How that network reads a series.
    let layout: SegmentLayout
    /// Slots of a token that hold steps.
    private let filledSlots: Int
    /// Steps of a season as the slots hold them: m, or where a token is no season as many as it has slots.
    private let cycle: Int

    init(seasonLength: Int) {
        self.seasonLength = seasonLength
        frequency =
            switch seasonLength {
            case ...1: .yearly
            case 2...4: .quarterly
            case 5...7: .daily
            case 8...12: .monthly
            case 52: .weekly
            default: .hourly
            }
        layout = SegmentLayout(frequency)
        let length = layout.tokenLength
        // Two halves of a year are one token of quarters.
        cycle = layout.seasonLag == 1 || seasonLength == 2 ? length : seasonLength
        let stepsPerSlot = (cycle + length - 1) / length
        filledSlots = (cycle + stepsPerSlot - 1) / stepsPerSlot
    }

    /// Steps of the series that the network reads.
    var contextLength: Int { layout.mostTokens * cycle }

    /// Whether several steps share a slot.
    private var sharesSlots: Bool { cycle > filledSlots }

    /// The slots of `values`, aligned to their end.
    func slots(_ values: ArraySlice<Double>) -> [Double] {
        let length = layout.tokenLength
        if cycle == length { return Array(values) }
        let seasons = (values.count + cycle - 1) / cycle
        var sums = [Double](repeating: 0, count: seasons * length)
        var counts = sums
        // The last value is the last of a season.
        let first = seasons * cycle - values.count
        for (place, value) in values.enumerated() where !value.isNaN {
            let slot = slot(ofStep: first + place)
            sums[slot] += value
            counts[slot] += 1
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : .nan }
    }

    /// Whether slot `slot` of the horizon holds no step.
    func isEmpty(_ slot: Int) -> Bool { slot % layout.tokenLength < layout.tokenLength - filledSlots }

    /// The slot that holds step `step`, both counted from the beginning of a season.
    func slot(ofStep step: Int) -> Int {
        let length = layout.tokenLength
        return step / cycle * length + length - filledSlots + step % cycle * filledSlots / cycle
    }

    /// How far each step of the last season lies from the mean of its slot, by the step's place in the season; 0 where
    /// each step has a slot of its own, or nothing is known.
    func offsets(_ values: ArraySlice<Double>) -> [Double] {
        guard sharesSlots, values.count >= cycle else { return Array(repeating: 0, count: cycle) }
        let last = values.suffix(cycle)
        let means = slots(last)
        return last.enumerated().map { place, value in
            let offset = value - means[slot(ofStep: place)]
            return offset.isNaN ? 0 : offset
        }
    }
}
