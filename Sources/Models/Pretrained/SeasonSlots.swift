import Numerics
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
    let cycle: Int

    init(seasonLength: Int) {
        self.seasonLength = seasonLength
        let season = Self.shorterSeason(of: seasonLength)
        frequency =
            switch season {
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
        cycle = layout.seasonLag == 1 || season == 2 ? length : season
        let stepsPerSlot = (cycle + length - 1) / length
        filledSlots = (cycle + stepsPerSlot - 1) / stepsPerSlot
    }

    /// The season that a network takes for its tokens where the one asked for is made of several.
    ///
    /// A week of hours is days, a year of days is weeks; the longer one the network knows as well.
    private static func shorterSeason(of length: Int) -> Int {
        if length % 7 == 0, [24, 48, 96, 144, 288, 1_440].contains(length / 7) { return length / 7 }
        return switch length {
        case 364...366: 7
        case 8_736, 8_760, 8_766, 8_784: 24
        default: length
        }
    }

    /// Coarser steps at which the series is forecast as well: how many of its own make one, and the season of those.
    ///
    /// On made-up series of other generators than the networks learned from, these make forecasts better; years of few
    /// quarters, hours in days and weeks in quarters of a year do not.
    var coarser: [(steps: Int, seasonLength: Int)] {
        switch seasonLength {
        case 4: [(4, 1)]
        case 7: [(7, 52)]
        case 12: [(3, 4), (12, 1)]
        default: []
        }
    }

    /// Steps of the series that the network reads.
    var contextLength: Int { layout.mostTokens * cycle }

    /// Whether several steps share a slot.
    var sharesSlots: Bool { cycle > filledSlots }

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

    /// Steps in `count` slots from the beginning of a season on.
    func steps(inSlots count: Int) -> Int {
        let seasons = count / layout.tokenLength
        return seasons * cycle + (0..<count % layout.tokenLength).count { !isEmpty($0) } * (cycle / filledSlots)
    }
}

/// What single steps add to the means of the slots that they share.
struct SharedSlots {
    /// How far each step of the last season lies from the mean of its slot; 0 where each step has a slot of its own.
    private let offsets: [Double]
    /// The standard deviation of how these change from one season to the next.
    private let deviation: Double

    init(_ values: ArraySlice<Double>, _ slots: SeasonSlots) {
        let cycle = slots.cycle
        guard slots.sharesSlots, values.count >= cycle else {
            offsets = [0]
            deviation = 0
            return
        }
        let last = Self.offsets(values.suffix(cycle), slots)
        offsets = last.map { $0.isNaN ? 0 : $0 }
        let before = values.dropLast(cycle).suffix(cycle)
        guard before.count == cycle else {
            deviation = 0
            return
        }
        let changes = zip(last, Self.offsets(before, slots)).map { $0 - $1 }.filter { !$0.isNaN }
        let squares = changes.reduce(0) { $0 + $1 * $1 }
        deviation = changes.isEmpty ? 0 : (squares / Double(changes.count)).squareRoot()
    }

    private static func offsets(_ season: ArraySlice<Double>, _ slots: SeasonSlots) -> [Double] {
        let means = slots.slots(season)
        return season.enumerated().map { place, value in value - means[slots.slot(ofStep: place)] }
    }

    /// A step's quantile, given its slot's and the slot's median: spreads of independent errors add up in squares.
    func value(_ quantile: Double, at probability: Double, step: Int, median: Double) -> Double {
        let offset = offsets[step % offsets.count]
        guard deviation > 0 else { return quantile + offset }
        let own = deviation * NormalDistribution.quantile(probability)
        let spread = ((quantile - median) * (quantile - median) + own * own).squareRoot()
        return median + offset + (probability < 0.5 ? -spread : probability > 0.5 ? spread : 0)
    }
}
