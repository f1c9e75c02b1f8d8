import Foundation
import NotebookSupport
import Testing

@Suite struct EvaluateCommandTests {
    private let excerpt = "'\(Repository.root.appending(path: "Tests/forecastTests/Snapshots/evaluate").path)'/"

    private func folder() throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.write(longActuals, to: "actuals.csv")
        return folder
    }

    private func document(_ folder: borrowing CommandFolder, _ arguments: String) throws -> EvaluateDocument {
        try EvaluateDocument(folder.succeed("forecast evaluate --json \(arguments)"))
    }

    // MARK: - One series a row

    @Test func `one series a row gives the scores that NumPy gives, with those of the naive forecasts`() throws {
        let folder = try CommandFolder()
        let document = try document(
            folder, "\(excerpt)submission.csv \(excerpt)actuals.csv --insample \(excerpt)insample.csv --season 12")
        let file = Repository.root.appending(path: "Tests/forecastTests/Snapshots/evaluate/expected.json")
        let expected = try JSONDecoder().decode([String: [String: Double]].self, from: Data(contentsOf: file))
        #expect(
            (document.models + document.baselines).map(\.name) == ["submission", "Naive", "SeasonalNaive", "Naive2"])
        #expect(expected.count == 4 && document.observed == 48 && document.windows == 4 && document.undefined == nil)
        for (name, metrics) in expected {
            for (metric, wanted) in metrics {
                let value = try document.value(metric, of: name)
                #expect(abs(value - wanted) <= 1e-12 * wanted, "\(metric) of \(name)")
            }
        }
    }

    @Test func `rows without times do not tell their season, and the report says so`() throws {
        let folder = try CommandFolder()
        let text = try folder.succeed(
            "forecast evaluate \(excerpt)submission.csv \(excerpt)actuals.csv --insample \(excerpt)insample.csv")
        #expect(text.contains("\nseason     none\n") && text.contains("rows without times do not tell their season"))
        #expect(text.contains("SeasonalNaive is not scored"))
    }

    @Test func `rows are forced with --layout where the header does not tell`() throws {
        let folder = try CommandFolder()
        try folder.write("name,first,second\nA,1,2\nB,3,\n", to: "f.csv")
        try folder.write("name,first,second\nB,4\nA,1,4\n", to: "a.csv")
        let document = try document(folder, "f.csv a.csv --layout rows")
        #expect(try document.value("mae", of: "f") == 1)
        #expect(document.models[0].bySteps.map { $0.metrics["mae"] ?? nil } == [0.5, 2])
        let long = try folder.run("forecast evaluate f.csv a.csv")
        #expect(long.status == 65, "\(long.errors)")
    }

    // MARK: - Long form

    @Test func `forecasts are joined by id and time in any order, and bounds belong to their model`() throws {
        let folder = try folder()
        let lines = dailyRows(["B", "A"], days: 7...9) { "\($0),\($1),\($2 + 1),\($2 - 1),\($2 + 3),\($2)" }
        try folder.write(
            "unique_id,ds,GRU,GRU-lo-80,GRU-hi-80,Other\n"
                + lines.split(separator: "\n").reversed().joined(separator: "\n") + "\n", to: "f.csv")
        let document = try document(
            folder, "f.csv actuals.csv --metrics mae,bias,coverage-80,width-80,mase --per series")
        #expect(document.models.map(\.name) == ["GRU", "Other"])
        #expect(document.observed == 6 && document.windows == 2)
        #expect(try document.value("bias", of: "GRU") == 1)
        #expect(try document.value("coverage-80", of: "GRU") == 100)
        #expect(try document.value("width-80", of: "GRU") == 4)
        #expect(try document.value("mae", of: "Other") == 0)
        #expect(document.models[0].bySeries?.map(\.series) == ["A", "B"])
        #expect(document.models[0].overall.metrics["mase"] == .some(nil))
        #expect(
            document.undefined?.contains("actuals.csv has rows before the forecasts: --insample actuals.csv") == true)
    }

    @Test func `in-sample values before the forecasts give scales and naive forecasts, those after are not looked at`()
        throws
    {
        let folder = try folder()
        try folder.write("id,ds,M\n" + dailyRows(["A", "B"], days: 7...9) { "\($0),\($1),\($2 + 1)" }, to: "f.csv")
        try folder.write("id,ds,y\n" + dailyRows(["A", "B"], days: 1...6) { "\($0),\($1),\($2)" }, to: "train.csv")
        let whole = try document(folder, "f.csv actuals.csv --insample actuals.csv --season 2")
        let train = try document(folder, "f.csv actuals.csv --insample train.csv --season 2")
        for document in [whole, train] {
            #expect(document.baselines.map(\.name) == ["Naive", "SeasonalNaive", "Naive2"])
            // Days 7, 8 and 9 forecast as 6, and as 5, 6, 5; two days apart are 2.
            #expect(try document.value("mae", of: "Naive") == 2)
            #expect(try document.value("mae", of: "SeasonalNaive") == 8.0 / 3)
            #expect(try document.value("mase", of: "M") == 0.5)
            #expect(try document.value("owa", of: "Naive2") == 1)
        }
    }

    @Test func `with cutoffs one time is forecast several times, each from what was known then`() throws {
        let folder = try folder()
        var lines = "id,ds,cutoff,step,actual,M\n"
        for cutoff in 5...7 {
            lines += dailyRows(["A", "B"], days: cutoff + 1...cutoff + 2) {
                "\($0),\($1),2024-01-0\(cutoff),\($2 - cutoff),\($2),\($2 + 1)"
            }
        }
        try folder.write(lines, to: "f.csv")
        let document = try document(folder, "f.csv actuals.csv --insample actuals.csv --season none")
        #expect(document.models.map(\.name) == ["M"] && document.windows == 6 && document.observed == 12)
        #expect(try document.value("mase", of: "M") == 1)
        let naive = try #require(document.baselines.first { $0.name == "Naive" })
        #expect(naive.bySteps.map { $0.metrics["mae"] ?? nil } == [1, 2])
        let late = try folder.run(
            "sed 's/2024-01-05/2024-01-07/' f.csv > late.csv; forecast evaluate late.csv actuals.csv")
        #expect(late.status == 65 && late.errors.contains("2024-01-07, which is not before it"), "\(late.errors)")
    }

    @Test func `missing actual values are counted and the rest is scored`() throws {
        let folder = try folder()
        try folder.write(
            longActuals.replacing("A,2024-01-08,8", with: "A,2024-01-08,"), to: "actuals.csv")
        try folder.write("id,ds,M\n" + dailyRows(["A", "B"], days: 7...9) { "\($0),\($1),\($2 + 1)" }, to: "f.csv")
        let text = try folder.succeed("forecast evaluate f.csv actuals.csv")
        #expect(text.contains("scored     5 values in 2 windows, 1 missing value not scored\n"))
        #expect(try document(folder, "f.csv actuals.csv").missing == 1)
    }

    @Test func `what has no forecast is an error, and left out with --partial and counted`() throws {
        let folder = try folder()
        try folder.write(
            "id,ds,M\nA,2024-01-05,5\nA,2024-01-07,7\nA,2024-01-09,10\n", to: "f.csv")
        let holes = try folder.run("forecast evaluate f.csv actuals.csv")
        #expect(holes.status == 65)
        #expect(
            holes.errors.hasPrefix(
                "error: f.csv:2: no forecast of 2024-01-06 of series 'A' stands beside this one, "
                    + "and actuals.csv has its value (2 values without a forecast)\n  fix: "), "\(holes.errors)")
        let document = try document(folder, "f.csv actuals.csv --partial")
        #expect(document.observed == 3 && document.valuesWithoutForecast == 2)
        #expect(document.seriesWithoutForecast == ["B"])
    }
}
