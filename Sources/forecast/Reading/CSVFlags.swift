import ArgumentParser
import Forecasting

/// How a CSV file is to be read, besides its columns.
struct CSVFlags: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A cell that means missing, besides the empty one, NA and the like; may be repeated.", valueName: "text"))
    var missing: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The character between fields; 'tab' for a tab. (default: found)", valueName: "character"))
    var delimiter: Delimiter?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Skip lines that begin with this; '' for none. (default: found)", valueName: "text"))
    var comment: String?

    @Flag(help: "Leave out rows beside the grid of the frequency, such as stray mid-month rows of a monthly series.")
    var skipOffGrid = false

    @Option(
        help: ArgumentHelp(
            "The step between rows, instead of inferring it: \(FrequencyRequest.help).", valueName: "step"))
    var frequency: FrequencyRequest?

    @OptionGroup
    var dialect: DialectFlags

    @OptionGroup
    var times: TimeFlags

    @OptionGroup
    var repairs: RepairFlags

    @OptionGroup
    var layout: LayoutFlags

    var options: CSVOptions {
        var options = CSVOptions(
            missing: missing, delimiter: delimiter?.byte, comment: comment, skipOffGrid: skipOffGrid,
            frequency: frequency)
        options.dialect = dialect.options
        options.times = times.options
        options.repairs = repairs.options
        options.layout = layout.options
        return options
    }
}

/// One byte between fields.
struct Delimiter: ExpressibleByArgument {
    let byte: UInt8

    init?(argument: String) {
        let text = argument == "tab" || argument == "\\t" ? "\t" : argument
        guard text.utf8.count == 1, let byte = text.utf8.first, !"\"\r\n".utf8.contains(byte) else { return nil }
        self.byte = byte
    }
}
