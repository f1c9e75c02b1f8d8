import ForecastTestSupport
import Foundation
import ModelTestSupport
import Testing
import TimeSeries
import Windowing

@testable import Models

/// What statsforecast and statsmodels forecast, as the script beside the JSON wrote it.
struct BaselineGolden: Decodable {
    var file: String
    var column: String
    var season: Int
    var origin: Int
    var isSeasonal: Bool
    /// By column name; 13 steps.
    var forecasts: [String: [Double]]

    static func all() throws -> [BaselineGolden] {
        let url = try #require(
            Bundle.module.url(forResource: "baselines", withExtension: "json", subdirectory: "BaselineGoldens"))
        return try JSONDecoder().decode([BaselineGolden].self, from: Data(contentsOf: url))
    }

    /// The largest relative difference between `model`'s forecast and the golden one; nil when there is none.
    func error(of model: any FittedModel) throws -> Double? {
        guard let expected = forecasts[model.columnName] else { return nil }
        let series = sampleSeries(try datasetColumn(column, of: file))
        let own = try model.predict(series, index: 0, origins: [origin], horizon: expected.count)[0]
        return zip(own, expected).map { abs($0 - $1) / abs($1) }.max()
    }
}

/// What holds for every model that forecasts from a series' values alone.
@Suite struct BaselineTests {
    static let seasons = [1, 4, 7]

    private static func models(season: Int) throws -> [any FittedModel] {
        [
            NaiveModel(), try SeasonalNaiveModel(seasonLength: season), DriftModel(), MeanModel(),
            try WindowAverageModel(windowLength: season), try Naive2Model(seasonLength: season),
        ]
    }

    /// Positive values with a season of 7, a few of them missing, also at both ends.
    private func values(_ rows: Int = 120, seed: UInt64 = 1) -> [Double] {
        var numbers = SplitMix64(seed: seed)
        var values = (0..<rows).map { 30 + 5 * Double($0 % 7) + Double.random(in: 0...2, using: &numbers) }
        for row in [0, 1, 40, 41, 60, rows - 20, rows - 2, rows - 1] { values[row] = .nan }
        return values
    }

    private func predict(_ model: any FittedModel, _ values: [Double], _ origins: [Int]) throws -> [[UInt64]] {
        try model.predict(sampleSeries(values), index: 0, origins: origins, horizon: 17).map { $0.map(\.bitPattern) }
    }

    @Test(arguments: seasons) func `values from the origin on are not read`(season: Int) throws {
        let values = values()
        for model in try Self.models(season: season) {
            for origin in [14, 50, 61, 100, 119] {
                let before = try predict(model, values, [origin])
                for other in [-1, 0, 1e6, Double.nan, .infinity] {
                    let changed = values.enumerated().map { $0.offset < origin ? $0.element : other }
                    #expect(try predict(model, changed, [origin]) == before, "\(model.columnName)")
                }
            }
        }
    }

    @Test(arguments: seasons)
    func `many origins, in any order, are forecast as each one alone`(season: Int) throws {
        let values = values()
        for model in try Self.models(season: season) {
            let origins = Array(14...120)
            let each = try origins.flatMap { try predict(model, values, [$0]) }
            #expect(try predict(model, values, origins) == each, "\(model.columnName)")
            #expect(try predict(model, values, origins.reversed()) == each.reversed(), "\(model.columnName)")
            #expect(try predict(model, values, []).isEmpty)
        }
    }

    @Test(arguments: seasons)
    func `the rows from the first context row on are enough, bit for bit`(season: Int) throws {
        for rows in [62, 64, 120] {
            let values = values(rows, seed: UInt64(rows))
            for model in try Self.models(season: season) {
                let whole = sampleSeries(values)
                let kept = whole.rows(model.firstContextRow(of: whole)..<whole.count)
                let own = try model.predict(kept, index: 0, origins: [kept.count], horizon: 17)
                let expected = try model.predict(whole, index: 0, origins: [whole.count], horizon: 17)
                #expect(
                    own.map { $0.map(\.bitPattern) } == expected.map { $0.map(\.bitPattern) }, "\(model.columnName)")
            }
        }
    }

    @Test(arguments: seasons)
    func `a shorter horizon is the beginning of a longer one`(season: Int) throws {
        let series = sampleSeries(values())
        for model in try Self.models(season: season) {
            let long = try model.predict(series, index: 0, origins: [100], horizon: 40)[0]
            for horizon in [1, 3, 39] {
                let short = try model.predict(series, index: 0, origins: [100], horizon: horizon)[0]
                #expect(short == Array(long.prefix(horizon)), "\(model.columnName)")
            }
        }
    }

    @Test(arguments: seasons)
    func `another unit changes the unit of the forecast and nothing else`(season: Int) throws {
        let values = values()
        for model in try Self.models(season: season) {
            let forecast = try model.predict(sampleSeries(values), index: 0, origins: [30, 117], horizon: 9)
            // A power of two rounds nothing.
            for factor in [0.5, 1024] {
                let scaled = sampleSeries(values.map { factor * $0 })
                let other = try model.predict(scaled, index: 0, origins: [30, 117], horizon: 9)
                #expect(other == forecast.map { $0.map { factor * $0 } }, "\(model.columnName)")
            }
        }
    }

    @Test(arguments: seasons)
    func `another zero shifts the forecasts that are no ratios`(season: Int) throws {
        let values = values()
        for model in try Self.models(season: season) where !(model is Naive2Model) {
            let forecast = try model.predict(sampleSeries(values), index: 0, origins: [30, 117], horizon: 9)
            let shifted = sampleSeries(values.map { $0 - 273.15 })
            let other = try model.predict(shifted, index: 0, origins: [30, 117], horizon: 9)
            for (own, before) in zip(other.joined(), forecast.joined()) {
                #expect(abs(own - (before - 273.15)) < 1e-10, "\(model.columnName)")
            }
        }
    }

    @Test(arguments: seasons) func `a constant series is forecast as it is`(season: Int) throws {
        for model in try Self.models(season: season) {
            for constant in [0.1, -3, 0] {
                let series = sampleSeries([Double](repeating: constant, count: 50))
                let forecast = try model.predict(series, index: 0, origins: [50], horizon: 9)[0]
                #expect(forecast.allSatisfy { abs($0 - constant) < 1e-15 }, "\(model.columnName)")
            }
        }
    }

    @Test(arguments: seasons)
    func `an origin without a value before it is an error that says where`(season: Int) throws {
        for model in try Self.models(season: season) {
            for origin in [0, 2] {
                let error = #expect(throws: BaselineError.self) {
                    try model.predict(sampleSeries([.nan, .nan, 5]), index: 0, origins: [origin], horizon: 1)
                }
                #expect(error == .nothingObservedBefore(origin: origin, series: nil, time: "\(origin)"))
            }
            let missing = sampleSeries([.nan, .nan])
            #expect((0...1).contains(model.firstContextRow(of: missing)))
        }
    }

    @Test func `each is in the registry under its names, and comes back from its file the same`() throws {
        let plan = try smallPlan()
        for (identifier, name) in [
            ("naive", "Naive"), ("seasonal-naive", "SeasonalNaive"), ("drift", "Drift"), ("mean", "Mean"),
            ("window-average", "WindowAverage"), ("naive2", "Naive2"),
        ] {
            let forecaster = try ForecasterRegistry.standard.named(identifier)
            #expect(forecaster.columnName == name && !forecaster.isTrained)
            let model = try fit(forecaster, wavyPanel(), plan)
            #expect(model.columnName == name && model.trainedHorizon == nil && model.training == nil)
            let restored = try forecaster.restore(model.state, plan: plan)
            let series = sampleSeries(values())
            #expect(
                try restored.predict(series, index: 0, origins: [99], horizon: 20)
                    == model.predict(series, index: 0, origins: [99], horizon: 20))
        }
    }
}
