import ForecastTestSupport
import Foundation
import NotebookSupport
import Testing

@Suite struct InspectCommandTests {
    private func document(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func findings(_ document: [String: Any], _ kind: String) throws -> [[String: Any]] {
        try #require(document["findings"] as? [[String: Any]]).filter { $0["kind"] as? String == kind }
    }

    @Test func `the temperatures are described, their outliers told with lines, and the next command runs`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("forecast inspect datasets/temperature.csv")
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.lines.first == "data       datasets/temperature.csv, 732 rows, 1950-01 to 2010-12")
        #expect(outcome.lines.contains("season     12 rows, confirmed by autocorrelation .94"))
        #expect(outcome.lines.contains { $0.hasPrefix("outlier  1  line 403, 1983-06, ") })
        #expect(outcome.lines.allSatisfy { $0.count <= 100 })
        let next = try #require(outcome.lines.last?.trimmingCharacters(in: .whitespaces))
        #expect(next == "forecast fit datasets/temperature.csv --target temperature")
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
    }

    @Test(arguments: ["inspect datasets/temperature.csv", "evaluate datasets/prices.csv datasets/prices.csv"])
    func `a season of no rows is refused by every command`(command: String) throws {
        let outcome = try CommandFolder().run("forecast \(command) --season 0")
        let errors = "error: --season is 0, and must be at least 1\n  fix: pass --season 1 or more\n"
        #expect(outcome == Outcome(status: 64, output: "", errors: errors))
    }

    @Test func `--json is one document, also with --quiet, which otherwise prints nothing`() throws {
        let folder = try CommandFolder()
        let text = try folder.succeed("forecast inspect datasets/prices.csv --json")
        #expect(try folder.succeed("forecast inspect datasets/prices.csv --json --quiet") == text)
        #expect(
            try folder.run("forecast inspect datasets/prices.csv --quiet") == Outcome(status: 0, output: "", errors: "")
        )
        let document = try document(text)
        #expect(document["target"] as? String == "close")
        #expect(document["seasonLength"] is NSNull)
        let columns = try #require(document["columns"] as? [[String: Any]])
        #expect(columns.map { $0["kind"] as? String } == ["date", "number", "number", "number", "number", "integer"])
        #expect(columns.map { $0["role"] as? String } == ["time", nil, nil, nil, "target", nil])
        #expect(columns[4]["minimum"] as? Double == 100.01 && columns[4]["maximum"] as? Double == 741.79)
    }

    @Test func `what is wrong is told with its line, and does not stop the reading`() throws {
        let folder = try CommandFolder()
        var rows = dailyCSV(zip(weeks(200), normalNoise(200, seed: 2)).map { ($0 ?? 0) + $1 })
            .split(separator: "\n").map(String.init)
        rows[100] = rows[100].prefix(11) + "95"
        rows.swapAt(50, 51)
        rows[20] = rows[20] + "\n" + rows[20]
        rows.removeSubrange(150...152)
        try folder.write(rows.joined(separator: "\n") + "\n", to: "my data.csv")
        let outcome = try folder.run("forecast inspect 'my data.csv' --json")
        #expect(outcome.status == 0 && outcome.errors == "")
        let document = try document(outcome.output)
        #expect(try findings(document, "duplicate").map { $0["line"] as? Int } == [22])
        #expect(try findings(document, "unsorted").map { $0["line"] as? Int } == [53])
        #expect(try findings(document, "gap").map { $0["line"] as? Int } == [152])
        #expect(try findings(document, "gap").map { $0["rows"] as? Int } == [3])
        #expect(try findings(document, "outlier").map { $0["line"] as? Int } == [102])
        let next = try #require(document["next"] as? String)
        #expect(next == "forecast fit 'my data.csv' --target y --duplicates last --unsorted sort")
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
    }

    @Test func `the next command repeats the flags of reading as they were typed, and adds what the values call for`()
        throws
    {
        let folder = try CommandFolder()
        let outcome = try folder.run(
            "forecast inspect --comment '#' datasets/stocks-wide.csv --target=MSFT --season none --missing '-'")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("rows off the grid  134  line 5, 1990-02-05"))
        let next = try #require(outcome.lines.last?.trimmingCharacters(in: .whitespaces))
        #expect(
            next == "forecast fit datasets/stocks-wide.csv --comment '#' --target=MSFT --missing - --skip-off-grid "
                + "--season none --log")
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
    }

    @Test func `of several series each has a line, and findings name theirs`() throws {
        let folder = try CommandFolder()
        let noise = normalNoise(120, seed: 5)
        var stuck = noise
        for row in 60..<80 { stuck[row] = 2 }
        try folder.write(
            dailyCSV(noise, id: "fine") + dailyCSV(stuck, id: "stuck", header: false), to: "two.csv")
        let outcome = try folder.run("forecast inspect two.csv")
        #expect(
            outcome.lines.contains { $0.hasPrefix("constant stretch  1  stuck: line 182, 2020-03-01, 20 rows of 2") })
        #expect(outcome.lines.count { $0.hasPrefix("fine ") || $0.hasPrefix("stuck ") } == 2)
    }

    @Test func `files of a pattern are one dataset, and a finding names its file and the line there`() throws {
        let folder = try CommandFolder()
        var rows = dailyCSV(zip(weeks(200), normalNoise(200, seed: 2)).map { ($0 ?? 0) + $1 })
            .split(separator: "\n").map(String.init)
        rows[150] = rows[150].prefix(11) + "95"
        try folder.write(rows[...100].joined(separator: "\n") + "\n", to: "part-1.csv")
        try folder.write((rows[...0] + rows[101...]).joined(separator: "\n") + "\n", to: "part-2.csv")
        let document = try document(try folder.succeed("forecast inspect 'part-*.csv' --json"))
        let outliers = try findings(document, "outlier")
        #expect(outliers.map { $0["file"] as? String } == ["part-2.csv"])
        #expect(outliers.map { $0["line"] as? Int } == [51])
        let columns = try #require(document["columns"] as? [[String: Any]])
        #expect(columns.map { $0["rows"] as? Int } == [200, 200])
        let next = try #require(document["next"] as? String)
        #expect(next == "forecast fit 'part-*.csv' --target y")
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
    }

    @Test func `a file that leaves out the days without a sale is fitted with zeros`() throws {
        let folder = try CommandFolder()
        var numbers = SplitMix64(seed: 6)
        let rows = dailyCSV((0..<300).map { Double(1 + $0 % 3) }).split(separator: "\n").enumerated().filter {
            $0.offset < 2 || Double.random(in: 0..<1, using: &numbers) < 0.6
        }
        try folder.write(rows.map(\.element).joined(separator: "\n") + "\n", to: "sales.csv")
        let outcome = try folder.run("forecast inspect sales.csv")
        #expect(
            outcome.output.contains("\n  'y': whole numbers from zero up, so counts;")
                && outcome.output.contains("\n  --gaps zero as absent rows look like nothing to count;"))
        let next = try #require(outcome.lines.last?.trimmingCharacters(in: .whitespaces))
        #expect(next.hasPrefix("forecast fit sales.csv --target y --gaps zero"))
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
        let told = try folder.succeed("forecast inspect sales.csv --gaps leave")
        #expect(!told.contains("--gaps zero"))
    }

    @Test func `further columns of numbers are a hint, and another layout and dialect are shown`() throws {
        let folder = try CommandFolder()
        let prices = try folder.succeed("forecast inspect datasets/prices.csv")
        #expect(
            prices.contains(
                "to consider\n  --past open,high,low,volume, if they explain close; --future for what is known ahead\n"
            ))
        #expect(!prices.contains("layout") && !prices.contains("dialect"))
        let header = (1...61).map { "V\($0)" }.joined(separator: ";")
        let lines = (0..<3).map { place in
            let values = normalNoise(60, seed: UInt64(place)).map {
                "\(($0 * 100).rounded() / 100 + 50)".replacing(".", with: ",")
            }
            return "s\(place);" + values.joined(separator: ";")
        }
        try folder.write(([header] + lines).joined(separator: "\n") + "\n", to: "rows.csv")
        let outcome = try folder.run("forecast inspect rows.csv")
        #expect(outcome.lines.dropFirst().first == "layout     rows, one series a row")
        #expect(outcome.lines.dropFirst(2).first == "dialect    ';' between fields, decimal comma")
        let next = try #require(outcome.lines.last?.trimmingCharacters(in: .whitespaces))
        #expect(next == "forecast fit rows.csv --layout rows")
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
    }

    @Test func `a pipe is inspected without its columns`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("cat datasets/temperature.csv | forecast inspect /dev/stdin --json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let document = try document(outcome.output)
        #expect((document["columns"] as? [Any])?.isEmpty == true)
        #expect((document["series"] as? [Any])?.count == 1)
    }

    @Test func `any number of threads finds the same, and a terminal is filled`() throws {
        let folder = try CommandFolder()
        let one = try folder.succeed("taskset -c 0 forecast inspect datasets/prices.csv --json")
        #expect(try folder.succeed("forecast inspect datasets/prices.csv --json") == one)
        let shown = try PseudoTerminal.run("stty cols 140; forecast inspect datasets/prices.csv", in: folder.url)
        #expect(shown.contains("next\r\n  forecast fit datasets/prices.csv --target close"))
    }

    @Test(arguments: [
        ("no.csv", 66, "error: no.csv: there is no such file"), ("empty.csv", 65, "error: empty.csv"),
        ("datasets/prices.csv --target clse", 64, "error: datasets/prices.csv:1: there is no column 'clse'"),
    ])
    func `what cannot be read at all is an error`(arguments: String, status: Int32, error: String) throws {
        let folder = try CommandFolder()
        try folder.write("", to: "empty.csv")
        let outcome = try folder.run("forecast inspect \(arguments)")
        #expect(outcome.status == status && outcome.output == "")
        #expect(outcome.errors.hasPrefix(error))
    }

    @Test func `series that no column alone tells apart are found, and the next command reads them`() throws {
        let folder = try CommandFolder()
        var text = "date,store,item,units\n"
        for store in 1...3 {
            for item in ["a", "b"] {
                for day in 1...28 {
                    text += "2024-02-\(day < 10 ? "0" : "")\(day),\(store),\(item),\(store * day % 9)\n"
                }
            }
        }
        try folder.write(text, to: "sales.csv")
        let outcome = try folder.run("forecast inspect sales.csv --target units")
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.output.contains("168 rows of 6 series"))
        #expect(outcome.output.contains("read with --id store,item, as rows of one time differ in these"))
        #expect(!outcome.output.contains("duplicate"))
        let next = try #require(outcome.lines.last?.trimmingCharacters(in: .whitespaces))
        #expect(next == "forecast fit sales.csv --target units --id store,item")
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
        let fit = try folder.run("forecast fit sales.csv --target units")
        #expect(
            fit.status == 65 && fit.errors.contains("fix: pass --id store,item, as rows of one time differ in these"))
    }

    @Test func `a clock that was set back is recognised, and the next command names its zone`() throws {
        let folder = try CommandFolder()
        let hours = (26...30).flatMap { day in
            (day == 29 ? [0, 1, 2] + Array(2...23) : Array(0...23)).map {
                "2023-10-\(day) \($0 < 10 ? "0" : "")\($0):00"
            }
        }
        try folder.write("time,load\n" + hours.enumerated().map { "\($1),\($0 * $0 % 17)\n" }.joined(), to: "load.csv")
        let outcome = try folder.run("forecast inspect load.csv")
        #expect(outcome.status == 0 && !outcome.output.contains("duplicate"))
        #expect(
            outcome.output.contains("read with --timezone Europe/Berlin, whose clock repeats the times that come twice")
        )
        let next = try #require(outcome.lines.last?.trimmingCharacters(in: .whitespaces))
        #expect(next.contains("--timezone Europe/Berlin") && !next.contains("--duplicates"))
        try folder.succeed("\(next) --epochs 1 --hidden 4 --quiet")
    }

    @Test func `of several columns that could be the target the first is looked at`() throws {
        let folder = try CommandFolder()
        let rows = (1...28).map { "2024-02-\($0 < 10 ? "0" : "")\($0),\($0 % 5),\($0 % 7)\n" }
        try folder.write("date,a,b\n" + rows.joined(), to: "two.csv")
        let outcome = try folder.run("forecast inspect two.csv")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("using 'a' as the target; --target picks another of b"))
        #expect(outcome.lines.last == "  forecast fit two.csv --target a")
    }
}
