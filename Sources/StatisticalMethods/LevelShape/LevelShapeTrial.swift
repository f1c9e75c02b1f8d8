/// How well forms forecast the last seasons of a series.
struct LevelShapeTrial {
    private let series: BridgedSeries
    private let season: Int
    private let origins: [Int]
    private let horizon: Int

    init(_ series: BridgedSeries, season: Int) {
        (self.series, self.season) = (series, season)
        horizon = season > 1 ? season : 4
        let rows = series.values.count
        // Without a season four steps, two rows apart.
        let step = season > 1 ? season : 2
        let (fewest, horizon) = (max(2 * season + 1, 5), horizon)
        origins = (0..<4).map { rows - horizon - $0 * step }.filter { $0 >= fewest }
    }

    /// A weight for each form: equal ones where there is no season to try them on, zeros where repeating the last season is
    /// better than their mean.
    func weights(_ forms: [LevelShapeForm]) -> [Double] {
        guard !origins.isEmpty else { return forms.map { _ in 1 } }
        let usual = origins.map { error(repeated($0), $0) }
        let paths = forms.map { form in origins.map { path(form, $0) } }
        let weights = paths.map { paths in
            // A form may need more rows than there are before the first origins.
            var (error, compared) = (0.0, 0.0)
            for (place, path) in paths.enumerated() {
                guard let path else { continue }
                error += self.error(path, origins[place])
                compared += usual[place]
            }
            // A form without errors counts as one with a millionth of the usual ones.
            let ratio = compared > 0 ? compared / max(error, 1e-6 * compared) : 0
            return ratio * ratio * ratio * ratio
        }
        let combined = origins.indices.reduce(0) { sum, place in
            sum + error(mean(paths.map { $0[place] }, weights) ?? repeated(origins[place]), origins[place])
        }
        return combined < usual.reduce(0, +) ? weights : forms.map { _ in 0 }
    }

    private func path(_ form: LevelShapeForm, _ origin: Int) -> [Double]? {
        guard form.fewestRows <= origin else { return nil }
        let regression = form.regression(series.values, origin, isObserved: series.isObserved)
        return form.path(series.values, origin, regression, horizon: horizon)
    }

    private func mean(_ paths: [[Double]?], _ weights: [Double]) -> [Double]? {
        var (sum, total) = ([Double](repeating: 0, count: horizon), 0.0)
        for (path, weight) in zip(paths, weights) {
            guard let path else { continue }
            for step in sum.indices { sum[step] += weight * path[step] }
            total += weight
        }
        return total > 0 ? sum.map { $0 / total } : nil
    }

    /// The season before `origin`, again.
    private func repeated(_ origin: Int) -> [Double] {
        (0..<horizon).map { series.values[origin - season + $0 % season] }
    }

    private func error(_ path: [Double], _ origin: Int) -> Double {
        path.indices.reduce(0) { sum, step in
            let row = origin + step
            return series.isObserved[row] ? sum + abs(path[step] - series.values[row]) : sum
        }
    }
}
