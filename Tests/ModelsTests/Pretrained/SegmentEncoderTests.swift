import ForecastTestSupport
import SyntheticSeries
import Testing

@testable import Models

@Suite struct SegmentEncoderTests {
    private func history(_ count: Int, seed: UInt64 = 1) -> [Double] {
        var simulator = SeriesSimulator(.monthly, length: count, seed: seed)
        simulator.make(3, count: count)
        return simulator.values
    }

    @Test(arguments: SamplingFrequency.allCases)
    func `another unit, a power of two, changes nothing that the network reads`(frequency: SamplingFrequency) {
        let layout = SegmentLayout(frequency)
        var (own, other) = (SegmentEncoder(layout), SegmentEncoder(layout))
        for count in [layout.tokenLength + 3, 100, 3 * layout.mostSlots] {
            let values = history(count)
            #expect(own.encode(values[...]))
            #expect(other.encode(values.map { 1_024 * $0 }[...]))
            #expect(own.tokenCount == other.tokenCount)
            #expect(own.tokens == other.tokens && own.bypass == other.bypass)
            #expect(other.scale == 1_024 * own.scale)
            #expect(other.base == own.base.map { 1_024 * $0 })
        }
    }

    @Test func `a history is aligned to its end, and its first token holds what is left`() {
        let layout = SegmentLayout(.monthly)
        var encoder = SegmentEncoder(layout)
        #expect(encoder.encode(history(26)[...]))
        #expect(encoder.tokenCount == 3)
        let marks = (0..<3).map { token in
            (0..<12).map { encoder.tokens[token * layout.tokenSize + 24 + $0] }
        }
        #expect(marks[0] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
        #expect(marks[1] == Array(repeating: 1, count: 12))
    }

    @Test func `the base is the last season, and where it has a hole the one before`() {
        var values = history(48)
        values[40] = .nan
        var encoder = SegmentEncoder(SegmentLayout(.monthly))
        #expect(encoder.encode(values[...]))
        for step in 0..<24 {
            let row = 36 + step % 12
            #expect(encoder.base[step] == (row == 40 ? values[28] : values[row]))
        }
    }

    @Test func `rows beyond what the network reads change nothing`() {
        let layout = SegmentLayout(.quarterly)
        let values = history(300)
        var (own, other) = (SegmentEncoder(layout), SegmentEncoder(layout))
        #expect(own.encode(values[...]))
        #expect(other.encode(values.suffix(layout.mostSlots)))
        #expect(own.tokens == other.tokens && own.bypass == other.bypass && own.base == other.base)
    }

    @Test func `nothing is made of a history without two values that differ`() {
        var encoder = SegmentEncoder(SegmentLayout(.yearly))
        for values in [[], [.nan, .nan], [3], [3, 3, 3, .nan, 3]] as [[Double]] {
            #expect(!encoder.encode(values[...]))
        }
    }

    // The same object serves one series after the other: nothing of a longer one may stay.
    @Test(arguments: SamplingFrequency.allCases)
    func `what was encoded before leaves no trace`(frequency: SamplingFrequency) {
        let layout = SegmentLayout(frequency)
        var used = SegmentEncoder(layout)
        var holes = history(2 * layout.mostSlots)
        for row in holes.indices where row % 5 == 0 { holes[row] = .nan }
        #expect(used.encode(holes[...]))
        var fresh = SegmentEncoder(layout)
        let values = history(layout.tokenLength * 2 + 1)
        #expect(used.encode(values[...]) && fresh.encode(values[...]))
        let count = fresh.tokenCount * layout.tokenSize
        #expect(used.tokenCount == fresh.tokenCount)
        #expect(used.tokens[..<count] == fresh.tokens[..<count])
        #expect(used.bypass == fresh.bypass && used.base == fresh.base && used.scale == fresh.scale)
    }
}
