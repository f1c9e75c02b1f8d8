import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

private let header = "date,y\n"

/// Days of January 2024 with their values.
private func days(_ rows: (Int, String)...) -> String {
    header + rows.map { "2024-01-\($0.0 < 10 ? "0" : "")\($0.0),\($0.1)\n" }.joined()
}

private func options(
    duplicates: DuplicateChoice? = nil, unsorted: OrderChoice? = nil, id: String? = nil
) -> CSVOptions {
    var options = CSVOptions(id: id)
    options.repairs.duplicates = duplicates
    options.repairs.unsorted = unsorted
    return options
}

@Suite struct RowOrderTests {
    @Test func `rows out of order are sorted when asked, with their lines, and recorded`() throws {
        let ingestion = try read(days((3, "30"), (1, "10"), (4, "40"), (2, "20")), options(unsorted: .sort))
        let series = ingestion.panel.series[0]
        #expect(series.values == [10, 20, 30, 40])
        #expect((0..<4).map { ingestion.lines[0][$0] } == [3, 5, 2, 4])
        #expect(
            ingestion.findings == [
                ReadingFinding(kind: .unsorted, series: nil, line: 3, time: "2024-01-01"),
                ReadingFinding(kind: .unsorted, series: nil, line: 5, time: "2024-01-02"),
            ])
        #expect(
            ingestion.notes.contains(
                "sorted the rows: 2 rows are out of order, the first is 2024-01-01 on line 3"))
    }

    @Test func `a file that begins with the newest row is sorted`() throws {
        let rows = (1...28).reversed().map { ($0, "\($0)") }
        let text = header + rows.map { "2024-02-\($0.0 < 10 ? "0" : "")\($0.0),\($0.1)\n" }.joined()
        #expect(try read(text, options(unsorted: .sort)).panel.series[0].values == (1...28).map(Double.init))
        #expect(throws: CSVError.self) { try read(text) }
    }

    @Test(arguments: [
        (DuplicateChoice.first, [1.0, 2, 4, 5]), (.last, [1, 9, 4, 5]), (.mean, [1, 5, 4, 5]), (.sum, [1, 15, 4, 5]),
    ])
    func `of rows of one time the one that is asked for is kept`(choice: DuplicateChoice, expected: [Double]) throws {
        let text = days((1, "1"), (2, "2"), (2, "4"), (2, ""), (2, "9"), (3, "4"), (4, "5"))
        let ingestion = try read(text, options(duplicates: choice))
        #expect(ingestion.panel.series[0].values == expected)
        #expect(ingestion.findings.map(\.line) == [4, 5, 6])
        #expect(ingestion.findings.allSatisfy { $0.kind == .duplicate && $0.time == "2024-01-02" })
    }

    @Test func `a repeated time further down is a duplicate and not a row out of order`() throws {
        let text = days((1, "1"), (2, "2"), (3, "3"), (1, "8"), (4, "4"))
        let ingestion = try read(text, options(duplicates: .last))
        #expect(ingestion.panel.series[0].values == [8, 2, 3, 4])
        #expect((0..<4).map { ingestion.lines[0][$0] } == [5, 3, 4, 6])
        #expect(
            ingestion.notes.contains(
                "kept the last of the rows of one time: 1 row repeats an earlier one, the first is 2024-01-01 on line 5"
            ))
    }

    @Test func `what is not to be repaired is an error at the first such row of the file`() throws {
        let text = "id,date,y\na,2024-01-02,1\nb,2024-01-05,1\nb,2024-01-04,1\na,2024-01-01,1\na,2024-01-02,3\n"
        let first = try #require(try errorReading(Array(text.utf8), options(id: "id")))
        #expect(first.kind == .unsortedTimestamps && first.location?.line == 4 && first.location?.column == 3)
        let second = try #require(try errorReading(Array(text.utf8), options(unsorted: .sort, id: "id")))
        #expect(second.kind == .duplicateTimestamp && second.location?.line == 6)
        #expect(second.message.contains("2024-01-02 appears twice in series 'a', first on line 2"))
        let third = try #require(try errorReading(Array(text.utf8), options(duplicates: .first, id: "id")))
        #expect(third.kind == .unsortedTimestamps && third.location?.line == 4)
    }

    @Test func `of each kind a thousand findings are kept, and all are counted`() throws {
        let text = header + (0..<1500).map { _ in "2024-01-01,1\n" }.joined() + "2024-01-02,2\n2024-01-03,3\n"
        let ingestion = try read(text, options(duplicates: .first))
        #expect(ingestion.findings.count == Ingestion.mostFindings)
        #expect(ingestion.panel.rowCount == 3)
        #expect(ingestion.notes.contains { $0.contains("1499 rows repeat an earlier one") })
    }

    @Test func `sorting random rows gives what a sorted file gives`() throws {
        var random = SplitMix64(seed: 21)
        for _ in 0..<20 {
            let rows = (0..<60).map { "\(TimestampFormat.day.text(Timestamp(ticks: Int64($0) * 86_400))),\($0)\n" }
            let sorted = try read(header + rows.joined()).panel.series[0]
            let shuffled = try read(header + rows.shuffled(using: &random).joined(), options(unsorted: .sort))
            #expect(shuffled.panel.series[0].values == sorted.values)
            #expect(shuffled.panel.series[0].index == sorted.index)
        }
    }
}
