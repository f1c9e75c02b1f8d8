import Testing
import TimeSeries

@testable import CSVIngestion

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A line of the table.
private struct Case {
    var zone: String
    var instant: Int64
    var local: Int64
    var isSecond: Bool

    init?(_ line: Substring) {
        let parts = line.split(separator: "|")
        guard parts.count == 4, let instant = Int64(parts[1]), let local = Int64(parts[2]) else { return nil }
        self.zone = String(parts[0])
        (self.instant, self.local, isSecond) = (instant, local, parts[3] == "1")
    }
}

private func options(_ zone: String?, _ format: String? = nil) -> CSVOptions {
    var options = CSVOptions()
    options.times = TimeOptions(format: format, zone: zone)
    return options
}

/// One row an hour of the year 2019 as the clocks of Berlin show it.
private func hourlyYear(_ text: (Timestamp) -> String) -> String {
    let start: Int64 = 1_546_297_200
    return "date,y\n" + (0..<8760).map { "\(text(Timestamp(ticks: start + Int64($0) * 3600))),\($0 % 24)\n" }.joined()
}

@Suite struct ZoneTests {
    @Test func `clocks show what Python's zoneinfo says, and the other way round`() throws {
        let cases = zonesOfPython.split(separator: "\n").compactMap(Case.init)
        #expect(cases.count > 200)
        for one in cases {
            let zone = try ZoneFile.rules(named: one.zone, path: "data.csv")
            #expect(zone.offset(at: one.instant) == Int(one.local - one.instant), "\(one)")
            let instants = try #require(zone.instants(ofLocal: one.local), "\(one)")
            #expect(one.instant == (one.isSecond ? instants.later : instants.earlier), "\(one)")
            if let plain = zone.plainSpan(around: one.local) {
                #expect(plain.span.contains(one.local) && plain.offset == Int(one.local - one.instant), "\(one)")
            } else {
                #expect(instants.earlier != instants.later, "\(one)")
            }
        }
    }

    @Test func `a skipped local time has no moment`() throws {
        let berlin = try ZoneFile.rules(named: "Europe/Berlin", path: "data.csv")
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm"))
        for (text, exists) in [
            ("2020-03-29 01:59", true), ("2020-03-29 02:00", false), ("2020-03-29 02:59", false),
            ("2020-03-29 03:00", true),
        ] {
            let local = try #require(format.timestamp(from: text))
            #expect((berlin.instants(ofLocal: local.ticks) != nil) == exists)
            #expect((format.on(berlin, countsUTC: true).timestamp(from: text) != nil) == exists)
        }
    }

    @Test(arguments: ["yyyy-MM-dd HH:mm", "%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M%:z", "yyyy-MM-ddTHH:mmZ", "%s"])
    func `an hourly year across both changes of clocks has 8760 rows, no gap, no duplicate, and reads as it is written`(
        pattern: String
    ) throws {
        let berlin = try ZoneFile.rules(named: "Europe/Berlin", path: "data.csv")
        let written = try #require(TimestampFormat(pattern: pattern)).on(berlin, countsUTC: true)
        let read = try read(hourlyYear(written.text), options("Europe/Berlin"))
        let index = read.panel.series[0].index
        #expect(index.count == 8760)
        #expect(read.panel.frequency == .fixed(seconds: 3600))
        #expect(read.gaps == GapSummary())
        #expect(index[0].ticks == 1_546_297_200)
        #expect(index.format == written)
        #expect((0..<8760).allSatisfy { index.text(at: $0) == written.text(index[$0]) })
        let coded = try JSONDecoder().decode(TimestampFormat.self, from: JSONEncoder().encode(index.format))
        #expect(coded == index.format)
        #expect(coded.text(index[5000]) == index.text(at: 5000))
        // What the clocks show, by which features of the calendar go: six in the morning, in winter and in summer.
        for row in [6, 24 * 180 + 5] { #expect(index.format.localTicks(of: index[row]) % 86_400 == 6 * 3600) }
    }

    @Test func `without a zone the same file is refused with the flag that mends it`() throws {
        let berlin = try ZoneFile.rules(named: "Europe/Berlin", path: "data.csv")
        let written = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm")).on(berlin, countsUTC: true)
        let error = try #require(try errorReading(Array(hourlyYear(written.text).utf8), CSVOptions()))
        #expect(error.kind == .duplicateTimestamp)
        #expect(error.fix.contains("--timezone Europe/Berlin"))
    }

    @Test func `an offset that changes is read as moments, with a note, and forecasts go on in UTC`() throws {
        let berlin = try ZoneFile.rules(named: "Europe/Berlin", path: "data.csv")
        let written = try #require(TimestampFormat(pattern: "%Y-%m-%dT%H:%M%:z")).on(berlin, countsUTC: true)
        let read = try read(hourlyYear(written.text))
        #expect(read.panel.series[0].index.count == 8760)
        #expect(read.notes.contains { $0.contains("--timezone Europe/Berlin") })
        #expect(read.panel.series[0].index.text(at: 0) == "2018-12-31T23:00+00:00")
    }

    @Test func `an offset that never changes stays a part of the form`() throws {
        let read = try read("date,y\n2020-01-01T00:00+05:30,1\n2020-01-01T01:00+05:30,2\n2020-01-01T02:00+05:30,3\n")
        let index = read.panel.series[0].index
        #expect(index.format.pattern == "yyyy-MM-ddTHH:mm+05:30")
        #expect(index[0].ticks == 1_577_836_800)
        #expect(index.text(at: 2) == "2020-01-01T02:00+05:30")
    }

    @Test(arguments: ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "%Y-%m-%dT%H:%M%:z"])
    func `days stay days of the local clock`(pattern: String) throws {
        let berlin = try ZoneFile.rules(named: "Europe/Berlin", path: "data.csv")
        let written = try #require(TimestampFormat(pattern: pattern)).on(berlin, countsUTC: false)
        let days = (0..<60).map { Timestamp(ticks: 1_583_020_800 + Int64($0) * 86_400) }
        let text = "date,y\n" + days.map { "\(written.text($0)),1\n" }.joined()
        let read = try read(text, options("Europe/Berlin"))
        let index = read.panel.series[0].index
        #expect(read.panel.frequency == .fixed(seconds: 86_400))
        #expect(index.count == 60)
        #expect(index.format == written)
        #expect(index.timestamps == days)
        #expect(index.text(at: 40) == written.text(days[40]))
    }

    @Test func `business hours keep to the local clock`() throws {
        let rows = (0..<60).flatMap { day -> [Timestamp] in
            let midnight = Timestamp(ticks: 1_583_107_200 + Int64(day) * 86_400)
            return midnight.isOnWeekend ? [] : (9..<17).map { Timestamp(ticks: midnight.ticks + Int64($0) * 3600) }
        }
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm"))
        let text = "date,y\n" + rows.map { "\(format.text($0)),1\n" }.joined()
        var options = options("Europe/Berlin")
        options.repairs.gaps = .leave
        let read = try read(text, options)
        #expect(read.panel.series[0].index.timestamps == rows, "\(read.panel.frequency)")
        #expect(!read.panel.series[0].index.format.countsUTC)
    }

    @Test func `the newest row may come first`() throws {
        let berlin = try ZoneFile.rules(named: "Europe/Berlin", path: "data.csv")
        let written = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm")).on(berlin, countsUTC: true)
        let rows = (0..<400).map { Timestamp(ticks: 1_572_048_000 - Int64($0) * 900 + 86_400) }
        var options = options("Europe/Berlin")
        options.repairs.unsorted = .sort
        let read = try read("date,y\n" + rows.map { "\(written.text($0)),1\n" }.joined(), options)
        #expect(read.panel.series[0].index.timestamps == rows.reversed())
    }

    @Test func `damaged zone files are refused`() throws {
        let path = "/usr/share/zoneinfo/Europe/Berlin"
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(TimeZoneRules(name: "Europe/Berlin", tzif: bytes) != nil)
        for count in 0..<bytes.count - 1 { #expect(TimeZoneRules(name: "x", tzif: Array(bytes[..<count])) == nil) }
        for place in stride(from: 0, to: bytes.count, by: 3) {
            for flip: UInt8 in [1, 0x80, 0xff] {
                var damaged = bytes
                damaged[place] ^= flip
                // Whatever comes of it must answer.
                if let rules = TimeZoneRules(name: "x", tzif: damaged) { _ = rules.offset(at: 1 << 35) }
            }
        }
    }

    @Test(arguments: [
        "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30", "EST5EDT,M3.2.0,M11.1.0", "IST-1GMT0,M10.5.0,M3.5.0/1",
    ])
    func `rules of POSIX are read`(rule: String) {
        #expect(TimeZoneRules(name: "x", transitions: [], offsets: [0], footer: rule) != nil)
    }

    @Test(arguments: ["CET", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0", "CET-99", "<+03", "CET-1CEST,M3.5.0,M10.5.0/3x"])
    func `what is no rule of POSIX is refused`(rule: String) {
        #expect(TimeZoneRules(name: "x", transitions: [], offsets: [0], footer: rule) == nil)
    }
}
