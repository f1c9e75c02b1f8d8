import CSVIngestion
import Diagnostics
import Testing
import TimeSeries

/// A file in some dialect, and the values of its first series.
struct DialectCase: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var values: [Double]
    /// A part of a note; nil when nothing is to be said.
    var note: String?
    var options: CSVOptions

    init(_ name: String, _ text: String, _ values: [Double], note: String?, with options: CSVOptions = CSVOptions()) {
        self.name = name
        self.text = text
        self.values = values
        self.note = note
        self.options = options
    }

    var testDescription: String { name }
}

private let days = ["2020-01-01", "2020-01-02", "2020-01-03"]

/// Three days with a value each.
private func table(_ delimiter: String, _ values: [String], header: String = "date", end: String = "") -> String {
    "\(header)\(delimiter)y\(end)\n" + zip(days, values).map { "\($0)\(delimiter)\($1)\(end)\n" }.joined()
}

private let delimiterCases: [DialectCase] = [
    DialectCase("commas", table(",", ["1", "2", "3"]), [1, 2, 3], note: nil),
    DialectCase("semicolons", table(";", ["1", "2", "3"]), [1, 2, 3], note: "separated by ';'; --delimiter"),
    DialectCase("tabs", table("\t", ["1", "2", "3"]), [1, 2, 3], note: "separated by tabs"),
    DialectCase("bars", table("|", ["1", "2", "3"]), [1, 2, 3], note: "separated by '|'"),
    DialectCase(
        "semicolons and decimal commas", table(";", ["1,5", "2,5", "3"]), [1.5, 2.5, 3],
        note: "separated by ';'"),
    DialectCase(
        "semicolons and decimal commas, without a header", "2020-01-01;1,5\n2020-01-02;2,5\n2020-01-03;3,5\n",
        [1.5, 2.5, 3.5], note: "separated by ';'"),
    DialectCase(
        "commas around lists with semicolons", "date,tags,y\n2020-01-01,1;2,1\n2020-01-02,3;4,2\n2020-01-03,5;6,3\n",
        [1, 2, 3], note: nil),
    DialectCase(
        "semicolons within quotes only", "date,note,y\n" + days.map { "\($0),\"a;b;c\",1\n" }.joined(), [1, 1, 1],
        note: nil),
    DialectCase(
        "commas within quotes between tabs", "date\tnote\ty\n" + days.map { "\($0)\t\"a,b\nc,d\"\t1\n" }.joined(),
        [1, 1, 1], note: "tabs"),
    DialectCase(
        "one column", "y\n1\n2\n3\n", [1, 2, 3], note: nil),
    DialectCase(
        "forced", "a;b,y\n" + days.map { _ in "b;c,1\n" }.joined(), [1, 1, 1], note: nil,
        with: CSVOptions(target: "y", delimiter: UInt8(ascii: ","))),
]

private let commentCases: [DialectCase] = [
    DialectCase(
        "comments before the header", "# source: x\n# of 2020, in \"kWh\n" + table(",", ["1", "2", "3"]), [1, 2, 3],
        note: "begin with '#'; --comment"),
    DialectCase(
        "comments with as many fields", "% a, b\n" + table(",", ["1", "2", "3"]), [1, 2, 3], note: "begin with '%'"),
    DialectCase(
        "a comment in the middle", "date,y\n2020-01-01,1\n# checked\n2020-01-02,2\n2020-01-03,3\n", [1, 2, 3],
        note: "begin with '#'"),
    DialectCase(
        "a header that begins with the mark", table(",", ["1", "2", "3"], header: "#date"), [1, 2, 3], note: nil,
        with: CSVOptions(time: "#date")),
    DialectCase(
        "ids that begin with the mark", "id,date,y\n#1,2020-01-01,1\n#1,2020-01-02,2\n#1,2020-01-03,3\n", [1, 2, 3],
        note: nil),
    DialectCase(
        "a column of comments and numbers", "# source\ny\n1\n2\n3\n", [1, 2, 3], note: "begin with '#'"),
    DialectCase(
        "no comments wanted", "#a\n1\n7\n3\n", [1, 7, 3], note: nil, with: CSVOptions(comment: "")),
]

private let lineCases: [DialectCase] = [
    DialectCase(
        "delimiters after every row", "date;y\n2020-01-01;1;\n2020-01-02;2;\n2020-01-03;3;\n", [1, 2, 3],
        note: "rows end in a ';'"),
    DialectCase(
        "a delimiter after some rows", "date,y\n2020-01-01,1,\n2020-01-02,2\n2020-01-03,3,\n", [1, 2, 3],
        note: "rows end in a ','"),
    DialectCase(
        "a delimiter after the header", "date,y,\n2020-01-01,1\n2020-01-02,\n2020-01-03,3\n", [1, .nan, 3],
        note: "the header ends in a ','"),
    DialectCase("delimiters after all", table(",", ["1", "2", "3"], end: ","), [1, 2, 3], note: "column3"),
    DialectCase(
        "a repeated header", "date,y\n2020-01-01,1\n2020-01-02,2\ndate,y\n2020-01-03,3\ndate,y\r\n", [1, 2, 3],
        note: "skipped 2 lines that repeat the header"),
    DialectCase(
        "blank lines and blanks", "\n\ndate , y\n\n2020-01-01 , 1\n   \n2020-01-02,\t2\n\n2020-01-03,3\n\n", [1, 2, 3],
        note: nil),
    DialectCase(
        "lone carriage returns", table(",", ["1", "2", "3"]).replacing("\n", with: "\r"), [1, 2, 3], note: nil),
]

private let usualNotes = ["using 'date' as the time", "using 'y' as the target", "reading the rows as daily"]

@Suite struct DelimiterSnifferTests {
    @Test(arguments: delimiterCases + commentCases + lineCases)
    func `a file is read as it is written, with a note where that is not plain`(file: DialectCase) throws {
        let ingestion = try read(file.text, file.options)
        let values = ingestion.panel.series[0].values
        #expect(values.map(\.description) == file.values.map(\.description))
        let notes = ingestion.notes
        if let note = file.note {
            #expect(notes.contains { $0.contains(note) }, "\(notes)")
        } else {
            #expect(!notes.contains { $0.contains("--delimiter") || $0.contains("--comment") }, "\(notes)")
        }
    }

    @Test(arguments: delimiterCases + commentCases + lineCases)
    func `what is found does not depend on the size of the chunks`(file: DialectCase) throws {
        let whole = try read(file.text, file.options)
        for size in [1, 7] {
            let ingestion = try read(Array(file.text.utf8), file.options, limits: chunks(of: size))
            #expect(ingestion.panel.fingerprint == whole.panel.fingerprint)
            #expect(ingestion.notes == whole.notes)
        }
    }

    @Test func `a ragged row is refused with the delimiter that was found`() throws {
        let text = table(";", ["1", "2", "3"]) + "2020-01-04;4;5\n"
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions()))
        #expect(error.kind == .raggedRow)
        #expect(error.location?.line == 5)
        #expect(error.fix.contains("';'"))
    }

    @Test func `a value after a delimiter that ends the rows is refused`() throws {
        let rows = (10..<60).map { "2020-01-01T00:\($0);1;\n" }.joined()
        let text = "time;y\n" + rows + String(repeating: "\n", count: 70_000) + "2020-01-01T01:00;1;2\n"
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions()))
        #expect(error.kind == .raggedRow)
        #expect(error.location?.line == 70_052)
    }
}
