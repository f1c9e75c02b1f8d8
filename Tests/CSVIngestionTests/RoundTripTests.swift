import CSVIngestion
import ForecastTestSupport
import Testing
import TimeSeries

/// Random panels written as CSV in random ways and read back.
@Suite struct RoundTripTests {
    private struct Style {
        var lineEnd: String
        var quotes: Bool
        var hasFinalLineEnd: Bool
        var hasMark: Bool
        var hasBlankLines: Bool
        var delimiter: UInt8
    }

    private func text(_ panel: [TimeSeries], _ style: Style) -> String {
        let comma = String(Character(Unicode.Scalar(style.delimiter)))
        func field(_ text: String) -> String {
            style.quotes || text.contains { "\n\r\",;\t".contains($0) }
                ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
        var lines = [["unique_id", "ds", "y"]]
        for series in panel {
            for row in 0..<series.count {
                let value = series.values[row]
                lines.append([series.id ?? "", series.index.text(at: row), value.isNaN ? "" : "\(value)"])
            }
        }
        let between = style.hasBlankLines ? style.lineEnd + style.lineEnd : style.lineEnd
        let body = lines.map { $0.map(field).joined(separator: comma) }.joined(separator: between)
        return (style.hasMark ? "\u{feff}" : "") + body + (style.hasFinalLineEnd ? style.lineEnd : "")
    }

    private func panel(_ random: inout SplitMix64) throws -> [TimeSeries] {
        let forms = ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.000+02:00"]
        let format = try #require(TimestampFormat(pattern: forms[Int.random(in: 0..<3, using: &random)]))
        let frequencies: [Frequency] = [
            .fixed(seconds: 60), .fixed(seconds: 86_400), .calendar(months: 1, anchor: .day(1)), .sessions,
        ]
        let frequency = frequencies[Int.random(in: 0..<4, using: &random)]
        // 2000-02-01, a Tuesday.
        let origin = Timestamp(ticks: 949_363_200)
        return ["a", "b \"c\", d", "e\nf", "é"].prefix(Int.random(in: 1...4, using: &random)).map { id in
            let count = Int.random(in: 10...60, using: &random)
            let values = (0..<count).map { row in
                row > 0 && Int.random(in: 0..<5, using: &random) == 0
                    ? Double.nan : Double(bitPattern: random.next()).usable
            }
            let timestamps = frequency.timestamps(after: origin, count: count)
            return TimeSeries(id: id, index: TimeIndex(timestamps: timestamps, format: format), values: values)
        }
    }

    @Test func `what is written is read, whatever the line ends, quotes, delimiter and chunks`() throws {
        var random = SplitMix64(seed: 8)
        for _ in 0..<200 {
            let expected = try panel(&random)
            let style = Style(
                lineEnd: ["\n", "\r\n", "\r"][Int.random(in: 0..<3, using: &random)],
                quotes: Bool.random(using: &random),
                hasFinalLineEnd: Bool.random(using: &random), hasMark: Bool.random(using: &random),
                hasBlankLines: Bool.random(using: &random),
                delimiter: Array(",;\t".utf8)[Int.random(in: 0..<3, using: &random)])
            var limits = chunks(of: [1, 7, 64, 4096][Int.random(in: 0..<4, using: &random)])
            limits.sampleRecords = Int.random(in: 1...50, using: &random)
            let ingestion = try read(
                Array(text(expected, style).utf8), CSVOptions(delimiter: style.delimiter), limits: limits)
            #expect(ingestion.panel.series.map(\.id) == expected.map(\.id))
            for (series, original) in zip(ingestion.panel.series, expected) {
                #expect(series.index == original.index)
                #expect(series.values.map(\.bitPattern) == original.values.map(\.bitPattern))
            }
            #expect(ingestion.missingValues == expected.reduce(0) { $0 + $1.missingCount })
            #expect(ingestion.gaps.insertedRows == 0)
        }
    }
}

extension Double {
    /// The number itself if finite, else a small one.
    fileprivate var usable: Double { isFinite ? self : 1.5 }
}
