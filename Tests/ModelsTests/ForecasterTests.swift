import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

@testable import Models

/// Doubles the last value at every step.
private struct Doubling: FittedModel {
    let columnName = "Doubling"
    let state = ModelState(kind: "doubling")

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [Prediction] {
        origins.map { origin in
            var value = series.values[origin - 1]
            let point = (0..<horizon).map { _ in
                value *= 2
                return value
            }
            return Prediction(point: point)
        }
    }
}

@Suite struct ForecasterTests {
    private func panel(endingAt text: String, _ format: TimestampFormat, _ frequency: Frequency) throws -> Panel {
        let last = try #require(format.timestamp(from: text))
        let series = TimeSeries(id: nil, index: TimeIndex(timestamps: [last], format: format), values: [1])
        return Panel(series: [series], columns: ColumnNames(time: "t", target: "y"), frequency: frequency)
    }

    @Test func `a forecast that leaves the finite numbers is refused with the first such step of any series`() throws {
        let panel = samplePanel([1], [4])
        #expect(try Doubling().forecast(panel, horizon: 1021).series[1].values.last == 0x1p1023)
        for horizon in [1022, 100_000] {
            let error = #expect(throws: ForecastError.self) { try Doubling().forecast(panel, horizon: horizon) }
            #expect(error?.exitStatus == .badData && error?.code == "forecast-not-finite")
            // The other series goes on for two steps more.
            #expect(error == .notFinite(step: 1022, series: "series 1", takesLogarithm: false))
            #expect(error?.fix == "pass --horizon 1021 or less")
        }
    }

    @Test func `a forecast begins after the last observed row, whatever rows without a value follow`() throws {
        let panel = samplePanel([1, 3, .nan, .nan])
        let forecast = try Doubling().forecast(panel, horizon: 4).series[0]
        #expect(forecast.values == [6, 12, 24, 48])
        let all = panel.series[0].index
        #expect(forecast.timestamps.prefix(2) == all.timestamps[2...])
        let short = try Doubling().forecast(samplePanel([1, 3]), horizon: 4).series[0]
        #expect(forecast.timestamps == short.timestamps)
    }

    @Test func `the fix says how to go on from a step that is not finite`() {
        #expect(
            ForecastError.notFinite(step: 2, series: nil, takesLogarithm: true).fix
                == "pass --horizon 1, or fit the model without --log")
        #expect(
            ForecastError.notFinite(step: 1, series: nil, takesLogarithm: true).fix
                == "fit the model again, without --log")
    }

    @Test func `a step beyond the times that can be read again is refused`() throws {
        let monthly = Frequency.calendar(months: 1, anchor: .lastDay)
        for (last, format, frequency, steps) in [
            ("9999-10-31", TimestampFormat.day, monthly, 2), ("9990", .year, .calendar(months: 12, anchor: .day(1)), 9),
            ("999999999999990", .ordinal, .ordinal(step: 3), 3),
        ] {
            let panel = try panel(endingAt: last, format, frequency)
            let forecast = try Doubling().forecast(panel, horizon: steps)
            for time in forecast.series[0].timestamps { #expect(format.timestamp(from: format.text(time)) == time) }
            let error = #expect(throws: ForecastError.self) { try Doubling().forecast(panel, horizon: steps + 5) }
            #expect(error == .timeOutOfRange(step: steps + 1, series: nil, isNumbered: format.isOrdinal))
            #expect(error?.fix == "pass --horizon \(steps) or less")
        }
    }
}
