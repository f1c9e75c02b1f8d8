import CSVIngestion
import Diagnostics
import Testing
import TimeSeries

private func options(gaps: HoleFilling? = nil, fill: HoleFilling? = nil) -> CSVOptions {
    var options = CSVOptions()
    options.repairs.gaps = gaps
    options.repairs.fill = fill
    return options
}

/// Empty on the 3rd, no row on the 5th and 6th, empty before the first value and after the last.
private let text =
    "date,y\n2024-01-01,\n2024-01-02,2\n2024-01-03,\n2024-01-04,4\n2024-01-07,7\n2024-01-08,8\n2024-01-09,9\n"
    + "2024-01-10,\n"

private func shown(_ values: [Double]) -> [Double] { values.map { $0.isNaN ? -1 : $0 } }

@Suite struct GapFillingTests {
    @Test func `holes stay missing unless said`() throws {
        let ingestion = try read(text)
        let series = ingestion.panel.series[0]
        #expect(shown(series.values) == [-1, 2, -1, 4, -1, -1, 7, 8, 9, -1])
        #expect(series.filledRows.isEmpty)
        #expect(ingestion.missingValues == 3)
        #expect(ingestion.gaps.insertedRows == 2)
        #expect(
            ingestion.findings == [ReadingFinding(kind: .gap, series: nil, line: 6, time: "2024-01-05", rows: 2)])
        #expect((0..<10).map { ingestion.lines[0][$0] } == [2, 3, 4, 5, 0, 0, 6, 7, 8, 9])
    }

    @Test func `gaps and empty cells are filled apart, from what came before, and only between values`() throws {
        let forward = try read(text, options(gaps: .forward)).panel.series[0]
        #expect(shown(forward.values) == [-1, 2, -1, 4, 4, 4, 7, 8, 9, -1])
        #expect(forward.filledRows == [4..<6])
        let both = try read(text, options(gaps: .zero, fill: .forward))
        #expect(shown(both.panel.series[0].values) == [-1, 2, 2, 4, 0, 0, 7, 8, 9, -1])
        #expect(both.panel.series[0].filledRows == [2..<3])
        #expect(both.notes.contains("filled 1 missing value with the last one before; none is scored"))
        #expect(
            both.notes.contains("filled 2 missing values with zero, as data: they are learned from and scored"))
    }

    @Test func `values carried on are no observed ones, and zeros are`() throws {
        let carried = try read(text, options(gaps: .forward, fill: .forward)).panel.series[0]
        #expect(shown(carried.observedValues) == shown(try read(text).panel.series[0].values))
        let zeros = try read(text, options(gaps: .zero, fill: .zero)).panel.series[0]
        #expect(shown(zeros.observedValues) == [-1, 2, 0, 4, 0, 0, 7, 8, 9, -1])
        #expect(zeros.rows(1..<6).values.last == 0)
    }

    @Test func `a series that is cut within filled rows ends in missing ones, as its file would`() throws {
        let series = try read(text, options(gaps: .forward)).panel.series[0]
        let cut = series.rows(1..<6)
        #expect(shown(cut.values) == [2, -1, 4, -1, -1])
        #expect(cut.filledRows.isEmpty)
        let later = series.rows(4..<8)
        #expect(later.values == [4, 4, 7, 8] && later.filledRows == [0..<2])
    }

    @Test func `a hole is refused where none is allowed, with its place`() throws {
        let gap = try #require(try errorReading(Array(text.utf8), options(gaps: .error)))
        #expect(gap.kind == .gap && gap.location?.line == 6 && gap.message.contains("2024-01-05"))
        let cell = try #require(try errorReading(Array(text.utf8), options(fill: .error)))
        #expect(cell.kind == .missingValue && cell.location?.line == 4 && cell.message.contains("2024-01-03"))
        // Blank ends are no holes.
        let whole = "date,y\n2024-01-01,\n2024-01-02,2\n2024-01-03,3\n2024-01-04,\n"
        #expect(try read(whole, options(gaps: .error, fill: .error)).panel.rowCount == 4)
    }

    @Test func `nothing is inserted for holidays, and more than four in a row are recorded`() throws {
        let format = TimestampFormat.day
        let all = Frequency.sessions.timestamps(after: Timestamp(ticks: 0), count: 60)
        let kept = all.indices.filter { !(10..<12).contains($0) && !(30..<36).contains($0) }
        let rows = kept.map { "\(format.text(all[$0])),\($0)\n" }.joined()
        let ingestion = try read("date,y\n" + rows, options(gaps: .zero))
        #expect(ingestion.panel.frequency == .sessions)
        #expect(ingestion.panel.rowCount == 52)
        #expect(ingestion.gaps.absentSessions == 8)
        #expect(
            ingestion.findings == [
                ReadingFinding(kind: .gap, series: nil, line: 30, time: format.text(all[30]), rows: 6)
            ])
    }

    @Test func `within days of hours absent rows are inserted, and days without rows are not`() throws {
        let pattern = try #require(
            WeekPattern.Slots(opening: 9 * 3600, step: 3600, count: 9).flatMap { WeekPattern(days: 31, slots: $0) })
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm"))
        let all = Frequency.week(pattern).timestamps(after: Timestamp(ticks: 1_704_067_200), count: 9 * 40)
        // Two hours of the third day, the sixth day, the last hour of the tenth and the first of the eleventh.
        let absent = [20, 21] + Array(45..<54) + [89, 90]
        let kept = all.indices.filter { !absent.contains($0) }
        let ingestion = try read("t,y\n" + kept.map { "\(format.text(all[$0])),\($0)\n" }.joined())
        #expect(ingestion.panel.frequency == .week(pattern))
        #expect(ingestion.gaps.insertedRows == 4)
        #expect(ingestion.gaps.absentSessions == 1)
        let series = ingestion.panel.series[0]
        #expect(series.index.timestamps == all.indices.filter { !(45..<54).contains($0) }.map { all[$0] })
        #expect(
            series.values.enumerated().filter { $0.element.isNaN }.map { series.index[$0.offset] }
                == [20, 21, 89, 90].map { all[$0] })
    }
}
