import ForecastTestSupport
import NeuralLayers
import SyntheticSeries
import TimeSeries
import Testing
import Windowing

@testable import Models

@Suite struct PretrainedModelTests {
    private func task(_ season: Int?) throws -> ForecastTask {
        ForecastTask(windows: try WindowShape(inputLength: 8, horizon: 4, stride: 1), seasonLength: season)
    }

    private func model(_ season: Int?) throws -> any FittedModel {
        // As many rows as the longest season takes, that none is left out.
        let panel = dailyPanel([dailySeries((0..<400).map { Double($0 % 9) })])
        return try PretrainedForecaster().fit(panel, task: task(season), runtime: Runtime()) { _ in .proceed }
    }

    private func values(_ count: Int, season: Int, number: UInt64 = 4) -> [Double] {
        var simulator = SeriesSimulator(season > 12 ? .hourly : .monthly, length: count, seed: 11)
        simulator.make(number, count: count)
        return simulator.values
    }

    private static let levels = [0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.975, 0.99]

    private func forecast(
        _ model: any FittedModel, _ values: [Double], horizon: Int, probabilities: [Double] = levels
    ) throws -> Prediction {
        try model.predictions(
            dailySeries(values), index: 0, origins: [values.count], horizon: horizon, probabilities: probabilities)[0]
    }

    @Test(arguments: [nil, 1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 24, 48, 52, 96, 168, 365])
    func `a series of any season is forecast at any horizon, its quantiles in rising order`(season: Int?) throws {
        let model = try model(season)
        for horizon in [1, 7, 60, 200] {
            let prediction = try forecast(model, values(400, season: season ?? 1), horizon: horizon)
            #expect(prediction.point.count == horizon && prediction.point.allSatisfy(\.isFinite))
            for step in 0..<horizon {
                let quantiles = prediction.quantiles.map { $0[step] }
                #expect(quantiles == quantiles.sorted() && quantiles.allSatisfy(\.isFinite))
            }
        }
    }

    @Test(arguments: [nil, 4, 5, 7, 12, 24, 48])
    func `a longer horizon begins with the shorter one`(season: Int?) throws {
        let model = try model(season)
        let values = values(200, season: season ?? 1)
        let long = try forecast(model, values, horizon: 130)
        let short = try forecast(model, values, horizon: 9)
        #expect(Array(long.point[..<9]) == short.point)
        #expect(long.quantiles.map { Array($0[..<9]) } == short.quantiles)
    }

    @Test(arguments: [nil, 4, 7, 12, 24, 52])
    func `beyond where it answers a line goes on, and what is not sure grows`(season: Int?) throws {
        let model = try model(season)
        let slots = SeasonSlots(seasonLength: season ?? 1)
        let reach = try #require(model.farthestHorizon)
        let longer = slots.layout.longerLag ?? 0
        let period = longer <= reach ? max(longer, slots.layout.tokenLength) : slots.layout.tokenLength
        let line = (0..<400).map { 500 + 2 * Double($0) + 30 * Double($0 % (season ?? 1) % 5) }
        let prediction = try forecast(model, line, horizon: reach + 2 * period, probabilities: [0.1, 0.9])
        for step in reach..<reach + 2 * period {
            #expect(prediction.point[step] > prediction.point[step - period] + Double(period))
            if season == nil {
                let widths = zip(prediction.quantiles[0], prediction.quantiles[1]).map { $1 - $0 }
                #expect(widths[step] >= widths[step - 1])
            }
        }
    }

    @Test func `a value far from all others is read as missing, and the report says so`() throws {
        let model = try model(7)
        var values = values(200, season: 7)
        values[199] = 100 * (values.map(abs).max() ?? 1)
        let stray = try forecast(model, values, horizon: 7)
        values[199] = .nan
        #expect(try forecast(model, values + [], horizon: 7) == stray)
    }

    // Rolled over its own smooth paths, a network is ever more sure of what it cannot know.
    @Test(arguments: [nil, 4, 7, 12, 24]) func `an interval never narrows from one season to the next`(season: Int?)
        throws
    {
        let model = try model(season)
        let slots = SeasonSlots(seasonLength: season ?? 1)
        let (head, period) = (slots.layout.horizon, slots.layout.tokenLength)
        var simulator = SeriesSimulator(slots.frequency, length: 150, seed: 5)
        for number in 0..<20 as Range<UInt64> {
            simulator.make(number, count: 150, kind: number % 2 == 0 ? .walk : .structural)
            let prediction = try forecast(model, simulator.values, horizon: 300, probabilities: [0.1, 0.9])
            let widths = zip(prediction.quantiles[0], prediction.quantiles[1]).map { $1 - $0 }
            for step in head..<300 {
                let first = head - period + (step - head) % period
                #expect(widths[step] >= widths[first] * (1 - 1e-9))
            }
            #expect(widths.allSatisfy { $0.isFinite } && prediction.point.allSatisfy { $0.isFinite })
        }
    }

    @Test func `steps that share a slot have the spread that the slots lack`() throws {
        // Half hours: an hour's mean hardly moves, its halves do.
        var random = SplitMix64(seed: 5)
        let values = (0..<960).map { row in
            let noise = Double.random(in: -3...3, using: &random)
            return 50 + Double(row / 2 % 24) + (row % 2 == 0 ? noise : -noise)
        }
        let prediction = try forecast(try model(48), values, horizon: 48, probabilities: [0.1, 0.9])
        let widths = zip(prediction.quantiles[0], prediction.quantiles[1]).map { $1 - $0 }
        // Of noise from −3 to 3 and of that of the season before, four in five lie within about 4.4 on either side.
        #expect(widths.allSatisfy { $0 > 4 && $0 < 14 })
    }

    @Test func `a week of hours is read as days of hours, a year of days as weeks`() {
        for (season, shorter) in [(168, 24), (336, 48), (365, 7), (8_760, 24)] {
            let slots = SeasonSlots(seasonLength: season)
            #expect(slots.frequency == SeasonSlots(seasonLength: shorter).frequency && slots.cycle == shorter)
        }
    }

    @Test func `a season that no series has seen to its end is said, and so is a series that never moved`() throws {
        func notes(_ values: [Double], _ season: Int?) throws -> [String] {
            try PretrainedForecaster().fit(
                dailyPanel([dailySeries(values)]), task: task(season), runtime: Runtime()
            ) { _ in .proceed }.notes
        }
        #expect(try notes([1, 2, 3, 4], 4).isEmpty)
        #expect(try notes([1, 2, 3, 4], 5)[0].contains("5 rows of a season"))
        #expect(try notes([1, .nan, 1], nil)[0].contains("never moved"))
    }

    @Test(arguments: [nil, 4, 7, 12, 24])
    func `a forecast is in the unit of its series`(season: Int?) throws {
        let model = try model(season)
        let values = values(150, season: season ?? 1)
        let own = try forecast(model, values, horizon: 20)
        // Powers of two are exact but for the logarithms' last bit.
        let other = try forecast(model, values.map { 4_096 * $0 }, horizon: 20)
        for (left, right) in zip(own.point, other.point) { #expect(abs(4_096 * left - right) <= 1e-3 * abs(right)) }
    }

    @Test(arguments: [nil, 4, 7, 12, 24])
    func `a series about zero turned upside down has its forecast turned upside down`(season: Int?) throws {
        let model = try model(season)
        var values = values(150, season: season ?? 1)
        let mean = values.reduce(0, +) / 150
        for row in values.indices { values[row] -= mean }
        let own = try forecast(model, values, horizon: 20)
        let turned = try forecast(model, values.map { -$0 }, horizon: 20)
        for (left, right) in zip(own.point, turned.point) { #expect(abs(left + right) <= 1e-9 * (1 + abs(left))) }
    }

    @Test func `a combination goes without it where there are hours of three weeks, and not where there are fewer`()
        throws
    {
        func reason(_ count: Int, _ season: Int) throws -> String? {
            let panel = dailyPanel([dailySeries((0..<count).map { Double($0 % 24) })])
            return try PretrainedForecaster().unsuitability(for: panel, task: task(season))
        }
        #expect(try reason(504, 24) != nil && reason(503, 24) == nil && reason(2_000, 12) == nil)
    }

    @Test func `what has no two values that differ is repeated`() throws {
        let prediction = try forecast(try model(12), [3, 3, 3, .nan, 3], horizon: 5)
        #expect(prediction.point == [3, 3, 3, 3, 3])
        #expect(throws: ForecastError.self) { try forecast(try model(12), [.nan], horizon: 1) }
        #expect(try forecast(try model(12), [1, 2], horizon: 30).point.allSatisfy(\.isFinite))
    }

    @Test(arguments: [nil, 5, 12, 24, 52])
    func `rows beyond the context change nothing, and a file keeps no more`(season: Int?) throws {
        let model = try model(season)
        let values = values(model.contextLength + 300, season: season ?? 1)
        let all = try forecast(model, values, horizon: 12)
        let kept = try forecast(model, Array(values.suffix(model.contextLength)), horizon: 12)
        #expect(all == kept)
    }

    @Test(arguments: [nil, 7, 12]) func `many origins give what each gives alone`(season: Int?) throws {
        let model = try model(season)
        let values = values(120, season: season ?? 1)
        let origins = [3, 5, 20, 21, 60, 61, 62, 119, 120]
        let all = try model.predictions(
            dailySeries(values), index: 0, origins: origins, horizon: 10, probabilities: Self.levels)
        for (origin, prediction) in zip(origins, all) {
            #expect(try forecast(model, Array(values[..<origin]), horizon: 10) == prediction)
        }
    }

    @Test func `a restored model forecasts the same, and weights that do not fit are refused`() throws {
        let model = try model(12)
        let context = RestoreContext(task: try task(12), runtime: Runtime(), registry: .standard, seriesCount: 1)
        let restored = try PretrainedForecaster().restore(model.state, in: context)
        let values = values(100, season: 12)
        #expect(try forecast(restored, values, horizon: 30) == forecast(model, values, horizon: 30))
        var state = model.state
        state.tensors.removeLast()
        #expect(throws: (any Error).self) { try PretrainedForecaster().restore(state, in: context) }
    }

    @Test(arguments: SamplingFrequency.allCases)
    func `every instruction set gives the same bits`(frequency: SamplingFrequency) throws {
        let weights = try PretrainedWeights.standard(frequency)
        let values = values(300, season: frequency.seasonLength)
        let answers = Kernels.available.map { PretrainedNetwork(weights, kernels: $0).answers([values[...]]) }
        for answer in answers { #expect(answer == answers[0]) }
    }

    // Coverage on made-up series that no network has seen: the quantiles mean what they say.
    @Test(arguments: [SamplingFrequency.yearly, .quarterly, .monthly, .daily, .hourly])
    func `of made-up series as many values lie below a quantile as it says`(frequency: SamplingFrequency) throws {
        let network = PretrainedNetwork(try PretrainedWeights.standard(frequency), kernels: Kernels.available[0])
        let layout = network.layout
        var simulator = SeriesSimulator(frequency, length: layout.mostSlots + layout.horizon, seed: 99)
        var below = [Double](repeating: 0, count: QuantileLevels.all.count)
        var count = 0.0
        for number in 0..<400 as Range<UInt64> {
            simulator.make(number, count: simulator.length)
            guard let answer = network.answers([simulator.values[..<layout.mostSlots]])[0] else { continue }
            for step in 0..<layout.horizon {
                let actual = simulator.values[layout.mostSlots + step]
                count += 1
                for place in below.indices where actual < answer[step * below.count + place] { below[place] += 1 }
            }
        }
        for (found, level) in zip(below, QuantileLevels.all) where level != 0.5 {
            #expect(abs(found / count - level) < 0.05, "\(level): \(found / count)")
        }
    }
}
