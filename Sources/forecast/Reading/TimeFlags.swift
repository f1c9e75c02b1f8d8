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

    @Option(
        help: ArgumentHelp(
            "The time zone whose clock the file shows, such as Europe/Berlin, where clocks are set twice a year.",
            valueName: "zone"))
    var timezone: String?

    var options: TimeOptions { TimeOptions(format: timeFormat, zone: timezone) }
}
