import ForecastTestSupport
import Models
import Testing

@testable import Evaluation

/// A pair with its bounds.
private struct Pair {
    var actual: Double
    var forecast: Double
    var bounds: IntervalBounds

    func times(_ factor: Double) -> Pair {
        Pair(
            actual: factor * actual, forecast: factor * forecast,
            bounds: IntervalBounds(lower: factor * bounds.lower, upper: factor * bounds.upper))
    }
}

@Suite struct ErrorSumsTests {
    private let level: PredictionLevel
    private let metrics: [Metric]

    init() throws {
        level = try PredictionLevel(parsing: "80")
        metrics = Metric.allCases.filter { $0 != .owa } + Metric.ofIntervals([level])
    }

    /// Multiples of 1/8 below 128, so that sums of them are exact; every tenth actual is missing.
    private func pairs(_ count: Int, seed: UInt64) -> [Pair] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let eighth = { (range: ClosedRange<Int>) in Double(Int.random(in: range, using: &random)) / 8 }
            let forecast = eighth(1...1000)
            let bounds = IntervalBounds(lower: forecast - eighth(0...80), upper: forecast + eighth(0...80))
            let isMissing = Int.random(in: 0..<10, using: &random) == 0
            return Pair(actual: isMissing ? .nan : eighth(1...1000), forecast: forecast, bounds: bounds)
        }
    }

    private func sums(_ pairs: some Sequence<Pair>, scale factor: Double = 1) -> ErrorSums {
        let scale = InSampleScale(history: [0, 4 * factor, 0], seasonLength: 1)
        var sums = ErrorSums(levels: [level])
        for pair in pairs {
            sums.add(actual: pair.actual, forecast: pair.forecast, scale: scale)
            sums.add(actual: pair.actual, forecast: pair.forecast, bounds: [pair.bounds], scale: scale)
        }
        return sums
    }

    private func isClose(_ one: Double?, _ other: Double?, _ tolerance: Double = 1e-12) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) <= tolerance * max(abs(one), abs(other))
    }

    @Test(arguments: 1...20) func `sums of parts add up to the sums of the whole`(seed: UInt64) {
        let pairs = pairs(200, seed: seed)
        let whole = sums(pairs)
        let cut = Int(seed) * 9
        var parts = sums(pairs[..<cut])
        parts += sums(pairs[cut...])
        #expect(parts.count == whole.count && parts.missing == whole.missing)
        #expect(whole.count + whole.missing == 200 && whole.missing > 0)
        for metric in metrics { #expect(isClose(parts.value(metric), whole.value(metric)), "\(metric.name)") }
        var fromNothing = ErrorSums()
        fromNothing += whole
        #expect(fromNothing == whole)
    }

    @Test(arguments: 1...20) func `the order of pairs does not matter`(seed: UInt64) {
        let pairs = pairs(100, seed: seed)
        var random = SplitMix64(seed: seed + 1000)
        let (one, other) = (sums(pairs), sums(pairs.shuffled(using: &random)))
        for metric in metrics { #expect(isClose(one.value(metric), other.value(metric)), "\(metric.name)") }
    }

    @Test(arguments: [0.25, 1024.0]) func `another unit changes errors in it alone`(factor: Double) {
        for seed in 1...10 as ClosedRange<UInt64> {
            let pairs = pairs(60, seed: seed)
            let (one, other) = (sums(pairs), sums(pairs.map { $0.times(factor) }, scale: factor))
            for metric in metrics {
                let power =
                    switch metric {
                    case .mae, .rmse, .bias, .width, .pinball: factor
                    case .mse: factor * factor
                    default: 1.0
                    }
                #expect(isClose(other.value(metric), one.value(metric).map { $0 * power }), "\(metric.name)")
            }
        }
    }

    @Test(arguments: 1...10) func `RMSE is between MAE and its square root of n times, and bias within MAE`(
        seed: UInt64
    ) throws {
        let sums = sums(pairs(50, seed: seed))
        let (mae, rmse) = (try #require(sums.value(.mae)), try #require(sums.value(.rmse)))
        #expect(mae <= rmse && rmse <= mae * Double(sums.count).squareRoot())
        #expect(abs(try #require(sums.value(.bias))) <= mae)
        #expect((0...200).contains(try #require(sums.value(.smape))))
        #expect((0...100).contains(try #require(sums.value(.coverage(level)))))
    }

    @Test func `missing actuals are counted and change nothing else`() {
        let observed = pairs(40, seed: 3).filter { !$0.actual.isNaN }
        let missing = observed.map { Pair(actual: .nan, forecast: $0.forecast, bounds: $0.bounds) }
        let (one, other) = (sums(observed), sums(observed + missing))
        #expect(other.missing == observed.count && other.count == one.count)
        for metric in metrics { #expect(one.value(metric) == other.value(metric)) }
    }

    @Test func `what is undefined for a part is undefined for the whole`() {
        var sums = sums(pairs(20, seed: 5))
        let zero = ErrorSums(actual: [0], forecast: [0], scale: .undefined)
        sums += zero
        for metric in [Metric.mape, .smape, .mase, .rmsse] { #expect(sums.value(metric) == nil) }
        for metric in [Metric.mae, .rmse, .wape, .bias] { #expect(sums.value(metric) != nil) }
    }
}
