public import CSVIngestion
public import Models
public import Windowing

/// What to fit, as far as the user said.
public struct FitRequest: Sendable {
    /// The CSV files, read as one dataset; `-` for standard input.
    public var paths: [String]
    /// How to read it.
    public var csv = CSVOptions()
    /// The forecaster's identifier in the registry.
    public var model = "auto"
    /// What is asked of it.
    public var task = TaskRequest()
    /// The last rows, held out for the score.
    public var test = PartitionSize.automatic
    /// Whether the model that was scored is kept, instead of one that learned from every row.
    public var keepsScored = false
    /// Where the run's state is kept between rounds.
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
        request.task.follow(ingestion)
        return request
    }
}
