import CSVIngestion
import Diagnostics
import Testing
import TimeSeries

/// The series that come with the project, with the counts of their README.
@Suite struct RealSeriesTests {
    private let folder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/datasets/"

    @Test func `prices are sessions with 37 holidays`() throws {
        let ingestion = try readPanel(path: folder + "prices.csv")
        let series = ingestion.panel.series[0]
        #expect(ingestion.rowsRead == 1047)
        #expect(series.count == 1047)
        #expect(ingestion.panel.frequency == .sessions)
        #expect(ingestion.gaps.absentSessions == 37)
        #expect(ingestion.gaps.insertedRows == 0)
        #expect(series.index.text(at: 0) == "2004-08-19")
        #expect(series.index.text(at: 1046) == "2008-10-14")
        #expect(series.values[0] == 100.34)
        #expect(series.values[1046] == 362.71)
        #expect(series.missingCount == 0)
        #expect(ingestion.panel.columns == ColumnNames(time: "date", target: "close"))
        #expect(
            ingestion.notes == [
                "using 'date' as the time column",
                "using 'close' as the target; --target picks another of open, high, low, volume",
                "reading the rows as sessions (weekdays, holidays missing); --frequency sets another step",
                "37 weekdays without a row taken for holidays",
            ])
    }

    @Test func `temperatures are monthly without a gap`() throws {
        let ingestion = try readPanel(path: folder + "temperature.csv")
        let series = ingestion.panel.series[0]
        #expect(series.count == 732)
        #expect(ingestion.panel.frequency == .calendar(months: 1, anchor: .day(1)))
        #expect(ingestion.gaps == GapSummary())
        #expect(series.index.text(at: 731) == "2010-12")
        let next = ingestion.panel.frequency.timestamps(after: series.index[731], count: 2)
        #expect(next.map(series.index.format.text) == ["2011-01", "2011-02"])
    }

    @Test func `each error on the way into the wide file names the flag that is needed`() throws {
        let path = folder + "stocks-wide.csv"
        var options = CSVOptions()
        func error() -> CSVError? {
            do throws(CSVError) {
                _ = try readPanel(path: path, options: options)
                return nil
            } catch {
                return error
            }
        }
        options.comment = "#"
        #expect(error()?.kind == .offGrid)
        options.target = "MSFT"
        let stray = try #require(error())
        #expect(stray.kind == .offGrid)
        #expect(stray.location?.line == 5)
        #expect(stray.message.contains("1990-02-05"))
        #expect(stray.fix.contains("--skip-off-grid"))
        options.skipOffGrid = true
        let ingestion = try readPanel(path: path, options: options)
        #expect(ingestion.panel.frequency == .calendar(months: 1, anchor: .day(1)))
        #expect(ingestion.rowsRead == 524)
        #expect(ingestion.skippedRows == 134)
        #expect(ingestion.panel.series[0].count == 390)
        #expect(ingestion.notes.contains { $0.hasPrefix("left out 134 rows") && $0.hasSuffix("1990-02-05 on line 5") })
    }

    @Test func `the wide file is ten series that begin when they were first traded`() throws {
        let options = CSVOptions(comment: "#", skipOffGrid: true)
        let ingestion = try readPanel(path: folder + "stocks-wide.csv", options: options)
        let series = ingestion.panel.series
        #expect(ingestion.layout == .columns)
        #expect(
            series.map(\.id) == ["IBM", "AAPL", "MSFT", "XRX", "AMZN", "DELL", "GOOGL", "ADBE", "^GSPC", "^IXIC"])
        #expect(series[0].count == 390)
        #expect(series[0].values[0] == 10.970438003540039)
        #expect(series[4].index.text(at: 0) == "1997-06-01")
        #expect(series[6].index.text(at: 0) == "2004-09-01")
        #expect(ingestion.rowsRead == 524)
        #expect(ingestion.panel.frequency == .calendar(months: 1, anchor: .day(1)))
        // A row of ten series is left out once, and belongs to none of them.
        #expect(ingestion.skippedRows == 134)
        #expect(ingestion.findings.count { $0.kind == .offGrid } == 134)
        #expect(ingestion.findings.allSatisfy { $0.series == nil })
        #expect(ingestion.notes.contains { $0.hasPrefix("left out 134 rows") && $0.hasSuffix("1990-02-05 on line 5") })
    }

    @Test(arguments: ["prices.csv", "temperature.csv", "stocks-wide.csv"])
    func `the size of the chunks does not matter`(name: String) throws {
        let options = CSVOptions(target: name == "stocks-wide.csv" ? "GOOGL" : nil, comment: "#", skipOffGrid: true)
        let whole = try readPanel(path: folder + name, options: options)
        for size in [1, 7, 4096] {
            let ingestion = try readPanel(path: folder + name, options: options, limits: chunks(of: size))
            #expect(ingestion.panel.fingerprint == whole.panel.fingerprint)
            #expect(ingestion.notes == whole.notes)
        }
    }
}
