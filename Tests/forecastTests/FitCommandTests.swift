import Foundation
import Testing

@Suite struct FitCommandTests {
    @Test func `the report is on standard output, progress on standard error, the model in the folder`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("forecast fit datasets/prices.csv --model gru")
        #expect(outcome.status == 0)
        #expect(outcome.lines.first == "data        datasets/prices.csv, 1047 rows, 2004-08-19 to 2008-10-14")
        for line in [
            "frequency   sessions (weekdays, holidays missing)", "gaps        37 absent timestamps, 0 missing values",
            "note        using 'close' as the target; --target picks another of open, high, low, volume",
            "written     forecast.safetensors",
        ] {
            #expect(outcome.lines.contains(line))
        }
        #expect(outcome.lines.contains { $0.hasPrefix("GRU  ") })
        #expect(outcome.lines.contains { $0.hasPrefix("Naive  ") })
        #expect(outcome.lines.contains { $0.hasPrefix("SeasonalNaive  ") })
        #expect(outcome.errors.split(separator: "\n").allSatisfy { $0.contains(#/^(trained|ended after) /#) })
        #expect(try Set(folder.content().keys) == ["datasets", "forecast.safetensors"])
    }

    @Test(arguments: [(10, 168), (1800, 144), (3600, 72), (86_400, 21)])
    func `the input is whole seasons as long as these stay short`(seconds: Int, inputLength: Int) throws {
        let folder = try CommandFolder()
        let rows = (0..<1200).map { row in
            "\(Date(timeIntervalSince1970: Double(row * seconds)).formatted(.iso8601)),\(row % 7)"
        }
        try folder.write(rows.reduce("time,value\n") { $0 + $1 + "\n" }, to: "data.csv")
        let outcome = try folder.run("forecast fit data.csv --model ridge")
        #expect(outcome.lines.contains("note        input of \(inputLength) steps; --input-length sets another"))
    }

    @Test func `a wide file of stocks is read but for its stray rows, whose error names the flag`() throws {
        let folder = try CommandFolder()
        var command = "forecast fit datasets/stocks-wide.csv --model gru"
        let outcome = try folder.run(command)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("datasets/stocks-wide.csv:5"))
        #expect(outcome.errors.hasSuffix("fix: pass --skip-off-grid to leave such rows out\n"))
        command += " --skip-off-grid"
        let report = try folder.succeed(command + " --epochs 2")
        #expect(
            report.contains("note        left out 134 rows off the grid, monthly on day 1; the first is 1990-02-05"))
        #expect(try folder.succeed("forecast predict").hasPrefix("series,Date,GRU\nIBM,2022-07-01,"))
    }

    @Test func `--json is one document and nothing else, also with --quiet`() throws {
        let folder = try CommandFolder()
        let fit = "forecast fit datasets/temperature.csv --model gru --epochs 2 --json"
        let (loud, quiet) = (try folder.run(fit), try folder.run(fit + " --quiet"))
        #expect(loud.output == quiet.output)
        #expect(!loud.errors.isEmpty)
        #expect(quiet.errors.isEmpty)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(quiet.output.utf8)) as? [String: Any])
        #expect(
            Set(document.keys) == [
                "candidates", "data", "heldOut", "learnedFromAllRows", "leftOut", "model", "modelPath", "split",
                "training",
            ])
        #expect(document["model"] as? String == "GRU")
    }

    @Test func `--quiet is silent`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("forecast fit datasets/temperature.csv --model gru --epochs 2 --quiet")
        #expect(outcome == Outcome(status: 0, output: "", errors: ""))
        #expect(try folder.content().keys.contains("forecast.safetensors"))
    }

    @Test(arguments: [
        "auto", "gru", "lstm", "rnn", "rnn-relu", "transformer", "naive", "seasonal-naive", "drift", "mean",
        "window-average", "naive2",
        "ridge", "ets", "theta", "arima --order 1,0,0", "ces", "mstl", "level-shape", "ar-ridge", "croston", "sba",
        "tsb",
        "adida", "imapa",
    ])
    func `every model fits and predicts under its own name`(model: String) throws {
        let folder = try CommandFolder()
        let isTrained = ["auto", "gru", "lstm", "rnn", "rnn-relu", "transformer"].contains(model)
        let flags = isTrained ? "--epochs 2" : ""
        let tried = model == "auto" ? "--candidates naive,ets,gru" : ""
        let fit = "forecast fit datasets/temperature.csv --horizon 4 \(flags) \(tried) --model \(model)"
        let report = try folder.succeed(fit).split(separator: "\n")
        let names = report.drop { !$0.hasPrefix("held-out error") }.filter { $0.contains(#/ \d+\.\d+ +\d+\.\d+ /#) }
            .map { $0.prefix { $0 != " " } }
        #expect(Set(names).count == names.count, "no model is listed twice")
        #expect(names.contains("Naive") && names.contains("SeasonalNaive"))
        let lines = try folder.run("forecast predict").lines
        #expect(lines[0] == "month,\(names[0])")
        #expect(lines.dropFirst().map { $0.prefix(7) } == ["2011-01", "2011-02", "2011-03", "2011-04"])
    }

    @Test func `the naive models forecast what they are defined to`() throws {
        let folder = try CommandFolder()
        try folder.write("step,y\n" + (0..<60).map { "\($0),\($0 * $0 % 7)\n" }.joined(), to: "data.csv")
        try folder.succeed("forecast fit data.csv --model naive --quiet")
        #expect(
            try folder.run("forecast predict").lines.dropFirst() == ["60,2.0", "61,2.0", "62,2.0", "63,2.0", "64,2.0"])
        try folder.succeed("forecast fit data.csv --model seasonal-naive --season 7 --quiet")
        let season = (0..<7).map { "\(60 + $0),\((60 + $0) * (60 + $0) % 7).0" }
        #expect(try folder.run("forecast predict").lines.dropFirst() == season[...])
    }

    @Test func `every series of a long file is forecast under its id`() throws {
        let folder = try CommandFolder()
        let rows = ["north", "south"].enumerated().flatMap { place, id in
            (0..<120).map { "\(id),\(firstOfMonth($0)),\(100 * place + $0 % 12)\n" }
        }
        try folder.write("unique_id,ds,y\n" + rows.joined(), to: "panel.csv")
        let report = try folder.succeed("forecast fit panel.csv --model seasonal-naive --horizon 2")
        #expect(report.contains("240 rows of 2 series"))
        #expect(report.contains("note       using 'unique_id' as the id that tells series apart"))
        let lines = try folder.run("forecast predict").lines
        #expect(
            lines == [
                "unique_id,ds,SeasonalNaive", "north,2034-01-01,0.0", "north,2034-02-01,1.0", "south,2034-01-01,100.0",
                "south,2034-02-01,101.0",
            ])
    }

    /// The first day of the month `number` months after January 2024.
    private func firstOfMonth(_ number: Int) -> String {
        let month = number % 12 + 1
        return "\(2024 + number / 12)-\(month < 10 ? "0" : "")\(month)-01"
    }
}
