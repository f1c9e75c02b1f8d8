import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

private func scaled(
    _ values: [Double], interpolated: [Range<Int>], method: ScalingMethod = .none, end: Int? = nil
) throws -> ScaledSeries {
    var series = sampleSeries(values)
    series.interpolatedRows = interpolated
    let scaling = try SeriesScaling(
        fitting: series, rows: 0..<values.count, specification: ScalingSpecification(method: method))
    return try ScaledSeries(series, scaling: scaling, end: end)
}

private let gapped: [Double] = [1, .nan, .nan, 4, 5, .nan, 9]

@Suite struct HoleBridgeTests {
    @Test func `a line is drawn across a hole that is over, and targets stay missing`() throws {
        let series = try scaled(gapped, interpolated: [1..<3, 5..<6])
        #expect(series.inputs == [1, 2, 3, 4, 5, 7, 9])
        #expect(series.targets.map(\.isNaN) == [false, true, true, false, false, true, false])
        #expect(try scaled(gapped, interpolated: []).inputs == [1, 1, 1, 4, 5, 5, 9])
        #expect(try scaled(gapped, interpolated: [5..<6]).inputs == [1, 1, 1, 4, 5, 7, 9])
    }

    @Test func `a window that ends in a hole, or right before it is over, sees the value before it`() throws {
        let series = try scaled(gapped, interpolated: [1..<3, 5..<6])
        #expect(series.inputs(0..<1) == [1])
        #expect(series.inputs(0..<2) == [1, 1])
        #expect(series.inputs(0..<3) == [1, 1, 1])
        #expect(series.inputs(1..<3) == [1, 1])
        #expect(series.inputs(0..<4) == [1, 2, 3, 4])
        #expect(series.inputs(2..<6) == [3, 4, 5, 5])
        #expect(series.inputs(2..<7) == [3, 4, 5, 7, 9])
    }

    @Test func `what a window sees is the same whatever follows it`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<100 {
            var values = (0..<30).map { _ in Double.random(in: 1...9, using: &random) }
            var holes: [Range<Int>] = []
            var row = 2
            while row < 26 {
                let hole = row..<row + Int.random(in: 1...4, using: &random)
                for row in hole { values[row] = .nan }
                holes.append(hole)
                row = hole.upperBound + Int.random(in: 1...6, using: &random)
            }
            let whole = try scaled(values, interpolated: holes)
            for origin in 3...values.count {
                let cut = try scaled(values, interpolated: holes, end: origin)
                #expect(whole.inputs(0..<origin) == cut.inputs(0..<origin))
            }
        }
    }

    @Test func `the anchor of a window is the last input it sees`() throws {
        let series = try scaled(gapped, interpolated: [1..<3, 5..<6], method: .lastValue)
        for origin in 1..<7 {
            let window = Window(series: 0, inputs: origin - 1..<origin, targets: origin..<origin + 1)
            #expect(series.anchor(of: window) == series.inputs(0..<origin)[origin - 1])
        }
    }

    @Test func `rows that are no hole, or have no end, are left as they are`() throws {
        #expect(try scaled([1, .nan, 3, 4], interpolated: [1..<3]).inputs == [1, 1, 3, 4])
        #expect(try scaled([.nan, 2, .nan], interpolated: [0..<1, 2..<3]).inputs[1...] == [2, 2])
    }
}
