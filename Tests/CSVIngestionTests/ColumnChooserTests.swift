import CSVIngestion
import Testing
import TimeSeries

@Suite struct ColumnChooserTests {
    private func columns(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> ColumnNames {
        try read(text, options).panel.columns
    }

    private func table(_ header: String, _ row: (Int) -> String) -> String {
        header + "\n" + (1...9).map { row($0) + "\n" }.joined()
    }

    @Test(arguments: ["ds", "Date", "TIMESTAMP", "time", "month", "day", "period", "When", "date_time"])
    func `the time column is known by its name or by its dates`(name: String) throws {
        let names = try columns(table("\(name),y") { "2020-01-0\($0),\($0 * $0)" })
        #expect(names == ColumnNames(time: name, target: "y"))
    }

    @Test(arguments: ["y", "target", "Close", "price", "value", "Temperature", "Adj Close", "sales"])
    func `the target is known by its name`(name: String) throws {
        let names = try columns(table("date,foo,\(name),bar") { "2020-01-0\($0),1.5,\($0),2.5" })
        #expect(names.target == name)
    }

    @Test func `the only number column is the target`() throws {
        #expect(try columns(table("date,note,amount") { "2020-01-0\($0),hello,\($0).5" }).target == "amount")
    }

    @Test(arguments: ["unique_id", "item_id", "ID", "ticker", "Symbol"])
    func `the id is known by its name`(name: String) throws {
        let ingestion = try read(
            table("\(name),ds,y") { "\($0 % 3 == 0 ? "b" : "a"),2020-01-0\($0),\($0)" },
            CSVOptions(frequency: .fixed(seconds: 86_400)))
        #expect(ingestion.panel.columns.id == name)
        #expect(ingestion.panel.series.map(\.id) == ["a", "b"])
        #expect(ingestion.panel.series[1].values.filter { !$0.isNaN } == [3, 6, 9])
    }

    @Test func `a repeating text column is the id only when the timestamps need one`() throws {
        #expect(
            try columns(table("date,weekday,y") { "2020-01-0\($0),\($0 % 2 == 0 ? "Mon" : "Tue"),\($0)" }).id == nil)
        let panel = table("date,city,y") { "2020-01-0\(($0 + 1) / 2),\($0 % 2 == 0 ? "Rome" : "Oslo"),\($0)" }
        #expect(try columns(panel).id == "city")
    }

    @Test func `a column that merely numbers the rows is no id and no target`() throws {
        let names = try columns(table("id,date,amount") { "\($0),2020-01-0\($0),\($0 * $0)" })
        #expect(names == ColumnNames(time: "date", target: "amount"))
        let unnamed = try read(table(",date,amount") { "\($0),2020-01-0\($0),\($0 * $0)" })
        #expect(unnamed.panel.columns == ColumnNames(time: "date", target: "amount"))
        #expect(unnamed.notes.contains("columns without a name in the header are called column1"))
    }

    @Test func `an unnamed first column of dates is the time`() throws {
        #expect(try columns(table(",y") { "2020-01-0\($0),\($0)" }) == ColumnNames(time: "column1", target: "y"))
    }

    @Test func `without a time column rows are numbered`() throws {
        let ingestion = try read("y\n5\n6\n7\n")
        #expect(ingestion.panel.columns == ColumnNames(time: nil, target: "y"))
        #expect(ingestion.panel.frequency == .ordinal(step: 1))
        #expect(ingestion.panel.series[0].index.timestamps.map(\.ticks) == [1, 2, 3])
        #expect(ingestion.notes.contains("no column holds the time, so rows are numbered from 1; --time names one"))
    }

    @Test func `a file without a header gets column names and a note`() throws {
        let ingestion = try read("2020-01-01,5\n2020-01-02,6\n2020-01-03,7\n")
        #expect(ingestion.panel.columns == ColumnNames(time: "column1", target: "column2"))
        #expect(ingestion.rowsRead == 3)
        #expect(ingestion.notes.first == "the file has no header; its columns are called column1, column2")
        #expect(try columns("1,5\n2,7\n3,7\n") == ColumnNames(time: "column1", target: "column2"))
    }

    @Test func `flags win over names, in any case, and are not noted`() throws {
        let ingestion = try read(
            table("date,close,Open,when") { "2020-01-0\($0),1,\($0),2021-01-0\($0)" },
            CSVOptions(target: "open", time: "WHEN"))
        #expect(ingestion.panel.columns == ColumnNames(time: "when", target: "Open"))
        #expect(ingestion.notes == ["reading the rows as daily; --frequency sets another step"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a hundred thousand columns and a name of many bytes are no obstacle`() throws {
        let count = 100_000
        let names = (1...count).map { "c\($0)" }.joined(separator: ",")
        let cells = String(repeating: ",1", count: count)
        let start = ContinuousClock.now
        let text = "date,\(names)\n" + (1...3).map { "2020-01-0\($0)\(cells)\n" }.joined()
        #expect(try columns(text, CSVOptions(target: "c99999")).target == "c99999")
        let long = String(repeating: "N", count: 4_000_000)
        #expect(try columns("date,\(long),y\n2020-01-01,a,1\n2020-01-02,a,2\n2020-01-03,a,3\n").target == "y")
        #expect(ContinuousClock.now - start < .seconds(15))
    }

    @Test func `a year column holds years and a step column ordinals`() throws {
        let years = try read("year,y\n1990,1\n1991,2\n1992,3\n")
        #expect(years.panel.frequency == .calendar(months: 12, anchor: .day(1)))
        #expect(years.panel.series[0].index.text(at: 2) == "1992")
        #expect(try read("step,y\n1990,1\n1991,2\n1992,3\n").panel.frequency == .ordinal(step: 1))
    }
}
