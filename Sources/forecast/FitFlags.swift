import ArgumentParser
import Forecasting

/// Which columns hold the series.
struct SeriesFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The column to forecast; several with commas between them are a series each.", valueName: "column"))
    var target: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The column with the time; or date and hour, or year, month, day, hour and minute, with commas between them.",
            valueName: "column"))
    var time: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The column that tells series apart, or several with commas between them.", valueName: "column"))
    var id: String?

    /// Whether each was passed.
    var passed: [(flag: String, isPassed: Bool)] {
        [("--target", target != nil), ("--time", time != nil), ("--id", id != nil)]
    }

    func apply(to options: inout CSVOptions) {
        options.target = target
        options.time = time
        options.id = id
    }
}

/// Which column is what.
struct ColumnFlags: ParsableArguments {
    @OptionGroup
    var series: SeriesFlags

    @OptionGroup
    var covariates: CovariateFlags

    func apply(to options: inout CSVOptions) {
        series.apply(to: &options)
        options.covariates = covariates.options
    }
}

/// How series are cut.
struct WindowFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Steps to forecast at once. (default: one season of up to 24, else 5)", valueName: "steps"))
    var horizon: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Steps the model sees. (default: up to three seasons, at least 20 and twice the horizon)",
            valueName: "steps"))
    var inputLength: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("Steps from one window to the next.", valueName: "steps"))
    var stride = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Rows a season, 'none', or 'auto', by the frequency; a note says whether autocorrelation shows it.",
            valueName: "rows"))
    var season = TaskRequest.Season.automatic

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Last rows learned from that only choose, such as the best round of training, and calibrate intervals: "
                + "a number, a share such as 20%, or 'auto'.",
            valueName: "rows"))
    var validation = "\(PartitionSize.automatic)"

    func apply(to request: inout TaskRequest) throws {
        request.horizon = horizon
        request.inputLength = inputLength
        request.stride = stride
        request.season = season
        request.validation = try PartitionSize(parsing: validation, flag: "--validation")
    }
}
