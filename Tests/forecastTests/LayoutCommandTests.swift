import Foundation
import Testing

/// Files of every layout through fit, predict, backtest, evaluate and inspect.
@Suite struct LayoutCommandTests {
    private let fit = "--model ridge --horizon 7 --input-length 14 --quiet"

    /// Days, and a column a series, of which the second begins later.
    private func wide(_ rows: Range<Int>) -> String {
        let day = dailyCSV(rows.map { _ in 0 }, from: rows.lowerBound, header: false).split(separator: "\n").map {
            $0.split(separator: ",")[0]
        }
        let lines = zip(rows, day).map { row, day in
            "\(day),\(10 + row % 7),\(row < 5 ? "" : "\(30 + 2 * (row % 7))")\n"
        }
        return "day,north,south\n" + lines.joined()
    }

    private func sales(_ rows: Range<Int>) -> String {
        let days = wide(rows).split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
        return "store,item,day,sales\n"
            + zip(rows, days).map { row, day in
                "1,a/b,\(day),\(10 + row % 7)\n1,c,\(day),\(30 + 2 * (row % 7))\n"
            }.joined()
    }

    @Test func `columns are forecast as series, and newer columns continue them`() throws {
        let folder = try CommandFolder()
        try folder.write(wide(0..<150), to: "wide.csv")
        try folder.write(wide(0..<160), to: "newer.csv")
        try folder.succeed("forecast fit wide.csv --layout columns \(fit)")
        let first = try folder.run("forecast predict").lines
        #expect(first[0] == "series,day,Ridge")
        #expect(first.count == 15)
        #expect(first[1].hasPrefix("north,2020-05-30,"))
        #expect(first[8].hasPrefix("south,2020-05-30,"))
        let later = try folder.run("forecast predict --data newer.csv").lines
        #expect(later[1].hasPrefix("north,2020-06-09,"))
        #expect(later.count == 15)
        try folder.succeed("forecast predict >forecasts.csv")
        let scores = try folder.run("forecast evaluate forecasts.csv newer.csv --layout columns --partial")
        #expect(scores.status == 0, "\(scores.errors)")
    }

    @Test func `a column that the model was not fitted on is left aside`() throws {
        let folder = try CommandFolder()
        try folder.write(wide(0..<150), to: "wide.csv")
        try folder.succeed("forecast fit wide.csv --layout columns --target south \(fit)")
        let lines = try folder.run("forecast predict --data wide.csv").lines
        #expect(lines.count == 8)
        #expect(lines[1].hasPrefix("south,"))
    }

    @Test func `joined ids are written as the user's own columns again`() throws {
        let folder = try CommandFolder()
        try folder.write(sales(0..<150), to: "sales.csv")
        try folder.write(sales(0..<160), to: "newer.csv")
        try folder.succeed("forecast fit sales.csv --id store,item \(fit)")
        let lines = try folder.run("forecast predict --data newer.csv").lines
        #expect(lines[0] == "store,item,day,Ridge")
        #expect(lines[1].hasPrefix("1,a/b,2020-06-09,"))
        #expect(lines[8].hasPrefix("1,c,2020-06-09,"))
        try folder.succeed("forecast predict >forecasts.csv")
        let scores = try folder.run("forecast evaluate forecasts.csv newer.csv --id store,item --partial --per series")
        #expect(scores.status == 0, "\(scores.errors)")
        let backtest = try folder.run(
            "forecast backtest sales.csv --id store,item --model ridge --horizon 7 --input-length 14 -o all.csv --quiet"
        )
        #expect(backtest.status == 0, "\(backtest.errors)")
        #expect(try folder.text("all.csv").hasPrefix("store,item,day,cutoff,step,actual,"))
    }

    @Test func `rows are forecast as series, and longer rows continue them`() throws {
        let folder = try CommandFolder()
        func rows(_ count: Int) -> String {
            "V1," + (2...count + 1).map { "V\($0)" }.joined(separator: ",") + "\n"
                + "H1," + (0..<count).map { String(10 + $0 % 7) }.joined(separator: ",") + "\n"
                + "H2," + (0..<count - 20).map { String(50 - $0 % 7) }.joined(separator: ",") + "\n"
        }
        try folder.write(rows(150), to: "rows.csv")
        try folder.write(rows(160), to: "newer.csv")
        let note = try folder.run("forecast fit rows.csv --season 7 \(fit.replacing("--quiet", with: ""))")
        #expect(note.output.contains("reading every row as a series"))
        let lines = try folder.run("forecast predict").lines
        #expect(lines[0] == "id,row,Ridge")
        #expect(lines[1].hasPrefix("H1,151,"))
        #expect(lines[8].hasPrefix("H2,151,"))
        let later = try folder.run("forecast predict --data newer.csv").lines
        #expect(later[1].hasPrefix("H1,161,"))
        #expect(later[8].hasPrefix("H2,161,"))
    }

    @Test func `a tsf file brings its frequency and horizon`() throws {
        let folder = try CommandFolder()
        let values = (0..<120).map { String(10 + $0 % 12) }.joined(separator: ",")
        try folder.write(
            """
            @relation tourism
            @attribute series_name string
            @attribute start_timestamp date
            @frequency monthly
            @horizon 6
            @data
            T1:1979-01-01 00-00-00:\(values)
            T2:1981-03-01 00-00-00:\(values)

            """, to: "tourism.tsf")
        let report = try folder.succeed("forecast fit tourism.tsf --model seasonal-naive")
        #expect(report.contains("horizon of 6 steps, as the file says; --horizon sets another"))
        #expect(report.contains("monthly"))
        let lines = try folder.run("forecast predict").lines
        #expect(lines[0] == "series_name,timestamp,SeasonalNaive")
        #expect(lines.count == 13)
        #expect(lines[1] == "T1,1989-01-01,10.0")
        #expect(try folder.run("forecast predict --data tourism.tsf").lines == lines)
        let inspection = try folder.run("forecast inspect tourism.tsf")
        #expect(inspection.status == 0, "\(inspection.errors)")
        #expect(!inspection.output.contains("--target"))
    }

    @Test func `covariates named by flags reach the model file`() throws {
        let folder = try CommandFolder()
        let days = wide(0..<150).split(separator: "\n").dropFirst()
        let text =
            "day,y,price,kind\n"
            + days.enumerated().map { row, line in
                "\(line.split(separator: ",")[0]),\(10 + row % 7),\(row % 5),\(row % 2 == 0 ? "odd" : "even")\n"
            }.joined()
        try folder.write(text, to: "data.csv")
        let fit = try folder.run("forecast fit data.csv --model gru --past kind --future price --epochs 1 --horizon 7")
        #expect(fit.status == 0, "\(fit.errors)")
        let model = String(decoding: try folder.data("forecast.safetensors"), as: UTF8.self)
        #expect(model.contains("price") && model.contains("odd"))
    }

    @Test func `a layout that is none is refused with the words there are`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("forecast fit datasets/prices.csv --model gru --layout square")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("'auto', 'long', 'columns', 'rows' or 'tsf'"))
    }
}
