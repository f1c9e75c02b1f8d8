import Numerics
import SyntheticSeries

/// Histories and futures made up for a network, as a user's file would have them: of any length, with holes, some seen in
/// logarithms, some turned upside down.
struct MadeUpSample {
    let layout: SegmentLayout
    /// What the network reads of the sample drawn last.
    private(set) var encoder: SegmentEncoder
    /// What comes after the history, `[horizon]`, in units of the encoder's scale from its base; NaN where nothing is.
    private(set) var targets: [Float]

    private var simulator: SeriesSimulator
    private let seed: UInt64
    /// History and future.
    private var values: [Double]

    /// Beyond this many units a target counts as this many: it is an outlier of a series that hardly moved before.
    private static let farthest = 40.0

    init(_ layout: SegmentLayout, seed: UInt64) {
        self.layout = layout
        self.seed = seed
        encoder = SegmentEncoder(layout)
        simulator = SeriesSimulator(layout.frequency, length: layout.mostSlots + layout.horizon, seed: seed)
        targets = [Float](repeating: .nan, count: layout.horizon)
        values = [Double](repeating: 0, count: layout.mostSlots + layout.horizon)
    }

    /// How many tokens the histories of a shard have.
    ///
    /// The logarithm of the length is uniform, so that short series are not rare; all series of a shard have as many
    /// tokens, and no step is spent on empty ones.
    func tokenCount(shard: UInt64) -> Int {
        var random = SeriesRandom(seed: seed &+ 0x5348_4152, number: shard)
        let length = Double(layout.tokenLength)
        let fewest = layout.seasonLag > 1 ? length + 1 : 4
        let slots =
            random.chance(0.1)
            ? random.uniform(fewest, max(8, 2 * length))
            : random.logUniform(max(6, 2 * length), 1.4 * Double(layout.mostSlots))
        return min(layout.mostTokens, Int((slots / length).rounded(.up)))
    }

    /// Draws sample `number` with a history of `tokens` tokens.
    mutating func draw(_ number: UInt64, tokens: Int) {
        // One that says nothing, such as a row of zeros, is drawn again under another number.
        for attempt in 0..<8 as Range<UInt64> {
            let own = number | attempt << 56
            var random = SeriesRandom(seed: seed &+ 0x5641_5259, number: own)
            let length = layout.tokenLength
            let count = tokens == 1 ? length : (tokens - 1) * length + 1 + random.index(below: length)
            simulator.make(own, count: count + layout.horizon)
            if vary(&random, history: count) { return }
        }
        for step in 0..<layout.horizon { targets[step] = .nan }
    }

    private mutating func vary(_ random: inout SeriesRandom, history: Int) -> Bool {
        let count = history + layout.horizon
        let sign = random.chance(0.3) ? -1.0 : 1.0
        var least = Double.infinity
        for slot in 0..<count { least = min(least, simulator.values[slot]) }
        if random.chance(0.4), least > 1e-3 {
            for slot in 0..<count { values[slot] = sign * SimulationMath.log(simulator.values[slot]) }
        } else {
            for slot in 0..<count { values[slot] = sign * simulator.values[slot] }
        }
        let oldest = values[0]
        if random.chance(0.15) { emptySlots(&random, count: count) }
        if random.chance(0.1) { makeHoles(&random, history: history) }
        values[0] = oldest
        guard encoder.encode(values[0..<history]) else { return false }
        for step in 0..<layout.horizon {
            let target = (values[history + step] - encoder.base[step]) / encoder.scale
            targets[step] = target.isNaN ? .nan : Float(max(-Self.farthest, min(Self.farthest, target)))
        }
        return true
    }

    /// The same slots of every token are nobody's: a season shorter than a token, a week without its weekend.
    private mutating func emptySlots(_ random: inout SeriesRandom, count: Int) {
        let length = layout.tokenLength
        guard layout.seasonLag == length, length > 2 else { return }
        let kept = length == 7 ? 5 : length / 2 + 1 + random.index(below: length - length / 2 - 1)
        let shift = random.index(below: length)
        for slot in 0..<count where (slot + shift) % length >= kept { values[slot] = .nan }
    }

    /// Single values that are missing, or stretches.
    private mutating func makeHoles(_ random: inout SeriesRandom, history: Int) {
        if random.chance(0.5) {
            let rate = random.logUniform(0.02, 0.4)
            for slot in 0..<history where random.chance(rate) { values[slot] = .nan }
        } else {
            let start = random.index(below: history)
            let width = 1 + random.index(below: max(1, history / 4))
            for slot in start..<min(history, start + width) { values[slot] = .nan }
        }
    }
}
