import ArgumentParser
import Forecasting

/// Columns that explain the target.
struct CovariateFlags: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Columns known up to the cutoff that explain the target, with commas between them; may be repeated.",
            valueName: "columns"))
    var past: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Columns known ahead that explain it, such as prices set in advance; may be repeated.",
            valueName: "columns"))
    var future: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Columns that are the same on every row of a series; may be repeated.", valueName: "columns"))
    var `static`: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Those of them whose numbers are names of categories, as columns of text always are; may be repeated.",
            valueName: "columns"))
    var categorical: [String] = []

    var options: CovariateOptions {
        var options = CovariateOptions()
        options.past = past
        options.future = future
        options.statics = `static`
        options.categorical = categorical
        return options
    }
}
