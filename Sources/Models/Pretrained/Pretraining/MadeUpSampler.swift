import Numerics
import SyntheticSeries

/// Histories and futures made up for a network, as a user's file would have them: of any length, with holes, some seen in
/// logarithms, some turned upside down.
final class MadeUpSampler: SegmentSampler {
    let layout: SegmentLayout
    /// What the network reads of the sample drawn last.
    private(set) var encoder: SegmentEncoder
    /// What comes after the history, `[horizon]`, in units of the encoder's scale from its base; NaN where nothing is.
    private(set) var targets: [Float]

    private var simulator: SeriesSimulator
    private let seed: UInt64
    /// History and future.
    private var values: [Double]

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
    func draw(_ number: UInt64, tokens: Int, shard: UInt64) {
        // One that says nothing, such as a row of zeros, is drawn again under another number.
        for attempt in 0..<8 as Range<UInt64> {
            let own = number | attempt << 56
            var random = SeriesRandom(seed: seed &+ 0x5641_5259, number: own)
            let length = layout.tokenLength
            let count = tokens == 1 ? length : (tokens - 1) * length + 1 + random.index(below: length)
            // A file begins in the middle of a series' life: what came before is made as well.
            simulator.make(own, count: simulator.length)
            if vary(&random, history: count) { return }
        }
        // Of so many not one that says anything: a line, of which nothing is asked.
        let line = (0..<tokens * layout.tokenLength).map(Double.init)
        precondition(encoder.encode(line[...]), "a line has values that differ")
        for step in 0..<layout.horizon { targets[step] = .nan }
    }

    private func vary(_ random: inout SeriesRandom, history: Int) -> Bool {
        let count = history + layout.horizon
        let first = simulator.count - count
        var least = Double.infinity
        for slot in 0..<count { least = min(least, simulator.values[first + slot]) }
        let areLogarithms = random.chance(0.4) && least > 1e-3
        // What is turned upside down is below zero, and shows that it is; logarithms would not.
        let sign = !areLogarithms && random.chance(0.35) ? -1.0 : 1.0
        if areLogarithms {
            for slot in 0..<count { values[slot] = SimulationMath.log(simulator.values[first + slot]) }
        } else {
            for slot in 0..<count { values[slot] = sign * simulator.values[first + slot] }
        }
        let oldest = values[0]
        if random.chance(0.06) { emptySlots(&random, count: count) }
        if random.chance(0.06) { Holes.make(&random, in: &values, count: history) }
        values[0] = oldest
        guard encoder.encode(values[0..<history], areLogarithms: areLogarithms) else { return false }
        for step in 0..<layout.horizon {
            targets[step] = Self.target(values[history + step], step: step, encoder)
        }
        return true
    }

    /// The same slots of every token are nobody's: a season shorter than a token, a week without its weekend.
    private func emptySlots(_ random: inout SeriesRandom, count: Int) {
        let length = layout.tokenLength
        guard layout.seasonLag == length, length > 2 else { return }
        let kept = length == 7 ? 5 : length / 2 + 1 + random.index(below: length - length / 2 - 1)
        let shift = random.index(below: length)
        for slot in 0..<count where (slot + shift) % length >= kept { values[slot] = .nan }
    }
}
