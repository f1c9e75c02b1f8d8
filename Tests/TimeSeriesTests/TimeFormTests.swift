import ForecastTestSupport
import Testing
import TimeSeries

/// A line of the table.
private struct Case: CustomTestStringConvertible, Sendable {
    var ticks: Int64
    var form: String
    var text: String

    var testDescription: String { "\(form): \(text)" }

    init?(_ line: Substring) {
        let parts = line.split(separator: "|", maxSplits: 2)
        guard parts.count == 3, let ticks = Int64(parts[0]) else { return nil }
        (self.ticks, form, text) = (ticks, String(parts[1]), String(parts[2]))
    }
}

private let cases = formsOfPython.split(separator: "\n").compactMap(Case.init)

@Suite struct TimeFormTests {
    @Test func `text and ticks of every form are Python's, both ways`() throws {
        #expect(cases.count > 300)
        for one in cases {
            let format = try TimestampFormat(strftime: one.form)
            #expect(format.timestamp(from: one.text) == Timestamp(ticks: one.ticks), "\(one.form) \(one.text)")
            #expect(format.text(Timestamp(ticks: one.ticks)) == one.text, "\(one.form)")
            #expect(TimestampFormat(pattern: format.pattern) == format)
        }
    }

    @Test(arguments: ["%Y年%m月%d日", "%d–%m–%Y", "%H時 %Y-%m-%d"])
    func `letters beyond ASCII stand for themselves, and are written and read again`(form: String) throws {
        let format = try TimestampFormat(strftime: form)
        #expect(format.strftime == form)
        #expect(TimestampFormat(pattern: format.pattern) == format)
        let time = Timestamp(ticks: 1_577_836_800)
        #expect(format.timestamp(from: format.text(time)) == time)
    }

    @Test func `a form that is too long when it is written out is refused`() throws {
        let blanks = String(repeating: " ", count: 92)
        #expect(throws: TimeFormatError.self) { try TimestampFormat(strftime: blanks + "   %F") }
        let format = try TimestampFormat(strftime: blanks + "%F")
        #expect(TimestampFormat(pattern: format.pattern) == format)
    }

    @Test func `a form is recognised by what it writes, for the same time`() throws {
        let unusual = ["%-d.%-m.%Y", "%Y-%jT%H:%M", "%A %d %B %Y", "%Y-%m-%dT%H:%M:%S.%f"]
        for one in cases
        where !unusual.contains(one.form) && (1800...2100).contains(CivilDate(Timestamp(ticks: one.ticks)).year) {
            let bytes = Array(one.text.utf8)
            let isCount = one.form == "%s" || one.form == "%Q"
            if isCount, one.ticks < 1_000_000_000 { continue }
            let times = TimestampFormat.candidates(of: bytes.span, integersAreTimes: true).map {
                $0.timestamp(from: one.text)
            }
            #expect(times.contains(Timestamp(ticks: one.ticks)), "\(one.form) \(one.text)")
        }
    }

    @Test(arguments: [
        ("01/02/2020", ["%d/%m/%Y", "%m/%d/%Y"]), ("13/02/2020", ["%d/%m/%Y"]),
        ("02/13/2020 1:30 PM", ["%m/%d/%Y %-I:%M %p"]),
        ("1/5/2020", ["%-d/%-m/%Y", "%-m/%-d/%Y"]), ("31.12.20", ["%d.%m.%y"]), ("Jan-24", ["%b-%y"]),
        ("JAN 2024", ["%^b %Y"]), ("January 2024", ["%B %Y"]), ("Jan 5, 2024", ["%B %-d, %Y"]), ("2024-W53", []),
        ("2020-W53", ["%G-W%V"]), ("Q5 2020", []), ("2020-02-29T13:45:00.123", ["%Y-%m-%dT%H:%M:%S.%3f"]),
        ("2020-02-29 13:45+0100", ["%Y-%m-%d %H:%M%z"]), ("2020-02-29 13:45:00 +01:00", ["%Y-%m-%d %H:%M:%S %:z"]),
        ("20200229T134500Z", ["%Y%m%dT%H%M%SZ"]), ("2020-02-29 13", ["%Y-%m-%d %H"]),
    ])
    func `the readings of a text are these`(text: String, forms: [String]) {
        let bytes = Array(text.utf8)
        #expect(TimestampFormat.candidates(of: bytes.span).map(\.strftime) == forms)
    }

    @Test(arguments: [
        ("2020", "%Y"), ("202002", "%Y%m"), ("20200229", "%Y%m%d"), ("1582934400", "%s"), ("1582934400000", "%Q"),
        ("20200229134500", "%Y%m%d%H%M%S"),
    ])
    func `integers are times where the column is one of times`(text: String, form: String) {
        let bytes = Array(text.utf8)
        #expect(TimestampFormat.candidates(of: bytes.span, integersAreTimes: true).first?.strftime == form)
        #expect(TimestampFormat.candidates(of: bytes.span).isEmpty)
    }

    @Test func `years of two digits are those of POSIX`() throws {
        let format = try TimestampFormat(strftime: "%d.%m.%y")
        for (text, year) in [("01.01.69", 1969), ("01.01.99", 1999), ("01.01.00", 2000), ("01.01.68", 2068)] {
            #expect(format.timestamp(from: text).map { CivilDate($0).year } == year)
        }
    }

    @Test(arguments: [
        ("2020-01-01T00:00:00.4", 0), ("2020-01-01T00:00:00.5", 1), ("2020-01-01T00:00:00.999", 1),
        ("2020-01-01T00:00:59.999999", 60),
    ])
    func `a fraction is rounded to the second`(text: String, seconds: Int64) throws {
        let bytes = Array(text.utf8)
        let format = try #require(TimestampFormat.candidates(of: bytes.span).first)
        #expect(format.timestamp(from: text) == Timestamp(ticks: 1_577_836_800 + seconds))
    }

    @Test(arguments: [
        ("%Y-%k", "character 4", "%k"), ("%Y-%m-%d %H %", "character 13", "%%"), ("%Y %Y", "character 4", "%Y"),
        ("%d.%Y", "lacks the month", "%m"), ("%m-%d", "lacks a year", "%Y"), ("%G-W%V %m", "a week and a month", "%u"),
        ("%Y-%m-%d %I:%M", "half of the day", "%p"), ("%Y-%m-%d %M", "lacks the hour", "%H"),
        ("%H:%M", "lacks a year", "%Y"),
        ("%Y-%m %H", "lacks the day", "%d"), ("%-m%-d%Y", "character 4", "%-m"),
        ("%s %Y", "more than the seconds", "%s"),
        ("", "empty", "%Y"), ("%Y %j %m", "day of the year", "leave one"),
        ("%Y-%m-%d %p", "hour of the half day", "%I"),
    ])
    func `terms that name no time are refused, with their place`(form: String, message: String, fix: String) {
        let error = #expect(throws: TimeFormatError.self) { try TimestampFormat(strftime: form) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error.map { $0.fix.contains(fix) || $0.message.contains(fix) } == true, "\(error?.fix ?? "")")
    }

    @Test func `random terms are compiled to what is written and read again, or refused`() {
        var random = SplitMix64(seed: 3)
        let pieces = [
            "%Y", "%m", "%d", "%H", "%M", "%S", "%-d", "%b", "%p", "%I", "%f", "%z", "%q", "%V", "-", " ", ":", "%%",
            "x",
        ]
        var compiled = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...7, using: &random)
            let form = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            guard let format = try? TimestampFormat(strftime: form) else { continue }
            compiled += 1
            let text = format.text(Timestamp(ticks: 1_600_000_000))
            let read = format.timestamp(from: text)
            #expect(read.map(format.text) == text, "\(form): \(text)")
            #expect(TimestampFormat(pattern: format.pattern) == format)
        }
        #expect(compiled > 50)
    }

    @Test func `uneven columns are read by the wider form`() throws {
        func widened(_ form: String, _ text: String) throws -> String? {
            let bytes = Array(text.utf8)
            return try TimestampFormat(strftime: form).widened(toRead: bytes.span)?.strftime
        }
        #expect(try widened("%m/%d/%Y", "9/30/2020") == "%-m/%-d/%Y")
        #expect(try widened("%b %Y", "June 2020") == "%B %Y")
        #expect(try widened("%Y-%m-%d %H:%M:%S", "2020-01-01 00:00:00.25") == "%Y-%m-%d %H:%M:%S%.f")
        #expect(try widened("%Y-%m-%d %H:%M:%S.%3f", "2020-01-01 00:00:00") == "%Y-%m-%d %H:%M:%S%.f")
        #expect(try widened("%m/%d/%Y", "30/9/2020") == nil)
        #expect(try widened("%Y%m%d", "2020131") == nil)
    }
}
