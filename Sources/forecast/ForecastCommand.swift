import ArgumentParser
import Forecasting

/// The command line: options in, exit code out.
@main
struct ForecastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Fit models to the series of a CSV file, and forecast.",
        discussion: """
            forecast fit prices.csv         fit, report the held-out error, save
            forecast predict --horizon 5    the next five rows, from the saved model

            Exit codes: 0 done, 1 a gate failed, 64 bad usage, 65 bad data,
            66 no such input, 70 our bug, 73 cannot write, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            InspectCommand.self, FitCommand.self, PredictCommand.self, BacktestCommand.self, EvaluateCommand.self,
            AuditCommand.self, SimulateCommand.self,
        ])

    static func main() {
        Terminal.prepare()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            var command = try parseAsRoot(ModelArguments.rewritten(arguments, registry: .standard))
            try command.run()
        } catch {
            guard let failure = failure(error) else { exit(withError: error) }
            Terminal.fail(failure)
        }
    }

    /// What to print for `error`; nil for help, a version, or an exit code that a command chose.
    ///
    /// Anything that is neither ours nor the argument parser's is a defect, and printed as one.
    static func failure(_ error: any Error) -> (any Error)? {
        if error is any Diagnostic { return error }
        if error is ExitCode || exitCode(for: error) == .success { return nil }
        return exitCode(for: error) == .validationFailure ? UsageError(message: oneLine(message(for: error))) : error
    }

    /// The parser lists what can be passed in lines of their own; an error of ours is one line.
    private static func oneLine(_ message: String) -> String {
        message.split(separator: "\n").enumerated().reduce(into: "") { text, line in
            let words = line.element.drop { $0 == " " }
            let isItem = words.hasPrefix("- ")
            if line.offset > 0 { text += isItem && !text.hasSuffix(":") ? ", " : " " }
            text += isItem ? words.dropFirst(2) : words
        }
    }
}

/// Arguments that cannot be read.
private struct UsageError: Diagnostic {
    let code = "usage"
    let message: String
    let exitStatus = ExitStatus.usage

    var fix: String {
        let names = ForecastCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        let given = CommandLine.arguments.dropFirst().first { names.contains($0) }
        return "see what can be passed: forecast \(given.map { "\($0) " } ?? "")--help"
    }
}
