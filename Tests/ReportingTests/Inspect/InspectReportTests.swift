import ForecastTestSupport
import Foundation
import TimeSeries
import Testing

@testable import Reporting

@Suite struct InspectReportTests {
    private typealias Finding = InspectSummary.Finding

    private func series(_ id: String?, _ values: [Double]) -> InspectSummary.Series {
        InspectSummary.Series(
            id: id, firstTime: "1", lastTime: "\(values.count)",
            diagnosis: SeriesDiagnosis(values, seasonLength: nil), outline: SeriesOutline(values))
    }

    private func summary(
        series: [InspectSummary.Series], findings: [InspectSummary.Finding] = [],
        counts: [InspectSummary.Finding.Kind: InspectSummary.Finding.Count] = [:]
    ) -> InspectSummary {
        let price = InspectSummary.Column(
            name: "price", role: "target", kind: "number", rows: 200, missing: 1, distinct: nil, first: nil, last: nil,
            minimum: 99.19000244140625, maximum: 741)
        return InspectSummary(
            data: FitSummary.Data(
                file: "a.csv", seriesCount: series.count, rows: 200, firstTime: "1", lastTime: "200",
                frequency: "numbered rows", gaps: 0, missing: 0, notes: ["using 'price' as the target"]),
            columns: [price], furtherColumns: 3, findings: findings, counts: counts, series: series, season: nil,
            assumedSeason: nil, target: "price", next: "forecast fit a.csv --target price")
    }

    @Test func `the report has what was read, what is wrong, the columns, the series and the next command`() {
        let line = (0..<200).map { Double($0) }
        #expect(
            InspectReport.text(summary(series: [series(nil, line)]), width: 60) == """
                data       a.csv, 200 rows, 1 to 200
                frequency  numbered rows
                season     none seen
                gaps       0 absent timestamps, 0 missing values
                note       using 'price' as the target

                nothing wrong was found

                column  role    type    missing  unique     from   to
                price   target  number     0.5%    many  99.1900  741
                and 3 columns more

                series  rows  missing  season  trend  steps  signal
                price    200        0           1.00      1     .92  ▁▂▃▄▆▇█
                season, trend: how much of the variation they explain, 0 to 1; steps: differences until
                stationary; signal: 0 for noise, 1 for one pure wave

                next
                  forecast fit a.csv --target price

                """)
    }

    @Test func `findings are told by kind, the first three with their places and the rest counted`() {
        let outliers = (1...4).map { (number: Int) in
            Finding(
                kind: .outlier, series: "s\(number)", line: number, time: "t\(number)", value: 30, expected: 10.25,
                score: 9.6)
        }
        let gap = Finding(kind: .gap, series: "s1", line: 12, time: "t9", rows: 2)
        let text = InspectReport.text(
            summary(
                series: ["s1", "s2"].map { series($0, [1, 2]) }, findings: [gap] + outliers,
                counts: [.outlier: .init(findings: 40, series: 2), .gap: .init(findings: 1, series: 1)]))
        #expect(
            text.contains(
                """
                wrong
                gap        1  s1: line 12, t9, 2 rows absent
                outliers  40  s1: line 1, t1, 30.00 instead of about 10.25, 10 deviations
                              s2: line 2, t2, 30.00 instead of about 10.25, 10 deviations
                              s3: line 3, t3, 30.00 instead of about 10.25, 10 deviations
                              and 37 more, all in 2 of 2 series

                """))
    }

    @Test func `layout, dialect and hints are shown where they are not plain, and of several files the one`() {
        var gap = Finding(kind: .gap, series: nil, line: 12, time: "t9", rows: 2)
        gap.file = "b.csv"
        var one = summary(
            series: [series(nil, [1, 2])], findings: [gap], counts: [.gap: .init(findings: 1, series: 1)])
        let plain = InspectReport.text(one)
        #expect(!plain.contains("layout") && !plain.contains("dialect") && !plain.contains("to consider"))
        one.layout = "columns"
        one.dialect = InspectSummary.Dialect(
            delimiter: ";", comment: "#", decimal: ",", thousands: "space", encoding: "windows-1252")
        one.hints = ["--past open"]
        let text = InspectReport.text(one)
        #expect(
            text.contains(
                """

                layout     columns, one series a column
                dialect    ';' between fields, decimal comma, blanks between thousands, comments after '#', windows-1252
                frequency  numbered rows

                """))
        #expect(text.contains("\nto consider\n  --past open\n\nnext\n"))
        #expect(text.contains("\ngap    1  b.csv line 12, t9, 2 rows absent\n"))
    }

    @Test func `every kind of finding has words of its own`() {
        for kind in InspectSummary.Finding.Kind.allCases {
            let finding = Finding(
                kind: kind, series: nil, line: 3, time: "t", rows: 5, value: 1, expected: 2, score: 0.5)
            let text = InspectReport.findings(
                summary(series: [series(nil, [1])], findings: [finding], counts: [kind: .init(findings: 1, series: 1)]))
            #expect(text.hasPrefix("wrong"))
            #expect(text.contains("1  line 3, t"))
        }
    }

    @Test func `twenty series have a line each, the others one together`() {
        let many = (0..<25).map { series("s\($0)", normalNoise(50, seed: UInt64($0))) }
        let lines = InspectReport.text(summary(series: many)).split(separator: "\n").map(String.init)
        #expect(lines.count { $0.hasPrefix("s") && $0.contains("▁") } == 20)
        #expect(lines.contains { $0.hasPrefix("5 more") && $0.contains("250") && $0.hasSuffix("(medians)") })
    }

    @Test(arguments: [60, 80, 140])
    func `drawings fill the line and no more`(width: Int) {
        let text = InspectReport.series(summary(series: [series("a", normalNoise(900, seed: 1))]), width: width)
        let line = text.split(separator: "\n").map(String.init).first { $0.hasPrefix("a ") } ?? ""
        #expect(line.displayWidth <= width && line.displayWidth >= min(width, 100) - 2)
    }

    @Test func `names from the file cannot write to the screen as they like`() {
        let text = InspectReport.text(summary(series: [series("\u{1B}[31mred", [1, 2]), series("b", [1, 2])]))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `the document has stable keys, and null where something is undefined`() throws {
        let finding = Finding(
            kind: .levelShift, series: nil, line: nil, time: "t", value: 1, expected: 2, score: .infinity)
        let text = InspectReport.json(
            summary(
                series: [series(nil, [1])], findings: [finding], counts: [.levelShift: .init(findings: 1, series: 1)]))
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(
            document.keys.sorted() == [
                "columns", "counts", "data", "dialect", "findings", "furtherColumns", "hints", "layout", "next",
                "seasonLength", "series", "target",
            ])
        let counts = try #require(document["counts"] as? [String: Int])
        #expect(counts.keys.sorted() == InspectSummary.Finding.Kind.allCases.map(\.rawValue).sorted())
        #expect(counts["level-shift"] == 1 && counts["outlier"] == 0)
        let found = try #require((document["findings"] as? [[String: Any]])?.first)
        #expect(found["line"] is NSNull && found["score"] is NSNull && found["value"] as? Double == 1)
        let one = try #require((document["series"] as? [[String: Any]])?.first)
        #expect(one["id"] is NSNull && one["stationarity"] is NSNull && one["rows"] as? Int == 1)
    }
}
