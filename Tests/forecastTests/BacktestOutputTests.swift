import Foundation
import NeuralLayers
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What `forecast backtest` prints and writes.
@Suite struct BacktestOutputTests {
    private static let backtest = "forecast backtest datasets/temperature.csv --model gru --epochs 2 --windows 6"

    /// The cells of the table of scores, by model.
    private func table(_ outcome: Outcome) throws -> [String: [String]] {
        let first = try #require(outcome.lines.firstIndex { $0.contains("MAE") })
        let rows = outcome.lines[(first + 1)...].prefix { !$0.isEmpty }.map {
            $0.split(separator: " ").map(String.init)
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0[1...])) })
    }

    private func document(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `the document agrees with the table, and quiet leaves only the document`() throws {
        let folder = try CommandFolder()
        let table = try table(folder.run(Self.backtest))
        let outcome = try folder.run("\(Self.backtest) --json")
        #expect(try folder.run("\(Self.backtest) --format json --quiet") == outcome)
        #expect(try folder.run("\(Self.backtest) --quiet") == Outcome(status: 0, output: "", errors: ""))
        let document = try document(outcome.output)
        let scores = try ["models", "baselines"].flatMap { try #require(document[$0] as? [[String: Any]]) }
        #expect(scores.count == table.count && table.count == 7)
        for score in scores {
            let overall = try #require(score["overall"] as? [String: Any])
            let name = try #require(score["name"] as? String)
            let row = try #require(table[name])
            for (place, metric) in ["mae", "rmse", "smape", "mase", "bias"].enumerated() {
                let shown = try #require(Double(row[place]))
                #expect(abs(try #require(overall[metric] as? Double) - shown) <= 0.00501)
            }
            #expect((score["bySteps"] as? [Any])?.count == 12)
        }
    }

    @Test func `forecasts scored again from the CSV give the printed MAE`() throws {
        let folder = try CommandFolder()
        let table = try table(folder.run("\(Self.backtest) -o forecasts.csv"))
        let lines = try folder.text("forecasts.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(lines[0].prefix(4) == ["month", "cutoff", "step", "actual"])
        #expect(Set(lines[0].dropFirst(4)) == Set(table.keys))
        #expect(lines.count == 1 + 6 * 12)
        #expect(lines[1].prefix(4) == ["2005-01", "2004-12", "1", "24.61"])
        for (column, name) in lines[0].enumerated().dropFirst(4) {
            let errors = lines.dropFirst().map { abs((Double($0[column]) ?? .nan) - (Double($0[3]) ?? .nan)) }
            let row = try #require(table[name])
            let printed = try #require(Double(row[0]))
            #expect(abs(errors.reduce(0, +) / Double(errors.count) - printed) <= 0.000501)
        }
    }

    @Test func `everything written is the same bytes at any thread count and on every instruction set`() throws {
        let folder = try CommandFolder()
        let flags = "--metrics all --levels 80 --per series,step,cutoff -o forecasts.csv --junit junit.xml --json"
        let everything = { (threads: Int, environment: [String: String]) in
            let printed = try folder.succeed("\(Self.backtest) \(flags) --threads \(threads)", environment: environment)
            return [Data(printed.utf8), try folder.data("forecasts.csv"), try folder.data("junit.xml")]
        }
        let first = try everything(1, [:])
        #expect(first.allSatisfy { !$0.isEmpty })
        #expect(try everything(2, [:]) == first)
        for kernels in Kernels.available.map(\.name) {
            #expect(try everything(2, ["FORECAST_ISA": kernels]) == first, "\(kernels)")
        }
    }

    @Test func `the metrics asked for are shown, in that order, and OWA is against Naive2`() throws {
        let folder = try CommandFolder()
        let backtest = "forecast backtest datasets/temperature.csv --model naive2 --windows 3 --baselines none"
        let outcome = try folder.run("\(backtest) --metrics owa,wape,MSE")
        #expect(outcome.lines.contains { $0.split(separator: " ") == ["OWA", "WAPE", "%", "MSE"] })
        #expect(try table(folder.run("\(backtest) --metrics mae,owa"))["Naive2"]?[1] == "1.000")
    }

    @Test func `tables by step and by cutoff follow, in text and in Markdown`() throws {
        let folder = try CommandFolder()
        let backtest = "forecast backtest datasets/temperature.csv --model drift --windows 3 --baselines none"
        let plain = try folder.succeed(backtest)
        let text = try folder.succeed("\(backtest) --per step --per cutoff,step")
        #expect(text.hasPrefix(plain))
        #expect(text.dropFirst(plain.count).split(separator: "\n").count == 1 + 12 * 3 + 1 + 3 * 3)
        let markdown = try folder.succeed("\(backtest) --per step --format markdown")
        #expect(markdown.hasPrefix("## Backtest of datasets/temperature.csv\n\n|  | MAE | "))
        #expect(markdown.contains("### By step\n\n| step | model | MAE | "))
    }

    @Test func `JUnit is XML that a parser reads`() throws {
        let folder = try CommandFolder()
        try folder.succeed("cp datasets/temperature.csv 'a <b> & \"c\".csv'")
        try folder.succeed("forecast backtest 'a <b> & \"c\".csv' --model naive --quiet --junit junit.xml")
        let reader = JUnitReader()
        let parser = XMLParser(data: try folder.data("junit.xml"))
        parser.delegate = reader
        #expect(parser.parse())
        #expect(reader.elements.map(\.name) == ["testsuites", "testsuite", "testcase", "system-out"])
        #expect(reader.elements[1].attributes["name"] == "a <b> & \"c\".csv")
        #expect(reader.elements[1].attributes["tests"] == "1")
    }

    @Test(arguments: ["--output", "--junit"])
    func `a place where nothing can go is noticed before the work starts`(flag: String) throws {
        let folder = try CommandFolder()
        try folder.succeed("mkdir folder && cp datasets/temperature.csv data.csv && ln -s data.csv link.csv")
        let before = try folder.content()
        for (path, reason) in [
            ("nowhere/f.csv", "there is no folder 'nowhere'"), ("folder", "this is a folder"),
            ("./data.csv", "it is what is read, and would be lost"),
            ("link.csv", "it is what is read, and would be lost"),
        ] {
            let outcome = try folder.run("forecast backtest data.csv --model gru \(flag) \(path)")
            #expect(outcome.status == 73 && outcome.output == "")
            #expect(outcome.errors.hasPrefix("error: \(path): cannot write the file: \(reason)\n"))
        }
        #expect(try folder.content() == before)
    }

    @Test func `two flags that name one file are refused`() throws {
        let outcome = try CommandFolder().run("\(Self.backtest) -o result --junit ./result")
        #expect(
            outcome
                == Outcome(
                    status: 64, output: "",
                    errors: """
                        error: ./result: --output and --junit name the same file: one would replace the other
                          fix: name another file with --junit

                        """))
    }

    @Test(arguments: [
        ("--metrics mea", "error: there is no metric called 'mea'\n  fix: did you mean mae? "),
        ("--metrics crps", "error: 'crps' measures intervals, and there are none\n  fix: pass --levels 80\n"),
        ("--per month", "error: The value 'month' is invalid for '--per <part>'. "),
        ("--per step,", "error: The value 'step,' is invalid for '--per <part>'. "),
        ("--json --format markdown", "error: --json and --format markdown contradict each other; pass one of them\n"),
        ("--format csv", "error: The value 'csv' is invalid for '--format <format>'. "),
    ])
    func `flags that cannot be are refused`(flags: String, error: String) throws {
        let outcome = try CommandFolder().run("\(Self.backtest) \(flags)")
        #expect(outcome.status == 64 && outcome.output == "")
        // As one document for programs under --json.
        let message = error.dropFirst("error: ".count).split(separator: "\n")[0]
        #expect(flags.contains("--json") ? outcome.errors.contains(message) : outcome.errors.hasPrefix(error))
    }

    @Test func `a column called as one of ours is refused when forecasts are written, and only then`() throws {
        let folder = try CommandFolder()
        try folder.succeed("sed '1s/month/cutoff/' datasets/temperature.csv > data.csv")
        let backtest = "forecast backtest data.csv --time cutoff --model naive --quiet"
        #expect(
            try folder.run("\(backtest) -o forecasts.csv")
                == Outcome(
                    status: 65, output: "",
                    errors: """
                        error: two columns of --output would be called 'cutoff'
                          fix: rename the column 'cutoff' in the header of the data, or leave --output away

                        """))
        try folder.succeed(backtest)
    }

    #if os(Linux)
        @Test(arguments: ["-o /dev/full", "--junit /dev/full", "> /dev/full"])
        func `a full device is an error`(where flags: String) throws {
            let outcome = try CommandFolder().run("forecast backtest datasets/temperature.csv --model naive \(flags)")
            #expect(outcome.status == 73)
            #expect(outcome.errors.contains("No space left on device"))
        }
    #endif
}

/// The elements of a document, in its order.
private final class JUnitReader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append((name, attributes))
    }
}
