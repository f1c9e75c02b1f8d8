import CSVIngestion
import Testing
import TimeSeries

/// A file as people have it, and what comes of it.
struct AwkwardFile: CustomTestStringConvertible, Sendable {
    var name: String
    /// The content of the file, or of several that are one dataset.
    var files: [[UInt8]]
    var options: CSVOptions
    var outcome: Outcome

    /// What a careful user expects.
    enum Outcome: Sendable {
        case reads(Reading)
        case refused(Refusal)
    }

    /// What is read; of what is nil nothing is said.
    struct Reading: Sendable {
        /// The rows of each series.
        var rows: [Int]
        var ids: [String]?
        /// The first and last time of the first series, as they would be written.
        var times: [String]?
        /// The step in words.
        var step: String?
        /// The values of the first series; NaN where missing.
        var values: [Double]?
        /// Parts of the notes.
        var notes: [String]
    }

    struct Refusal: Sendable {
        var kind: CSVError.Kind
        var line: Int?
        var column: Int?
        /// A part of the fix.
        var fix: String
    }

    init(
        _ name: String, _ text: String, with options: CSVOptions = CSVOptions(), _ outcome: Outcome
    ) {
        self.init(name, files: [Array(text.utf8)], with: options, outcome)
    }

    init(_ name: String, files: [[UInt8]], with options: CSVOptions = CSVOptions(), _ outcome: Outcome) {
        self.name = name
        self.files = files
        self.options = options
        self.outcome = outcome
    }

    var testDescription: String { name }
}

extension AwkwardFile.Outcome {
    static func reads(
        _ rows: Int..., ids: [String]? = nil, times: [String]? = nil, step: String? = nil, values: [Double]? = nil,
        notes: String...
    ) -> Self {
        .reads(
            AwkwardFile.Reading(rows: rows, ids: ids, times: times, step: step, values: values, notes: notes))
    }

    static func refused(_ kind: CSVError.Kind, _ line: Int?, _ column: Int?, fix: String) -> Self {
        .refused(AwkwardFile.Refusal(kind: kind, line: line, column: column, fix: fix))
    }
}

/// Options with something changed.
func choosing(_ change: (inout CSVOptions) -> Void) -> CSVOptions {
    var options = CSVOptions()
    change(&options)
    return options
}

/// A file with a time and a value a row.
func tableText(_ times: [String], header: String = "date,y\n") -> String {
    header + times.enumerated().map { "\($1),\($0 + 1)\n" }.joined()
}

/// Times of a form, in which `%Y-%m-%d` is as in strftime, `step` seconds apart.
func timeTexts(_ form: String, from start: Int64 = 1_577_836_800, step: Int64 = 86400, _ count: Int) -> [String] {
    guard let format = try? TimestampFormat(strftime: form) else { return [] }
    return (0..<count).map { format.text(Timestamp(ticks: start + Int64($0) * step)) }
}
