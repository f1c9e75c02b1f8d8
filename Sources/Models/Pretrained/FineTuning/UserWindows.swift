import Numerics
import SyntheticSeries
import TimeSeries

/// Windows of the user's series, laid out for a network: a history of any length, and what came after it.
struct UserWindows: Sendable {
    /// A place where a history ends.
    struct Origin: Sendable {
        let series: Int
        /// The slot after the history.
        let slot: Int
    }

    let layout: SegmentLayout
    /// The slots of each series, up to the last row that may be looked at.
    let series: [[Double]]
    /// The origins, by the tokens that their histories take.
    private(set) var byTokens: [[Origin]]

    /// - Parameter rows: For each series the rows that targets may lie in.
    init(_ panel: Panel, slots: SeasonSlots, rows: [Range<Int>], mostOrigins: Int = 20_000) {
        let layout = SegmentLayout(slots.frequency)
        self.layout = layout
        var all: [Origin] = []
        series = zip(panel.series, rows).enumerated().map { place, one in
            let (series, rows) = one
            let first = series.values.firstIndex { !$0.isNaN } ?? series.count
            guard first < rows.upperBound else { return [] }
            let own = slots.slots(series.values[first..<rows.upperBound])
            // From the end of the rows back to their beginning, in slots.
            let targets = min(own.count - 1, slots.slots(series.values[rows]).count)
            let start = max(2, own.count - targets)
            for slot in stride(from: start, to: own.count, by: 1) { all.append(Origin(series: place, slot: slot)) }
            return own
        }
        byTokens = Array(repeating: [], count: layout.mostTokens + 1)
        let step = max(1, (all.count + mostOrigins - 1) / mostOrigins)
        for place in stride(from: 0, to: all.count, by: step) {
            let history = min(all[place].slot, layout.mostSlots)
            var encoder = SegmentEncoder(layout)
            let values = series[all[place].series][all[place].slot - history..<all[place].slot]
            guard encoder.encode(values) else { continue }
            byTokens[encoder.tokenCount].append(all[place])
        }
        order = byTokens.flatMap(\.self)
    }

    /// All origins, those of the fewest tokens first.
    private(set) var order: [Origin]

    /// Tokens of the origin at `place` of ``order``.
    func tokens(of place: Int) -> Int {
        var rest = place
        for (tokens, origins) in byTokens.enumerated() {
            if rest < origins.count { return tokens }
            rest -= origins.count
        }
        return layout.mostTokens
    }

    /// The history that ends at `origin`.
    func history(_ origin: Origin) -> ArraySlice<Double> {
        series[origin.series][max(0, origin.slot - layout.mostSlots)..<origin.slot]
    }
}

/// Draws the user's windows, as they are or in logarithms, half of either upside down.
final class UserWindowSampler: SegmentSampler {
    private let windows: UserWindows
    private let seed: UInt64
    private(set) var encoder: SegmentEncoder
    private(set) var targets: [Float]

    init(_ windows: UserWindows, seed: UInt64) {
        self.windows = windows
        self.seed = seed
        encoder = SegmentEncoder(windows.layout)
        targets = [Float](repeating: .nan, count: windows.layout.horizon)
    }

    var layout: SegmentLayout { windows.layout }

    /// That of a window drawn at random: the others of the shard are drawn among those of as many.
    func tokenCount(shard: UInt64) -> Int {
        var random = SeriesRandom(seed: seed &+ 0x5355_5345, number: shard)
        return windows.tokens(of: random.index(below: windows.order.count))
    }

    func draw(_ number: UInt64, tokens: Int, shard: UInt64) {
        var random = SeriesRandom(seed: seed &+ 0x5749_4e44, number: number)
        let all = windows.byTokens[tokens]
        let origin = all[random.index(below: all.count)]
        let history = windows.history(origin)
        let future = windows.series[origin.series][origin.slot...].prefix(layout.horizon)
        let isPositive = (history + future).allSatisfy { $0.isNaN || $0 > 0 }
        let kind = random.uniform()
        let sign = kind < 0.25 || kind > 0.75 ? -1.0 : 1.0
        let areLogarithms = isPositive && kind > 0.5
        func seen(_ value: Double) -> Double {
            sign * (areLogarithms && !value.isNaN ? ReproducibleMath.log(value) : value)
        }
        // Of a history that is the same as another in every view but for what cannot be told of it, nothing is asked.
        guard encoder.encode(history.map(seen)[...], areLogarithms: areLogarithms), encoder.tokenCount == tokens else {
            let line = (0..<tokens * layout.tokenLength).map(Double.init)
            precondition(encoder.encode(line[...]), "a line has values that differ")
            for step in 0..<layout.horizon { targets[step] = .nan }
            return
        }
        for step in 0..<layout.horizon {
            let value = step < future.count ? seen(future[future.startIndex + step]) : .nan
            targets[step] = Self.target(value, step: step, encoder)
        }
    }
}
