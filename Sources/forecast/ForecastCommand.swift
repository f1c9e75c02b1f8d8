import ArgumentParser
import Forecasting

/// The command line: options in, exit code out.
@main
struct ForecastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Train recurrent networks on the series of a CSV file, and forecast.",
        discussion: """
            forecast fit prices.csv          train, report the held-out error, write forecast.safetensors
            forecast predict --horizon 5     the next five rows

            Exit codes: 0 done, 64 bad usage, 65 bad data, 66 no such input, 70 our bug, 73 cannot write, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [FitCommand.self, PredictCommand.self])

    static func main() {
        Terminal.prepare()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as any Diagnostic {
            Terminal.fail(error)
        } catch {
            exit(withError: error)
        }
    }
}
