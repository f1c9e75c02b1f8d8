public import CSVIngestion

/// What to inspect.
public struct InspectRequest: Sendable {
    /// The CSV files, read as one dataset; `-` for standard input.
    public var paths: [String]
    /// How to read it.
    public var csv = CSVOptions()
    /// The season to look for.
    public var season = TaskRequest.Season.automatic
    /// Threads that look at series; what is found does not depend on it.
    public var threads = 1
    /// Flags of reading that the command to run next repeats, as they were typed.
    public var arguments: [String] = []
    /// The files in that command, where they were typed in another way, such as a pattern; empty for the paths.
    public var typedPaths: [String] = []

    /// Creates a request with every default.
    public init(path: String) { paths = [path] }

    /// Creates a request with every default for several files.
    public init(paths: [String]) { self.paths = paths }
}
