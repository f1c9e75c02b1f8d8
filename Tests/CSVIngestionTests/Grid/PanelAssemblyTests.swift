import CSVIngestion
import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct PanelAssemblyTests {
    private let day = Frequency.fixed(seconds: 86_400)

    @Test func `rows that are absent from the grid are inserted as missing and counted`() throws {
        let ingestion = try read(
            "date,y\n2020-01-30,1\n2020-01-31,2\n2020-02-02,4\n2020-02-04,6\n2020-02-05,7\n2020-02-06,8\n")
        let series = ingestion.panel.series[0]
        #expect(
            series.index.timestamps == day.timestamps(after: Timestamp(ticks: series.index[0].ticks - 86_400), count: 8)
        )
        #expect(series.values.map { $0.isNaN ? 0 : $0 } == [1, 2, 0, 4, 0, 6, 7, 8])
        #expect(ingestion.gaps.insertedRows == 2)
        #expect(ingestion.gaps.firstInserted == "2020-02-01")
        #expect(ingestion.missingValues == 0)
        #expect(ingestion.notes.contains("inserted 2 rows as missing, the first at 2020-02-01"))
    }

    @Test func `a gap at a month's end is filled with the month's last day`() throws {
        let ingestion = try read("date,y\n2019-12-31,1\n2020-01-31,2\n2020-03-31,3\n2020-04-30,4\n")
        #expect(ingestion.panel.series[0].index.text(at: 2) == "2020-02-29")
        #expect(ingestion.panel.frequency == .calendar(months: 1, anchor: .lastDay))
    }

    @Test func `removing random inner rows and reading again gives the same grid`() throws {
        var random = SplitMix64(seed: 9)
        for frequency in [day, .calendar(months: 1, anchor: .lastDay), .calendar(months: 3, anchor: .day(1))] {
            let all = frequency.timestamps(after: Timestamp(ticks: 951_782_400), count: 60)
            let kept = all.indices.filter { $0 == 0 || $0 == 59 || Int.random(in: 0..<5, using: &random) > 0 }
            let text = "date,y\n" + kept.map { "\(TimestampFormat.day.text(all[$0])),\($0)\n" }.joined()
            let series = try read(text).panel.series[0]
            #expect(series.index.timestamps == all)
            #expect(series.values.indices.filter { !series.values[$0].isNaN } == kept)
        }
    }

    @Test func `a given frequency overrides what the rows suggest`() throws {
        let text = "date,y\n2020-01-01,1\n2020-01-03,2\n2020-01-05,3\n"
        #expect(try read(text).panel.frequency == .fixed(seconds: 172_800))
        let ingestion = try read(text, CSVOptions(frequency: .fixed(seconds: 86_400)))
        #expect(ingestion.panel.frequency == day)
        #expect(ingestion.panel.rowCount == 5)
        #expect(
            try read("date,y\n2020-01-01,1\n2020-01-02,1\n", CSVOptions(frequency: .sessions)).panel.frequency
                == .sessions)
    }

    @Test func `stray rows are left out when asked, and counted`() throws {
        let text = "date,y\n2020-01-01,1\n2020-02-01,2\n\n2020-02-05,9\n2020-03-01,3\n2020-04-01,4\n2020-04-02,9\n"
        let ingestion = try read(text, CSVOptions(skipOffGrid: true))
        #expect(ingestion.panel.series[0].values == [1, 2, 3, 4])
        #expect(ingestion.skippedRows == 2)
        #expect(
            ingestion.notes.contains(
                "left out 2 rows off the grid, monthly on day 1; the first is 2020-02-05 on line 5"))
    }

    @Test func `each series of a panel has its own phase on the common step`() throws {
        let text =
            "id,ds,y\na,2020-01-01,1\na,2020-01-08,2\na,2020-01-15,3\nb,2020-01-03,4\nb,2020-01-10,5\nb,2020-01-24,6\n"
        let ingestion = try read(text)
        let panel = ingestion.panel
        #expect(panel.frequency == .fixed(seconds: 604_800))
        #expect(panel.series.map(\.count) == [3, 4])
        #expect(ingestion.notes.contains("inserted 1 row as missing, the first at 2020-01-17 in series 'b'"))
    }

    @Test func `missing tokens, empty cells and quoted empty cells are missing`() throws {
        let text = "date,y\n2020-01-01,1\n2020-01-02,NA\n2020-01-03,\n2020-01-04,\"\"\n2020-01-05,-999\n2020-01-06,6\n"
        let ingestion = try read(text, CSVOptions(missing: ["NA", "-999"]))
        #expect(ingestion.panel.series[0].values.map(\.isNaN) == [false, true, true, true, true, false])
        #expect(ingestion.missingValues == 4)
    }

    @Test func `comments and blank lines are skipped anywhere`() throws {
        let text = "# a,b,c\n\ndate,y\n# \"x\n2020-01-01,1\n\n2020-01-02,2\n#\n2020-01-03,3\n"
        #expect(try read(text, CSVOptions(comment: "#")).panel.series[0].values == [1, 2, 3])
    }

    @Test func `one row is read when the frequency is known`() throws {
        let text = "date,y\n2020-04-30,1\n"
        let monthly = Frequency.calendar(months: 1, anchor: .day(30))
        #expect(try read(text, CSVOptions(frequency: .fixed(seconds: 86_400))).panel.frequency == day)
        let panel = try read(text, CSVOptions(grid: monthly)).panel
        #expect(panel.frequency == monthly && panel.series[0].values == [1])
        #expect(try read("y\n5\n", CSVOptions(grid: .ordinal(step: 1))).panel.rowCount == 1)
    }

    @Test func `a given grid keeps its day of the month, whatever few rows suggest`() throws {
        let text = "date,y\n2020-04-30,1\n2020-06-30,2\n"
        let monthly = Frequency.calendar(months: 1, anchor: .day(30))
        let ingestion = try read(text, CSVOptions(frequency: .calendar(months: 3), grid: monthly))
        #expect(ingestion.panel.frequency == monthly)
        #expect(ingestion.panel.series[0].values.map { $0.isNaN ? 0 : $0 } == [1, 0, 2])
        #expect(ingestion.notes.contains("inserted 1 row as missing, the first at 2020-05-30"))
    }
}
