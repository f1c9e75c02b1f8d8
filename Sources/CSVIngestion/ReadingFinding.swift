/// How many findings there are of one kind, whether all are kept or not.
public struct FindingCount: Sendable, Hashable, Codable {
    /// The findings.
    public var findings: Int
    /// The series that have one.
    public var series: Int

    /// Creates a count.
    public init(findings: Int, series: Int) {
        self.findings = findings
        self.series = series
    }
}

/// Something in a file that a regular series would not have, with its place.
public struct ReadingFinding: Sendable, Hashable, Codable {
    /// What it is; the raw value is the name that programs see.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Times of the grid without a row.
        case gap
        /// A row at the time of an earlier one of its series.
        case duplicate
        /// A row before the one above it.
        case unsorted
        /// A row beside the grid.
        case offGrid = "off-grid"
    }

    /// What it is.
    public var kind: Kind
    /// The series; nil for the only one.
    public var series: String?
    /// The line of the row, of a gap the row after it.
    public var line: Int
    /// The time of the row, of a gap the first that is absent, as the file writes it.
    public var time: String
    /// Rows that one finding stands for: absent rows of a gap, else 1.
    public var rows: Int

    /// Creates a finding.
    public init(kind: Kind, series: String?, line: Int, time: String, rows: Int = 1) {
        self.kind = kind
        self.series = series
        self.line = line
        self.time = time
        self.rows = rows
    }
}
