import Numerics

/// Quantiles of the next rows from sample paths of a form.
///
/// Paths come in pairs with errors of opposite sign, which halves what chance adds. A relative error stays above −1, as
/// such forms describe positive values. Errors are the same at every origin.
struct SimulatingTask: SmoothingTask {
    let state: SmoothingState
    /// Shape `[H]`: stands in where paths leave the range of numbers.
    let point: [Double]
    let parameters: SmoothingParameters
    let deviation: Double
    let isRelative: Bool
    let probabilities: [Double]

    /// Paths of short horizons: the 1% quantile of 2,000 has a standard error of 0.08 deviations.
    private static let mostPaths = 2_000
    /// Paths of long ones, so that a horizon of 100,000 takes seconds.
    private static let leastPaths = 200
    /// Steps of all paths together that choose between both.
    private static let steps = 4_000_000
    /// Above −1, so that a path stays positive.
    private static let leastRelativeError = -1 + 0x1p-20

    private var pathCount: Int {
        min(Self.mostPaths, max(Self.leastPaths, Self.steps / max(1, point.count) / 2 * 2))
    }

    /// Shape `[P, H]`.
    func run<Trend: SmoothingComponent, Season: SmoothingComponent>(
        _ kernel: SmoothingKernel<Trend, Season>.Type
    ) -> [[Double]] {
        let count = pathCount
        let period = max(1, state.season.count)
        var levels = [Double](repeating: state.level, count: count)
        var growths = [Double](repeating: state.growth, count: count)
        var seasons = [Double](repeating: 0, count: count * period)
        for place in seasons.indices where !state.season.isEmpty { seasons[place] = state.season[place % period] }
        var normals = CounterBasedRandom(seed: 0).sequence(.simulation)
        var reached = [Double](repeating: 0, count: count)
        var place = state.place
        var quantiles = [[Double]](repeating: [], count: probabilities.count)
        for step in point.indices {
            var normal = 0.0
            for path in 0..<count {
                normal = path.isMultiple(of: 2) ? normals.nextNormal() : -normal
                let damped = kernel.damped(growths[path], parameters.phi)
                let grown = kernel.grown(levels[path], damped)
                var season = seasons[path * period + place]
                let mean = kernel.mean(grown, season)
                let error = normal * deviation
                let value = isRelative ? mean * (1 + max(error, Self.leastRelativeError)) : mean + error
                kernel.update(
                    &levels[path], &growths[path], &season, grown: grown, damped: damped, value: value, by: parameters)
                seasons[path * period + place] = season
                reached[path] = value
            }
            place = place + 1 == period ? 0 : place + 1
            append(reached, step: step, to: &quantiles)
        }
        return quantiles
    }

    /// Adds the quantiles of one step: those of the finite values, interpolated as Hyndman's and Fan's type 7.
    private func append(_ values: [Double], step: Int, to quantiles: inout [[Double]]) {
        var sorted = values.filter(\.isFinite)
        sorted.sort()
        for place in probabilities.indices {
            guard !sorted.isEmpty else {
                quantiles[place].append(point[step])
                continue
            }
            let position = probabilities[place] * Double(sorted.count - 1)
            let low = min(max(0, Int(position)), sorted.count - 1)
            let high = min(low + 1, sorted.count - 1)
            let share = position - Double(low)
            quantiles[place].append(sorted[low] * (1 - share) + sorted[high] * share)
        }
    }
}
