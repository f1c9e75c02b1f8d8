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
    /// Its share of the combination that learned from all rows, 0 to 1; nil where none did.
    public var finalWeight: Double?
    /// Seconds that its fits and forecasts took; never kept in a model file.
    public var seconds: Double
    /// Why it was left out; nil when it was not.
    public var reason: String?

    /// Creates a report.
    public init(
        identifier: String, columnName: String, score: Double? = nil, weight: Double = 0,
        finalWeight: Double? = nil, seconds: Double = 0, reason: String? = nil
    ) {
        self.identifier = identifier
        self.columnName = columnName
        self.score = score
        self.weight = weight
        self.finalWeight = finalWeight
        self.seconds = seconds
        self.reason = reason
    }

    /// The report of the same candidate after `final`, which is what the combination came to that learned from all rows.
    package func followed(by final: [CandidateReport]) -> CandidateReport {
        guard let after = final.first(where: { $0.identifier == identifier }) else { return self }
        var report = self
        report.finalWeight = after.weight
        report.seconds = after.seconds
        report.reason = after.reason
        return report
    }
}
