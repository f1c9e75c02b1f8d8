import Foundation
import Testing

@Suite struct ProgressDisplayTests {
    private static let fit = "forecast fit datasets/temperature.csv --model gru --epochs 30 --patience off"

    @Test func `without a terminal there is one line for every tenth, the same in every run`() throws {
        let folder = try CommandFolder()
        let errors = try (0..<2).map { _ in try folder.run(Self.fit).errors }
        let lines = errors[0].split(separator: "\n")
        #expect(lines.map { $0.prefix { $0 != "," } } == (1...10).map { "trained \($0)0%" })
        #expect(lines.allSatisfy { $0.contains(#/^trained \d+%(, loss \d+\.\d+)?$/#) })
        #expect(lines.count { $0.contains("loss") } >= 6)
        #expect(errors[0] == errors[1])
    }

    @Test func `a log of training that stopped early says so in its last line, and is silent under --quiet`() throws {
        let folder = try CommandFolder()
        let fit = "forecast fit datasets/temperature.csv --model gru --epochs 60 --patience 1 --learning-rate 0.1"
        let outcome = try folder.run(fit)
        let report = try #require(outcome.output.firstMatch(of: #/stopped early after (\d+) of 60/#))
        #expect(outcome.errors.hasSuffix("\nended after \(report.1) epochs of 60\n"))
        #expect(try folder.run(fit + " --quiet").errors == "")
        #expect(try !folder.run("\(fit) --patience off").errors.contains("stopped"))
    }

    @Test func `on a terminal a bar is drawn over itself and cleared before the report`() throws {
        let folder = try CommandFolder()
        let text = try PseudoTerminal.run(
            "forecast fit datasets/temperature.csv --model gru --epochs 400 --patience off", in: folder.url)
        let clear = "\r\u{1B}[K"
        let parts = text.components(separatedBy: clear)
        #expect(parts.count > 3)
        #expect(parts[0].isEmpty)
        #expect(parts[1].contains(#/^\[=* *\] +\d+%  loss \d+\.\d+  \d+:\d\d left$/#))
        for bar in parts.dropLast() { #expect(bar.count <= 59 && !bar.contains("\n")) }
        #expect(parts.last?.hasPrefix("data ") == true)
        #expect(!text.replacing(clear, with: "").contains("\u{1B}"))
        #expect(!text.contains("trained"))
    }

    @Test func `--quiet shows no bar, and a result on a terminal is a table without codes`() throws {
        let folder = try CommandFolder()
        #expect(try PseudoTerminal.run(Self.fit + " --quiet", in: folder.url) == "")
        let shown = try PseudoTerminal.run("forecast predict", in: folder.url)
        let table = try folder.succeed("forecast predict --format table")
        #expect(shown.replacing("\r\n", with: "\n") == table)
    }

    private static let backtest =
        "forecast backtest datasets/temperature.csv --model gru --epochs 100 --patience off --windows 4 --refit 2"
    private static let audit = "forecast audit datasets/temperature.csv --model gru --epochs 40 --patience off"

    @Test(arguments: [(backtest, "cutoff [1-4] of 4", "data "), (audit, "fit [1-5] of 5", "GRU, cutoff 2000-12: ")])
    func `a backtest and an audit are shown in a line on a terminal, and nowhere else`(
        command: String, place: String, report: String
    ) throws {
        let folder = try CommandFolder()
        let text = try PseudoTerminal.run(command, in: folder.url)
        let clear = "\r\u{1B}[K"
        let parts = text.components(separatedBy: clear)
        #expect(parts.count > 3)
        #expect(parts[0].isEmpty)
        let bar = try Regex(#"\[=* *\] +\d+%  (GRU|Ridge|[A-Z][A-Za-z]+|scoring)  \#(place)(  \d+:\d\d left)?"#)
        for line in parts.dropFirst().dropLast() {
            #expect(try bar.wholeMatch(in: line) != nil && line.count <= 59, "\(line)")
        }
        #expect(parts.last?.hasPrefix(report) == true)
        let outcome = try folder.run(command)
        #expect(outcome.errors == "")
        #expect(parts.last?.replacing("\r\n", with: "\n") == outcome.output)
        #expect(try PseudoTerminal.run(command + " --quiet", in: folder.url) == "")
    }

    @Test(arguments: [
        "forecast fit datasets/temperature.csv --model gru --windows",
        "forecast backtest datasets/temperature.csv --model gru --target none",
        "forecast backtest datasets/temperature.csv --model gru --scaling none --learning-rate 1e30",
    ])
    func `an error stands on a line of its own`(command: String) throws {
        let folder = try CommandFolder()
        let text = try PseudoTerminal.run(command, in: folder.url)
        #expect(text.components(separatedBy: "\r\u{1B}[K").last?.hasPrefix("error: ") == true, "\(text)")
    }

    @Test func `a bar on a terminal does not get into a redirected report`() throws {
        let folder = try CommandFolder()
        let shown = try PseudoTerminal.run(Self.fit + " > report", in: folder.url)
        #expect(try folder.text("report").hasPrefix("data "))
        #expect(!shown.contains("data "))
    }
}
