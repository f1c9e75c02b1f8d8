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
    /// How the files hold their series: `long`, `columns`, `rows` or `tsf`.
    public var layout = "long"
    /// How the first file is written.
    public var dialect = Dialect()
    /// What might be worth trying beyond the command, a line each.
    public var hints: [String] = []

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

    /// How a file is written.
    public struct Dialect: Sendable, Hashable {
        /// What stands between fields.
        public var delimiter: String
        /// What lines begin with that are skipped; nil for none.
        public var comment: String?
        /// The decimal mark.
        public var decimal: String
        /// What stands between thousands, `space` for blanks; nil for nothing.
        public var thousands: String?
        /// The encoding, such as `utf-8`.
        public var encoding: String

        /// Creates a description; the defaults are a plain file.
        public init(
            delimiter: String = ",", comment: String? = nil, decimal: String = ".", thousands: String? = nil,
            encoding: String = "utf-8"
        ) {
            self.delimiter = delimiter
            self.comment = comment
            self.decimal = decimal
            self.thousands = thousands
            self.encoding = encoding
        }
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
        /// The file of the first of them, of several; nil of one.
        public var unlikeFile: String?

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
