import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import ModelStore
@testable import Models

@Suite struct SavedModelContinuationTests {
    private let panel = wavyPanel()

    private func saved() throws -> SavedModel {
        let plan = try smallPlan()
        let model = try fit(recurrentForecasters[0], panel, plan)
        return SavedModel(model, fittedOn: panel, task: plan.task, scores: [])
    }

    /// Rows `first ..< first + count` of both series, numbered on from the fitted ones.
    private func newer(from first: [Int], count: Int, frequency: Frequency = .ordinal(step: 1)) -> Panel {
        let series = zip(panel.series, first).map { old, first in
            let rows = first..<first + count
            let index = TimeIndex(timestamps: rows.map { Timestamp(ticks: Int64($0)) }, format: .ordinal)
            return TimeSeries(id: old.id, index: index, values: rows.map { 20 + Double($0 % 7) })
        }
        return Panel(series: series, columns: panel.columns, frequency: frequency)
    }

    @Test func `newer rows that are enough are used alone, wherever they begin`() throws {
        let saved = try saved()
        for first in [[500, 700], [90, 75], [3, 4]] {
            let new = newer(from: first, count: 6)
            let context = try saved.context(continuedBy: new)
            #expect(context.series.map(\.values) == new.series.map(\.values))
            #expect(try saved.model.forecast(context, horizon: 2).series[0].timestamps[0].ticks == Int64(first[0] + 6))
        }
    }

    @Test func `a few adjoining or overlapping rows follow the kept ones, and win over them`() throws {
        let saved = try saved()
        for (first, count) in [([90, 75], 1), ([90, 75], 5), ([88, 73], 3), ([86, 71], 5), ([90, 72], 4)] {
            let new = newer(from: first, count: count)
            let context = try saved.context(continuedBy: new)
            for (place, series) in context.series.enumerated() {
                let kept = saved.context.series[place]
                let before = kept.index.timestamps.count { $0.ticks < first[place] }
                #expect(series.values == Array(kept.values.prefix(before)) + new.series[place].values)
                #expect(series.index.timestamps.last?.ticks == Int64(first[place] + count - 1))
                var whole = panel.series[place]
                whole.values = Array(whole.values.prefix(first[place])) + new.series[place].values
                whole.index = TimeIndex(
                    timestamps: whole.values.indices.map { Timestamp(ticks: Int64($0)) }, format: .ordinal)
                let own = try saved.model.predict(series, index: place, origins: [series.count], horizon: 4)
                #expect(try own == saved.model.predict(whole, index: place, origins: [whole.count], horizon: 4))
            }
        }
    }

    @Test(arguments: ["drift", "mean", "naive2"])
    func `a model that reads the whole history has it before newer rows, however many these are`(
        identifier: String
    ) throws {
        let plan = try smallPlan()
        let model = try fit(ForecasterRegistry.standard.named(identifier), panel, plan)
        let saved = SavedModel(model, fittedOn: panel, task: plan.task, scores: [])
        for (first, count) in [([90, 75], 1), ([90, 75], 60), ([40, 30], 80)] {
            let new = newer(from: first, count: count)
            let context = try saved.context(continuedBy: new)
            for (place, series) in context.series.enumerated() {
                let whole = Array(panel.series[place].values.prefix(first[place])) + new.series[place].values
                #expect(series.values == whole)
                let own = try model.predict(series, index: place, origins: [series.count], horizon: 9)
                #expect(try own == model.predict(sampleSeries(whole), index: place, origins: [whole.count], horizon: 9))
            }
        }
        let error = #expect(throws: ForecastError.self) {
            try saved.context(continuedBy: newer(from: [91, 75], count: 60))
        }
        guard case .notContinuing(let reason, let fix) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason == "the new rows begin at 91, but the model's end at 89, and the forecast depends on every row")
        #expect(fix == "give the rows between, or the series from its beginning")
    }

    @Test func `the order of the new series does not matter`() throws {
        let saved = try saved()
        let new = newer(from: [90, 75], count: 4)
        var swapped = new
        swapped.series.reverse()
        let contexts = try [new, swapped].map { try saved.context(continuedBy: $0) }
        #expect(contexts[0].series.map(\.values) == contexts[1].series.map(\.values))
        #expect(contexts[1].series.map(\.id) == panel.series.map(\.id))
    }

    @Test func `a gap that only the missing rows could close is refused`() throws {
        let saved = try saved()
        let error = #expect(throws: ForecastError.self) {
            try saved.context(continuedBy: newer(from: [91, 75], count: 5))
        }
        guard case .notContinuing(let reason, let fix) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason == "the new rows begin at 91, but the model's end at 89, and 5 rows alone are too few")
        #expect(fix == "give the rows between, or at least 6 rows")
    }

    @Test func `rows from before the kept ones that are too few are refused`() throws {
        let error = #expect(throws: ForecastError.self) {
            try saved().context(continuedBy: newer(from: [40, 40], count: 3))
        }
        #expect(error == .contextTooShort(needed: 6, available: 3, series: "series 0"))
    }

    @Test func `other series and another frequency are refused`() throws {
        let saved = try saved()
        var other = newer(from: [90, 75], count: 10)
        #expect(throws: ForecastError.self) {
            try saved.context(continuedBy: newer(from: [90, 75], count: 10, frequency: .ordinal(step: 2)))
        }
        other.series[1].id = "series 9"
        #expect(
            throws: ForecastError.otherSeries(found: ["series 0", "series 9"], fitted: ["series 0", "series 1"])
        ) { try saved.context(continuedBy: other) }
        other.series.removeLast()
        #expect(throws: ForecastError.self) { try saved.context(continuedBy: other) }
    }

    @Test func `rows beside the model's grid are refused, whether few or many`() throws {
        let hourly = Frequency.fixed(seconds: 3600)
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-ddTHH:mm"))
        func panel(_ minute: Int, hours: Range<Int>) -> Panel {
            let times = hours.map { Timestamp(ticks: Int64($0 * 3600 + minute * 60)) }
            let index = TimeIndex(timestamps: times, format: format)
            let series = TimeSeries(id: nil, index: index, values: hours.map { 20 + Double($0 % 7) })
            return Panel(series: [series], columns: ColumnNames(time: "t", target: "y"), frequency: hourly)
        }
        let (fitted, plan) = (panel(0, hours: 0..<60), try smallPlan())
        let model = try fit(recurrentForecasters[0], fitted, plan)
        let saved = SavedModel(model, fittedOn: fitted, task: plan.task, scores: [])
        for count in [1, 3, 20] {
            #expect(try saved.context(continuedBy: panel(0, hours: 60..<60 + count)).series[0].count >= 6)
            let error = #expect(throws: ForecastError.self) {
                try saved.context(continuedBy: panel(30, hours: 59..<59 + count))
            }
            #expect(
                error?.message == "the new row 1970-01-03T11:30 lies beside the model's grid, "
                    + "hourly through 1970-01-03T11:00")
            #expect(error?.code == "data-not-continuing")
        }
    }
}
