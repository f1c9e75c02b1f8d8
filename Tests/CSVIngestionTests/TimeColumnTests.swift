import Diagnostics
import Testing
import TimeSeries

@testable import CSVIngestion

/// A file with a row of each text, and the form in which it is read.
private func read(_ texts: [String], _ options: CSVOptions = CSVOptions()) throws -> (pattern: String, notes: [String])
{
    let read = try read("date,y\n" + texts.enumerated().map { "\"\($1)\",\($0)\n" }.joined(), options)
    let index = read.panel.series[0].index
    return (index.format.pattern, read.notes)
}

private func days(_ form: String, _ count: Int, from start: Int64 = 1_577_836_800) throws -> [String] {
    let format = try TimestampFormat(strftime: form)
    return (0..<count).map { format.text(Timestamp(ticks: start + Int64($0) * 86_400)) }
}

@Suite struct TimeColumnTests {
    @Test(arguments: ["%d/%m/%Y", "%m/%d/%Y", "%-m/%-d/%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%b %d, %Y", "%Y%m%d"])
    func `a column of any form is recognised and written as it is`(form: String) throws {
        let texts = try days(form, 40)
        let read = try read("date,y\n" + texts.enumerated().map { "\"\($1)\",\($0)\n" }.joined())
        let index = read.panel.series[0].index
        #expect(index.count == 40)
        #expect((0..<40).map { index.text(at: $0) } == texts)
        #expect(read.panel.frequency == .fixed(seconds: 86_400))
    }

    @Test func `a day beyond the sample tells day from month`() throws {
        let format = try TimestampFormat(strftime: "%d/%m/%Y %H:%M")
        // 1000 rows a minute apart are not a day; the 13th comes after two weeks.
        let rows = (0..<18_000).map { "\(format.text(Timestamp(ticks: 1_577_836_800 + Int64($0) * 60))),1\n" }
        let read = try CSVIngestionTests.read("date,y\n" + rows.joined())
        #expect(read.panel.series[0].index.format == format)
    }

    @Test func `order and regularity tell day from month where no day is beyond the 12th`() throws {
        let months = (0..<24).map { "\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)/01/\(2019 + $0 / 12)" }
        let read = try read(months)
        #expect(read.pattern == "%m/%d/%Y")
        #expect(read.notes.contains { $0.contains("--time-format '%d/%m/%Y' reads them the other way") })
        let swapped = (0..<24).map { "01/\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)/\(2019 + $0 / 12)" }
        #expect(
            try CSVIngestionTests.read("date,y\n" + swapped.map { "\($0),1\n" }.joined()).panel.series[0].index.format
                .pattern == "%d/%m/%Y")
    }

    @Test func `the named form is used, and its widening`() throws {
        var options = CSVOptions()
        options.times.format = "%m/%d/%Y"
        #expect(try read(["9/1/2020", "10/1/2020", "11/1/2020", "12/1/2020"], options).pattern == "%-m/%-d/%Y")
    }

    @Test(arguments: [
        (["1582934400", "1582938000", "1582941600"], "%s"),
        (["1582934400000", "1582938000000", "1582941600000"], "%Q"),
        (["202001", "202002", "202003"], "%Y%m"), (["2020Q1", "2020Q2", "2020Q3"], "%YQ%q"),
        (["2020-W52", "2020-W53", "2021-W01"], "%G-W%V"), (["Jan 2020", "Feb 2020", "Mar 2020"], "%b %Y"),
        (["May 2020", "June 2020", "July 2020"], "%B %Y"),
    ])
    func `counts, months, quarters and weeks are times`(texts: [String], pattern: String) throws {
        #expect(try read(texts).pattern == pattern)
    }

    @Test func `a fraction is rounded with a note`() throws {
        let read = try read(["2020-01-01T00:00:00.013", "2020-01-01T00:00:01.011", "2020-01-01T00:00:01.998"])
        #expect(read.notes.contains("fractions of a second are rounded to whole seconds, the first on line 2"))
    }

    @Test(arguments: [(0, "hour"), (1, "hour"), (0, "Hr"), (1, "time")])
    func `date and hour in two columns are one time`(first: Int, name: String) throws {
        let rows = try days("%d.%m.%Y", 3).flatMap { day in (0..<24).map { "\(day),\($0 + first),\($0)\n" } }
        let read = try CSVIngestionTests.read("date,\(name),y\n" + rows.joined())
        let index = read.panel.series[0].index
        #expect(index.count == 72)
        #expect(index.text(at: 25) == "2020-01-02 01:00")
        #expect(read.panel.frequency == .fixed(seconds: 3600))
    }

    @Test(arguments: ["00:00", "00:00:00"])
    func `hours may be written as times, and columns be named`(midnight: String) throws {
        let rows = try days("%Y-%m-%d", 3).flatMap { day in
            (0..<24).map { "\(day),\($0 < 10 ? "0" : "")\($0)\(midnight.dropFirst(2)),\($0)\n" }
        }
        let read = try CSVIngestionTests.read("d,h,y\n" + rows.joined(), CSVOptions(time: "d,h"))
        #expect(read.panel.series[0].index.count == 72)
        #expect(
            read.panel.series[0].index.format.pattern
                == (midnight.count == 5 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss"))
        #expect(read.panel.columns.time == "d")
    }

    @Test func `date and hour on the clock of a zone have 23 and 25 hours`() throws {
        let berlin = try ZoneFile.rules(named: "Europe/Berlin", path: "data.csv")
        let form = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm")).on(berlin, countsUTC: true)
        let rows = (0..<8760).map {
            "\(form.text(Timestamp(ticks: 1_546_297_200 + Int64($0) * 3600)).replacing(" ", with: ",")),1\n"
        }
        var options = CSVOptions()
        options.times.zone = "Europe/Berlin"
        let read = try CSVIngestionTests.read("date,hour,y\n" + rows.joined(), options)
        #expect(read.panel.series[0].index.count == 8760)
        #expect(read.gaps == GapSummary())
        #expect(read.panel.series[0].index.format == form)
    }

    @Test func `what is no hour is refused`() throws {
        let text = "date,hour,y\n2020-01-01,0,1\n2020-01-01,1,1\n2020-01-01,25,1\n"
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions()))
        #expect(error.location?.line == 4)
        #expect(error.message.contains("is no hour of the day"))
    }
}
