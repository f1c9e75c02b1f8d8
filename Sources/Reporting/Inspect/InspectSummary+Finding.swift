extension InspectSummary {
    /// Something wrong with the rows or values of a series, with its place.
    public struct Finding: Sendable, Hashable {
        /// What it is, in the order in which it is told; the raw value is the name that programs see.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// A row at the time of an earlier one of its series.
            case duplicate
            /// A row before the one above it.
            case unsorted
            /// A row beside the grid.
            case offGrid = "off-grid"
            /// Times of the grid without a row.
            case gap
            /// Rows without a value.
            case missing
            /// A series whose values are all equal.
            case constant
            /// Equal values in a row, far more than chance explains.
            case constantStretch = "constant-stretch"
            /// A row from which on the level is another.
            case levelShift = "level-shift"
            /// A value far from what season and trend lead to expect.
            case outlier
        }

        /// How often something was found.
        public struct Count: Sendable, Hashable {
            /// Findings.
            public var findings: Int
            /// Series that have one.
            public var series: Int

            /// Creates a count.
            public init(findings: Int, series: Int) {
                self.findings = findings
                self.series = series
            }
        }

        /// What it is.
        public var kind: Kind
        /// The series; nil for the only one.
        public var series: String?
        /// The file of the row, of several; nil of one.
        public var file: String?
        /// The line of the row, of a gap the row after it; nil when it is not known.
        public var line: Int?
        /// The time of the row, of a gap or stretch the first.
        public var time: String
        /// Rows that the finding stands for.
        public var rows: Int
        /// The value there, of a level shift the level after it.
        public var value: Double?
        /// What was to be expected, of a level shift the level before it.
        public var expected: Double?
        /// How far the two are apart, in robust standard deviations; of missing rows their share.
        public var score: Double?

        /// Creates a finding.
        public init(
            kind: Kind, series: String?, line: Int?, time: String, rows: Int = 1, value: Double? = nil,
            expected: Double? = nil, score: Double? = nil
        ) {
            self.kind = kind
            self.series = series
            self.line = line
            self.time = time
            self.rows = rows
            self.value = value
            self.expected = expected
            self.score = score
        }
    }
}
