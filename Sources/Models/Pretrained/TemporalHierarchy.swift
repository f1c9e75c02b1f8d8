import NeuralLayers
import Parallelism
import SyntheticSeries

/// The network for a series, and those for its sums over several steps: quarters and years of months, weeks of days.
///
/// Each forecasts what it sees, and where they disagree each gives way by as much as it is unsure (Athanasopoulos et al.
/// 2017, "Forecasting with temporal hierarchies", with the variances that the networks themselves state). What a month's
/// network takes for noise a quarter's may see as a turn.
struct TemporalHierarchy: Sendable {
    /// The network of a coarser step.
    struct Level: Sendable {
        /// Steps of the series in one of the level's.
        let steps: Int
        let slots: SeasonSlots
        let network: PretrainedNetwork
    }

    let network: PretrainedNetwork
    let slots: SeasonSlots
    let levels: [Level]

    /// - Parameter coarser: Weights for ``SeasonSlots/coarser``, in their order.
    init(_ weights: PretrainedWeights, slots: SeasonSlots, coarser: [PretrainedWeights], kernels: Kernels) {
        network = PretrainedNetwork(weights, kernels: kernels)
        self.slots = slots
        levels = zip(slots.coarser, coarser).map { level, weights in
            Level(
                steps: level.steps, slots: SeasonSlots(seasonLength: level.seasonLength),
                network: PretrainedNetwork(weights, kernels: kernels))
        }
    }

    private init(_ network: PretrainedNetwork, slots: SeasonSlots, levels: [Level]) {
        (self.network, self.slots, self.levels) = (network, slots, levels)
    }

    /// The same with other weights of the series' own network.
    func replacing(_ weights: PretrainedWeights, kernels: Kernels) -> TemporalHierarchy {
        TemporalHierarchy(PretrainedNetwork(weights, kernels: kernels), slots: slots, levels: levels)
    }

    /// The quantiles of `horizon` slots after each of `histories`, `[histories][slots × quantiles]`, of at least as many
    /// slots as asked for; nil for a history without two values that differ.
    func answers(_ histories: [[Double]], horizon: Int) -> [[Double]?] {
        var answers = network.answers(histories, emptySlots: slots, horizon: horizon)
        if !levels.isEmpty { balance(&answers, histories, horizon: horizon) }
        for place in histories.indices {
            guard let answer = answers[place] else { continue }
            answers[place] = LastValueShrinkage(answer, after: histories[place], slots: slots).shrunk(answer)
        }
        return answers
    }

    /// Brings answers in line with those of the levels.
    private func balance(_ answers: inout [[Double]?], _ histories: [[Double]], horizon: Int) {
        let season = slots.layout.tokenLength
        let seasons = (min(horizon, network.farthest) + season - 1) / season
        let coarse = levels.map { level in
            level.network.answers(
                histories.map { Self.means($0, of: level.steps) }, emptySlots: level.slots,
                horizon: seasons * season / level.steps)
        }
        for place in histories.indices {
            guard var answer = answers[place] else { continue }
            for index in 0..<seasons {
                var balance = ForecastBalance(answer, steps: index * season..<(index + 1) * season)
                for (level, coarse) in zip(levels, coarse) {
                    guard let own = coarse[place] else { continue }
                    let count = season / level.steps
                    balance.weigh(own, values: index * count..<(index + 1) * count, steps: level.steps)
                }
                balance.shift(&answer)
            }
            answers[place] = answer
        }
    }

    /// The fewest values that a level's network is asked about.
    private static let fewest = 4

    /// The means over `steps` steps, the last of them at the end; NaN where half of the steps or more are missing, and
    /// nothing where there are too few to say anything.
    private static func means(_ history: [Double], of steps: Int) -> [Double] {
        let count = history.count / steps
        guard count >= fewest else { return [] }
        let first = history.count - count * steps
        return (0..<count).map { place in
            var mean = ObservedMean()
            for value in history[first + place * steps..<first + (place + 1) * steps] { mean.add(value) }
            return 2 * mean.count > steps ? mean.value ?? .nan : .nan
        }
    }
}

/// Medians of a season's steps, brought in line with those of means over several of them: least squares weighted by the
/// inverse squares of the stated spreads, solved one mean at a time.
struct ForecastBalance {
    private let steps: Range<Int>
    private let before: [Double]
    private var medians: [Double]
    /// The covariance of the medians, `[steps × steps]`.
    private var covariance: [Double]

    /// - Parameter answer: Quantiles, `[slots × quantiles]`; those of `steps` are weighed.
    init(_ answer: [Double], steps: Range<Int>) {
        self.steps = steps
        before = steps.map { QuantileLevels.median(answer, slot: $0) }
        medians = before
        let count = steps.count
        covariance = [Double](repeating: 0, count: count * count)
        for step in 0..<count { covariance[step * count + step] = Self.variance(answer, steps.lowerBound + step) }
    }

    /// Takes the values `values` of a level into account, each the mean of `size` steps.
    mutating func weigh(_ level: [Double], values: Range<Int>, steps size: Int) {
        let count = steps.count
        for (place, value) in values.enumerated() {
            let group = place * size..<(place + 1) * size
            // How the mean of the group moves with each step: the gain of a Kalman filter.
            var (gain, total, mean) = ([Double](repeating: 0, count: count), Self.variance(level, value), 0.0)
            for step in 0..<count {
                for member in group { gain[step] += covariance[step * count + member] }
                gain[step] /= Double(size)
            }
            for member in group {
                total += gain[member] / Double(size)
                mean += medians[member] / Double(size)
            }
            guard total > 0, total.isFinite else { continue }
            let surprise = (QuantileLevels.median(level, slot: value) - mean) / total
            for step in 0..<count {
                medians[step] += gain[step] * surprise
                let share = gain[step] / total
                for other in 0..<count { covariance[step * count + other] -= share * gain[other] }
            }
        }
    }

    /// Moves all quantiles of each step as its median moved.
    func shift(_ answer: inout [Double]) {
        for (place, step) in steps.enumerated() {
            QuantileLevels.shift(&answer, slot: step, by: medians[place] - before[place])
        }
    }

    /// The square of the spread, which stands for the variance.
    private static func variance(_ answer: [Double], _ step: Int) -> Double {
        let spread = QuantileLevels.spread(answer, slot: step)
        return spread * spread
    }
}
