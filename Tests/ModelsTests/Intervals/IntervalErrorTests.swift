import Diagnostics
import Testing
import TimeSeries

@testable import Models

@Suite struct IntervalErrorTests {
    private func shortage(_ level: String, available: Int) throws -> IntervalError {
        let level = try PredictionLevel(parsing: level)
        return .tooFewWindows(
            IntervalError.Shortage(level: level, needed: level.neededResiduals, available: available, horizon: 6))
    }

    @Test func `too few windows are told with how many are needed and the flag that gives them`() throws {
        let some = try shortage("95", available: 7)
        #expect(some.message == "an interval of 95% needs 19 held-out windows, and the model has 7")
        let again = "fit again, if there are as many rows, with --test 24 and --validation 24 or more"
        #expect(some.fix == "pass --levels 87 or lower, or \(again)")
        #expect(some.exitStatus == .badData && some.code == "intervals-too-few-windows")
        #expect(try shortage("95", available: 0).fix == again)
        #expect(try shortage("40", available: 0).message.contains("needs 1 held-out window,"))
    }

    @Test func `every other error says what to type`() throws {
        let level = try PredictionLevel(parsing: "80")
        let errors: [(IntervalError, String, String)] = [
            (.notCalibrated, "fitted before intervals were calibrated", "fit it again: forecast fit DATA.csv"),
            (
                .beyondHorizon(asked: 9, calibrated: 6), "6 steps, not 9",
                "fit the model with --horizon 9, or pass --horizon 6 or less"
            ),
            (
                .beyondHorizon(asked: 2, calibrated: 1), "1 step, not 2",
                "fit the model with --horizon 2, or pass --horizon 1"
            ),
            (
                .levelTooHigh(try PredictionLevel(parsing: "99.9"), highest: ConformalCalibration.highestLevel),
                "200 windows are kept, enough for 99.5%", "pass --levels 99.5 or lower"
            ),
            (
                .unbounded(level, takesLogarithm: true), "have no logarithm",
                "leave --levels out, or fit the model without --log"
            ),
            (
                .unbounded(level, takesLogarithm: false), "have no finite value",
                "leave --levels out, or write the values in another unit, nearer to 1"
            ),
        ]
        for (error, message, fix) in errors {
            #expect(error.message.contains(message))
            #expect(error.fix == fix)
        }
        #expect(Set(errors.map(\.0.code)).count == 4)
    }
}
