public import Diagnostics

/// Why a CSV file could not be read as series.
public struct CSVError: Diagnostic {
    /// What kind of fault it is; the raw value is the stable code for scripts.
    public enum Kind: String, Sendable, CaseIterable {
        // The file.
        case notFound = "csv-not-found"
        case isDirectory = "csv-is-directory"
        case unreadable = "csv-unreadable"
        case empty = "csv-empty"
        case headerOnly = "csv-header-only"
        case notText = "csv-not-text"
        case invalidUTF8 = "csv-invalid-utf8"
        // Its structure.
        case unterminatedQuote = "csv-unterminated-quote"
        case strayQuote = "csv-stray-quote"
        case raggedRow = "csv-ragged-row"
        case recordTooLong = "csv-record-too-long"
        case wrongDelimiter = "csv-wrong-delimiter"
        // Its columns.
        case unknownColumn = "csv-unknown-column"
        case duplicateColumn = "csv-duplicate-column"
        case ambiguousColumn = "csv-ambiguous-column"
        case columnUsedTwice = "csv-column-used-twice"
        case noNumberColumn = "csv-no-number-column"
        case noTimeColumn = "csv-no-time-column"
        case tooManyRows = "csv-too-many-rows"
        case tooManyColumns = "csv-too-many-columns"
        case columnsDiffer = "csv-columns-differ"
        case notACovariate = "csv-not-a-covariate"
        case layoutDoesNotFit = "csv-layout-does-not-fit"
        // Its cells.
        case notANumber = "csv-not-a-number"
        case numberTooLarge = "csv-number-too-large"
        case groupedDigits = "csv-grouped-digits"
        case missingTimestamp = "csv-missing-timestamp"
        case missingID = "csv-missing-id"
        case notATimestamp = "csv-not-a-timestamp"
        case noSuchDate = "csv-no-such-date"
        case mixedTimestamps = "csv-mixed-timestamps"
        case offsetChanges = "csv-offset-changes"
        case timeFormat = "csv-time-format"
        case twoReadings = "csv-two-readings"
        case skippedTime = "csv-skipped-time"
        case unknownZone = "csv-unknown-zone"
        case noZones = "csv-no-zones"
        // The series.
        case duplicateTimestamp = "csv-duplicate-timestamp"
        case unsortedTimestamps = "csv-unsorted-timestamps"
        case allMissing = "csv-all-missing"
        case tooFewRows = "csv-too-few-rows"
        case irregular = "csv-irregular"
        case frequencyDoesNotFit = "csv-frequency-does-not-fit"
        case offGrid = "csv-off-grid"
        case tooManyGaps = "csv-too-many-gaps"
        case gap = "csv-gap"
        case noWholeStep = "csv-no-whole-step"
        case missingValue = "csv-missing-value"
        case finerStep = "csv-finer-step"
        case repeatedID = "csv-repeated-id"
        case staticChanges = "csv-static-changes"
        // A `.tsf` file.
        case badTsfHeader = "tsf-bad-header"
        case badTsfSeries = "tsf-bad-series"
    }

    /// What kind of fault it is.
    public let kind: Kind
    /// What is wrong, in one sentence without a full stop.
    public let message: String
    /// What the user can type or change to mend it.
    public let fix: String
    /// The file, and the line and byte column as far as known.
    public let location: DiagnosticLocation?
    /// 65 for bad content, 66 for a file that cannot be read, 64 for a wrong flag.
    public let exitStatus: ExitStatus

    /// A stable kebab-case name for scripts.
    public var code: String { kind.rawValue }

    init(
        _ kind: Kind,
        _ message: String,
        fix: String,
        at location: DiagnosticLocation,
        exitStatus: ExitStatus = .badData
    ) {
        self.kind = kind
        self.message = message
        self.fix = fix
        self.location = location
        self.exitStatus = exitStatus
    }
}
