import ArgumentParser
import Forecasting

/// Which column is what.
struct ColumnFlags: ParsableArguments {
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

    @OptionGroup
    var covariates: CovariateFlags

    func apply(to options: inout CSVOptions) {
        options.covariates = covariates.options
        options.target = target
        options.time = time
        options.id = id
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
    var season = PlanRequest.Season.automatic

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Last rows learned from that only choose the best epoch and ridge's penalty, and calibrate intervals: "
                + "a number, a share such as 20%, or 'auto'.",
            valueName: "rows"))
    var validation = "\(PartitionSize.automatic)"

    func apply(to request: inout PlanRequest) throws {
        request.horizon = horizon
        request.inputLength = inputLength
        request.stride = stride
        request.season = season
        request.validation = try PartitionSize(parsing: validation, flag: "--validation")
    }
}

/// What is trained.
struct NetworkFlags: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("Stacked layers.", valueName: "count"))
    var layers = NetworkConfiguration().layerCount

    @Option(parsing: .unconditional, help: ArgumentHelp("Hidden units a layer.", valueName: "count"))
    var hidden = NetworkConfiguration().hiddenSize

    @Option(help: "How weights start; 'automatic' chooses by activation.")
    var initialization = Initialization.automatic

    @Option(help: "How values are scaled; 'last-value' subtracts each window's last input.")
    var scaling = ScalingMethod.lastValue

    @Flag(help: "Take logarithms first, for positive series that grow by percentages.")
    var log = false

    @OptionGroup
    var features: FeatureFlags

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Numbers of a vector learned for each of several series, which tells the network them apart.",
            valueName: "count"))
    var seriesEmbedding = 0

    func apply(to request: inout PlanRequest) {
        features.apply(to: &request)
        request.network = NetworkConfiguration(
            hiddenSize: hidden, layerCount: layers, initialization: initialization)
        request.network.seriesEmbedding = seriesEmbedding
        request.scaling = ScalingSpecification(method: scaling, takesLogarithm: log)
    }
}

/// How it is trained.
struct TrainingFlags: ParsableArguments {
    private static let defaults = TrainingConfiguration()

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Passes over the training windows, at most; up to 100000.", valueName: "count"))
    var epochs = defaults.epochs

    @Option(parsing: .unconditional, help: ArgumentHelp("Windows a step.", valueName: "count"))
    var batch = defaults.batchSize

    @Option(parsing: .unconditional, help: ArgumentHelp("The highest learning rate.", valueName: "rate"))
    var learningRate = defaults.learningRate

    @Option(help: "How the learning rate moves: up and down, down only, or not at all.")
    var schedule = defaults.schedule

    @Option(help: "The optimiser.")
    var optimizer = defaults.optimizer

    @Option(parsing: .unconditional, help: ArgumentHelp("Weight decay.", valueName: "rate"))
    var weightDecay = defaults.weightDecay

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Longest gradient, by its norm over all parameters, or 'off'.", valueName: "norm"))
    var clip = OrOff(defaults.clipNorm)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Share of every layer's inputs that is dropped.", valueName: "share"))
    var dropout = defaults.dropout

    @Option(help: "What training makes small: mse forecasts the mean, mae the median, huber lies between.")
    var loss = defaults.loss

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Epochs without a better validation loss before stopping, or 'off'.", valueName: "epochs"))
    var patience = OrOff(defaults.patience)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Steps of truncated backpropagation through time. (default: all)", valueName: "steps"))
    var truncate: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("Seed of every random number.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Threads; they change the speed, never the result. (default: one a core)", valueName: "count"))
    var threads: Int?

    func apply(to request: inout PlanRequest) throws {
        request.training = TrainingConfiguration(
            epochs: epochs, batchSize: batch, learningRate: learningRate, schedule: schedule, optimizer: optimizer,
            weightDecay: weightDecay, clipNorm: clip.value, dropout: dropout, loss: loss, patience: patience.value,
            truncation: truncate)
        request.seed = seed
        request.compute = Compute(threads: threads ?? Terminal.processorCount, kernels: try Kernels.chosen())
    }
}

/// A number, or `off`.
struct OrOff<Value: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    init?(argument: String) {
        if argument == "off" {
            value = nil
        } else if let number = Value(argument: argument) {
            value = number
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { value?.defaultValueDescription ?? "off" }
}
