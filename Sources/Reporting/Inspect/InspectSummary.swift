public import TimeSeries

/// What is worth knowing about a file before anything is fitted to it.
public struct InspectSummary: Sendable {
    /// What was read.
    public var data: FitSummary.Data
    /// What its columns hold; empty when the file cannot be read twice, as a pipe.
    public var columns: [Column]
    /// Columns beyond those described.
    public var furtherColumns: Int
    /// What is wrong, the worst of each kind first.
    public var findings: [Finding]
    /// How many of each kind there are, whether kept in ``findings`` or not.
    public var counts: [Finding.Kind: Finding.Count]
    /// The series in the order of the file.
    public var series: [Series]
    /// The season that the rows show; nil when they show none.
    public var season: SeasonalEvidence?
    /// The season that was looked for where none is shown; nil without one.
    public var assumedSeason: Int?
    /// The name of the target's column.
    public var target: String
    /// The command to run next, ready for a shell.
    public var next: String

    /// Creates a summary.
    public init(
        data: FitSummary.Data, columns: [Column], furtherColumns: Int, findings: [Finding],
        counts: [Finding.Kind: Finding.Count], series: [Series], season: SeasonalEvidence?, assumedSeason: Int?,
        target: String,
        next: String
    ) {
        self.data = data
        self.columns = columns
        self.furtherColumns = furtherColumns
        self.findings = findings
        self.counts = counts
        self.series = series
        self.season = season
        self.assumedSeason = assumedSeason
        self.target = target
        self.next = next
    }

    /// One column of the file.
    public struct Column: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What it is used as: `time`, `target`, `id`, a role of a covariate, or nil for nothing.
        public var role: String?
        /// What it holds: `empty`, `integer`, `number`, `date` or `text`.
        public var kind: String
        /// Rows of the file.
        public var rows: Int
        /// Cells without content.
        public var missing: Int
        /// Different cells; nil when there are too many to count.
        public var distinct: Int?
        /// The first date as the file writes it; nil for a column of another kind.
        public var first: String?
        /// The last date.
        public var last: String?
        /// The smallest number.
        public var minimum: Double?
        /// The largest number.
        public var maximum: Double?
        /// Cells of another kind than most, with the line and the text of the first; nil when there is none.
        public var unlike: (count: Int, line: Int, text: String)? {
            unlikeCount > 0 ? (unlikeCount, unlikeLine, unlikeText) : nil
        }
        /// Cells of another kind than most.
        public var unlikeCount = 0
        /// The line of the first of them.
        public var unlikeLine = 0
        /// The text of the first of them.
        public var unlikeText = ""

        /// Creates a description.
        public init(
            name: String, role: String?, kind: String, rows: Int, missing: Int, distinct: Int?, first: String?,
            last: String?, minimum: Double?, maximum: Double?
        ) {
            self.name = name
            self.role = role
            self.kind = kind
            self.rows = rows
            self.missing = missing
            self.distinct = distinct
            self.first = first
            self.last = last
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// One series.
    public struct Series: Sendable {
        /// Its id; nil for the only one.
        public var id: String?
        /// The first timestamp as the file writes it.
        public var firstTime: String
        /// The last one.
        public var lastTime: String
        /// What its values say.
        public var diagnosis: SeriesDiagnosis
        /// Its form in few numbers, to be drawn.
        public var outline: SeriesOutline

        /// Creates a description.
        public init(
            id: String?, firstTime: String, lastTime: String, diagnosis: SeriesDiagnosis, outline: SeriesOutline
        ) {
            self.id = id
            self.firstTime = firstTime
            self.lastTime = lastTime
            self.diagnosis = diagnosis
            self.outline = outline
        }
    }
}
