import Models
import Testing
import TimeSeries

@testable import Evaluation
@testable import Reporting

@Suite struct BacktestForecastCSVTests {
    @Test func `a line stands for each series, cutoff and step under the user's own names`() throws {
        let summary = try sampleBacktest()
        let records = parseCSV(BacktestForecastCSV.text(summary))
        #expect(
            records[0]
                == ["store|town", "day, \"local\"", "cutoff", "step", "actual", "Drift", "Naive", "SeasonalNaive"])
        let keys = records.dropFirst().map { $0[...3].map { $0 ?? "nothing" } }
        let expected = hostileNames.flatMap { id in
            [133, 135, 137].flatMap { cutoff in
                (1...2).map { step in [id, "\(cutoff + step)", "\(cutoff)", "\(step)"] }
            }
        }
        #expect(keys == expected)
    }

    @Test func `scored again, the lines have the errors of the report`() throws {
        let summary = try sampleBacktest()
        let records = parseCSV(BacktestForecastCSV.text(summary)).dropFirst()
        for (place, score) in summary.result.scores.enumerated() {
            for (series, id) in hostileNames.enumerated() {
                var sums = ErrorSums()
                for record in records where record[0] == id {
                    let (actual, forecast) = (record[4].flatMap(Double.init), record[5 + place].flatMap(Double.init))
                    sums.add(actual: actual ?? .nan, forecast: try #require(forecast), scale: .undefined)
                }
                let (found, reported) = (sums.value(.mae), score.bySeries[series].value(.mae))
                // The report adds up window by window.
                #expect(try abs(#require(found) - #require(reported)) <= 1e-14)
                #expect(sums.missing == (series == 0 ? 1 : 0))
            }
        }
    }

    @Test func `a missing actual is an empty field`() throws {
        let records = parseCSV(BacktestForecastCSV.text(try sampleBacktest())).dropFirst()
        #expect(records.filter { $0[4] == nil }.map { $0[1] } == ["137"])
        #expect(records.allSatisfy { $0[5...].allSatisfy { $0 != nil } })
    }

    @Test func `bounds stand after their model, level after level, around the forecast`() throws {
        let levels = [try PredictionLevel(parsing: "50"), try PredictionLevel(parsing: "80")]
        let summary = try sampleBacktest(levels: levels, ids: ["A", "B"])
        let records = parseCSV(BacktestForecastCSV.text(summary))
        #expect(
            records[0][5...9] == ["Drift", "Drift-lo-50", "Drift-hi-50", "Drift-lo-80", "Drift-hi-80"])
        #expect(records[0].count == 5 + 3 * 5)
        for record in records.dropFirst() {
            let numbers = record[5...9].compactMap { $0.flatMap(Double.init) }
            try #require(numbers.count == 5)
            #expect(numbers[3] <= numbers[1] && numbers[1] <= numbers[0])
            #expect(numbers[0] <= numbers[2] && numbers[2] <= numbers[4])
        }
    }

    @Test func `one unnamed series has no id column, and rows that are only numbered are called row`() throws {
        let text = BacktestForecastCSV.text(try sampleBacktest(time: nil, ids: [nil]))
        #expect(text.hasPrefix("row,cutoff,step,actual,Drift,Naive,SeasonalNaive\n134,133,1,"))
    }

    @Test(arguments: ["cutoff", "step", "actual", "GRU", "GRU-lo-80"])
    func `a column of the user's that is called as one of ours is refused`(name: String) throws {
        let levels = [try PredictionLevel(parsing: "80")]
        for columns in [ColumnNames(time: name, target: "y"), ColumnNames(time: "t", target: "y", id: name)] {
            #expect(throws: ColumnClash(name: name)) {
                try BacktestForecastCSV.check(
                    columns, hasID: columns.id != nil, models: ["GRU", "Naive"], levels: levels)
            }
        }
    }

    @Test func `the target may be called as it likes, for it is written as actual`() throws {
        let columns = ColumnNames(time: "t", target: "actual")
        try BacktestForecastCSV.check(columns, hasID: false, models: ["GRU"], levels: [])
    }

    @Test func `an id column that is called row clashes with rows that are only numbered`() {
        #expect(throws: ColumnClash(name: "row")) {
            try BacktestForecastCSV.check(
                ColumnNames(time: nil, target: "y", id: "row"), hasID: true, models: [], levels: [])
        }
    }
}
