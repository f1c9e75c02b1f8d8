import Foundation
import Models
import Testing
import TimeSeries

@testable import Reporting

private func forecast(ids: [String?], idColumn: String?, time: String? = "month", values: [Double]) -> Forecast {
    Forecast(
        modelColumn: "GRU",
        columns: ColumnNames(time: time, target: "temperature", id: idColumn),
        format: .ordinal,
        series: ids.map { id in
            Forecast.Series(
                id: id, timestamps: values.indices.map { Timestamp(ticks: Int64(100 + $0)) }, values: values)
        })
}

@Suite struct ForecastRendererTests {
    private let single = forecast(ids: [nil], idColumn: nil, values: [23.456789, 9.1])

    @Test func `a table is aligned under the user's own names`() {
        #expect(
            ForecastRenderer.table(single, decimals: 2) == """
                month    GRU
                100    23.46
                101     9.10

                """)
        #expect(
            ForecastRenderer.table(forecast(ids: ["A", "日本"], idColumn: "store", values: [1.5]), decimals: 1) == """
                store  month  GRU
                A      100    1.5
                日本   100    1.5

                """)
    }

    @Test func `CSV has the user's names, every digit and one line a step`() {
        #expect(ForecastRenderer.csv(single) == "month,GRU\n100,23.456789\n101,9.1\n")
    }

    @Test func `rows that are only numbered are called row`() {
        #expect(
            ForecastRenderer.csv(forecast(ids: [nil], idColumn: nil, time: nil, values: [1])) == "row,GRU\n100,1.0\n")
    }

    @Test func `CSV reads back as the same names and the same numbers, bit for bit`() throws {
        let values = [0.1, 1.0 / 3, .leastNonzeroMagnitude, -1e300, 123_456_789.123]
        let ids = ["plain", "with,comma", "with \"quotes\"", "two\nlines", "", " edge"]
        let records = parseCSV(ForecastRenderer.csv(forecast(ids: ids, idColumn: "store, town", values: values)))
        #expect(records.first == ["store, town", "month", "GRU"])
        #expect(records.dropFirst().map { $0[0] } == ids.flatMap { Array(repeating: $0, count: values.count) })
        let read = records.dropFirst().compactMap { $0[2].flatMap(Double.init) }
        #expect(read == ids.flatMap { _ in values })
    }

    @Test func `a value that is not a number is an empty field, null, or undefined`() {
        let broken = forecast(ids: [nil], idColumn: nil, values: [.nan])
        #expect(ForecastRenderer.csv(broken) == "month,GRU\n100,\n")
        #expect(ForecastRenderer.json(broken).contains("null"))
        #expect(ForecastRenderer.table(broken, decimals: 2).contains("undefined"))
    }

    @Test func `JSON reads back as the same names and the same numbers, bit for bit`() throws {
        struct Document: Decodable {
            struct Series: Decodable {
                var id: String?
                var timestamps: [String]
                var values: [String: [Double]]
            }
            var columns: [String: String?]
            var model: String
            var series: [Series]
        }
        let values = [0.1, 1.0 / 3, .leastNonzeroMagnitude, -1e300]
        let text = ForecastRenderer.json(forecast(ids: ["a\"b", nil], idColumn: "store", values: values))
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        #expect(document.columns == ["id": "store", "target": "temperature", "time": "month"])
        #expect(document.model == "GRU")
        #expect(document.series.map(\.id) == ["a\"b", nil])
        #expect(document.series.allSatisfy { $0.values == ["GRU": values] })
        #expect(document.series[0].timestamps == ["100", "101", "102", "103"])
    }

    /// Two steps with intervals, of which the upper bound of the last is undefined.
    private func withIntervals() throws -> Forecast {
        var forecast = forecast(ids: ["A"], idColumn: "store", values: [2, 3.5])
        forecast.series[0].intervals = [
            Forecast.Interval(level: try PredictionLevel(parsing: "80"), lower: [1, 2.25], upper: [3, 4.75]),
            Forecast.Interval(level: try PredictionLevel(parsing: "99.5"), lower: [-0.5, .nan], upper: [4.5, .nan]),
        ]
        return forecast
    }

    @Test func `intervals stand after the forecast, lower bound first, level after level`() throws {
        #expect(
            try ForecastRenderer.csv(withIntervals()) == """
                store,month,GRU,GRU-lo-80,GRU-hi-80,GRU-lo-99.5,GRU-hi-99.5
                A,100,2.0,1.0,3.0,-0.5,4.5
                A,101,3.5,2.25,4.75,,

                """)
        #expect(
            try ForecastRenderer.table(withIntervals(), decimals: 1) == """
                store  month  GRU  GRU-lo-80  GRU-hi-80  GRU-lo-99.5  GRU-hi-99.5
                A      100    2.0        1.0        3.0         -0.5          4.5
                A      101    3.5        2.3        4.8    undefined    undefined

                """)
    }

    @Test func `in JSON intervals are columns beside the forecast, null where undefined`() throws {
        struct Document: Decodable {
            struct Series: Decodable { var values: [String: [Double?]] }
            var series: [Series]
        }
        let text = try ForecastRenderer.json(withIntervals())
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        #expect(
            document.series[0].values == [
                "GRU": [2, 3.5], "GRU-lo-80": [1, 2.25], "GRU-hi-80": [3, 4.75], "GRU-lo-99.5": [-0.5, nil],
                "GRU-hi-99.5": [4.5, nil],
            ])
    }

    @Test(arguments: ForecastFormat.allCases)
    func `each format is its renderer`(format: ForecastFormat) {
        let expected =
            switch format {
            case .table: ForecastRenderer.table(single, decimals: 3)
            case .csv: ForecastRenderer.csv(single)
            case .json: ForecastRenderer.json(single)
            }
        #expect(ForecastRenderer.text(single, as: format, decimals: 3) == expected)
    }
}
