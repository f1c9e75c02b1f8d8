import ArgumentParser
import Forecasting

/// How the text of a file is read.
struct DialectFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The decimal mark, '.' or ','. (default: found)", valueName: "mark"))
    var decimal: DialectOptions.DecimalMark?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What groups thousands: ',', '.', space, an apostrophe, or none. (default: found)", valueName: "mark"))
    var thousands: DialectOptions.ThousandsMark?

    @Option(
        help: ArgumentHelp(
            "The encoding: \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")). (default: found)",
            valueName: "name"))
    var encoding: TextEncoding?

    func validate() throws {
        guard let decimal, decimal.rawValue == thousands?.rawValue else { return }
        throw ValidationError("--decimal and --thousands are both '\(decimal.rawValue)'; pass two marks that differ")
    }

    var options: DialectOptions {
        var options = DialectOptions()
        options.decimal = decimal
        options.thousands = thousands
        options.encoding = encoding
        return options
    }
}
