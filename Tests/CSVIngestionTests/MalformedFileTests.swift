import CSVIngestion
import Diagnostics
import Testing
import TimeSeries
// Testing has an ExitStatus, too.
import enum Diagnostics.ExitStatus

/// A file that cannot be read, and what the user is told.
struct Malformed: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var options: CSVOptions
    var kind: CSVError.Kind
    var line: Int?
    var column: Int?
    /// A part of the fix.
    var fix: String
    /// A part of the message.
    var message: String
    var status: ExitStatus

    init(
        _ name: String,
        _ text: String,
        _ kind: CSVError.Kind,
        _ line: Int?,
        _ column: Int?,
        with options: CSVOptions = CSVOptions(),
        fix: String,
        message: String = "",
        status: ExitStatus = .badData
    ) {
        self.init(
            name, bytes: Array(text.utf8), kind, line, column, with: options, fix: fix, message: message, status: status
        )
    }

    init(
        _ name: String,
        bytes: [UInt8],
        _ kind: CSVError.Kind,
        _ line: Int?,
        _ column: Int?,
        with options: CSVOptions = CSVOptions(),
        fix: String,
        message: String = "",
        status: ExitStatus = .badData
    ) {
        self.name = name
        self.bytes = bytes
        self.options = options
        self.kind = kind
        self.line = line
        self.column = column
        self.fix = fix
        self.message = message
        self.status = status
    }

    var testDescription: String { name }
}

/// Options that force the encoding, the decimal mark or the thousands separator.
private func forced(
    _ encoding: TextEncoding? = nil, decimal: DialectOptions.DecimalMark? = nil,
    thousands: DialectOptions.ThousandsMark? = nil
) -> CSVOptions {
    var options = CSVOptions()
    options.dialect.encoding = encoding
    options.dialect.decimal = decimal
    options.dialect.thousands = thousands
    return options
}

/// Rows of a daily file that is fine, from 2020-01-01.
private let good = "date,y\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n"
private let header = "date,y\n"

private func timesAs(_ format: String? = nil, zone: String? = nil) -> CSVOptions {
    var options = CSVOptions()
    options.times = TimeOptions(format: format, zone: zone)
    return options
}

let malformedFiles: [Malformed] = fileCases + structureCases + columnCases + cellCases + timeCases + seriesCases

private let fileCases: [Malformed] = [
    Malformed("empty", "", .empty, nil, nil, fix: "header and rows"),
    Malformed("only a byte order mark", bytes: [0xef, 0xbb, 0xbf], .empty, nil, nil, fix: "header and rows"),
    Malformed("only blank lines", "\n\n  \n", .empty, nil, nil, fix: "header and rows"),
    Malformed("header only", header, .headerOnly, 1, 1, fix: "rows"),
    Malformed("header only, no line end", "date,y", .headerOnly, 1, 1, fix: "rows"),
    Malformed("NUL byte", "date,y\n2020-01-01,1\n2020-\0", .notText, 3, 6, fix: "iconv"),
    Malformed("half a character of UTF-16", bytes: [0xff, 0xfe, 0x64, 0, 0x65], .notText, nil, nil, fix: "--encoding"),
    Malformed("gzip", bytes: [0x1f, 0x8b, 8, 0], .notText, nil, nil, fix: "zcat "),
    Malformed("spreadsheet", bytes: [0x50, 0x4b, 3, 4, 0], .notText, nil, nil, fix: "save the sheet as CSV"),
    Malformed(
        "latin-1 in a header", bytes: Array("d\u{e9}".utf16.map(UInt8.init)) + Array(",y\n1,2\n".utf8), .invalidUTF8, 1,
        1, with: forced(.utf8), fix: "iconv"),
    Malformed(
        "latin-1 in an id",
        bytes: Array("id,date,y\na,2020-01-01,1\na,2020-01-02,1\n".utf8) + [0xe9] + Array(",2020-01-01,1\n".utf8),
        .invalidUTF8, 4, 1, with: forced(.utf8), fix: "--encoding windows-1252"),
    Malformed(
        "latin-1 in a number", bytes: Array((good + "2020-01-04,").utf8) + [0x35, 0xe9, 0x0a], .invalidUTF8, 5, 12,
        with: forced(.utf8), fix: "iconv"),
]

private let structureCases: [Malformed] = [
    Malformed(
        "unterminated quote", good + "2020-01-04,\"4\n2020-01-05,5\n", .unterminatedQuote, 5, 12, fix: "close it"),
    Malformed(
        "unterminated quote on the last line", good + "2020-01-04, \"4", .unterminatedQuote, 5, 13, fix: "close it"),
    Malformed("stray quote", good + "2020-01-04,4\"5\n", .strayQuote, 5, 13, fix: "\"\""),
    Malformed(
        "text after a quote", good + "2020-01-04,\"4\"5\n", .strayQuote, 5, 15, fix: "\"\"", message: "text follows"),
    Malformed(
        "a quote closed three lines later", good + "2020-01-04,\"4\n2020-01-05,5\n2020-01-06,\"6\"\n", .strayQuote, 7,
        13, fix: "not closed",
        message: "began on line 5"),
    Malformed(
        "a field too many", good + "2020-01-04,4,5\n", .raggedRow, 5, 14, fix: "take the extra field out",
        message: "3 fields where the header has 2"),
    Malformed(
        "a field too few", good + "2020-01-04\n", .raggedRow, 5, 11, fix: "add the missing field",
        message: "1 field where"),
    Malformed(
        "unquoted thousands", good + "2020-01-04,1,234\n", .raggedRow, 5, 14, fix: "quote a field that contains ','"),
    Malformed(
        "a comment line first", "# source\ndate,y\n2020-01-01,1\n", .raggedRow, 2, 6, with: CSVOptions(comment: ""),
        fix: "--comment '#'"),
    Malformed(
        "a comment line in a file of one column", "# source\nx\nz\nw\n", .noNumberColumn, 1, 1,
        with: CSVOptions(comment: ""), fix: "--comment '#'"),
    Malformed(
        "semicolons", "date;y\n2020-01-01;1,5\n", .wrongDelimiter, 1, 1,
        with: CSVOptions(delimiter: UInt8(ascii: ",")), fix: "--delimiter ';'"),
    Malformed(
        "tabs", "date\ty\n2020-01-01\t1\n", .wrongDelimiter, 1, 1, with: CSVOptions(delimiter: UInt8(ascii: ",")),
        fix: "--delimiter '\\t'"),
]

private let columnCases: [Malformed] = [
    Malformed(
        "unknown target", good, .unknownColumn, 1, nil, with: CSVOptions(target: "close"),
        fix: "the columns are date, y",
        status: .usage),
    Malformed(
        "misspelt target", "date,temperature\n2020-01,1\n", .unknownColumn, 1, nil,
        with: CSVOptions(target: "temprature"), fix: "did you mean --target temperature?", status: .usage),
    Malformed(
        "misspelt time", good, .unknownColumn, 1, nil, with: CSVOptions(time: "dat"), fix: "did you mean --time date?",
        status: .usage),
    Malformed(
        "two targets", "date,a,b\n2020-01-01,1,2\n", .ambiguousColumn, 1, nil, fix: "--target a",
        message: "2 columns could be the target: a, b", status: .usage),
    Malformed(
        "two times", "start,end,y\n2020-01-01,2020-01-02,1\n", .ambiguousColumn, 1, nil, fix: "--time start",
        message: "start, end", status: .usage),
    Malformed(
        "time as target", good, .columnUsedTwice, 1, 1, with: CSVOptions(target: "date", time: "date"), fix: "--target",
        status: .usage),
    Malformed(
        "target as id", good, .columnUsedTwice, 1, 6, with: CSVOptions(target: "y", id: "y"), fix: "--id",
        status: .usage),
    Malformed(
        "duplicate name", "date,y,y\n2020-01-01,1,2\n", .duplicateColumn, 1, 8, fix: "rename",
        message: "the 2nd and the 3rd"),
    Malformed(
        "two targets of one name", "date,x,x\n2020-01-01,1,2\n", .duplicateColumn, 1, 8, fix: "rename one",
        message: "the 2nd and the 3rd"),
    Malformed(
        "only text", "date,name\n2020-01-01,a\n2020-01-02,b\n", .noNumberColumn, 2, 12, fix: "one of name",
        message: "column 'name' holds \"a\""),
    Malformed(
        "commas with two meanings", "date;sum\n2020-01-01;1,234\n2020-01-02;2,345\n", .noNumberColumn, 2, 12,
        fix: "--thousands , to read it as 1234, or --decimal , to read it as 1.234",
        message: "column 'sum' holds \"1,234\""),
    Malformed(
        "commas that repeat, in rows without order", "date;sum\n2020-01-02;1,234\n2020-01-01;1,234\n",
        .noNumberColumn, 2, 12, fix: "--decimal ,"),
    Malformed(
        "thousands only", "date,note,sum\n2020-01-01,a,\"1,234.5\"\n2020-01-02,b,\"2,234.5\"\n", .noNumberColumn, 2,
        14, with: forced(thousands: DialectOptions.ThousandsMark.none), fix: "--thousands , to read it as 1234.5",
        message: "column 'sum'"),
    Malformed(
        "nothing but dates", "date\n2020-01-01\n2020-01-02\n", .noNumberColumn, 1, 1, fix: "give a file with a column"),
    Malformed(
        "the only number column as id", "date,sum\n2020-01-01,1\n2020-01-02,2\n", .noNumberColumn, 1, 6,
        with: CSVOptions(id: "sum"), fix: "leave --id out", message: "column 'sum' is the id"),
]

private let cellCases: [Malformed] = [
    Malformed(
        "a word", good + "2020-01-04,abc\n", .notANumber, 5, 12, fix: "--missing abc",
        message: "column 'y': \"abc\" is not a number"),
    Malformed(
        "a token the shell would change", good + "2020-01-04,#REF!\n", .notANumber, 5, 12, fix: "--missing '#REF!'"),
    Malformed("-NaN", good + "2020-01-04,-NaN\n", .notANumber, 5, 12, fix: "--missing -NaN", message: "reads as text"),
    Malformed(
        "-inf", good + "2020-01-04,-inf\n", .notANumber, 5, 12, fix: "write a number", message: "not a finite number"),
    Malformed("hexadecimal", good + "2020-01-04,0x10\n", .notANumber, 5, 12, fix: "--missing 0x10"),
    Malformed("currency", good + "2020-01-04,$5\n", .notANumber, 5, 12, fix: "--missing '$5'"),
    Malformed(
        "a column of currency", "date,x\n2020-01-01,$121.15\n2020-01-02,$5\n", .notANumber, 2, 12,
        with: CSVOptions(target: "x"), fix: "plain numbers such as 1234.5, without currency signs"),
    Malformed(
        "a column of dates as target", "date,end,y\n2020-01-01,2019-01-01,1\n2020-01-02,2019-01-02,1\n", .notANumber,
        2, 12, with: CSVOptions(target: "end"), fix: "--target with a column of numbers; this one holds dates"),
    Malformed(
        "a column of foreign dates as target", "date,end,y\n2020-01-01,1/2/2019,1\n2020-01-02,1/3/2019,1\n",
        .notANumber, 2, 12, with: CSVOptions(target: "end"), fix: "this one holds dates"),
    Malformed(
        "a column of names as target", "date,x,y\n2020-01-01,ann,1\n2020-01-02,bob,1\n2020-01-03,cy,1\n", .notANumber,
        2, 12, with: CSVOptions(target: "x"), fix: "this one holds text"),
    Malformed(
        "mostly missing", "date,x\n2020-01-01,*\n2020-01-02,**\n2020-01-03,*\n2020-01-04,3\n", .notANumber, 2, 12,
        with: CSVOptions(target: "x"), fix: "--missing '*' to"),
    Malformed("too large", good + "2020-01-04,1e999\n", .numberTooLarge, 5, 12, fix: "correct it"),
    Malformed(
        "thousands", good + "2020-01-04,\"1,234.5\"\n", .groupedDigits, 5, 12,
        with: forced(thousands: DialectOptions.ThousandsMark.none), fix: "pass --thousands , to read it as 1234.5"),
    Malformed(
        "thousands or a decimal comma", good + "2020-01-04,\"1,234\"\n", .groupedDigits, 5, 12,
        fix: "--thousands , to read it as 1234, or --decimal , to read it as 1.234"),
    Malformed(
        "points and a comma", good + "2020-01-04,\"1.234,5\"\n", .groupedDigits, 5, 12,
        with: forced(decimal: .point), fix: "pass --decimal , --thousands . to read it as 1234.5"),
    Malformed(
        "decimal comma", "date;y\n2020-01-01;1,5\n2020-01-02;2,5\n", .groupedDigits,
        2, 12, with: forced(decimal: .point), fix: "pass --decimal , to read it as 1.5"),
    Malformed(
        "a line end within the cell", good + "2020-01-04,\"4\n5\"\n", .notANumber, 5, 12, fix: "'4\n5'",
        message: "\"4\\n5\""),
    Malformed(
        "after a field with line ends", "name,date,y\n\"a\r\nb\",2020-01-01,x\n", .notANumber, 3, 15, fix: "--missing x"
    ),
    Malformed("empty timestamp", good + ",4\n", .missingTimestamp, 5, 1, fix: "delete the row"),
    Malformed("empty id", "unique_id,ds,y\na,2020-01-01,1\n,2020-01-02,1\n", .missingID, 3, 1, fix: "fill it in"),
    Malformed("after blanks", good + "2020-01-04,   x\n", .notANumber, 5, 15, fix: "--missing x"),
]

private let timeCases: [Malformed] = [
    Malformed(
        "slashes", "date,y\n01/02/2020,1\n02/02/2020,2\n03/02/2020,3\n", .twoReadings, 2, 1,
        fix: "--time-format '%d/%m/%Y' or --time-format '%m/%d/%Y'",
        message: "may be 2020-02-01 (%d/%m/%Y) or 2020-01-02 (%m/%d/%Y)"),
    Malformed(
        "a form that is none", good, .timeFormat, nil, nil, with: timesAs("%Y-%m-%k"), fix: "use %Y",
        message: "character 7: '%k'", status: .usage),
    Malformed(
        "another form than the named", good, .mixedTimestamps, 2, 1, with: timesAs("%d.%m.%Y"), fix: "one form"),
    Malformed(
        "a zone that is none", good, .unknownZone, nil, nil, with: timesAs(zone: "europe/Berlin"),
        fix: "did you mean --timezone Europe/Berlin?", status: .usage),
    Malformed(
        "a city for a zone", good, .unknownZone, nil, nil, with: timesAs(zone: "Berlin"), fix: "Europe/Berlin",
        status: .usage),
    Malformed(
        "an hour that is skipped", "date,y\n2020-03-29 01:00,1\n2020-03-29 02:00,1\n2020-03-29 03:00,1\n", .skippedTime,
        3, 1, with: timesAs(zone: "Europe/Berlin"), fix: "--timezone", message: "2020-03-29 02:00 does not exist"),
    Malformed("words", good + "tomorrow,4\n", .notATimestamp, 5, 1, fix: "yyyy-MM-dd"),
    Malformed("no such day", good + "2021-02-29,4\n", .noSuchDate, 5, 1, fix: "correct the date"),
    Malformed(
        "no such day on the first row", "date,y\n2021-02-30,4\n2021-03-01,5\n", .noSuchDate, 2, 1, fix: "correct"),
    Malformed("mixed forms", good + "2020-01,4\n", .mixedTimestamps, 5, 1, fix: "one form", message: "yyyy-MM-dd"),
    Malformed("dates and integers", good + "20200104,4\n", .mixedTimestamps, 5, 1, fix: "one form"),
    Malformed(
        "milliseconds", "date,y\n2020-01-01T00:00:00.100,1\n2020-01-01T00:00:00.200,1\n2020-01-01T00:00:00.300,1\n",
        .duplicateTimestamp, 3, 1, fix: "a second is the smallest step"),
    Malformed(
        "changing offset of days",
        "date,y\n2020-03-28T00:00+01:00,1\n2020-03-29T00:00+01:00,1\n2020-03-30T00:00+02:00,1\n", .offsetChanges, 4, 1,
        fix: "--timezone Europe/Berlin"),
    Malformed("duplicate", good + "2020-01-03,4\n", .duplicateTimestamp, 5, 1, fix: "--id", message: "first on line 4"),
    Malformed(
        "duplicate further up", good + "2020-01-01,4\n", .duplicateTimestamp, 5, 1, fix: "--duplicates",
        message: "first on line 2"),
    Malformed(
        "two series without an id", "date,name,kind,y\n2020-01-01,a,q,1\n2020-01-01,b,q,1\n2020-01-02,a,q,1\n",
        .duplicateTimestamp, 3, 1,
        fix: "--id name"),
    Malformed(
        "duplicate in a series", "id,date,y\na,2020-01-01,1\nb,2020-01-01,1\na,2020-01-01,1\n", .duplicateTimestamp, 4,
        3, fix: "--duplicates",
        message: "in series 'a', first on line 2"),
    Malformed(
        "the hour of a clock change", "date,y\n2020-10-25T01:00,1\n2020-10-25T02:00,1\n2020-10-25T02:00,1\n",
        .duplicateTimestamp, 4, 1, fix: "--timezone Europe/Berlin"),
    Malformed(
        "unsorted", good + "2019-12-31,4\n", .unsortedTimestamps, 5, 1, fix: "sort the rows by 'date'",
        message: "after 2020-01-03 on line 4"),
]

private func repairing(_ change: (inout RepairOptions) -> Void) -> CSVOptions {
    var options = CSVOptions()
    change(&options.repairs)
    return options
}

private let seriesCases: [Malformed] = [
    Malformed("all missing", "date,y\n2020-01-01,\n2020-01-02,\n2020-01-03,\n", .allMissing, 1, 6, fix: "--target"),
    Malformed("one row", "date,y\n2020-01-01,1\n", .tooFewRows, 2, nil, fix: "three rows"),
    Malformed(
        "an id in every row", "key,date,y\na,2020-01-01,1\nb,2020-01-02,1\nc,2020-01-03,1\n", .tooFewRows, 2, nil,
        with: CSVOptions(id: "key"), fix: "tells every row apart and is probably not an id", message: "'key' differ"),
    Malformed("two rows", "date,y\n2020-01-01,1\n2020-01-02,1\n", .tooFewRows, nil, nil, fix: "--frequency"),
    Malformed(
        "off the grid", "date,y\n2020-01-01,1\n2020-02-01,1\n2020-02-05,1\n2020-03-01,1\n2020-04-01,1\n", .offGrid, 4,
        nil, fix: "--skip-off-grid",
        message: "2020-02-05 is off the grid, monthly on day 1, that 4 of 5 rows follow"),
    Malformed(
        "a weekend in sessions", "date,y\n2020-01-02,1\n2020-01-03,1\n2020-01-04,1\n2020-01-06,1\n",
        .offGrid, 4, nil, with: CSVOptions(frequency: .sessions), fix: "--skip-off-grid"),
    Malformed(
        "beside a given grid", "date,y\n2020-01-30,1\n2020-02-29,1\n2020-03-31,1\n", .offGrid, 4, nil,
        with: CSVOptions(grid: .calendar(months: 1, anchor: .day(30))), fix: "--skip-off-grid",
        message: "2020-03-31 is off the grid, monthly on day 30, that the rows must lie on"),
    Malformed(
        "one row beside a given grid", "date,y\n2020-01-31,1\n", .offGrid, 2, nil,
        with: CSVOptions(skipOffGrid: true, grid: .calendar(months: 1, anchor: .day(30))), fix: "give rows on that grid"
    ),
    Malformed(
        "a given grid of another kind", good, .frequencyDoesNotFit, nil, nil,
        with: CSVOptions(grid: .ordinal(step: 1)), fix: "--frequency", status: .usage),
    Malformed(
        "no step", "date,y\n2020-01-01,1\n2020-01-03,1\n2020-01-08,1\n2020-01-19,1\n2020-02-25,1\n", .irregular, nil,
        nil, fix: "--frequency"),
    Malformed(
        "hourly days", good, .frequencyDoesNotFit, nil, nil, with: CSVOptions(frequency: .fixed(seconds: 3600)),
        fix: "--frequency", status: .usage),
    Malformed(
        "hardly any rows of the grid", "date,y\n2020-01-04,1\n2020-01-05,1\n2020-01-06,1\n2020-09-01,1\n", .tooManyGaps,
        2, nil, fix: "--frequency",
        message: "daily, has 238 places without a row, and only 4"),
    Malformed(
        "a gap where none is allowed", "date,y\n2020-01-01,1\n2020-01-02,1\n2020-01-04,1\n2020-01-05,1\n", .gap, 4, nil,
        with: repairing { $0.gaps = .error }, fix: "--gaps", message: "no row at 2020-01-03"),
    Malformed(
        "an empty cell where none is allowed", "date,y\n2020-01-01,1\n2020-01-02,\n2020-01-03,1\n", .missingValue, 3,
        nil,
        with: repairing { $0.fill = .error }, fix: "--fill", message: "no value at 2020-01-02"),
    Malformed(
        "a step shorter than that of the rows", "date,y\n2020-01-01,1\n2020-02-01,1\n2020-03-01,1\n", .finerStep, nil,
        nil,
        with: repairing { $0.every = .fixed(seconds: 86_400) }, fix: "--every", status: .usage),
    Malformed(
        "no week with all its days",
        "date,y\n" + (6...19).map { "2020-01-\($0 < 10 ? "0" : "")\($0),\($0 % 7 == 1 ? "" : "1")\n" }.joined(),
        .noWholeStep, nil, nil, with: repairing { ($0.every, $0.aggregate) = (.fixed(seconds: 604_800), .sum) },
        fix: "--fill zero counts what is absent", message: "no weekly step has all its values of 'y'"),
]

@Suite struct MalformedFileTests {
    @Test(arguments: malformedFiles + malformedLayouts)
    func `a malformed file is refused with its place and a fix`(file: Malformed) throws {
        let error = try #require(try errorReading(file.bytes, file.options))
        #expect(error.kind == file.kind)
        #expect(error.location?.line == file.line)
        #expect(error.location?.column == file.column)
        #expect(error.fix.contains(file.fix), "\(error.fix)")
        #expect(error.message.contains(file.message), "\(error.message)")
        #expect(error.exitStatus == file.status)
        #expect(error.location?.file.hasSuffix("data.csv") == true)
        #expect(!error.message.contains("\n"))
    }

    @Test(arguments: malformedFiles + malformedLayouts)
    func `the error does not depend on the size of the chunks`(file: Malformed) throws {
        let whole = try #require(try errorReading(file.bytes, file.options))
        for size in [1, 7, 4096] {
            let error = try #require(try errorReading(file.bytes, file.options, limits: chunks(of: size)))
            #expect(error.kind == whole.kind)
            #expect(error.message == whole.message)
            #expect(error.location?.line == whole.location?.line)
            #expect(error.location?.column == whole.location?.column)
        }
    }

    @Test(arguments: malformedFiles + malformedLayouts)
    func `the place counts lines of every ending`(file: Malformed) throws {
        guard file.bytes.contains(0x0a), !file.bytes.contains(0x0d), file.kind != .notText else { return }
        for ending in ["\r\n", "\r"] {
            let bytes = file.bytes.flatMap { $0 == 0x0a ? Array(ending.utf8) : [$0] }
            let error = try #require(try errorReading(bytes, file.options))
            #expect(error.kind == file.kind)
            #expect(error.location?.line == file.line)
            #expect(error.location?.column == file.column)
        }
    }

    @Test(arguments: ["x", "9", "nan", "1,234"])
    func `a fix does not repeat a long cell`(part: String) throws {
        let cell = String(repeating: part, count: 10_000)
        let error = try #require(
            try errorReading(Array((good + "2020-01-04,\"\(cell)\"\n").utf8), CSVOptions(target: "y")))
        #expect(error.location?.line == 5)
        #expect(error.fix.utf8.count < 200, "\(error.fix.prefix(300))")
        #expect(!error.fix.contains("--missing"))
    }

    @Test func `a fix does not repeat a long name`() throws {
        let name = String(repeating: "n", count: 100_000)
        let text = "date,\(name)1,\(name)2\n2020-01-01,1,2\n"
        let ambiguous = try #require(try errorReading(Array(text.utf8), CSVOptions()))
        #expect(ambiguous.kind == .ambiguousColumn)
        #expect(ambiguous.description.utf8.count < 500)
        let unknown = try #require(try errorReading(Array(text.utf8), CSVOptions(target: name)))
        #expect(unknown.kind == .unknownColumn)
        #expect(unknown.description.utf8.count < 500)
    }

    @Test func `every kind of fault in a file's content is in the table`() {
        // Of the path, of limits, and of files of forecasts, which the tests of `forecast evaluate` have.
        let elsewhere: Set<CSVError.Kind> = [
            .notFound, .isDirectory, .unreadable, .recordTooLong, .columnsDiffer, .tooManyRows, .tooManyColumns,
            .noTimeColumn,
            .repeatedID, .noZones,
        ]
        let covered = Set((malformedFiles + malformedLayouts).map(\.kind)).union(elsewhere)
        #expect(CSVError.Kind.allCases.filter { !covered.contains($0) } == [])
    }

    @Test func `a record without end is refused before it fills the memory`() throws {
        var limits = chunks(of: 16)
        limits.record = 100
        let text = good + "2020-01-04,\"" + String(repeating: "4\n", count: 1000)
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions(), limits: limits))
        #expect(error.kind == .recordTooLong)
        #expect(error.location?.line == 5)
        limits.chunk = 4096
        let again = try #require(try errorReading(Array(text.utf8), CSVOptions(), limits: limits))
        #expect(
            again.description
                == error.description.replacing(error.location?.file ?? "", with: again.location?.file ?? ""))
    }
}
