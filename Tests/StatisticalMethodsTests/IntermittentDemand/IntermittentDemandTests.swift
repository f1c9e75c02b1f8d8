import ForecastTestSupport
import Foundation
import Testing

@testable import StatisticalMethods

/// What `Goldens/make_intermittent_demand_goldens.py` writes.
private struct DemandCase: Decodable {
    var name: String
    var values: [Double]
    var forecasts: [String: Double]
}

@Suite struct IntermittentDemandTests {
    private let published = [0, 0, 1, 0, 0, 7, 1, 0, 1, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 1, 0, 0].map(Double.init)

    private func forecast(_ values: [Double], _ method: IntermittentDemand) throws -> Double {
        let fit = try method.fit(values, seasonLength: 1)
        let forecasts = fit.forecasts(values, origins: [values.count], horizon: 2, probabilities: [])
        #expect(forecasts[0].point.count == 2 && forecasts[0].point[0] == forecasts[0].point[1])
        return forecasts[0].point[0]
    }

    @Test(arguments: [
        (IntermittentDemand.Form.croston, 0.628651), (.optimizedCroston, 0.675447), (.syntetosBoylan, 0.597218),
        (.aggregateDisaggregate, 0.597635), (.multipleAggregation, 0.636512), (.teunterSyntetosBabai, 0.576372),
    ])
    func `the next step of a published series`(form: IntermittentDemand.Form, expected: Double) throws {
        #expect(abs(try forecast(published, IntermittentDemand(form)) - expected) < 1e-6)
    }

    @Test func `forecasts are those of statsforecast`() throws {
        let file = try #require(
            Bundle.module.url(forResource: "intermittent-demand", withExtension: "json", subdirectory: "Goldens"))
        let cases = try JSONDecoder().decode([DemandCase].self, from: Data(contentsOf: file))
        #expect(cases.count == 12)
        for one in cases {
            #expect(one.forecasts.count == IntermittentDemand.Form.allCases.count)
            for form in IntermittentDemand.Form.allCases {
                let expected = try #require(one.forecasts[form.rawValue])
                let value = try forecast(one.values, IntermittentDemand(form))
                #expect(abs(value - expected) <= 1e-7 * expected, "\(form) of \(one.name): \(value), not \(expected)")
            }
        }
    }

    @Test(arguments: IntermittentDemand.Form.allCases)
    func `the unit of the series does not matter`(form: IntermittentDemand.Form) throws {
        let expected = try forecast(published, IntermittentDemand(form))
        for unit in [1e-300, 3e-7, 1e9, 1e299] {
            let value = try forecast(published.map { $0 * unit }, IntermittentDemand(form))
            #expect(abs(value / unit - expected) < 1e-7, "\(unit)")
        }
    }

    @Test(arguments: IntermittentDemand.Form.allCases)
    func `missing rows are left out`(form: IntermittentDemand.Form) throws {
        let expected = try forecast(published, IntermittentDemand(form))
        let holes = published.flatMap { [Double.nan, $0] } + [.nan, .nan]
        #expect(try forecast(holes, IntermittentDemand(form)) == expected)
    }

    @Test(arguments: IntermittentDemand.Form.allCases)
    func `an origin sees the rows before it alone`(form: IntermittentDemand.Form) throws {
        let fit = try IntermittentDemand(form).fit(published, seasonLength: 1)
        let origins = Array(1...published.count)
        let all = fit.forecasts(published, origins: origins, horizon: 1, probabilities: [0.5])
        for origin in origins {
            let later = published[..<origin] + published[origin...].map { $0 * 1e8 - 5 }
            for seen in [Array(published[..<origin]), Array(later)] {
                let one = fit.forecasts(seen, origins: [origin], horizon: 1, probabilities: [])
                #expect(one == [all[origin - 1]])
            }
        }
        // The third row is the first with demand.
        #expect(all[1].point == [0] && all[2].point[0] > 0)
    }

    @Test(arguments: IntermittentDemand.Form.allCases)
    func `zeros are forecast as zeros, negative values refused`(form: IntermittentDemand.Form) throws {
        let method = IntermittentDemand(form)
        #expect(try forecast([Double](repeating: 0, count: 30), method) == 0)
        #expect(try forecast([0, .nan], method) == 0)
        #expect(throws: SeriesMethodError.negative) { try method.fit([1, -1, 2], seasonLength: 1) }
        #expect(throws: SeriesMethodError.tooShort(needed: 1, observed: 0)) {
            try method.fit([.nan], seasonLength: 1)
        }
    }

    @Test(arguments: IntermittentDemand.Form.allCases)
    func `odd series have finite forecasts`(form: IntermittentDemand.Form) throws {
        var spike = [Double](repeating: 0, count: 100_000)
        spike[70_000] = 1e300
        let table: [[Double]] = [
            [3], [0, 4], [.nan, 2, .nan], [5, 5, 5, 5], [1e300, 0, 0, 1e300], [1e-300, 0, 1e-300, 0],
            [.leastNonzeroMagnitude, 0, 0], [Double](repeating: 1e308, count: 50), spike, [1e300, 1e-300, 0, 1e300],
        ]
        for values in table {
            let fit = try IntermittentDemand(form).fit(values, seasonLength: 8760)
            let origins = [1, values.count / 2, values.count].filter { $0 > 0 }
            for forecast in fit.forecasts(values, origins: origins, horizon: 30, probabilities: []) {
                #expect(forecast.point.count == 30 && forecast.point.allSatisfy { $0.isFinite && $0 >= 0 })
            }
        }
        #expect(try forecast([5, 5, 5, 5], IntermittentDemand(.croston)) == 5)
    }

    @Test func `with weights of one TSB repeats the last row`() throws {
        let method = IntermittentDemand(.teunterSyntetosBabai, sizeWeight: 1, probabilityWeight: 1)
        #expect(try forecast([0, 3, 0, 8], method) == 8)
        #expect(try forecast([0, 3, 0, 8, 0], method) == 0)
    }
}
