import NeuralLayers

/// One ridge regression: what it is fitted to, and how much its weights are shrunk.
///
/// Hoerl & Kennard 1970, "Ridge Regression": W = (G + λ d I)⁻¹ C, where d is the mean diagonal element of G, so that
/// λ has no unit. The intercept is shrunk like every weight: at an endless penalty is the naive forecast.
struct RidgePart: Sendable, Codable, Hashable {
    /// Whether the level has a weight, so that a forecast may go back to where the series used to be; without, it begins
    /// at the last value wherever that is.
    var reverts: Bool
    /// λ.
    var penalty: Double
    /// How much the others' windows count beside a series' own, for which it then has weights of its own.
    ///
    /// Nil for weights that all series share.
    var sharing: Double?

    /// Every λ that is tried of shared weights: the error is flat between powers of ten.
    static let penalties = [1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000]
    /// Every λ, and every share of the others' windows, that is tried of weights of each series.
    static let ownPenalties = [1e-3, 0.01, 0.1, 1, 10], ownSharings = [0, 0.3]

    /// The weights, `[L + 1, H]`: one matrix for all series or, of own weights, one for each; nil without a solution.
    ///
    /// A series without a window has the weights that are shared.
    func weights(_ moments: PanelMoments, kernels: Kernels) -> [DoubleMatrix]? {
        guard let sharing else { return solve(moments.all, kernels).map { [$0] } }
        var weights: [DoubleMatrix] = []
        for own in moments.series {
            let summed = own.map { sharing > 0 ? $0.adding(moments.all, share: sharing) : $0 } ?? moments.all
            guard let solution = solve(summed, kernels) else { return nil }
            weights.append(solution)
        }
        return weights
    }

    private func solve(_ moments: WindowMoments, _ kernels: Kernels) -> DoubleMatrix? {
        // Without the level, which comes last, the equations are those of the others.
        let size = reverts ? moments.size : moments.size - 1
        var system = DoubleMatrix(rows: size, columns: size + moments.horizon)
        for row in 0..<size {
            system.add(moments.system.row(row).prefix(size), row: row, firstColumn: 0)
            system.add(moments.system.row(row).suffix(moments.horizon), row: row, firstColumn: size)
        }
        let trace = (0..<size).reduce(0) { $0 + system[$1, $1] }
        for place in 0..<size { system[place, place] += penalty * trace / Double(size) }
        guard let solution = kernels.solve(&system) else { return nil }
        if reverts { return solution }
        var weights = DoubleMatrix(rows: moments.size, columns: moments.horizon)
        for row in 0..<size { weights.add(solution.row(row), row: row, firstColumn: 0) }
        return weights
    }
}

extension [RidgePart] {
    /// The mean of the parts' weights; nil when one has no solution.
    func weights(_ moments: PanelMoments, kernels: Kernels) -> [DoubleMatrix]? {
        var all: [[DoubleMatrix]] = []
        for part in self {
            guard let own = part.weights(moments, kernels: kernels) else { return nil }
            all.append(own)
        }
        return Self.mean(all)
    }

    /// The mean of weights; where one has a matrix for each series, so has the mean.
    static func mean(_ all: [[DoubleMatrix]]) -> [DoubleMatrix] {
        guard all.count > 1 else { return all[0] }
        let share = 1 / Double(all.count)
        return (0..<(all.map(\.count).max() ?? 1)).map { place in
            var mean = DoubleMatrix(rows: all[0][0].rows, columns: all[0][0].columns)
            for one in all {
                let matrix = one[one.count == 1 ? 0 : place]
                for row in 0..<mean.rows { mean.add(matrix.row(row).map { share * $0 }[...], row: row, firstColumn: 0) }
            }
            return mean
        }
    }
}
