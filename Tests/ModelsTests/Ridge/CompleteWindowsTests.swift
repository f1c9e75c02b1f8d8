import ForecastTestSupport
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct CompleteWindowsTests {
    private let x = Double.nan

    private func scaled(_ values: [Double]) throws -> ScaledSeries {
        let series = sampleSeries(values)
        let scaling = try SeriesScaling(
            fitting: series, rows: 0..<values.count, specification: ScalingSpecification(method: .lastValue))
        return try ScaledSeries(series, scaling: scaling)
    }

    private func runs(_ values: [Double], _ rows: Range<Int>, _ inputLength: Int, _ horizon: Int) throws -> [Range<Int>]
    {
        try scaled(values).completeOrigins(in: rows, shape: WindowShape(inputLength: inputLength, horizon: horizon))
    }

    @Test func `without a gap there is one run, from the first origin with enough inputs to the last with all targets`()
        throws
    {
        let values = (0..<10).map(Double.init)
        #expect(try runs(values, 0..<10, 3, 2) == [3..<9])
        #expect(try runs(values, 5..<10, 3, 2) == [5..<9])
        #expect(try runs(values, 5..<7, 3, 2) == [5..<6])
        #expect(try runs(values, 5..<6, 3, 2) == [])
        #expect(try runs(values, 0..<10, 9, 1) == [9..<10])
        #expect(try runs(values, 0..<10, 10, 1) == [])
        #expect(try runs(values, 4..<4, 2, 1) == [])
    }

    @Test func `a missing target takes its windows out, a missing input takes none`() throws {
        #expect(try runs([0, 1, 2, x, 4, 5, 6, 7, 8, 9], 0..<10, 1, 2) == [1..<2, 4..<9])
        #expect(try runs([0, 1, 2, 3, 4, x, x, 7, x, 9], 0..<10, 2, 1) == [2..<5, 7..<8, 9..<10])
        #expect(try runs([0, 1, 2, 3, 4, x, x, 7, x, 9], 0..<10, 2, 3) == [2..<3])
        #expect(try runs([0, x, x, x, x, 5], 0..<6, 2, 1) == [5..<6])
    }

    @Test func `no window begins before the first value`() throws {
        #expect(try runs([x, x, 2, 3, 4, 5], 0..<6, 2, 1) == [4..<6])
    }

    @Test func `the windows are those that a search through all origins finds`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<200 {
            let count = Int.random(in: 1...30, using: &random)
            var values = (0..<count).map { _ in
                Int.random(in: 0..<6, using: &random) == 0 ? x : Double.random(in: 0...1, using: &random)
            }
            values[count / 3] = 1
            let lower = Int.random(in: 0...count, using: &random)
            let rows = lower..<Int.random(in: lower...count, using: &random)
            let (length, horizon) = (Int.random(in: 1...4, using: &random), Int.random(in: 1...3, using: &random))
            let first = try #require(values.firstIndex { !$0.isNaN })
            let expected = rows.filter { origin in
                origin - length >= first && origin + horizon <= rows.upperBound
                    && values[origin..<origin + horizon].allSatisfy { !$0.isNaN }
            }
            let own = try runs(values, rows, length, horizon)
            #expect(own.flatMap(Array.init) == expected)
            #expect(zip(own, own.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
    }
}
