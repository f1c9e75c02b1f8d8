import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

private func options(_ every: String, _ aggregate: Aggregation? = nil) -> CSVOptions {
    var options = CSVOptions()
    options.repairs.every = FrequencyRequest(every)
    options.repairs.aggregate = aggregate
    return options
}

/// Rows every six hours from a time on.
private func sixHourly(from start: Int, _ values: [String]) -> String {
    let format = TimestampFormat(pattern: "yyyy-MM-dd HH:mm") ?? .day
    return "t,y\n"
        + values.enumerated().map { "\(format.text(Timestamp(ticks: Int64(start + $0 * 21_600)))),\($1)\n" }.joined()
}

private let monday = 1_704_067_200  // 2024-01-01

@Suite struct AggregationTests {
    @Test(arguments: [
        (Aggregation.mean, [2.5, 6, 11]), (.sum, [10, -1, -1]), (.first, [1, 5, 10]), (.last, [4, 7, 12]),
        (.min, [1, 5, 10]), (.max, [4, 7, 12]), (.median, [2.5, 6, 11]),
    ])
    func `the rows of a day become one, missing ones not counted, and are no sum`(
        choice: Aggregation, expected: [Double]
    ) throws {
        let text = sixHourly(from: monday, ["1", "2", "3", "4", "5", "", "6", "7", "", "10", "11", "12"])
        let ingestion = try read(text, options("day", choice))
        #expect(ingestion.panel.frequency == .fixed(seconds: 86_400))
        #expect(ingestion.panel.series[0].values.map { $0.isNaN ? -1 : $0 } == expected)
        #expect(ingestion.panel.series[0].index.text(at: 1) == "2024-01-02 00:00")
        #expect((0..<3).map { ingestion.lines[0][$0] } == [2, 6, 10])
        let noun = ["min": "least", "max": "greatest"][choice.rawValue] ?? choice.rawValue
        #expect(ingestion.notes.contains("brought 12 rows together to 3, daily, each the \(noun) of its rows"))
    }

    @Test func `a step without a value is missing, and one without a row is a gap`() throws {
        let text = sixHourly(from: monday, ["1", "1", "1", "1", "", "", "", "", "2", "2", "2", "2"])
        let ingestion = try read(text, options("day"))
        #expect(ingestion.panel.series[0].values.map(\.isNaN) == [false, true, false])
        #expect(ingestion.missingValues == 1)
        let lines = text.split(separator: "\n")
        let thinned = try read((lines[..<5] + lines[9...]).joined(separator: "\n"), options("day"))
        #expect(thinned.panel.series[0].values.map(\.isNaN) == [false, true, false])
        #expect(thinned.gaps.insertedRows == 1 && thinned.missingValues == 0)
    }

    @Test func `steps that the file begins or ends within are left out, and said`() throws {
        let text = sixHourly(from: monday + 43_200, (0..<12).map(String.init))
        let ingestion = try read(text, options("day"))
        #expect(ingestion.panel.series[0].values == [3.5, 7.5])
        #expect(
            ingestion.notes.contains(
                "left out the step at 2024-01-01 00:00, because the rows begin within it"))
        #expect(
            ingestion.notes.contains("left out the step at 2024-01-04 00:00, because the rows end within it"))
    }

    @Test(arguments: [
        ("week", Frequency.fixed(seconds: 604_800)), ("month", .calendar(months: 1, anchor: .day(1))),
        ("quarter", .calendar(months: 3, anchor: .day(1))), ("MS", .calendar(months: 1, anchor: .day(1))),
    ])
    func `weeks begin on Monday, months and quarters on the first`(every: String, frequency: Frequency) throws {
        // From Wednesday 2023-10-04 on, over two years.
        let start = 1_696_377_600
        let rows = (0..<730).map { "\(TimestampFormat.day.text(Timestamp(ticks: Int64(start + $0 * 86_400)))),1\n" }
        let series = try read("date,y\n" + rows.joined(), options(every, .sum)).panel
        #expect(series.frequency == frequency)
        let place = try #require(series.series[0].index.timestamps.firstIndex(of: Timestamp(ticks: Int64(monday))))
        let end = frequency.timestamps(after: Timestamp(ticks: Int64(monday)), count: 1)[0]
        #expect(series.series[0].values[place] == Double((Int(end.ticks) - monday) / 86_400))
    }

    @Test func `months of sessions end with their last weekday`() throws {
        let all = Frequency.sessions.timestamps(after: Timestamp(ticks: Int64(monday - 86_400)), count: 64)
        let rows = all.map { "\(TimestampFormat.day.text($0)),1\n" }
        // From Monday 1 January to Thursday 28 March: March is not over.
        let series = try read("date,y\n" + rows.joined(), options("month", .sum)).panel.series[0]
        #expect(series.values == [23, 21])
    }

    @Test func `irregular rows can be brought together, and the ends are kept`() throws {
        var random = SplitMix64(seed: 8)
        let times = Set((0..<500).map { _ in Int.random(in: 0..<864_000, using: &random) }).sorted()
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm:ss"))
        let rows = times.map { "\(format.text(Timestamp(ticks: Int64(monday + $0)))),1\n" }
        let series = try read("t,y\n" + rows.joined(), options("day", .sum)).panel.series[0]
        #expect(series.count == 10)
        #expect(series.values.reduce(0, +) == Double(times.count))
    }

    @Test func `a step that is shorter than that of the rows is refused`() throws {
        let text = "date,y\n2024-01-01,1\n2024-02-01,2\n2024-03-01,3\n"
        let error = try #require(try errorReading(Array(text.utf8), options("day")))
        #expect(error.kind == .finerStep && error.exitStatus == .usage)
        #expect(error.message == "the rows are monthly and cannot be brought together to daily ones")
        let hourly = try #require(try errorReading(Array(text.utf8), options("hour")))
        #expect(hourly.kind == .frequencyDoesNotFit)
    }

    @Test func `numbered rows are brought together from the first`() throws {
        let ingestion = try read("y\n" + (1...10).map { "\($0)\n" }.joined(), options("4", .sum))
        #expect(ingestion.panel.series[0].values == [10, 26])
        #expect(ingestion.panel.frequency == .ordinal(step: 4))
    }

    @Test func `nothing after a step bears on its value`() throws {
        let values = (0..<40).map { "\($0 * $0)" }
        let whole = try read(sixHourly(from: monday, values), options("day", .median)).panel.series[0]
        let part = try read(sixHourly(from: monday, Array(values[..<20])), options("day", .median)).panel.series[0]
        #expect(Array(whole.values[..<5]) == part.values)
    }
}
