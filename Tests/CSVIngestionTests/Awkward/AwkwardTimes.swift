import TimeSeries

@testable import CSVIngestion

/// A form of times that is recognised, written as it is, and has the step.
private func form(
    _ name: String, _ texts: [String], _ step: String, with options: CSVOptions = CSVOptions()
) -> AwkwardFile {
    AwkwardFile(
        name, tableText(texts), with: options,
        .reads(texts.count, times: [texts[0], texts[texts.count - 1]], step: step))
}

private func zone(_ name: String) -> CSVOptions { choosing { $0.times.zone = name } }

/// The hours of 2019 as a form writes them on the clock of Berlin.
private func yearOfBerlin(_ form: String) -> String {
    guard let rules = try? ZoneFile.rules(named: "Europe/Berlin", path: ""),
        let format = try? TimestampFormat(strftime: form).on(rules, countsUTC: true)
    else { return "" }
    return tableText((0..<8760).map { format.text(Timestamp(ticks: 1_546_297_200 + Int64($0) * 3600)) })
}

/// Forms of times, on clocks with and without changes.
let awkwardTimes: [AwkwardFile] = forms + readings + counts + parts + clocks

private let forms: [AwkwardFile] = [
    form("days", timeTexts("%Y-%m-%d", 5), "daily"),
    form("times with T", timeTexts("%Y-%m-%dT%H:%M:%S", step: 3600, 5), "hourly"),
    form("times without seconds", timeTexts("%Y-%m-%d %H:%M", step: 3600, 5), "hourly"),
    form("times with a zone's letter", timeTexts("%Y-%m-%dT%H:%M:%SZ", step: 3600, 5), "hourly"),
    form("times with an offset", timeTexts("%Y-%m-%dT%H:%M:%S+05:30", step: 3600, 5), "hourly"),
    form("times with a fraction of zeros", timeTexts("%Y-%m-%d %H:%M:%S.000", step: 3600, 5), "hourly"),
    form("days with midnights", timeTexts("%Y-%m-%d 00:00:00", 5), "daily"),
    form("slashes, the year first", timeTexts("%Y/%m/%d", 5), "daily"),
    form("points, the day first", timeTexts("%d.%m.%Y", 20), "daily"),
    form("points and a time", timeTexts("%d.%m.%Y %H:%M", step: 3600, 30), "hourly"),
    form("digits", timeTexts("%Y%m%d", 5), "daily"),
    form("digits with a time", timeTexts("%Y%m%dT%H%M%S", step: 3600, 5), "hourly"),
    form("hours of a morning and an afternoon", timeTexts("%m/%d/%Y %I:%M %p", step: 3600, 24 * 20), "hourly"),
    form("names of months within days", timeTexts("%d-%b-%Y", 5), "daily"),
    form("quarters", ["2023Q3", "2023Q4", "2024Q1", "2024Q2"], "quarterly"),
    form("quarters with a dash", ["2023-Q3", "2023-Q4", "2024-Q1"], "quarterly"),
    form("weeks", ["2020-W52", "2020-W53", "2021-W01"], "weekly"),
    form("months of Eurostat", ["2011M11", "2011M12", "2012M01"], "monthly"),
    AwkwardFile(
        "a wrong digit in a year", "date,y\n2024-04-18,1\n2024-04-19,2\n2042-04-20,3\n2024-04-21,4\n2024-04-22,5\n",
        .refused(.unsortedTimestamps, 4, nil, fix: "correct the time if a digit is wrong")),
    AwkwardFile(
        "German names of months", tableText(["Jan 2015", "Feb 2015", "Mär 2015", "Apr 2015"]),
        .refused(.notATimestamp, 4, 1, fix: "write names of months in English, such as Mar 2015")),
    AwkwardFile(
        "German names of months in full", tableText(["Januar 2015", "Februar 2015", "März 2015"]),
        .refused(.notATimestamp, 2, 1, fix: "in English")),
    form("names of months", ["Nov 2023", "Dec 2023", "Jan 2024"], "monthly"),
    form("long names of months", ["November 2023", "December 2023", "January 2024"], "monthly"),
    form("months", ["2023-11", "2023-12", "2024-01"], "monthly"),
    form("a named form", timeTexts("%d|%Y|%m", 20), "daily", with: choosing { $0.times.format = "%d|%Y|%m" }),
    form(
        "Chinese dates of a named form", timeTexts("%Y年%m月%d日", 20), "daily",
        with: choosing { $0.times.format = "%Y年%m月%d日" }),
    AwkwardFile(
        "Chinese dates", tableText(timeTexts("%Y年%m月%d日", 20)), .refused(.notATimestamp, 2, 1, fix: "--time-format")),
    form("days of the year", timeTexts("%Y-%j", 5), "daily", with: choosing { $0.times.format = "%Y-%j" }),
]

private let readings: [AwkwardFile] = [
    form("slashes, the month first", timeTexts("%m/%d/%Y", 20), "daily"),
    form("slashes, the day first", timeTexts("%d/%m/%Y", 20), "daily"),
    AwkwardFile(
        "slashes that tell nothing", tableText(["01/02/2020", "02/02/2020", "03/02/2020"]),
        .refused(.twoReadings, 2, 1, fix: "--time-format '%d/%m/%Y' or --time-format '%m/%d/%Y'")),
    AwkwardFile(
        "slashes that are named", tableText(["01/02/2020", "02/02/2020", "03/02/2020"]),
        with: choosing { $0.times.format = "%d/%m/%Y" },
        .reads(3, times: ["01/02/2020", "03/02/2020"], step: "daily")),
    AwkwardFile(
        "a thirteenth month", tableText(["01/13/2020", "02/14/2020", "13/15/2020"]),
        .refused(.noSuchDate, 4, 1, fix: "correct the date")),
    AwkwardFile(
        "a leap day of no leap year", tableText(["2021-02-27", "2021-02-28", "2021-02-29"]),
        .refused(.noSuchDate, 4, 1, fix: "correct the date")),
    AwkwardFile(
        "days and then times", tableText(["2020-01-01", "2020-01-02", "2020-01-03 00:00"]),
        .refused(.mixedTimestamps, 4, 1, fix: "in one form")),
    AwkwardFile(
        "years of two digits", tableText(timeTexts("%d.%m.%y", 20)), .reads(20, step: "daily", notes: "1969 to 2068")),
    AwkwardFile(
        "numbers of days of a sheet", tableText(["43831", "43832", "43833"]),
        .reads(3, step: "numbered rows")),
]

private let counts: [AwkwardFile] = [
    form("Unix seconds", timeTexts("%s", step: 3600, 5), "hourly"),
    AwkwardFile(
        "Unix milliseconds", tableText(timeTexts("%s", step: 60, 5).map { $0 + "000" }),
        .reads(5, times: ["1577836800000", "1577837040000"], step: "every minute")),
    AwkwardFile(
        "Unix milliseconds under another name",
        tableText(timeTexts("%s", step: 60, 5).map { $0 + "000" }, header: "ts,y\n"),
        .reads(5, times: ["1577836800000", "1577837040000"], step: "every minute", notes: "using 'ts' as the time")),
    AwkwardFile(
        "Unix seconds under a name that says nothing",
        tableText(timeTexts("%s", step: 60, 5), header: "x,y\n"), with: choosing { $0.target = "y" },
        .reads(5, step: "numbered rows", notes: "'x' looks like seconds since 1970: --time x")),
    AwkwardFile(
        "months of digits", tableText(["202011", "202012", "202101"], header: "ym,v\n"),
        .reads(3, times: ["202011", "202101"], step: "monthly", notes: "using 'ym' as the time")),
    AwkwardFile(
        "months of digits under a name that says nothing", tableText(["202011", "202012", "202101"], header: "x,v\n"),
        with: choosing { $0.time = "x" }, .reads(3, times: ["202011", "202101"], step: "monthly")),
    AwkwardFile(
        "integers under the name of a time that are none", tableText(["4", "9", "16", "25"], header: "ts,y\n"),
        with: choosing { $0.target = "y" }, .reads(4, times: ["1", "4"], step: "numbered rows")),
    AwkwardFile(
        "days as sheets count them", tableText(["44000", "44001", "44002"]),
        .reads(3, times: ["44000", "44002"], step: "numbered rows", notes: "44000 for 2020-06-18")),
    AwkwardFile(
        "years", tableText(["2018", "2019", "2020"], header: "year,y\n"),
        .reads(3, times: ["2018", "2020"], step: "yearly")),
    AwkwardFile(
        "fractions of a second",
        tableText(["2020-01-01 00:00:00.013", "2020-01-01 00:00:01.011", "2020-01-01 00:00:01.998"]),
        .reads(3, step: "every second", notes: "fractions of a second are rounded")),
    AwkwardFile(
        "date and hour in two columns",
        "date,hour,y\n" + timeTexts("%d.%m.%Y", 20).flatMap { day in (1...24).map { "\(day),\($0),1\n" } }.joined(),
        .reads(
            480, times: ["2020-01-01 00:00", "2020-01-20 23:00"], step: "hourly", notes: "as the hour of the day",
            "1 is read as 00:00 to 01:00")),
    AwkwardFile(
        "date and time in two columns",
        "Date,Time,y\n" + timeTexts("%Y-%m-%d,%H:%M:%S", step: 900, 200).map { "\($0),1\n" }.joined(),
        .reads(200, times: ["2020-01-01 00:00:00", "2020-01-03 01:45:00"], step: "every 15 minutes")),
]

private let parts: [AwkwardFile] = [
    AwkwardFile(
        "year and month in two columns",
        tableText(["2020,11", "2020,12", "2021,1", "2021,2"], header: "year,month,y\n"),
        .reads(
            4, times: ["2020-11", "2021-02"], step: "monthly", values: [1, 2, 3, 4], notes: "the parts of the time")),
    AwkwardFile(
        "month and year in two columns, named",
        tableText(["11,2020", "12,2020", "1,2021"], header: "monat,jahr,y\n"),
        with: choosing { $0.time = "monat,jahr" },
        .reads(3, times: ["2020-11", "2021-01"], step: "monthly")),
    AwkwardFile(
        "columns of other names by their order",
        tableText(["2020,2,28", "2020,2,29", "2020,3,1"], header: "a,b,c,y\n"),
        with: choosing { $0.time = "a,b,c" }, .reads(3, times: ["2020-02-28", "2020-03-01"], step: "daily")),
    AwkwardFile(
        "year, month, day and hour in four columns",
        "No,year,month,day,hour,y\n"
            + timeTexts("%Y,%-m,%-d,%-H", step: 3600, 100).enumerated().map { "\($0 + 1),\($1),5\n" }.joined(),
        .reads(100, times: ["2020-01-01 00:00", "2020-01-05 03:00"], step: "hourly")),
    AwkwardFile(
        "hours from 1 to 24 beside year, month and day",
        "year,month,day,hour,y\n"
            + timeTexts("%Y,%m,%d", 3).flatMap { day in (1...24).map { "\(day),\($0),1\n" } }
            .joined(),
        .reads(
            72, times: ["2020-01-01 00:00", "2020-01-03 23:00"], step: "hourly", notes: "1 is read as 00:00 to 01:00")),
    AwkwardFile(
        "five parts of a time",
        "year,month,day,hour,minute,y\n" + timeTexts("%Y,%m,%d,%H,%M", step: 900, 40).map { "\($0),1\n" }.joined(),
        .reads(40, times: ["2020-01-01 00:00", "2020-01-01 09:45"], step: "every 15 minutes")),
    AwkwardFile(
        "year and quarter in two columns", tableText(["2020,3", "2020,4", "2021,1"], header: "year,quarter,y\n"),
        .reads(3, times: ["2020-Q3", "2021-Q1"], step: "quarterly")),
    AwkwardFile(
        "year and week in two columns", tableText(["2020,52", "2020,53", "2021,1"], header: "Jahr,KW,y\n"),
        .reads(3, times: ["2020-W52", "2021-W01"], step: "weekly")),
    AwkwardFile(
        "parts of a time beside a date",
        tableText(["2020-01-01,2020,1", "2020-01-02,2020,1", "2020-01-03,2020,1"], header: "Datum,year,month,y\n"),
        with: choosing { $0.target = "y" }, .reads(3, times: ["2020-01-01", "2020-01-03"], step: "daily")),
    AwkwardFile(
        "parts of a time in two files",
        files: [
            Array("year,month,y\n2020,10,1\n2020,11,2\n2020,12,3\n".utf8), Array("month,year,y\n1,2021,4\n".utf8),
        ], .reads(4, times: ["2020-10", "2021-01"], step: "monthly", values: [1, 2, 3, 4])),
    AwkwardFile(
        "a month that is none", tableText(["2020,12", "2020,13", "2021,1"], header: "year,month,y\n"),
        with: choosing { $0.time = "year,month" }, .refused(.notATimestamp, 3, 6, fix: "write it as 1 to 12")),
    AwkwardFile(
        "a day that is not in the calendar", tableText(["2021,2,28", "2021,2,29"], header: "year,month,day,y\n"),
        .refused(.noSuchDate, 3, 8, fix: "correct the date")),
    AwkwardFile(
        "parts that tell no time", tableText(["2020,1", "2020,2", "2020,3"], header: "year,hour,y\n"),
        with: choosing { $0.time = "year,hour" }, .refused(.layoutDoesNotFit, 1, 1, fix: "--time year,month,day")),
    AwkwardFile(
        "a clock with points in a column of its own",
        "Date;Time;y\n" + timeTexts("%d/%m/%Y;%H.00.00", step: 3600, 480).map { "\($0);1,5\n" }.joined(),
        .reads(480, times: ["2020-01-01 00:00:00", "2020-01-20 23:00:00"], step: "hourly")),
]

private let clocks: [AwkwardFile] = [
    AwkwardFile(
        "a year of Berlin's clock", yearOfBerlin("%Y-%m-%d %H:%M"), with: zone("Europe/Berlin"),
        .reads(8760, times: ["2019-01-01 00:00", "2019-12-31 23:00"], step: "hourly")),
    AwkwardFile(
        "a year of offsets that change", yearOfBerlin("%Y-%m-%dT%H:%M:%S%z"), with: zone("Europe/Berlin"),
        .reads(8760, step: "hourly")),
    AwkwardFile(
        "offsets that change, and no zone", yearOfBerlin("%Y-%m-%dT%H:%M:%S%z"),
        .reads(8760, step: "hourly")),
    AwkwardFile(
        "a year of Berlin's clock, and no zone", yearOfBerlin("%Y-%m-%d %H:%M"),
        .refused(.duplicateTimestamp, 7180, 1, fix: "--timezone")),
    AwkwardFile(
        "an hour that no clock of Berlin shows",
        tableText(["2020-03-29 01:00", "2020-03-29 02:00", "2020-03-29 03:00"]),
        with: zone("Europe/Berlin"), .refused(.skippedTime, 3, 1, fix: "--timezone")),
    AwkwardFile(
        "days whose offset changes", tableText(timeTexts("%Y-%m-%dT00:00:00+01:00", 3) + ["2020-01-04T00:00:00+02:00"]),
        .refused(.offsetChanges, 5, 1, fix: "--timezone")),
    AwkwardFile(
        "a zone that is none", tableText(timeTexts("%Y-%m-%d %H:%M", step: 3600, 3)), with: zone("Berlin"),
        .refused(.unknownZone, nil, nil, fix: "Europe/Berlin")),
]
