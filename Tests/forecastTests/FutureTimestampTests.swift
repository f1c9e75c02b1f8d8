import Foundation
import Testing

/// A series' times, and the times that come next.
private struct Calendar: CustomTestStringConvertible {
    var testDescription: String
    var times: [String]
    var next: [String]
    var arguments = ""
}

private let calendars: [Calendar] = [
    Calendar(
        testDescription: "sessions skip the weekend",
        // Four weeks of weekdays, the last row a Thursday.
        times: [
            (1...2), (5...9), (12...16), (19...22),
        ].flatMap { $0 }.map { "2024-02-\(two($0))" },
        next: ["2024-02-23", "2024-02-26", "2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-04"]),
    Calendar(
        testDescription: "days run through 29 February of a leap year",
        times: (1...27).map { "2024-02-\(two($0))" }, next: ["2024-02-28", "2024-02-29", "2024-03-01"]),
    Calendar(
        testDescription: "and through none in another year",
        times: (1...27).map { "2023-02-\(two($0))" }, next: ["2023-02-28", "2023-03-01"]),
    Calendar(
        testDescription: "month ends stay month ends",
        times: [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated().flatMap { month, day in
            [(2022, month + 1, day), (2023, month + 1, day)]
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { "\($0.0)-\(two($0.1))-\(two($0.2))" },
        next: ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
    Calendar(
        testDescription: "quarters",
        times: (2018...2023).flatMap { year in [1, 4, 7, 10].map { "\(year)-\(two($0))-01" } },
        next: ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01", "2025-01-01"]),
    Calendar(
        testDescription: "quarters that end with a month",
        times: (2018...2023).flatMap { year in ["03-31", "06-30", "09-30", "12-31"].map { "\(year)-\($0)" } },
        next: ["2024-03-31", "2024-06-30", "2024-09-30"]),
    Calendar(
        testDescription: "hours run over midnight and the month's end",
        times: (0..<23).map { "2024-02-29T\(two($0)):00:00Z" },
        next: ["2024-02-29T23:00:00Z", "2024-03-01T00:00:00Z", "2024-03-01T01:00:00Z"]),
    Calendar(
        testDescription: "months without days run over the year's end",
        times: (1...12).map { "2023-\(two($0))" } + (1...11).map { "2024-\(two($0))" },
        next: ["2024-12", "2025-01"]),
    Calendar(
        testDescription: "weeks",
        times: (0..<4).flatMap { month in [1, 8, 15, 22].map { month * 28 + $0 } }
            .map { "2024-\(dayOfLeapYear($0))" },
        next: ["2024-04-22", "2024-04-29", "2024-05-06"]),
    Calendar(testDescription: "years", times: (1990...2020).map(String.init), next: ["2021", "2022"]),
    Calendar(testDescription: "numbers", times: (0..<30).map { String($0 * 5) }, next: ["150", "155", "160"]),
]

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func dayOfLeapYear(_ day: Int) -> String {
    var (month, rest) = (0, day)
    for length in [31, 29, 31, 30, 31, 30] where rest > length { (month, rest) = (month + 1, rest - length) }
    return "\(two(month + 1))-\(two(rest))"
}

@Suite struct FutureTimestampTests {
    @Test(arguments: calendars)
    private func `forecasts fall on the next dates of the calendar`(calendar: Calendar) throws {
        let folder = try CommandFolder()
        let rows = calendar.times.enumerated().map { "\($1),\($0)\n" }.joined()
        try folder.write("date,y\n" + rows, to: "data.csv")
        try folder.succeed(
            "forecast fit data.csv --model naive --quiet --horizon 1 --validation 1 --test 1 \(calendar.arguments)"
        )
        let lines = try folder.run("forecast predict --quiet --horizon \(calendar.next.count)").lines
        #expect(lines.dropFirst().map { String($0.prefix { $0 != "," }) } == calendar.next)
    }
}
