import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

/// A series in which about a third of the values are missing, in runs; the same for the same seed.
private func patchySeries(_ count: Int, seed: UInt64) -> TimeSeries {
    var generator = SplitMix64(seed: seed)
    var values: [Double] = []
    while values.count < count {
        let run = Int.random(in: 1...6, using: &generator)
        let isMissing = Int.random(in: 0..<3, using: &generator) == 0
        values += (0..<run).map { isMissing ? Double.nan : Double($0) }
    }
    return sampleSeries(Array(values.prefix(count)))
}

/// Every window by the definition, one origin after another.
private func windowsByDefinition(_ series: [TimeSeries], rows: [Range<Int>], shape: WindowShape) -> [Window] {
    series.indices.flatMap { place -> [Window] in
        let values = series[place].values
        guard let first = values.firstIndex(where: { !$0.isNaN }) else { return [] }
        let origins = rows[place].filter { origin in
            origin - shape.inputLength >= first && origin + shape.horizon <= rows[place].upperBound
                && values[origin..<origin + shape.horizon].contains { !$0.isNaN }
        }
        return origins.filter { ($0 - origins[0]).isMultiple(of: shape.stride) }.map {
            Window(series: place, inputs: $0 - shape.inputLength..<$0, targets: $0..<$0 + shape.horizon)
        }
    }
}

@Suite struct SlidingWindowsTests {
    @Test(arguments: UInt64(0)..<60)
    func `windows are those of the definition, gaps, strides and several series included`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed &+ 1000)
        let series = (0..<3).map { patchySeries(Int.random(in: 1...60, using: &generator), seed: seed * 7 + $0) }
        let shape = try WindowShape(
            inputLength: Int.random(in: 1...9, using: &generator),
            horizon: Int.random(in: 1...5, using: &generator),
            stride: Int.random(in: 1...4, using: &generator))
        let rows = series.map { one in
            let ends = [
                Int.random(in: 0...one.count, using: &generator), Int.random(in: 0...one.count, using: &generator),
            ]
            return ends.min()!..<ends.max()!
        }
        #expect(
            Array(SlidingWindows(series, rows: rows, shape: shape))
                == windowsByDefinition(series, rows: rows, shape: shape))
    }

    @Test func `without gaps there is a window for every row that has room on both sides`() throws {
        let series = sampleSeries((0..<100).map(Double.init))
        let shape = try WindowShape(inputLength: 10, horizon: 5)
        let windows = SlidingWindows([series], rows: [0..<100], shape: shape)
        #expect(windows.count == 86)
        #expect(windows.first == Window(series: 0, inputs: 0..<10, targets: 10..<15))
        #expect(windows.last == Window(series: 0, inputs: 85..<95, targets: 95..<100))
    }

    @Test func `inputs reach back before the partition and targets never leave it`() throws {
        let series = sampleSeries((0..<100).map(Double.init))
        let windows = SlidingWindows([series], rows: [60..<80], shape: try WindowShape(inputLength: 10, horizon: 5))
        #expect(windows.first?.inputs == 50..<60)
        #expect(windows.allSatisfy { (60..<80).contains($0.targets.lowerBound) && $0.targets.upperBound <= 80 })
        #expect(windows.count == 16)
    }

    @Test func `inputs do not begin before the first observed value`() throws {
        let series = sampleSeries([.nan, .nan, .nan] + (0..<7).map(Double.init))
        let windows = SlidingWindows([series], rows: [0..<10], shape: try WindowShape(inputLength: 2, horizon: 1))
        #expect(windows.first?.inputs == 3..<5)
    }

    @Test func `a window all of whose targets are missing is none`() throws {
        let series = sampleSeries([1, 2, 3, .nan, .nan, .nan, 7, 8])
        let windows = SlidingWindows([series], rows: [0..<8], shape: try WindowShape(inputLength: 1, horizon: 2))
        #expect(windows.map(\.origin) == [1, 2, 5, 6])
    }

    @Test func `a partition without room has no windows`() throws {
        let shape = try WindowShape(inputLength: 3, horizon: 2)
        for values in [[], [1, 2, 3, 4], [Double](repeating: .nan, count: 20)] {
            let windows = SlidingWindows([sampleSeries(values)], rows: [0..<values.count], shape: shape)
            #expect(windows.isEmpty)
            #expect(Array(windows).isEmpty)
        }
    }

    @Test func `what is stored grows with long gaps and not with windows`() throws {
        let shape = try WindowShape(inputLength: 2, horizon: 2)
        let short = SlidingWindows([sampleSeries(Array(repeating: 1, count: 10))], rows: [0..<10], shape: shape)
        let long = SlidingWindows([sampleSeries(Array(repeating: 1, count: 9999))], rows: [0..<9999], shape: shape)
        #expect(stretchCount(short) == 1)
        #expect(stretchCount(long) == 1)
    }

    private func stretchCount(_ windows: SlidingWindows) -> Int? {
        Mirror(reflecting: windows).descendant("stretches").map { Mirror(reflecting: $0).children.count }
    }
}
