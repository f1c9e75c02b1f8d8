package import TimeSeries

/// A covariate that is said to be known ahead and looks as if it were known only afterwards.
///
/// Of target and covariate the innovations are taken: what is left of their steps from row to row, or with a season
/// from season to season, after a regression on the three steps before. Innovations are what nobody could know from
/// the past, so that a covariate whose innovation is that of the target on the same row, and tells nothing of the next
/// rows, is more likely made from the target (sales in another unit, customers counted at the till) than known before
/// it. Comparing series by their innovations is Haugh 1976, "Checking the independence of two covariance-stationary
/// time series", JASA 71; without that step any two smooth or seasonal series seem to move together.
///
/// What is known ahead and strong moves with the target as well: prices that halve, shops that close. So only a
/// correlation of at least ``suspicious`` counts, and only of columns with more than ``mostLevels`` different numbers:
/// flags and steps of discount cannot mirror a target of many values.
///
/// A cause that is known ahead and weighs far more than all else looks the same. Hence this is worth a note and no more.
package struct LateCovariate: Sendable, Hashable {
    /// The column's name.
    package let name: String
    /// The correlation of its innovations with the target's on the same row; the median over series.
    package let correlation: Double

    /// The least correlation on the same row that is suspicious.
    static let suspicious = 0.9
    /// The largest correlation with one of the next three rows that is nothing.
    static let nothing = 0.5
    /// The most different numbers of a column that is made of levels.
    static let mostLevels = 10
    /// Rows of a series without which it is not looked at, and series that are.
    private static let fewestRows = 30, mostSeries = 200

    /// The suspicious columns of `panel`, judged by `rows` of each series alone.
    ///
    /// - Parameter seasonLength: Rows a season, which any two series may share; nil for none.
    package static func find(in panel: Panel, rows: [Range<Int>], seasonLength: Int?) -> [LateCovariate] {
        let columns = panel.columns.covariates.indices.filter {
            panel.columns.covariates[$0].role == .future && panel.columns.covariates[$0].categories == nil
        }
        let samples = zip(panel.series, rows).filter { $1.count >= fewestRows }.prefix(mostSeries)
        return columns.compactMap { column in
            let name = panel.columns.covariates[column].name
            if hasLevels(samples.map { $0.covariates[column][$1] }) { return nil }
            let correlations = samples.compactMap { series, rows in
                let season = seasonLength.map { 4 * $0 <= rows.count ? $0 : 1 } ?? 1
                return Innovations(series.values[rows], season).correlations(
                    with: Innovations(series.covariates[column][rows], season))
            }
            guard let here = median(correlations.map { $0[0] }), here.magnitude >= suspicious,
                correlations[0].indices.dropFirst().allSatisfy({ lag in
                    (median(correlations.map { $0[lag] }) ?? 0).magnitude <= nothing
                })
            else { return nil }
            return LateCovariate(name: name, correlation: here)
        }
    }

    /// Whether there are few different numbers.
    private static func hasLevels(_ samples: [ArraySlice<Double>]) -> Bool {
        var levels: Set<Double> = []
        for sample in samples {
            for value in sample where !value.isNaN {
                levels.insert(value)
                if levels.count > mostLevels { return false }
            }
        }
        return true
    }

    private static func median(_ numbers: [Double]) -> Double? {
        let sorted = numbers.sorted()
        return sorted.isEmpty ? nil : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}

/// What is left of a series' steps after a regression on the three steps before.
private struct Innovations {
    /// NaN where a step or one of the three before is missing.
    let values: [Double]

    private static let order = 3
    /// The farthest rows that are compared.
    private static let mostLags = 3
    private static let fewestPairs = 20

    init(_ numbers: ArraySlice<Double>, _ season: Int) {
        let steps = zip(numbers.dropFirst(season), numbers).map { $0 - $1 }
        let observed = steps.filter(\.isFinite)
        let mean = observed.reduce(0, +) / Double(max(1, observed.count))
        let centred = steps.map { $0 - mean }
        let weights = Self.regression(centred)
        values = centred.indices.map { row in
            guard row >= Self.order else { return .nan }
            return (0..<Self.order).reduce(centred[row]) { $0 - weights[$1] * centred[row - 1 - $1] }
        }
    }

    /// Correlations with what `other` is on the same row and one, two and three rows before; nil when undefined.
    func correlations(with other: Innovations) -> [Double]? {
        var correlations: [Double] = []
        for lag in 0...Self.mostLags {
            let pairs = zip(values.dropFirst(lag), other.values).filter { $0.isFinite && $1.isFinite }
            guard pairs.count >= Self.fewestPairs, let correlation = Self.correlation(pairs) else { return nil }
            correlations.append(correlation)
        }
        return correlations
    }

    /// Pearson's correlation of pairs; nil when one side is constant or too large.
    private static func correlation(_ pairs: [(Double, Double)]) -> Double? {
        let count = Double(pairs.count)
        let (first, second) = pairs.reduce((0, 0)) { ($0.0 + $1.0 / count, $0.1 + $1.1 / count) }
        var (both, one, other) = (0.0, 0.0, 0.0)
        for (left, right) in pairs {
            both += (left - first) * (right - second)
            one += (left - first) * (left - first)
            other += (right - second) * (right - second)
        }
        let correlation = both / (one.squareRoot() * other.squareRoot())
        return correlation.isFinite ? correlation : nil
    }

    /// Least squares of each number on the three before it, by elimination of its normal equations; 0 for a number that
    /// adds nothing.
    private static func regression(_ steps: [Double]) -> [Double] {
        var equations = Array(repeating: Array(repeating: 0.0, count: order + 1), count: order)
        for row in steps.indices.dropFirst(order) {
            let terms = (1...order).map { steps[row - $0] } + [steps[row]]
            guard terms.allSatisfy(\.isFinite) else { continue }
            for place in 0..<order {
                for other in 0...order { equations[place][other] += terms[place] * terms[other] }
            }
        }
        let scale = (0..<order).reduce(0) { max($0, equations[$1][$1]) }
        for place in 0..<order {
            guard equations[place][place] > 1e-9 * scale else {
                equations[place] = Array(repeating: 0, count: order + 1)
                equations[place][place] = 1
                continue
            }
            for other in 0..<order where other != place {
                let factor = equations[other][place] / equations[place][place]
                for column in 0...order { equations[other][column] -= factor * equations[place][column] }
            }
        }
        return (0..<order).map { equations[$0][order] / equations[$0][$0] }
    }
}
