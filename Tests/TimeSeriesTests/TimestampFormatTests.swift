import ForecastTestSupport
import Testing
import TimeSeries

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Text, its pattern, and its ticks.
private let known: [(text: String, pattern: String, ticks: Int64)] = [
    ("42", "ordinal", 42),
    ("-7", "ordinal", -7),
    ("1970", "yyyy", 0),
    ("1970-02", "yyyy-MM", 31 * 86_400),
    ("2000-02-29", "yyyy-MM-dd", 951_782_400),
    ("20000229", "yyyyMMdd", 951_782_400),
    ("1969-12-31T23:59", "yyyy-MM-ddTHH:mm", -60),
    ("1970-01-01 00:01", "yyyy-MM-dd HH:mm", 60),
    ("1970-01-01T00:00:01", "yyyy-MM-ddTHH:mm:ss", 1),
    ("1970-01-01 00:00:01.000", "yyyy-MM-dd HH:mm:ss.000", 1),
    ("1970-01-01T12:00:00Z", "yyyy-MM-ddTHH:mm:ssZ", 43_200),
    ("1970-01-01 12:00:00 UTC", "yyyy-MM-dd HH:mm:ss UTC", 43_200),
]

private func shape(_ text: String, years: Bool = true) -> TimestampFormat? {
    let bytes = Array(text.utf8)
    let forms = TimestampFormat.candidates(of: bytes.span, integersAreTimes: years)
    return forms.first ?? (TimestampFormat.ordinal.timestamp(utf8: bytes.span) == nil ? nil : .ordinal)
}

@Suite struct TimestampFormatTests {
    @Test(arguments: known)
    func `a known form is recognised, read, and written back as it was`(
        text: String, pattern: String, ticks: Int64
    ) throws {
        let format = try #require(shape(text))
        #expect(format.pattern == pattern)
        #expect(format.timestamp(from: text) == Timestamp(ticks: ticks))
        #expect(format.text(Timestamp(ticks: ticks)) == text)
        #expect(TimestampFormat(pattern: pattern) == format)
        let coded = try JSONDecoder().decode([TimestampFormat].self, from: JSONEncoder().encode([format]))
        #expect(coded == [format])
    }

    @Test func `random times read back in every form that shows them`() {
        var random = SplitMix64(seed: 1)
        let forms = ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.0Z"].compactMap(TimestampFormat.init(pattern:))
        for _ in 0..<5000 {
            let time = Timestamp(ticks: Int64.random(in: -62_135_596_800..<253_402_300_800, using: &random))
            for format in forms { #expect(format.timestamp(from: format.text(time)) == time) }
            let midnight = Timestamp(ticks: Int64(time.daysSince1970 * 86_400))
            #expect(TimestampFormat.day.timestamp(from: TimestampFormat.day.text(midnight)) == midnight)
        }
    }

    @Test(arguments: [
        "", "abc", "2020-01-02T", "2020-01-02x10:00", "2020-01-02T10:00:00.", "2020-01-02T10:00:00+1",
        "2020-01-02T10:00:00 CET", "12.5", "+", "20-01", "1234567890123456", "2020-Q5", "31/31/2020", "2020-W54",
        "32 Jan 2020", "Januar 2020", "2020-01-02T10:000",
    ])
    func `text in no known form is not recognised`(text: String) {
        #expect(shape(text) == nil)
    }

    @Test(arguments: [
        ("yyyy-MM-dd", "2021-02-29"), ("yyyy-MM-dd", "2020-13-01"), ("yyyy-MM", "2020-00"),
        ("yyyy-MM-dd", "0000-01-01"),
        ("yyyy-MM-ddTHH:mm", "2020-01-01T24:00"), ("yyyy-MM-ddTHH:mm", "2020-01-01T23:60"),
        ("yyyy-MM-ddTHH:mm:ss", "2020-01-01T23:59:60"), ("yyyy-MM-ddTHH:mm:ss.000", "2020-01-01T00:00:00.0001"),
        ("yyyy-MM-dd", "2020-01"), ("yyyy-MM-ddTHH:mmZ", "2020-01-01T00:00+01:00"),
        ("yyyy-MM-ddTHH:mm", "2020-01-01 00:00"),
    ])
    func `what is not in the calendar, or in another form, is not read`(pattern: String, text: String) throws {
        let format = try #require(TimestampFormat(pattern: pattern))
        #expect(format.timestamp(from: text) == nil)
    }

    @Test func `four and eight digits are ordinals unless the column holds years`() {
        func pattern(_ text: String, _ years: Bool) -> String? {
            shape(text, years: years)?.pattern
        }
        #expect(pattern("1999", false) == "ordinal")
        #expect(pattern("1999", true) == "yyyy")
        #expect(pattern("9999", true) == "ordinal")
        #expect(pattern("20200131", false) == "ordinal")
        #expect(pattern("20200231", true) == "ordinal")
    }

    @Test(arguments: ["", "yy", "yyyy-dd", "yyyy-MM-ddTHH", "2020-01-01", "yyyy-MM-ddTHH:mm:ss."])
    func `a pattern that is none is refused`(pattern: String) {
        #expect(TimestampFormat(pattern: pattern) == nil)
    }

    @Test func `a timestamp is coded as a bare integer, and one beyond all calendars is refused`() throws {
        let data = try JSONEncoder().encode([Timestamp(ticks: -5)])
        #expect(String(decoding: data, as: UTF8.self) == "[-5]")
        #expect(try JSONDecoder().decode([Timestamp].self, from: data) == [Timestamp(ticks: -5)])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Timestamp].self, from: Data("[9223372036854775807]".utf8))
        }
    }

    @Test func `a fraction has at most nine digits`() throws {
        for digits in [1, 9, 10, 1_000_000] {
            let fraction = String(repeating: "0", count: digits)
            #expect((shape("2020-01-01T00:00:00.\(fraction)") != nil) == (digits <= 9))
            #expect((TimestampFormat(pattern: "yyyy-MM-ddTHH:mm:ss.\(fraction)Z") != nil) == (digits <= 9))
        }
    }

    @Test(arguments: ["ordinal", "yyyy-MM-dd HH:mm:ss"])
    func `the first and the last time that is readable is read as it was written, and none beyond`(
        pattern: String
    ) throws {
        let format = try #require(TimestampFormat(pattern: pattern))
        for (end, beyond) in [(format.readable.lowerBound, -1), (format.readable.upperBound, 1)] {
            #expect(format.timestamp(from: format.text(end)) == end)
            let next = Timestamp(ticks: end.ticks + Int64(beyond))
            #expect(format.timestamp(from: format.text(next)) != next)
        }
    }
}
