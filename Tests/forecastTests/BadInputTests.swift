import Foundation
import Testing

/// A command that must fail in front of a file, and how.
struct BadInput: CustomTestStringConvertible {
    var testDescription: String
    /// The content of `data.csv`; nil for no file.
    var content: String?
    var arguments = ""
    var status: Int32 = 65
    var errors: String

    init(
        _ name: String, _ content: String?, flags arguments: String = "", status: Int32 = 65, _ message: String,
        fix: String
    ) {
        testDescription = name
        self.content = content
        self.arguments = arguments
        self.status = status
        errors = "error: \(message)\n  fix: \(fix)\n"
    }
}

private let days = "date,close\n2024-01-01,1\n2024-01-02,2\n"

private let malformed: [BadInput] = [
    BadInput(
        "missing file", nil, status: 66, "data.csv: there is no such file",
        fix: "check the path; it is taken relative to the current folder"),
    BadInput(
        "empty file", "", "data.csv: the file is empty", fix: "give a CSV file with a header and rows"),
    BadInput(
        "header only", "date,close\n", "data.csv:1:1: there is a header but no row", fix: "give a file with rows"),
    BadInput(
        "binary", "\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0", "data.csv:1:8: this is not a text file: it holds a NUL byte",
        fix: "give a CSV file as UTF-8 text; if this is UTF-16, convert it with iconv -f UTF-16 -t UTF-8"),
    BadInput(
        "unterminated quote", days + "2024-01-03,\"3\n2024-01-04,4\n",
        "data.csv:4:12: the quote that opens here is never closed",
        fix: "close it; a quote within a quoted field is written twice (\"\")"),
    BadInput(
        "too many fields", days + "2024-01-03,3,9\n", "data.csv:4:14: 3 fields where the header has 2",
        fix: "quote a field that contains ',', or take the extra field out"),
    BadInput(
        "too few fields", days + "2024-01-03\n", "data.csv:4:11: 1 field where the header has 2",
        fix: "add the missing field; an empty one still needs its ','"),
    BadInput(
        "text in a number column", days + "2024-01-03,abc\n", "data.csv:4:12: column 'close': \"abc\" is not a number",
        fix: "pass --missing abc to read it as missing"),
    BadInput(
        "NaN as text", days + "2024-01-03,-NaN\n",
        "data.csv:4:12: column 'close': \"-NaN\" reads as text, not as a number",
        fix: "pass --missing -NaN to read it as missing"),
    BadInput(
        "inf as text", days + "2024-01-03,-inf\n", "data.csv:4:12: column 'close': \"-inf\" is not a finite number",
        fix: "write a number instead, or pass --missing -inf to read it as missing"),
    BadInput(
        "date with two readings", "date,close\n03/01/2024,1\n03/01/2024,2\n",
        "data.csv:2:1: column 'date': \"03/01/2024\" may be 2024-01-03 (%d/%m/%Y) or 2024-03-01 (%m/%d/%Y), "
            + "and no row tells which",
        fix: "pass --time-format '%d/%m/%Y' or --time-format '%m/%d/%Y'"),
    BadInput(
        "mixed dates", days + "2024-01-03T00:00,3\n",
        "data.csv:4:1: column 'date': \"2024-01-03T00:00\" is in another form than the first timestamp, "
            + "which is written as yyyy-MM-dd",
        fix: "write all timestamps in one form, such as 2020-01-31 or 2020-01-31T15:00:00"),
    BadInput(
        "no such day", "date,close\n2023-02-27,1\n2023-02-28,2\n2023-02-29,3\n",
        "data.csv:4:1: column 'date': \"2023-02-29\" is not in the calendar",
        fix: "correct the date or the time of day"),
    BadInput(
        "duplicate timestamps", days + "2024-01-02,3\n", "data.csv:4:1: 2024-01-02 appears twice, first on line 3",
        fix: "pass --duplicates with which of the two rows to keep: first, last, mean, sum; "
            + "or --id with a column that tells series apart"),
    BadInput(
        "unsorted timestamps", days + "2023-12-31,3\n", "data.csv:4:1: 2023-12-31 comes after 2024-01-02 on line 3",
        fix: "pass --unsorted sort to sort the rows by 'date'"),
    BadInput(
        "all-missing target", "date,close\n2024-01-01,\n2024-01-02,\n2024-01-03,\n",
        "data.csv:1:6: column 'close' holds no number, every cell is missing",
        fix: "pass --target with another column"),
    BadInput(
        "one row", "date,close\n2024-01-01,1\n", "data.csv:2: one row is no series",
        fix: "give a file with at least three rows, or two and --frequency"),
    BadInput(
        "unknown target", days, flags: "--target clsoe", status: 64, "data.csv:1: there is no column 'clsoe'",
        fix: "did you mean --target close? the columns are date, close"),
    BadInput(
        "unknown time", days, flags: "--time dat", status: 64, "data.csv:1: there is no column 'dat'",
        fix: "did you mean --time date? the columns are date, close"),
    BadInput(
        "several targets", "date,a,b\n2024-01-01,1,2\n2024-01-02,2,3\n2024-01-03,3,4\n", status: 64,
        "data.csv:1: 2 columns could be the target: a, b",
        fix: "pass --target with one of them, such as --target a, or --layout columns to read each as a series"),
]

@Suite struct BadInputTests {
    @Test(arguments: malformed)
    func `a file that cannot be read is named with place and fix, and nothing is written`(input: BadInput) throws {
        let folder = try CommandFolder()
        if let content = input.content { try folder.write(content, to: "data.csv") }
        try folder.write("an older model", to: "forecast.safetensors")
        let before = try folder.content()
        let outcome = try folder.run("forecast fit data.csv --model gru \(input.arguments)")
        #expect(outcome == Outcome(status: input.status, output: "", errors: input.errors))
        #expect(try folder.content() == before)
    }

    @Test(arguments: ["abc", "-NaN", "-inf", "---", "+"])
    func `the flag that an error names for a cell then reads it as missing`(cell: String) throws {
        let folder = try CommandFolder()
        try folder.write("step,y\n" + (1...40).map { "\($0),\($0 == 7 ? cell : "\($0)")\n" }.joined(), to: "data.csv")
        let errors = try folder.run("forecast fit data.csv --model gru").errors
        let flag = try #require(errors.firstMatch(of: #/--missing[ =]\S+/#)).output
        let report = try folder.succeed("forecast fit data.csv --model naive \(flag)")
        #expect(report.contains("\ngaps       0 absent timestamps, 1 missing value\n"))
    }

    @Test func `a folder is no CSV file`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("mkdir data && forecast fit data --model gru")
        let errors = "error: data: this is a folder, not a file\n  fix: name a CSV file in it\n"
        #expect(outcome == Outcome(status: 66, output: "", errors: errors))
        #expect(try Set(folder.content().keys) == ["data", "datasets"])
    }

    @Test func `a file that may not be read is no input`() throws {
        let folder = try CommandFolder()
        try folder.write(days, to: "data.csv")
        let outcome = try folder.run("chmod 0 data.csv && \(unprivileged) forecast fit data.csv --model gru")
        #expect(outcome.status == 66)
        #expect(outcome.errors.hasPrefix("error: data.csv: "))
        #expect(outcome.errors.contains("Permission denied"))
    }

    @Test func `a series that never moves is forecast exactly`() throws {
        let folder = try CommandFolder()
        let rows = (0..<120).map { "\($0),42.5\n" }.joined()
        try folder.write("step,close\n" + rows, to: "data.csv")
        for model in ["gru", "naive"] {
            try folder.succeed("forecast fit data.csv --quiet --horizon 3 --model \(model)")
            let lines = try folder.succeed("forecast predict").split(separator: "\n").dropFirst()
            #expect(lines == ["120,42.5", "121,42.5", "122,42.5"])
        }
    }

    @Test(arguments: ["", "--horizon 20", "--horizon 5 --input-length 40", "--input-length 60 --horizon 19"])
    func `a series that is too short is refused with the longest numbers, which then work`(arguments: String) throws {
        let folder = try CommandFolder()
        let rows = arguments.isEmpty ? 5 : 40
        try folder.write("step,y\n" + (1...rows).map { "\($0),\($0 * $0 % 7)\n" }.joined(), to: "data.csv")
        let outcome = try folder.run("forecast fit data.csv --model gru \(arguments)")
        #expect(outcome.status == 65)
        #expect(outcome.errors.hasPrefix("error: the series has \(rows) rows, too few for "))
        #expect(!outcome.errors.contains("trained"))
        #expect(try Set(folder.content().keys) == ["data.csv", "datasets"])

        let offers = offers(in: outcome.errors, given: arguments)
        #expect(!offers.isEmpty)
        for offer in offers {
            try folder.succeed("forecast fit data.csv --model gru --epochs 1 \(offer.longest)")
            #expect(try folder.run("forecast fit data.csv --model gru --epochs 1 \(offer.oneMore)").status == 65)
        }
    }

    /// The command lines that an error offers, and each with its longest number one longer.
    private func offers(in errors: String, given: String) -> [(longest: String, oneMore: String)] {
        let fix = errors.split(separator: "fix: pass ").last.map(String.init) ?? ""
        return fix.matches(of: #/(--[a-z-]+) (\d+) \(the longest with (--[a-z-]+ \d+)\)/#).map { match in
            let number = Int(match.output.2) ?? 0
            return (
                "\(match.output.1) \(number) \(match.output.3)", "\(match.output.1) \(number + 1) \(match.output.3)"
            )
        }
            + fix.matches(of: #/(--horizon 1) and (--input-length) (\d+) \(the longest with it\)/#).map { match in
                let number = Int(match.output.3) ?? 0
                return (
                    "\(match.output.1) \(match.output.2) \(number)", "\(match.output.1) \(match.output.2) \(number + 1)"
                )
            }
    }
}
