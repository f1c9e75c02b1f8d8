/// From what candidates forecast of trial windows to their shares of a combination.
enum AutoWeights {
    /// Shares below this are left out: they cost a fit, and change a forecast by less than rounding.
    static let least = 0.02
    /// Candidates without a forecast of more points than this share cannot be judged.
    private static let mostMissing = 0.5

    /// For each candidate its share, of sum 1; all 0 where none was fitted.
    static func choose(_ candidates: [Candidate], trials: [TrialResult]) -> [Double] {
        let fitted = candidates.indices.filter { candidates[$0].model != nil }
        var weights = [Double](repeating: 0, count: candidates.count)
        let judged = fitted.filter { $0 < trials.count && trials[$0].missingShare <= mostMissing }
        if judged.isEmpty {
            // Nothing to choose by: what carries the last value on is the safest.
            if let first = fitted.first { weights[first] = 1 }
            return weights
        }
        let results = judged.map { trials[$0] }
        let originals = originals(results)
        let shares =
            results[0].actuals.count { !$0.isNaN } < Trial.fewestRows
            ? results.indices.map { originals.contains($0) ? 1 / Double(originals.count) : 0 }
            : selection(results).weights(
                among: originals,
                anchor: originals.first { candidates[judged[$0]].forecaster.isPretrained })
        let kept = shares.map { $0 >= least ? $0 : 0 }
        let total = kept.reduce(0, +)
        for (place, share) in zip(judged, kept) { weights[place] = share / total }
        return weights
    }

    /// Whether members with a distribution have at least half of the weight, and speak for all.
    static func haveDistribution(_ candidates: [Candidate], weights: [Double]) -> Bool {
        zip(candidates, weights).reduce(0) { $1.0.model?.hasDistribution == true ? $0 + $1.1 : $0 } >= 0.5
    }

    /// The loss of each candidate alone, 1 for one that is as good as the median everywhere; nil without a forecast.
    static func losses(_ trials: [TrialResult]) -> [Double?] {
        guard !trials.isEmpty else { return [] }
        return zip(trials, selection(trials).losses).map { trial, loss in
            trial.missingShare < 1 && loss.isFinite ? loss : nil
        }
    }

    private static func selection(_ trials: [TrialResult]) -> EnsembleSelection {
        EnsembleSelection(
            actuals: trials[0].actuals, groups: trials[0].groups.map(\.points),
            forecasts: filled(trials.map(\.forecasts)),
            independentWindows: trials[0].independentWindows)
    }

    /// The places without those that forecast the same as something before them, as a guarded model does its guard: a copy
    /// adds nothing to choose from, and would take a share from what it is a copy of.
    private static func originals(_ trials: [TrialResult]) -> [Int] {
        trials.indices.reduce(into: []) { kept, place in
            if !kept.contains(where: { agree(trials[$0].forecasts, trials[place].forecasts) }) { kept.append(place) }
        }
    }

    /// Whether two forecasts are the same but for rounding.
    private static func agree(_ one: [Double], _ other: [Double]) -> Bool {
        zip(one, other).allSatisfy { one, other in
            one.isNaN || other.isNaN
                ? one.isNaN && other.isNaN
                : (one - other).magnitude <= 1e-9 * max(one.magnitude, other.magnitude)
        }
    }

    /// Forecasts with each missing one replaced by the mean of the others' at that point: neither praise nor blame.
    private static func filled(_ forecasts: [[Double]]) -> [[Double]] {
        guard forecasts.contains(where: { $0.contains(where: \.isNaN) }) else { return forecasts }
        var filled = forecasts
        for point in forecasts[0].indices {
            let known = forecasts.map { $0[point] }.filter { !$0.isNaN }
            let mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
            for member in forecasts.indices where filled[member][point].isNaN { filled[member][point] = mean }
        }
        return filled
    }
}
