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
let awkwardTimes: [AwkwardFile] = forms + readings + counts + clocks

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
        "years", tableText(["2018", "2019", "2020"], header: "year,y\n"),
        .reads(3, times: ["2018", "2020"], step: "yearly")),
    AwkwardFile(
        "fractions of a second",
        tableText(["2020-01-01 00:00:00.013", "2020-01-01 00:00:01.011", "2020-01-01 00:00:01.998"]),
        .reads(3, step: "every second", notes: "fractions of a second are rounded")),
    AwkwardFile(
        "date and hour in two columns",
        "date,hour,y\n" + timeTexts("%d.%m.%Y", 20).flatMap { day in (1...24).map { "\(day),\($0),1\n" } }.joined(),
        .reads(480, times: ["2020-01-01 00:00", "2020-01-20 23:00"], step: "hourly", notes: "as the hour of the day")),
    AwkwardFile(
        "date and time in two columns",
        "Date,Time,y\n" + timeTexts("%Y-%m-%d,%H:%M:%S", step: 900, 200).map { "\($0),1\n" }.joined(),
        .reads(200, times: ["2020-01-01 00:00:00", "2020-01-03 01:45:00"], step: "every 15 minutes")),
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
