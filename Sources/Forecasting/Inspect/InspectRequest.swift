public import CSVIngestion

/// What to inspect.
public struct InspectRequest: Sendable {
    /// The CSV file.
    public var path: String
    /// How to read it.
    public var csv = CSVOptions()
    /// The season to look for.
    public var season = PlanRequest.Season.automatic
    /// Threads that look at series; what is found does not depend on it.
    public var threads = 1
    /// Flags of reading that the command to run next repeats, as they were typed.
    public var arguments: [String] = []

    /// Creates a request with every default.
    public init(path: String) { self.path = path }
}
