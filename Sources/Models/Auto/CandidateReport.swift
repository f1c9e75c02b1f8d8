/// What became of one candidate of a combination.
public struct CandidateReport: Sendable, Hashable {
    /// The forecaster's identifier.
    public var identifier: String
    /// The name of its forecast's column.
    public var columnName: String
    /// Its mean absolute error on windows that it had not learned from, in terms of the median candidate's on each series; nil
    /// when it was left out.
    public var score: Double?
    /// Its share of the combination, 0 to 1.
    public var weight: Double
    /// Seconds that its fits and forecasts took; never kept in a model file.
    public var seconds: Double
    /// Why it was left out; nil when it was not.
    public var reason: String?

    /// Creates a report.
    public init(
        identifier: String, columnName: String, score: Double? = nil, weight: Double = 0, seconds: Double = 0,
        reason: String? = nil
    ) {
        self.identifier = identifier
        self.columnName = columnName
        self.score = score
        self.weight = weight
        self.seconds = seconds
        self.reason = reason
    }
}
