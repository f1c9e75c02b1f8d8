import ForecastTestSupport
import SyntheticSeries
import Testing

@testable import Models

@Suite struct SegmentEncoderTests {
    private func history(_ count: Int) -> [Double] {
        // Of days, whose levels do not wander off however long they are.
        var simulator = SeriesSimulator(.daily, length: count, seed: 1)
        simulator.make(5, count: count, kind: .structural)
        return simulator.values
    }

    /// What a network for `frequency` reads of `values`.
    private func encoded(
        _ values: some Sequence<Double>, _ frequency: SamplingFrequency
    ) throws -> SegmentEncoder {
        var encoder = SegmentEncoder(SegmentLayout(frequency))
        let isEncoded = encoder.encode(Array(values)[...])
        try #require(isEncoded)
        return encoder
    }

    @Test(arguments: SamplingFrequency.allCases)
    func `another unit, a power of two, changes nothing that the network reads`(frequency: SamplingFrequency) throws {
        let layout = SegmentLayout(frequency)
        for count in [layout.tokenLength + 3, 100, 3 * layout.mostSlots] {
            let own = try encoded(history(count), frequency)
            let other = try encoded(history(count).map { 1_024 * $0 }, frequency)
            #expect(own.tokenCount == other.tokenCount)
            #expect(own.tokens == other.tokens && own.bypass == other.bypass)
            #expect(other.scale == 1_024 * own.scale)
            #expect(other.base == own.base.map { 1_024 * $0 })
        }
    }

    @Test func `of logarithms the unit, which is added to them, changes nothing either`() throws {
        let values = history(100).map { $0 > 0 ? $0 : 1 }
        var (own, other) = (SegmentEncoder(SegmentLayout(.monthly)), SegmentEncoder(SegmentLayout(.monthly)))
        let areEncoded = [
            own.encode(values[...], areLogarithms: true),
            other.encode(values.map { $0 + 1_024 }[...], areLogarithms: true),
        ]
        #expect(areEncoded == [true, true])
        for (left, right) in zip(own.tokens + own.bypass, other.tokens + other.bypass) {
            #expect(abs(left - right) < 1e-4)
        }
    }

    @Test func `a history is aligned to its end, and its first token holds what is left`() throws {
        let layout = SegmentLayout(.monthly)
        let encoder = try encoded(history(26), .monthly)
        #expect(encoder.tokenCount == 3)
        let marks = (0..<3).map { token in (0..<12).map { encoder.tokens[token * layout.tokenSize + 24 + $0] } }
        #expect(marks[0] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
        #expect(marks[1] == Array(repeating: 1, count: 12))
    }

    @Test func `the base is the last season, and where it has a hole the one before`() throws {
        var values = (0..<48).map { [0, 5, 1, 6, 2, 7, 3, 8, 4, 9, 5, 10][$0 % 12] + Double($0 / 12) }
        values[40] = .nan
        let encoder = try encoded(values, .monthly)
        for step in 0..<24 {
            let row = 36 + step % 12
            #expect(encoder.base[step] == (row == 40 ? values[28] : values[row]))
        }
    }

    @Test func `where the last value is the better forecast of a season, answers count from it`() throws {
        let wave = (0..<60).map { [0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1][$0 % 12] + Double($0 * $0 % 7) / 50 }
        let seasonal = try encoded(wave, .monthly)
        #expect(Array(seasonal.base[..<12]) == Array(wave.suffix(12)))
        var simulator = SeriesSimulator(.monthly, length: 60, seed: 2)
        simulator.make(1, count: 60, kind: .walk)
        let walk = try encoded(simulator.values, .monthly)
        #expect(walk.base == Array(repeating: simulator.values[59], count: 24))
        // The network is told: the last number about the series.
        let layout = SegmentLayout(.monthly)
        let place = 3 * layout.tokenLength + SegmentLayout.contextSize - 1
        #expect(seasonal.tokens[place] == 0 && walk.tokens[place] == 1)
    }

    // A counter or an air pressure moves by little of where it is: how little is all that its place may tell.
    @Test(arguments: SamplingFrequency.allCases)
    func `a place far from zero changes nothing but what is told of it`(frequency: SamplingFrequency) throws {
        let layout = SegmentLayout(frequency)
        let values = history(2 * layout.mostSlots).map { ($0 * 0x1p20).rounded() }
        let near = try encoded(values.map { $0 + 0x1p40 }, frequency)
        let far = try encoded(values.map { $0 + 0x1p44 }, frequency)
        #expect(near.scale == far.scale)
        for place in 0..<layout.tokenSize { #expect(abs(near.tokens[place] - far.tokens[place]) < 1e-3) }
    }

    @Test func `a straight line is told as it is: where it ends, how much it rises`() throws {
        let layout = SegmentLayout(.yearly)
        let encoder = try encoded((0..<40).map { 5 + 0.5 * Double($0) }, .yearly)
        let first = layout.tokenLength + SegmentLayout.averageMemories.count
        for memory in layout.trendMemories.indices {
            let rise = Double(encoder.bypass[first + 2 * memory + 1]) * encoder.scale / Double(layout.trendSteps)
            // A little less than it rises: a line through few values is not believed to the last.
            #expect(rise > 0.4 && rise <= 0.5)
        }
    }

    @Test func `rows beyond what the network reads change nothing`() throws {
        let own = try encoded(history(300), .quarterly)
        let other = try encoded(history(300).suffix(SegmentLayout(.quarterly).mostSlots), .quarterly)
        #expect(own.tokens == other.tokens && own.bypass == other.bypass && own.base == other.base)
    }

    @Test(arguments: [[], [.nan, .nan], [3], [3, 3, 3, .nan, 3]] as [[Double]])
    func `nothing is made of a history without two values that differ`(values: [Double]) {
        var encoder = SegmentEncoder(SegmentLayout(.yearly))
        let isEncoded = encoder.encode(values[...])
        #expect(!isEncoded)
    }

    // The same object serves one series after the other: nothing of a longer one may stay.
    @Test(arguments: SamplingFrequency.allCases)
    func `what was encoded before leaves no trace`(frequency: SamplingFrequency) throws {
        let layout = SegmentLayout(frequency)
        var holes = history(2 * layout.mostSlots)
        for row in holes.indices where row % 5 == 0 { holes[row] = .nan }
        var used = try encoded(holes, frequency)
        let values = history(layout.tokenLength * 2 + 1)
        let fresh = try encoded(values, frequency)
        let isEncoded = used.encode(values[...])
        #expect(isEncoded && used.tokenCount == fresh.tokenCount)
        let count = fresh.tokenCount * layout.tokenSize
        #expect(used.tokens[..<count] == fresh.tokens[..<count])
        #expect(used.bypass == fresh.bypass && used.base == fresh.base && used.scale == fresh.scale)
    }
}
