import NeuralLayers
import TimeSeries
import Windowing

/// The second moments of windows whose last input was subtracted: all that a least-squares fit needs of them.
///
/// With the last input a = x[L−1], inputs are `z[i] = x[i] − a` and targets `y[h] = x[L+h] − a`. The last input itself
/// is then 0, and its place is taken by the constant 1 of the intercept; behind it is the level, a.
struct WindowMoments {
    /// H.
    let horizon: Int
    /// Windows.
    let count: Int
    /// `[G | C]`: Σ z zᵀ, symmetric, and Σ z yᵀ; shape `[L + 1, L + 1 + H]`.
    let system: DoubleMatrix
    /// Σ yᵀy.
    let targetSquares: Double

    /// L + 1: inputs but the last, the intercept and the level.
    var size: Int { system.rows }

    /// Subtracts the last inputs, by `Σ (x[i]−a)(x[j]−a) = M[i][j] − M[i][a] − M[a][j] + M[a][a]`.
    init(_ raw: MomentSums) {
        let (last, width, windows) = (raw.inputLength - 1, raw.sums.count, Double(raw.count))
        let (level, horizon) = (raw.inputLength, raw.horizon)
        var system = DoubleMatrix(rows: level + 1, columns: level + 1 + horizon)
        let cross = (0..<width).map { $0 < last ? raw.products[$0, last] : raw.products[last, $0] }
        let square = cross[last]
        let sums = raw.sums.map { $0 - raw.sums[last] }
        for i in 0..<last {
            for j in i..<width where j != last {
                system[i, j < last ? j : j + 1] = raw.products[i, j] + square - cross[i] - cross[j]
            }
            system[i, last] = sums[i]
            system[i, level] = cross[i] - square
        }
        (system[last, last], system[last, level]) = (windows, raw.sums[last])
        system[level, level] = square
        for j in level..<width {
            system[last, j + 1] = sums[j]
            system[level, j + 1] = cross[j] - square
        }
        system.mirrorUpperTriangle()
        (count, self.horizon, self.system) = (raw.count, horizon, system)
        targetSquares = cross[level...].reduce(raw.targetSquares) { $0 - 2 * $1 } + Double(horizon) * square
    }

    private init(horizon: Int, count: Int, system: DoubleMatrix, targetSquares: Double) {
        (self.horizon, self.count, self.system, self.targetSquares) = (horizon, count, system, targetSquares)
    }

    /// The moments of these windows, and of `other` with each counted `share` times.
    func adding(_ other: WindowMoments, share: Double) -> WindowMoments {
        var sum = system
        for row in 0..<sum.rows {
            sum.add(other.system.row(row).map { share * $0 }[...], row: row, firstColumn: 0)
        }
        return WindowMoments(
            horizon: horizon, count: count, system: sum, targetSquares: targetSquares + share * other.targetSquares)
    }

    /// The mean of the squared errors of `weights`, shape `[L + 1, H]`, over all windows and steps.
    func meanSquaredError(_ weights: DoubleMatrix, kernels: Kernels) -> Double {
        squaredError(weights, kernels: kernels) / (Double(count) * Double(horizon))
    }

    /// The sum of the squared errors of `weights`: `tr(WᵀGW) − 2 tr(WᵀC) + tr(Σ y yᵀ)`.
    func squaredError(_ weights: DoubleMatrix, kernels: Kernels) -> Double {
        var product = DoubleMatrix(rows: weights.rows, columns: weights.columns)
        kernels.multiply(system, rows: weights.rows, by: weights, into: &product)
        return weights.innerProduct(product) - 2 * weights.innerProduct(system, firstColumn: weights.rows)
            + targetSquares
    }
}

/// The moments of the windows of one partition: of all series together and, where they are few enough, of each.
struct PanelMoments {
    /// Of all windows.
    let all: WindowMoments
    /// For each series those of its own windows, nil where it has none; empty where they are not kept.
    let series: [WindowMoments?]

    /// The moments of every complete window of one partition.
    ///
    /// - Parameters:
    ///   - series: Each series, scaled, with its rows of the partition.
    ///   - keepsSeries: Whether those of each series are kept.
    /// - Throws: ``RidgeError/noCompleteWindow(partition:inputLength:horizon:)``.
    init(
        _ series: [ScaledSeries], of split: ChronologicalSplit, partition: Partition, shape: WindowShape,
        keepsSeries: Bool, kernels: Kernels
    ) throws(RidgeError) {
        var all = MomentSums(shape)
        var own: [WindowMoments?] = []
        for (series, rows) in zip(series, split.rows(partition)) {
            var sums = MomentSums(shape)
            for origins in series.completeOrigins(in: rows, shape: shape) {
                let values = series.inputs[
                    origins.lowerBound - shape.inputLength..<origins.upperBound - 1 + shape.horizon]
                sums.add(values.map(Double.init), count: origins.count, kernels: kernels)
            }
            if keepsSeries { own.append(sums.count > 0 ? WindowMoments(sums) : nil) }
            all.add(sums)
        }
        guard all.count > 0 else {
            throw .noCompleteWindow(partition: partition, inputLength: shape.inputLength, horizon: shape.horizon)
        }
        self.all = WindowMoments(all)
        self.series = own
    }

    /// Bytes of the moments of `count` series.
    static func bytes(_ shape: WindowShape, series count: Int) -> Double {
        Double(count)
            * DoubleMatrix.bytes(rows: shape.inputLength + 1, columns: shape.inputLength + 1 + shape.horizon)
    }
}
