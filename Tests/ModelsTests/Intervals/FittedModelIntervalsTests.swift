import ForecastTestSupport
import ModelTestSupport
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct FittedModelIntervalsTests {
    private let levels = [80, 50, 90].compactMap { try? PredictionLevel(parsing: "\($0)") }

    /// Forecasts of two series, of which the second has `windows` windows of calibration.
    private func calibration(windows: Int, takesLogarithm: Bool = false) -> ConformalCalibration {
        var calibration = ConformalCalibration(seriesCount: 2, horizon: 3, takesLogarithm: takesLogarithm)
        for (series, count) in [30, windows].enumerated() {
            for window in 0..<count {
                let actual = Double(window % 10 + 2)
                calibration.add(series: series, forecast: [1, 1, 1], actual: [actual, actual * 2, actual * 3])
            }
        }
        return calibration
    }

    @Test func `the forecast is the same, with one interval a level around it, in the order asked`() throws {
        let panel = samplePanel([5, 6, 7], [20, 30])
        let plain = try NaiveModel().forecast(panel, horizon: 2)
        var forecast = try NaiveModel().forecast(
            panel, horizon: 2, levels: levels, calibration: calibration(windows: 30))
        for (place, series) in forecast.series.enumerated() {
            #expect(series.intervals.map(\.level) == levels)
            for interval in series.intervals {
                let band = calibration(windows: 30).band(series: place, level: interval.level)
                #expect(interval.lower == zip(series.values, band.reach).map { $0 - $1 })
                #expect(interval.upper == zip(series.values, band.reach).map { $0 + $1 })
            }
            forecast.series[place].intervals = []
        }
        #expect(forecast == plain && plain.series[0].intervals.isEmpty)
    }

    @Test func `with logarithms the lower bounds stay positive`() throws {
        let forecast = try NaiveModel().forecast(
            samplePanel([5, 0.01], [20, 1e-9]), horizon: 3, levels: levels,
            calibration: calibration(windows: 30, takesLogarithm: true))
        for interval in forecast.series.flatMap(\.intervals) { #expect(interval.lower.allSatisfy { $0 > 0 }) }
    }

    @Test func `a series with too few windows has no bounds, when another has them`() throws {
        let forecast = try NaiveModel().forecast(
            samplePanel([5], [6]), horizon: 3, levels: levels, calibration: calibration(windows: 4))
        #expect(forecast.series[0].intervals.allSatisfy { !($0.lower + $0.upper).contains(where: \.isNaN) })
        #expect(forecast.series[1].intervals.map { $0.lower.contains(where: \.isNaN) } == [false, false, true])
    }

    @Test func `a level that no series has windows for is refused with the number`() throws {
        let few = calibration(windows: 3)
        let high = try PredictionLevel(parsing: "97")
        let error = #expect(throws: IntervalError.self) { try few.check([levels[0], high], horizon: 3) }
        #expect(error == .tooFewWindows(.init(level: high, needed: 33, available: 30, horizon: 3)))
        let again = "fit again, if there are as many rows, with --test 35 and --validation 35 or more"
        #expect(error?.fix == "pass --levels 96 or lower, or \(again)")
        // And the number is right: one row fewer is not enough.
        let panel = samplePanel(wavySeries(120))
        for (rows, isEnough) in [(34, false), (35, true)] {
            let own = try ConformalCalibration(
                of: NaiveModel(), panel, rows: [60..<60 + rows], windows: WindowShape(inputLength: 6, horizon: 3),
                takesLogarithm: false)
            #expect(((try? own.check([high], horizon: 3)) != nil) == isEnough)
        }
    }

    @Test func `levels that more windows than are kept would be needed for, and steps beyond the last, are refused`()
        throws
    {
        let calibration = calibration(windows: 30)
        let high = try PredictionLevel(parsing: "99.6")
        #expect(throws: IntervalError.levelTooHigh(high, highest: ConformalCalibration.highestLevel)) {
            try calibration.check([high], horizon: 1)
        }
        #expect(throws: IntervalError.beyondHorizon(asked: 4, calibrated: 3)) {
            try calibration.check(levels, horizon: 4)
        }
    }
}
