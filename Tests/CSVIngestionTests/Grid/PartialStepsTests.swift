import CSVIngestion
import Diagnostics
import Testing
import TimeSeries

private func options(
    _ aggregate: Aggregation? = nil, gaps: HoleFilling? = nil, fill: HoleFilling? = nil, every: String = "month",
    _ change: (inout CSVOptions) -> Void = { _ in }
) -> CSVOptions {
    var options = CSVOptions(target: "y")
    options.repairs.every = FrequencyRequest(every)
    options.repairs.aggregate = aggregate
    options.repairs.gaps = gaps
    options.repairs.fill = fill
    change(&options)
    return options
}

private let newYear = 1_704_067_200  // 2024-01-01
private func day(_ number: Int) -> String {
    TimestampFormat.day.text(Timestamp(ticks: Int64(newYear + number * 86_400)))
}

/// Days of 2024 from the first of January, all 1 and 10 times as much in `x`, besides those that are left out, and an
/// empty cell on those that are blank.
private func days(_ count: Int, without: Range<Int> = 0..<0, blank: Range<Int> = 0..<0) -> String {
    "date,y,x\n"
        + (0..<count).filter { !without.contains($0) }.map { "\(day($0)),\(blank.contains($0) ? "" : "1"),10\n" }
        .joined()
}

private func shown(_ values: [Double]) -> [Double] { values.map { $0.isNaN ? -1 : $0 } }

@Suite struct PartialStepsTests {
    /// 121 days are January to April, of 31, 29, 31 and 30; day 64 is 5 March.
    private let hole = days(121, without: 64..<80)

    @Test func `the sum of a month that lacks days is missing, and said`() throws {
        let ingestion = try read(hole, options(.sum))
        #expect(shown(ingestion.panel.series[0].values) == [31, 29, -1, 30])
        #expect(
            ingestion.notes.contains(
                "1 step lacks values and is missing, as a part of a sum is none: the first is 2024-03-01 with 15 of 31 "
                    + "values; --gaps zero counts what is absent as zero"))
        #expect(ingestion.findings == [ReadingFinding(kind: .gap, series: nil, line: 66, time: "2024-03-05", rows: 16)])
        #expect(ingestion.missingValues == 1 && ingestion.gaps.insertedRows == 0)
        let cells = try read(days(121, blank: 64..<80), options(.sum))
        #expect(shown(cells.panel.series[0].values) == [31, 29, -1, 30])
        #expect(cells.notes.contains { $0.contains("--fill zero counts what is absent") })
    }

    @Test func `holes are filled or refused before steps are made of them`() throws {
        let zero = try read(hole, options(.sum, gaps: .zero)).panel.series[0]
        #expect(zero.values == [31, 29, 15, 30] && zero.filledRows.isEmpty)
        let forward = try read(hole, options(.sum, gaps: .forward)).panel.series[0]
        #expect(forward.values == [31, 29, 31, 30])
        #expect(forward.filledRows == [2..<3])
        let drawn = try read(hole, options(.sum, gaps: .interpolate))
        #expect(shown(drawn.panel.series[0].values) == [31, 29, -1, 30])
        #expect(drawn.panel.series[0].interpolatedRows == [2..<3])
        #expect(drawn.notes.contains { $0.hasPrefix("1 missing value will be seen as straight lines") })
        // What fills cells fills no gaps.
        #expect(shown(try read(hole, options(.sum, fill: .zero)).panel.series[0].values) == [31, 29, -1, 30])
        let gap = try #require(try errorReading(Array(hole.utf8), options(.sum, gaps: .error)))
        #expect(gap.kind == .gap && gap.location?.line == 66 && gap.message == "there is no row at 2024-03-05")
        let cell = try #require(
            try errorReading(Array(days(121, blank: 64..<80).utf8), options(.sum, fill: .error)))
        #expect(cell.kind == .missingValue && cell.location?.line == 66)
    }

    @Test func `other choices make a step of what is there, and say so`() throws {
        let ingestion = try read(hole, options(.mean))
        #expect(ingestion.panel.series[0].values == [1, 1, 1, 1])
        #expect(
            ingestion.notes.contains(
                "1 step lacks values, and the mean is of what is there: the first is 2024-03-01 with 15 of 31 values"))
    }

    @Test(arguments: [Aggregation.sum, .mean, .last])
    func `a month within which the target ends is left out, though what is known ahead goes on`(choice: Aggregation)
        throws
    {
        // The target ends on 12 April.
        let text = days(182, blank: 103..<182)
        let ingestion = try read(text, options(choice) { $0.covariates.future = ["x"] })
        let series = ingestion.panel.series[0]
        #expect(series.values.map(\.isNaN) == [false, false, false, true, true, true])
        #expect(series.covariates[0] == [Double](repeating: 10, count: 6))
        #expect(
            ingestion.notes.contains(
                "left out the step at 2024-04-01, because the values of 'y' end within it"))
    }

    @Test func `covariates become their mean, and others by name`() throws {
        let plain = try read(hole, options(.sum) { $0.covariates.past = ["x"] })
        #expect(plain.panel.series[0].covariates[0] == [10, 10, 10, 10])
        #expect(
            plain.notes.contains(
                "brought 105 rows together to 4, monthly, each the sum of its rows; of 'x' the mean; "
                    + "--aggregate x=CHOICE sets another"))
        let summed = try read(
            hole,
            options {
                $0.covariates.past = ["x"]
                $0.repairs.aggregates = ["x": .sum, "y": .max]
            })
        #expect(shown(summed.panel.series[0].covariates[0]) == [310, 290, -1, 300])
        #expect(summed.panel.series[0].values == [1, 1, 1, 1])
        #expect(
            summed.notes.contains(
                "of 'x' 1 step lacks values and is missing, the first is 2024-03-01; --aggregate x=mean makes one of "
                    + "what is there"))
    }

    @Test func `categories become the last, and have no mean`() throws {
        let text = "date,y,kind\n" + (0..<60).map { "\(day($0)),1,\($0 < 31 ? "a" : $0 < 45 ? "b" : "c")\n" }.joined()
        let series = try read(text, options(.sum) { $0.covariates.past = ["kind"] }).panel.series[0]
        #expect(series.covariates[0] == [0, 2])
        let asked = options(.sum) {
            $0.covariates.past = ["kind"]
            $0.repairs.aggregates = ["kind": .mean]
        }
        let error = try #require(try errorReading(Array(text.utf8), asked))
        #expect(error.kind == .notACovariate && error.fix.contains("kind=last"))
        let stray = try #require(
            try errorReading(Array(text.utf8), options(.sum) { $0.repairs.aggregates = ["kin": .last] }))
        #expect(stray.kind == .unknownColumn && stray.exitStatus == .usage)
    }

    @Test func `where no month is whole it is said what would count`() throws {
        let text = "date,y\n" + (0..<120).filter { $0 % 10 != 3 }.map { "\(day($0)),1\n" }.joined()
        let error = try #require(try errorReading(Array(text.utf8), options(.sum)))
        #expect(error.kind == .noWholeStep && error.fix.contains("--gaps zero") && error.fix.contains("mean"))
    }

    @Test func `a stray row stands for the time beside it`() throws {
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm:ss"))
        let rows = (0..<72).map {
            "\(format.text(Timestamp(ticks: Int64(newYear + $0 * 3600 + ($0 % 9 == 4 ? 7 : 0))))),1\n"
        }
        #expect(
            try read("date,y\n" + rows.joined(), options(.sum, every: "day")).panel.series[0].values == [24, 24, 24])
    }

    /// A till that is open from 8 to 20, with a receipt every seven minutes or so.
    private func till(lastHour: Int) throws -> String {
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm:ss"))
        let times = (0..<30).flatMap { day in
            (0..<100).map { day * 86_400 + 8 * 3600 + $0 * 430 + ($0 * $0 * 37 + day * 91) % 200 }
        }
        let kept = times.filter { $0 < 29 * 86_400 + lastHour * 3600 }
        return "date,y\n" + kept.map { "\(format.text(Timestamp(ticks: Int64(newYear + $0)))),1\n" }.joined()
    }

    @Test func `irregular rows that end earlier in a day than ever leave it out`() throws {
        let whole = try read(try till(lastHour: 24), options(.sum, every: "day"))
        #expect(whole.panel.series[0].values == [Double](repeating: 100, count: 30))
        let cut = try read(try till(lastHour: 11), options(.sum, every: "day"))
        #expect(cut.panel.series[0].values == [Double](repeating: 100, count: 29))
        #expect(
            cut.notes.contains("left out the step at 2024-01-30 00:00:00, because the rows end within it"))
    }

    @Test func `days of 23 and 25 hours are whole`() throws {
        let format = try TimestampFormat(strftime: "%Y-%m-%dT%H:%M:%SZ")
        // From Thursday 28 March in Berlin, over the change on 31 March 2024.
        let rows = (0..<144).map { "\(format.text(Timestamp(ticks: Int64(1_711_580_400 + $0 * 3600)))),1\n" }
        let series = try read(
            "date,y\n" + rows.joined(), options(.sum, every: "day") { $0.times.zone = "Europe/Berlin" }
        ).panel.series[0]
        #expect(series.values == [24, 24, 24, 23, 24, 24])
    }
}

@Suite struct AggregateListTests {
    @Test func `lists name a choice for the target and for columns`() {
        let list = AggregateList(["sum,price=mean", "a,b=last", "c=d=max"])
        #expect(list.target == .sum)
        #expect(list.columns == ["price": .mean, "a,b": .last, "c=d": .max])
        #expect(list.stray == nil)
        #expect(AggregateList(["total"]).stray == "total")
        #expect(AggregateList(["sum,price=total"]).stray == "price=total")
        #expect(AggregateList(["=mean"]).stray == "=mean")
        #expect(AggregateList([""]).stray?.isEmpty == true)
    }

    @Test func `rows of less than one step are refused as that`() throws {
        let hours = "t,y\n" + (3..<13).map { "2024-01-01 \($0 < 10 ? "0" : "")\($0):00,\($0)\n" }.joined()
        let error = try #require(try errorReading(Array(hours.utf8), options(every: "day")))
        #expect(error.kind == .noWholeStep)
        #expect(error.fix == "pass --every with a shorter step, or give more rows")
    }

    @Test func `cells to draw across are said when rows are brought together`() throws {
        let rows = days(121, blank: 64..<67)
        #expect(
            try read(rows, options(.sum, fill: .interpolate)).notes.contains { $0.contains("seen as straight lines") })
    }
}
