import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

private func scaled(
    _ values: [Double], _ method: ScalingMethod = .none, log: Bool = false, end: Int? = nil, training: Range<Int>? = nil
) throws -> ScaledSeries {
    let series = sampleSeries(values)
    let scaling = try SeriesScaling(
        fitting: series, rows: training ?? 0..<values.count,
        specification: ScalingSpecification(method: method, takesLogarithm: log))
    return try ScaledSeries(series, scaling: scaling, end: end)
}

/// The bits, so that NaN equals NaN.
private func bits(_ values: [Float]) -> [UInt32] { values.map { $0.isNaN ? 0x7FC0_0000 : $0.bitPattern } }

@Suite struct ScaledSeriesTests {
    @Test(arguments: ScalingMethod.allCases)
    func `the fix for a value that is too large is none that was taken already`(method: ScalingMethod) throws {
        let series = sampleSeries([1, 2, 3, 1e300])
        let specification = ScalingSpecification(method: method)
        let scaling = try SeriesScaling(fitting: series, rows: 0..<3, specification: specification)
        let error = try #require(throws: WindowingError.self) { try ScaledSeries(series, scaling: scaling) }
        #expect(error.message == "the value 1e+300 in row 4 (3) is too large to compute with")
        #expect(error.fix == "write the column in a larger unit, such as thousands")
    }

    @Test func `a missing input is the last one observed before it, a missing target stays missing`() throws {
        let series = try scaled([.nan, .nan, 3, .nan, .nan, 6, 7, .nan])
        #expect(series.firstObservedRow == 2)
        #expect(bits(series.inputs) == bits([.nan, .nan, 3, 3, 3, 6, 7, 7]))
        #expect(bits(series.targets) == bits([.nan, .nan, 3, .nan, .nan, 6, 7, .nan]))
    }

    @Test(arguments: ScalingMethod.allCases, [false, true])
    func `changing every value at or after a cutoff leaves everything before it identical`(
        method: ScalingMethod, log: Bool
    ) throws {
        var values = try datasetColumn("close", of: "prices.csv")
        for row in stride(from: 3, to: values.count, by: 7) { values[row] = .nan }
        for cutoff in [1, 4, 10, 11, 700] {
            for replacement in [Double.nan, 1, 123_456] {
                var changed = values
                for row in cutoff..<values.count { changed[row] = replacement }
                let one = try scaled(values, method, log: log, training: 0..<cutoff)
                let other = try scaled(changed, method, log: log, training: 0..<cutoff)
                #expect(bits(Array(one.inputs[..<cutoff])) == bits(Array(other.inputs[..<cutoff])))
                #expect(bits(Array(one.targets[..<cutoff])) == bits(Array(other.targets[..<cutoff])))
                #expect(one.scaling == other.scaling)
            }
        }
    }

    @Test func `rows from the end on are not read`() throws {
        let series = try scaled([1, 2, 3, -1e300, .infinity], log: true, end: 3, training: 0..<3)
        #expect(series.inputs.count == 3)
        #expect(series.targets.count == 3)
    }

    @Test func `windows of a scaled series never see an unfilled input`() throws {
        let values: [Double] = [.nan, .nan, 3, .nan, 5, .nan, .nan, .nan, 9, 10, .nan]
        let series = try scaled(values)
        let windows = SlidingWindows(
            [sampleSeries(values)], rows: [0..<values.count], shape: try WindowShape(inputLength: 2, horizon: 2))
        #expect(!windows.isEmpty)
        #expect(windows.allSatisfy { series.inputs[$0.inputs].allSatisfy { !$0.isNaN } })
    }

    @Test func `the anchor is the last input with last-value scaling, and nothing otherwise`() throws {
        let window = Window(series: 0, inputs: 1..<4, targets: 4..<5)
        let values: [Double] = [1, 2, 4, .nan, 8]
        let series = try scaled(values, .lastValue)
        #expect(series.anchor(of: window) == series.scaling.forward(4))
        for method in ScalingMethod.allCases where method != .lastValue {
            #expect(try scaled(values, method).anchor(of: window) == 0)
        }
    }

    @Test(arguments: [(1e39, false), (-1e39, false), (.infinity, false), (.infinity, true)])
    func `a value beyond Float is refused with its row`(value: Double, log: Bool) throws {
        let error = try #require(throws: WindowingError.self) {
            try scaled([1, 2, value, 4], log: log, training: 0..<2)
        }
        #expect(error.code == "scaling-too-large")
        #expect(error.message.contains("row 3 (2)"))
    }

    @Test func `a value without a logarithm is refused with its row`() throws {
        let error = try #require(throws: WindowingError.self) {
            try scaled([1, 2, 3, -4], log: true, training: 0..<2)
        }
        #expect(error.code == "scaling-no-logarithm")
        #expect(error.message.contains("row 4 (3)"))
    }
}
