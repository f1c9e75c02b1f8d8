import ForecastTestSupport
import ModelTestSupport
import Testing
import TimeSeries
import Windowing

@testable import Models

/// Says 2, -3 and "no number", with quantiles one below and one above.
private struct Sinking: FittedModel {
    let columnName = "Sinking"
    let contextLength = 2
    let hasDistribution = true
    let state = ModelState(kind: "sinking")

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [Prediction] {
        let point = [2, -3, .nan].prefix(horizon)
        return origins.map { _ in
            Prediction(
                point: Array(point),
                quantiles: probabilities.indices.map { place in point.map { $0 + Double(2 * place - 1) } })
        }
    }
}

@Suite struct BoundedModelTests {
    private func predict(_ range: ValueRange, _ values: [Double], origin: Int) throws -> Prediction {
        try Sinking().bounded(to: range).predictions(
            sampleSeries(values), index: 0, origins: [origin], horizon: 3, probabilities: [0.1, 0.9])[0]
    }

    private func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

    @Test func `no value below the range is said, of points and of quantiles; no number stays none`() throws {
        let held = try predict(.nonNegative, [1, -5, 2], origin: 3)
        #expect(bits(held.point) == bits([2, 0, .nan]))
        #expect(held.quantiles.map(bits) == [bits([1, 0, .nan]), bits([3, 0, .nan])])
    }

    @Test func `by itself it is held where nothing was ever below zero before the origin, and only there`() throws {
        #expect(try bits(predict(.automatic, [1, 0, 2], origin: 3).point) == bits([2, 0, .nan]))
        #expect(try bits(predict(.automatic, [-0.1, 5, 2], origin: 3).point) == bits([2, -3, .nan]))
        // A value from the origin on is not read.
        #expect(try bits(predict(.automatic, [1, 5, -2], origin: 2).point) == bits([2, 0, .nan]))
        #expect(try bits(predict(.automatic, [1, .nan, 2], origin: 3).point) == bits([2, 0, .nan]))
    }

    @Test func `any number is any number, and the model is the same one`() throws {
        #expect(try bits(predict(.any, [1, 5, 2], origin: 3).point) == bits([2, -3, .nan]))
        #expect(Sinking().bounded(to: .any) is Sinking)
        let bounded = Sinking().bounded(to: .automatic)
        #expect(bounded.columnName == "Sinking" && bounded.contextLength == 2 && bounded.hasDistribution)
        #expect(bounded.state == Sinking().state)
    }

    @Test func `each origin is held by what came before it`() throws {
        let series = sampleSeries([4, 4, -1, 4])
        let held = try Sinking().bounded(to: .automatic).predictions(
            series, index: 0, origins: [2, 3, 4], horizon: 2, probabilities: [])
        #expect(held.map(\.point) == [[2, 0], [2, -3], [2, -3]])
    }

    // What is kept for a forecast without the CSV must hold it to the same range.
    @Test func `the rows from the first context row on are enough, bit for bit`() throws {
        for values in [[-1, 4, 4, 4, 4], [4, 4, 4, 4, 4], [4, -1, 4, -1, 4], [.nan, -2, .nan, 4, 4.0]] {
            let whole = sampleSeries(values)
            for range in ValueRange.allCases {
                let bounded = Sinking().bounded(to: range)
                let kept = whole.rows(bounded.firstContextRow(of: whole)..<whole.count)
                let own = try bounded.predict(kept, index: 0, origins: [kept.count], horizon: 3)[0]
                let expected = try bounded.predict(whole, index: 0, origins: [whole.count], horizon: 3)[0]
                #expect(bits(own) == bits(expected), "\(values), \(range)")
            }
        }
        #expect(Sinking().bounded(to: .automatic).firstContextRow(of: sampleSeries([4, 4, 4, 4, 4])) == 3)
    }
}
