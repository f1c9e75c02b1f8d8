import CSVIngestion
import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct ColumnSeriesTests {
    private func options(_ layout: SeriesLayout?, target: String? = nil) -> CSVOptions {
        var options = CSVOptions(target: target)
        options.layout.layout = layout
        return options
    }

    private let wide = """
        day,a,b,c
        2020-01-01,1,,10
        2020-01-02,2,,
        2020-01-03,3,5,30
        2020-01-04,,6,40
        2020-01-05,,7,50

        """

    @Test func `each column is a series from its first value to its last`() throws {
        let ingestion = try read(wide, options(.columns))
        let panel = ingestion.panel
        #expect(ingestion.layout == .columns)
        #expect(panel.columns == ColumnNames(time: "day", target: "value", id: "series"))
        #expect(panel.series.map(\.id) == ["a", "b", "c"])
        #expect(panel.series[0].values == [1, 2, 3])
        #expect(panel.series[1].values == [5, 6, 7])
        #expect(panel.series[1].index.text(at: 0) == "2020-01-03")
        #expect(panel.series[2].values.map { $0.isNaN ? -1 : $0 } == [10, -1, 30, 40, 50])
        #expect(ingestion.rowsRead == 5)
        #expect(ingestion.missingValues == 1)
        #expect(ingestion.notes.contains("reading 3 columns as a series each; --target names some of them"))
    }

    @Test func `--target picks some of the columns, and several are a series each`() throws {
        #expect(try read(wide, options(.columns, target: "c,a")).panel.series.map(\.id) == ["c", "a"])
        #expect(try read(wide, options(nil, target: "b, c")).panel.series.map(\.id) == ["b", "c"])
        #expect(try read(wide, options(.columns, target: "b")).panel.series.map(\.id) == ["b"])
        #expect(try read(wide, options(nil, target: "b")).panel.columns.target == "b")
    }

    @Test func `a column without a number is left out by name`() throws {
        let text = wide.split(separator: "\n").enumerated().map { $1 + ($0 == 0 ? ",d\n" : ",\n") }.joined()
        let ingestion = try read(text, options(.columns))
        #expect(ingestion.panel.series.map(\.id) == ["a", "b", "c"])
        #expect(ingestion.emptySeries == 1)
        #expect(ingestion.notes.contains("left out 1 column without a number: d"))
    }

    @Test func `covariates are shared by all series, and rows known ahead stay`() throws {
        let text = """
            day,a,b,price
            2020-01-01,1,,5
            2020-01-02,2,7,6
            2020-01-03,3,8,7
            2020-01-04,,,8
            2020-01-05,,,

            """
        var asked = options(.columns)
        asked.covariates.future = ["price"]
        let panel = try read(text, asked).panel
        #expect(panel.series.map(\.id) == ["a", "b"])
        #expect(panel.series[0].covariates == [[5, 6, 7, 8]])
        #expect(panel.series[1].covariates == [[6, 7, 8]])
        #expect(panel.series[0].values.prefix(3) == [1, 2, 3])
        #expect(panel.series[0].values[3].isNaN)
        asked.covariates.future = []
        asked.covariates.past = ["price"]
        #expect(try read(text, asked).panel.series[0].covariates == [[5, 6, 7]])
    }

    /// Columns of numbers with days from 2020-01-01 on.
    private func table(_ names: [String], rows: Int, _ cell: (Int, Int) -> String) -> String {
        let frequency = Frequency.fixed(seconds: 86_400)
        let days =
            [Timestamp(ticks: 1_577_836_800)]
            + frequency.timestamps(after: Timestamp(ticks: 1_577_836_800), count: rows)
        return "day," + names.joined(separator: ",") + "\n"
            + (0..<rows).map { row in
                TimestampFormat.day.text(days[row]) + ","
                    + names.indices.map { cell(row, $0) }.joined(separator: ",") + "\n"
            }.joined()
    }

    @Test func `columns that begin long after others are a series each`() throws {
        let text = table(["IBM", "AAPL", "DELL"], rows: 100) { row, column in
            column == 2 && row < 70 ? "" : "\(row + column).5"
        }
        let ingestion = try read(text)
        #expect(ingestion.panel.series.map(\.id) == ["IBM", "AAPL", "DELL"])
        #expect(ingestion.panel.series.map(\.count) == [100, 100, 30])
        #expect(
            ingestion.notes.contains(
                "reading 3 columns as a series each, as some begin long after others; --target names those to read, "
                    + "--layout long with it a single one"))
    }

    @Test func `columns with numbered names are a series each`() throws {
        let text = table(["MT_001", "MT_002", "MT_005"], rows: 9) { row, column in "\(row * column).5" }
        #expect(try read(text).panel.series.map(\.id) == ["MT_001", "MT_002", "MT_005"])
    }

    @Test func `columns that nothing shows to be of a kind are asked for`() throws {
        let names = ["HUFL", "HULL", "OT"]
        let text = table(names, rows: 9) { row, column in "\(row * column).5" }
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions()))
        #expect(error.kind == .ambiguousColumn)
        #expect(error.fix.contains("--target HUFL, or --layout columns"))
        // A difference or an average of others begins a little later.
        let late = table(names, rows: 90) { row, column in column == 1 && row < 20 ? "" : "\(row).5" }
        #expect(try errorReading(Array(late.utf8), CSVOptions())?.kind == .ambiguousColumn)
    }

    @Test func `a file with a known target is no file of columns`() throws {
        let text = table(["open", "close", "volume"], rows: 100) { row, column in
            column == 2 && row < 70 ? "" : "\(row + column).5"
        }
        #expect(try read(text).panel.columns.target == "close")
    }

    @Test func `the same data, long and by column, are the same series`() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<50 {
            let names = (1...Int.random(in: 2...5, using: &random)).map { "s\($0)" }
            let rows = Int.random(in: 4...30, using: &random)
            // The ends hold a value, as blanks at an end are no rows of a column.
            let cells = (0..<rows).map { row in
                names.map { _ in
                    row > 0 && row < rows - 1 && Int.random(in: 0..<5, using: &random) == 0
                        ? "" : "\(Double.random(in: -100...100, using: &random))"
                }
            }
            let wide = table(names, rows: rows) { cells[$0][$1] }
            let days = wide.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
            let long =
                "id,day,y\n"
                + names.indices.map { column in
                    (0..<rows).map { "\(names[column]),\(days[$0]),\(cells[$0][column])\n" }.joined()
                }.joined()
            let (one, other) = (try read(wide, options(.columns)).panel, try read(long).panel)
            #expect(one.fingerprint == other.fingerprint)
            #expect(one.frequency == other.frequency)
        }
    }
}
