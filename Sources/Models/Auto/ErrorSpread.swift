import Numerics
import TimeSeries

/// How far a combination was off at each step of trial windows, which intervals are made of where its members say nothing
/// of theirs.
///
/// An error of each step is taken as normal with mean 0. Windows are few, so that the variance of a step is drawn towards
/// that of all steps, as if ``priorWindows`` more windows had had the latter. What was chosen for few errors on few points
/// errs more on others: the variance is one plus ``optimism`` over the points times as large, which was compared on rows of
/// M3's training series, cut short.
struct ErrorSpread: Sendable, Codable, Equatable {
    /// Standard deviations by series and step.
    let deviations: [[Double]]

    private static let priorWindows = 4.0
    private static let optimism = 6.0

    /// - Parameters:
    ///   - trials: What each candidate forecast.
    ///   - weights: Its share of the combination.
    /// - Returns: Nil where no series has a window to judge by.
    init?(_ trials: [TrialResult], weights: [Double], panel: Panel) {
        guard let first = trials.first else { return nil }
        var found: [Int: [Double]] = [:]
        let errors = Self.errors(trials, weights)
        for (series, groups) in Dictionary(grouping: first.groups, by: \.series) {
            found[series] = Self.deviations(errors, groups)
        }
        // What has no window is taken to be as hard as the others are, in terms of its own changes.
        let changes = panel.series.map(\.meanChange)
        let steps = found.values.map(\.count).max() ?? 0
        let relative: [Double] = (0..<steps).map { step in
            let ratios = found.compactMap { series, deviations in
                step < deviations.count && changes[series] > 0 ? deviations[step] / changes[series] : nil
            }.sorted()
            return ratios.isEmpty ? 0 : ratios[ratios.count / 2]
        }
        guard steps > 0 else { return nil }
        deviations = changes.indices.map { series in found[series] ?? relative.map { $0 * changes[series] } }
        guard isSound(seriesCount: panel.series.count) else { return nil }
    }

    /// The quantiles of an error at each of `horizon` steps; those beyond the trial's are as wide as its last.
    func quantiles(series: Int, horizon: Int, probabilities: [Double]) -> [[Double]] {
        let known = deviations[series]
        return probabilities.map { probability in
            let factor = NormalDistribution.quantile(probability)
            return (0..<horizon).map { factor * known[min($0, known.count - 1)] }
        }
    }

    /// Whether it is of so many series, and made of numbers.
    func isSound(seriesCount: Int) -> Bool {
        deviations.count == seriesCount
            && deviations.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isFinite && $0 >= 0 } }
    }

    /// What the combination was off at each point; NaN where nothing was observed, or nothing forecast.
    private static func errors(_ trials: [TrialResult], _ weights: [Double]) -> [Double] {
        trials[0].actuals.indices.map { point in
            var (sum, total) = (0.0, 0.0)
            for (trial, weight) in zip(trials, weights) where weight > 0 && !trial.forecasts[point].isNaN {
                sum += weight * trial.forecasts[point]
                total += weight
            }
            return sum / total - trials[0].actuals[point]
        }
    }

    /// Nil without an error.
    private static func deviations(_ errors: [Double], _ groups: [TrialResult.Group]) -> [Double]? {
        let steps = groups.map(\.steps).max() ?? 0
        var (sums, counts) = ([Double](repeating: 0, count: steps), [Double](repeating: 0, count: steps))
        for group in groups {
            for (place, point) in group.points.enumerated() where !errors[point].isNaN {
                sums[place % group.steps] += errors[point] * errors[point]
                counts[place % group.steps] += 1
            }
        }
        let count = counts.reduce(0, +)
        guard count > 0 else { return nil }
        let all = sums.reduce(0, +) / count
        let more = 1 + optimism / count
        return zip(sums, counts).map { (more * ($0 + priorWindows * all) / ($1 + priorWindows)).squareRoot() }
    }
}

extension TimeSeries {
    /// The mean change from one observed value to the next; 0 of fewer than two.
    fileprivate var meanChange: Double {
        let observed = values.filter { !$0.isNaN }
        guard observed.count > 1 else { return 0 }
        let count = Double(observed.count - 1)
        return zip(observed, observed.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) / count }
    }
}
