import JSON
public import TimeSeries

/// The season that was chosen, and whether the rows that are learned from show it.
///
/// It is never dropped for not being shown: the seasonal naive forecast is a baseline all the same, and whoever reads the
/// report decides.
public struct SeasonSummary: Sendable, Hashable {
    /// What autocorrelation says of it.
    public var evidence: SeasonalEvidence
    /// Whether it follows from the frequency, rather than being what the user said.
    public var isFromFrequency: Bool

    /// Creates a summary.
    public init(evidence: SeasonalEvidence, isFromFrequency: Bool) {
        self.evidence = evidence
        self.isFromFrequency = isFromFrequency
    }

    /// One line; nil when the user's own season is not in doubt.
    public var note: String? {
        let rows = "season of \(NumberText.counted(evidence.seasonLength, "row"))"
        guard isFromFrequency else {
            guard evidence.autocorrelation != nil, !evidence.isConfirmed else { return nil }
            return "\(rows): \(finding); --season none switches it off"
        }
        guard evidence.autocorrelation != nil, !evidence.isConfirmed else {
            return "\(rows), from the frequency, \(finding); --season sets another"
        }
        return "\(rows), from the frequency, but \(finding); --season none switches it off"
    }

    private var finding: String {
        guard let autocorrelation = evidence.autocorrelation else {
            return "not checked as the rows to learn from are too few, have too many gaps or are all alike"
        }
        let value = NumberText.fraction(autocorrelation, decimals: 2)
        if evidence.isConfirmed { return "confirmed by autocorrelation \(value)" }
        let isLarge = evidence.limit.map { autocorrelation > $0 } ?? false
        return isLarge
            ? "autocorrelation \(value), as large at shorter lags, does not show it"
            : "autocorrelation \(value) does not show it"
    }

    /// The season for programs; null where nothing could be computed.
    var json: JSONValue {
        .object([
            "autocorrelation": .optional(evidence.autocorrelation),
            "isConfirmed": .bool(evidence.isConfirmed),
            "isFromFrequency": .bool(isFromFrequency),
            "length": JSONValue(evidence.seasonLength),
            "limit": .optional(evidence.limit),
        ])
    }
}
