import Diagnostics
import ForecastTestSupport
import Foundation
import Testing
import TimeSeries

@testable import Windowing

private func scaling(
    _ values: [Double], _ method: ScalingMethod, log: Bool = false, rows: Range<Int>? = nil
) throws -> SeriesScaling {
    try SeriesScaling(
        fitting: sampleSeries(values), rows: rows ?? 0..<values.count,
        specification: ScalingSpecification(method: method, takesLogarithm: log))
}

@Suite struct SeriesScalingTests {
    private let sample: [Double] = [2, 4, .nan, 4, 4, 5, 5, 7, 9]

    @Test func `each method has the offset and scale of its definition`() throws {
        // Population standard deviation 2 and mean 5: the textbook sample.
        #expect(try scaling(sample, .standard).offset == 5)
        #expect(try scaling(sample, .standard).scale == 2)
        #expect(try scaling(sample, .minMax).offset == 2)
        #expect(try scaling(sample, .minMax).scale == 7)
        // NumPy: median 4.5, quartiles 4 and 5.5.
        #expect(try scaling(sample, .robust).offset == 4.5)
        #expect(try scaling(sample, .robust).scale == 1.5)
        #expect(try scaling(sample, .none).offset == 0)
        #expect(try scaling(sample, .none).scale == 1)
        #expect(try scaling(sample, .lastValue).scale == 2)
    }

    @Test func `scaled training rows have mean 0 and deviation 1, or lie in 0 to 1`() throws {
        let values = try datasetColumn("temperature", of: "temperature.csv")
        let standard = try scaling(values, .standard)
        let scaled = values.map { Double(standard.forward($0)) }
        let mean = scaled.reduce(0, +) / Double(scaled.count)
        let variance = scaled.reduce(0) { $0 + $1 * $1 } / Double(scaled.count)
        #expect(abs(mean) < 1e-6)
        #expect(abs(variance - 1) < 1e-6)
        let minMax = try scaling(values, .minMax)
        #expect(values.map(minMax.forward).min() == 0)
        #expect(values.map(minMax.forward).max() == 1)
    }

    @Test(arguments: ScalingMethod.allCases, [false, true])
    func `what goes forward comes back to the last bit a Float can hold`(method: ScalingMethod, log: Bool) throws {
        let values = try datasetColumn("close", of: "prices.csv")
        let scaling = try scaling(values, method, log: log, rows: 0..<700)
        for (last, value) in zip(values, values.dropFirst()) {
            let anchor = method == .lastValue ? Double(scaling.forward(last)) : 0
            let back = scaling.inverse(Float(Double(scaling.forward(value)) - anchor), lastInput: last)
            #expect(abs(back - value) <= 8e-7 * value)
        }
    }

    @Test(arguments: [false, true])
    func `a last-value forecast of 0 is the last value, exactly`(log: Bool) throws {
        let values = try datasetColumn("close", of: "prices.csv")
        let scaling = try scaling(values, .lastValue, log: log)
        for value in values { #expect(scaling.inverse(0, lastInput: value) == value) }
    }

    @Test(arguments: ScalingMethod.allCases.filter { $0 != .none }, [5, 0, -3, 0.1, 1e300])
    func `a constant series scales to 0 and comes back as the constant`(method: ScalingMethod, value: Double) throws {
        let scaling = try scaling([value, value, .nan, value, value, value, value], method)
        #expect(scaling.scale == 1)
        #expect(scaling.forward(value) == 0)
        #expect(scaling.inverse(0, lastInput: value) == value)
    }

    @Test func `the robust scale of a mostly constant series is the standard deviation`() throws {
        let values: [Double] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 10]
        #expect(try scaling(values, .robust).scale == scaling(values, .standard).scale)
        #expect(try scaling(values, .robust).offset == 0)
    }

    @Test func `outliers do not move the robust scale`() throws {
        let calm = (0..<99).map(Double.init)
        #expect(try scaling(calm + [99], .robust).scale == scaling(calm + [1e9], .robust).scale)
    }

    @Test(arguments: ScalingMethod.allCases, [false, true])
    func `rows after the training rows change nothing`(method: ScalingMethod, log: Bool) throws {
        let values = try datasetColumn("close", of: "prices.csv")
        for cutoff in [1, 2, 500, 1046] {
            let changed = values.enumerated().map { $0.offset < cutoff ? $0.element : -1e300 }
            #expect(
                try scaling(values, method, log: log, rows: 0..<cutoff)
                    == scaling(changed, method, log: log, rows: 0..<cutoff))
        }
    }

    @Test func `the first value without a logarithm is named`() throws {
        for bad in [0, -0.5] {
            let error = try #require(throws: WindowingError.self) {
                try scaling([3, .nan, bad, -7], .standard, log: true)
            }
            #expect(error.code == "scaling-no-logarithm")
            #expect(error.message == "the value \(bad) in row 3 (2) has no logarithm")
            #expect(error.exitStatus == .badData)
        }
    }

    @Test func `rows that are all missing cannot be fitted`() {
        #expect(throws: WindowingError.nothingObserved(series: nil)) {
            try scaling([.nan, .nan, 3], .standard, rows: 0..<2)
        }
    }

    @Test(arguments: [ScalingMethod.standard, .minMax, .robust, .lastValue])
    func `a spread beyond Double is refused`(method: ScalingMethod) throws {
        let error = try #require(throws: WindowingError.self) {
            try scaling([-1.7e308, 1.7e308, 0, 1.6e308, -1.6e308], method)
        }
        #expect(error.code == "scaling-too-large")
        #expect(error.message.contains("row 1 ") || error.message.contains("row 2 "))
    }

    @Test func `a scaling survives being written and read, and one with no scale is refused`() throws {
        let one = try scaling(sample, .robust, log: true)
        let text = try JSONEncoder().encode(one)
        #expect(try JSONDecoder().decode(SeriesScaling.self, from: text) == one)
        let broken = String(decoding: text, as: UTF8.self).replacing("\"scale\":\(one.scale)", with: "\"scale\":0")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(SeriesScaling.self, from: Data(broken.utf8))
        }
    }
}
