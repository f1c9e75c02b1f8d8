public import CSVIngestion
public import Models
public import Windowing

/// What to fit, as far as the user said.
public struct FitRequest: Sendable {
    /// The CSV files, read as one dataset; `-` for standard input.
    public var paths: [String]
    /// How to read it.
    public var csv = CSVOptions()
    /// The forecaster's identifier in ``ForecasterRegistry``.
    public var model = "gru"
    /// How it is fitted.
    public var plan = PlanRequest()
    /// The last rows, held out for the score.
    public var test = PartitionSize.automatic
    /// Where the run's state is kept between epochs.
    public var checkpoint = CheckpointPaths()
    /// Where the model is written.
    public var output = "forecast.safetensors"

    /// Creates a request with every default.
    public init(path: String) { paths = [path] }

    /// Creates a request with every default for several files.
    public init(paths: [String]) { self.paths = paths }
}

extension FitRequest {
    /// The same request, with what the file says about itself where the user leaves it open.
    func following(_ ingestion: Ingestion) -> FitRequest {
        var request = self
        request.plan.follow(ingestion)
        return request
    }
}
