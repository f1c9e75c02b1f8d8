import CSVIngestion
import Testing
import TimeSeries

@Suite struct FindingLogTests {
    private func twice(_ series: [String], days: Int) -> String {
        "unique_id,ds,y\n"
            + series.map { id in
                (0..<days).map { day in
                    let row = "\(id),\(TimestampFormat.day.text(Timestamp(ticks: Int64(day) * 86_400))),1\n"
                    return row + row
                }.joined()
            }.joined()
    }

    @Test func `every finding is counted, however many are kept`() throws {
        var options = CSVOptions()
        options.repairs.duplicates = .last
        let ingestion = try read(twice(["a", "b", "c"], days: 600), options)
        #expect(ingestion.findings.count == Ingestion.mostFindings)
        #expect(ingestion.findingCounts == [.duplicate: FindingCount(findings: 1800, series: 3)])
    }

    @Test func `a row of several series is found once, and of all of them`() throws {
        var options = CSVOptions()
        options.repairs.duplicates = .last
        options.layout.layout = .columns
        let text = "ds,a,b\n" + (0..<9).map { "2020-01-0\($0 + 1),1,2\n" }.joined() + "2020-01-09,2,3\n"
        let ingestion = try read(text, options)
        #expect(ingestion.findings.count == 1)
        #expect(ingestion.findingCounts == [.duplicate: FindingCount(findings: 1, series: 2)])
    }
}
