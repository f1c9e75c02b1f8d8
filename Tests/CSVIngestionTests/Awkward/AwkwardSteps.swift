import CSVIngestion
import TimeSeries

/// The days of weeks from Monday, 2020-01-06, without Saturdays and Sundays.
private func weekdays(_ count: Int) -> [String] {
    timeTexts("%Y-%m-%d", from: 1_578_268_800, count * 2).enumerated().filter { $0.offset % 7 < 5 }.map(\.element)
}

/// Texts without those at some places.
private func without(_ places: Set<Int>, _ texts: [String]) -> String {
    tableText(texts.enumerated().filter { !places.contains($0.offset) }.map(\.element))
}

/// Steps between rows, with rows that are absent.
let awkwardSteps: [AwkwardFile] = [
    AwkwardFile(
        "hours with gaps", without([3, 4, 11], timeTexts("%Y-%m-%d %H:%M", step: 3600, 20)),
        .reads(20, step: "hourly", notes: "3 ")),
    AwkwardFile(
        "every other hour absent at first", without([1, 3, 5, 7, 9], timeTexts("%Y-%m-%d %H:%M", step: 3600, 60)),
        .reads(60, step: "hourly")),
    AwkwardFile(
        "days with a gap of months", without(Set(20..<90), timeTexts("%Y-%m-%d", 200)), .reads(200, step: "daily")),
    AwkwardFile(
        "five minutes", tableText(timeTexts("%Y-%m-%d %H:%M", step: 300, 20)), .reads(20, step: "every 5 minutes")),
    AwkwardFile(
        "five minutes with gaps", without([2, 7, 8], timeTexts("%Y-%m-%d %H:%M", step: 300, 20)),
        .reads(20, step: "every 5 minutes")),
    AwkwardFile("three days", tableText(timeTexts("%Y-%m-%d", step: 3 * 86400, 20)), .reads(20, step: "every 3 days")),
    AwkwardFile("seconds", tableText(timeTexts("%Y-%m-%d %H:%M:%S", step: 1, 20)), .reads(20, step: "every second")),
    AwkwardFile(
        "weeks of Sundays", tableText(timeTexts("%Y-%m-%d", from: 1_578_182_400, step: 7 * 86400, 20)),
        .reads(20, times: ["2020-01-05", "2020-05-17"], step: "weekly")),
    AwkwardFile(
        "month ends", tableText(["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31"]),
        .reads(5, step: "monthly (month ends)")),
    AwkwardFile(
        "month ends with a gap", tableText(["2020-01-31", "2020-02-29", "2020-03-31", "2020-05-31", "2020-06-30"]),
        .reads(6, times: ["2020-01-31", "2020-06-30"], step: "monthly (month ends)")),
    AwkwardFile(
        "month beginnings with a gap",
        tableText(["2020-01-01", "2020-02-01", "2020-03-01", "2020-05-01", "2020-06-01"]),
        .reads(6, step: "monthly")),
    AwkwardFile(
        "ends of quarters", tableText(["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31"]),
        .reads(5, step: "quarterly (month ends)")),
    AwkwardFile(
        "beginnings of years", tableText(["2017-01-01", "2018-01-01", "2019-01-01", "2020-01-01"]),
        .reads(4, step: "yearly")),
    AwkwardFile(
        "weekdays", tableText(weekdays(60)),
        .reads(weekdays(60).count, step: "sessions (weekdays, holidays missing)")),
    AwkwardFile(
        "sessions, holidays absent", without([7, 22, 31], weekdays(60)),
        .reads(weekdays(60).count - 3, step: "sessions (weekdays, holidays missing)")),
    AwkwardFile(
        "sessions that are named", tableText(weekdays(60)), with: CSVOptions(frequency: .sessions),
        .reads(weekdays(60).count, step: "sessions (weekdays, holidays missing)")),
    AwkwardFile(
        "months that are named, of two rows", tableText(["2020-01-01", "2020-02-01"]),
        with: CSVOptions(frequency: .calendar(months: 1)), .reads(2, step: "monthly")),
    AwkwardFile(
        "a stray row",
        tableText(
            timeTexts("%Y-%m-%d %H:%M", step: 3600, 10) + ["2020-01-01 10:17"]
                + timeTexts("%Y-%m-%d %H:%M", from: 1_577_836_800 + 11 * 3600, step: 3600, 10)),
        .refused(.offGrid, 12, nil, fix: "--skip-off-grid")),
    AwkwardFile(
        "a stray row that is left out",
        tableText(
            timeTexts("%Y-%m-%d %H:%M", step: 3600, 10) + ["2020-01-01 10:17"]
                + timeTexts("%Y-%m-%d %H:%M", from: 1_577_836_800 + 11 * 3600, step: 3600, 10)),
        with: CSVOptions(skipOffGrid: true), .reads(21, step: "hourly", notes: "1 row")),
    AwkwardFile(
        "a step that does not fit", tableText(timeTexts("%Y-%m-%d", 10)),
        with: CSVOptions(frequency: .calendar(months: 1)), .refused(.offGrid, 3, nil, fix: "--skip-off-grid")),
]
