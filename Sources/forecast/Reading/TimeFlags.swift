import ArgumentParser
import Forecasting

/// How times are written.
struct TimeFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How times are written, in terms of strftime such as %d/%m/%Y, instead of recognising it.",
            valueName: "form"))
    var timeFormat: String?

    var options: TimeOptions { TimeOptions(format: timeFormat) }
}
