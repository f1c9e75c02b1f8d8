import NeuralLayers
import TimeSeries
import Windowing

/// The second moments of windows whose last input was subtracted: all that a least-squares fit needs of them.
///
/// With the last input a = x[L−1], inputs are `z[i] = x[i] − a` and targets `y[h] = x[L+h] − a`. The last input itself
/// is then 0, and its place is taken by the constant 1 of the intercept.
struct WindowMoments {
    /// H.
    let horizon: Int
    /// Windows.
    let count: Int
    /// `[G | C]`: Σ z zᵀ, symmetric, and Σ z yᵀ; shape `[L, L + H]`.
    let system: DoubleMatrix
    /// Σ yᵀy.
    let targetSquares: Double

    /// Subtracts the last inputs, by `Σ (x[i]−a)(x[j]−a) = M[i][j] − M[i][a] − M[a][j] + M[a][a]`.
    init(_ raw: MomentSums) {
        let (last, width, windows) = (raw.inputLength - 1, raw.sums.count, Double(raw.count))
        var system = raw.products
        let cross = (0..<width).map { $0 < last ? system[$0, last] : system[last, $0] }
        let sums = raw.sums.map { $0 - raw.sums[last] }
        for i in 0..<last {
            for j in i..<width where j != last { system[i, j] += cross[last] - cross[i] - cross[j] }
            system[i, last] = sums[i]
        }
        for j in last..<width { system[last, j] = j == last ? windows : sums[j] }
        system.mirrorUpperTriangle()
        (count, horizon, self.system) = (raw.count, raw.horizon, system)
        targetSquares =
            cross[(last + 1)...].reduce(raw.targetSquares) { $0 - 2 * $1 } + Double(raw.horizon) * cross[last]
    }

    /// The moments of every complete window of one partition.
    ///
    /// - Parameter series: Each series, scaled, with its rows of the partition.
    /// - Throws: ``RidgeError/noCompleteWindow(partition:inputLength:horizon:)``.
    init(
        _ series: [ScaledSeries], of split: ChronologicalSplit, partition: Partition, shape: WindowShape,
        kernels: Kernels
    ) throws(RidgeError) {
        var sums = MomentSums(shape)
        for (series, rows) in zip(series, split.rows(partition)) {
            for origins in series.completeOrigins(in: rows, shape: shape) {
                let values = series.inputs[
                    origins.lowerBound - shape.inputLength..<origins.upperBound - 1 + shape.horizon]
                sums.add(values.map(Double.init), count: origins.count, kernels: kernels)
            }
        }
        guard sums.count > 0 else {
            throw .noCompleteWindow(partition: partition, inputLength: shape.inputLength, horizon: shape.horizon)
        }
        self.init(sums)
    }

    /// The mean of the squared errors of `weights`, shape `[L, H]`, over all windows and steps.
    ///
    /// `tr(WᵀGW) − 2 tr(WᵀC) + tr(Σ y yᵀ)`, divided by the number of errors.
    func meanSquaredError(_ weights: DoubleMatrix, kernels: Kernels) -> Double {
        var product = DoubleMatrix(rows: weights.rows, columns: weights.columns)
        kernels.multiply(system, rows: weights.rows, by: weights, into: &product)
        let error =
            weights.innerProduct(product) - 2 * weights.innerProduct(system, firstColumn: weights.rows) + targetSquares
        return error / (Double(count) * Double(horizon))
    }
}
