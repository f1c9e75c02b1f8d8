import ArgumentParser
import Forecasting
import Testing

@testable import forecast

@Suite struct ForecastCommandTests {
    private struct Unforeseen: Error {}

    @Test func `an error that nobody foresaw is a defect with status 70`() throws {
        let failure = try #require(ForecastCommand.failure(Unforeseen()))
        #expect(DiagnosticRenderer.exitStatus(failure) == .internalError)
        #expect(DiagnosticRenderer.text(failure).contains("this is a defect of forecast"))
    }

    @Test func `only help, a version and chosen exit codes are left to the argument parser`() {
        #expect(ForecastCommand.failure(ExitCode(130)) == nil)
        #expect(ForecastCommand.failure(CleanExit.helpRequest()) == nil)
        let usage = ForecastCommand.failure(ValidationError("no")).map(DiagnosticRenderer.exitStatus)
        #expect(usage == .usage)
        for flag in ["--help", "--version", "--nonsense"] {
            let error = #expect(throws: (any Error).self) {
                var command = try ForecastCommand.parseAsRoot([flag])
                try command.run()
            }
            let failure = error.flatMap(ForecastCommand.failure)
            #expect((failure == nil) == (flag != "--nonsense"), "\(flag)")
        }
    }
}
