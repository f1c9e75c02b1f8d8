import NeuralLayers
import Tensors
import TimeSeries
public import Windowing

/// A fitted linear regression with the scalers it was fitted under.
public struct RidgeModel: FittedModel {
    static let name = "Ridge"

    /// What is kept in a model file beside tensors and scalers.
    struct Learned: Codable {
        /// The regressions whose mean it is; none in a file of a single one that was written before there were several.
        var parts: [RidgePart]?
    }

    /// `Ridge`.
    public let columnName = name
    /// Lengths of the windows it was fitted on.
    public let windows: WindowShape
    /// One map a series, in the panel's order.
    public let scalings: [SeriesScaling]
    private let forecaster: RidgeForecaster
    /// The regressions whose mean it is.
    let parts: [RidgePart]
    /// Shape `[L + 1, H]`, one for all series or one for each; rows are those of the inputs but the last, the intercept and
    /// the level.
    let weights: [DoubleMatrix]
    let kernels: Kernels

    init(
        forecaster: RidgeForecaster, weights: [DoubleMatrix], parts: [RidgePart], windows: WindowShape,
        scalings: [SeriesScaling], kernels: Kernels
    ) {
        self.forecaster = forecaster
        self.weights = weights
        self.parts = parts
        self.windows = windows
        self.scalings = scalings
        self.kernels = kernels
    }

    /// The input length.
    public var contextLength: Int { windows.inputLength }
    /// The horizon it was fitted for.
    public var trainedHorizon: Int? { windows.horizon }

    /// The weights for the series at `place`.
    func weights(ofSeries place: Int) -> DoubleMatrix { weights[weights.count == 1 ? 0 : place] }
}

/// Names of the tensors; with inputs z, the last one subtracted, and the last one a, the scaled forecast, less a, is
/// `weight · z + bias + level · a`.
private enum TensorName {
    /// Shape `[H, L]` or, of weights of each series' own, `[S, H, L]`; the last column is 0.
    static let weight = "ridge.weight"
    /// Shape `[H]` or `[S, H]` each.
    static let bias = "ridge.bias", level = "ridge.level"
}

extension RidgeModel {
    /// `ridge.weight`, `ridge.bias` and `ridge.level`, and the maps.
    public var state: ModelState {
        let (length, horizon, count) = (windows.inputLength, windows.horizon, weights.count)
        var transposed: [Double] = []
        transposed.reserveCapacity(count * length * horizon)
        for matrix in weights {
            for step in 0..<horizon {
                for input in 0..<length - 1 { transposed.append(matrix[input, step]) }
                transposed.append(0)
            }
        }
        var state = ModelState(of: forecaster, learned: Learned(parts: parts))
        state.scalings = scalings
        func stored(_ name: String, _ shape: [Int], _ elements: [Double]) -> StoredTensor {
            StoredTensor(name: name, shape: (count > 1 ? [count] : []) + shape, elements: .float64(elements))
        }
        state.tensors = [
            stored(TensorName.weight, [horizon, length], transposed),
            stored(TensorName.bias, [horizon], weights.flatMap { $0.row(length - 1) }),
            stored(TensorName.level, [horizon], weights.flatMap { $0.row(length) }),
        ]
        return state
    }

    /// The model that a file kept.
    ///
    /// - Throws: ``InvalidState`` when tensors or scalers do not fit the windows.
    init(
        _ state: ModelState, forecaster: RidgeForecaster, windows: WindowShape, kernels: Kernels
    ) throws {
        guard !state.scalings.isEmpty, state.scalings.allSatisfy({ $0.specification.method == .lastValue }) else {
            throw InvalidState(reason: "the scaling is not that of a ridge regression")
        }
        let (length, horizon) = (windows.inputLength, windows.horizon)
        let parts = try state.learned(as: Learned.self).parts ?? []
        let count = parts.contains { $0.sharing != nil } ? state.scalings.count : 1
        let stored = SafeTensors(tensors: state.tensors)
        let axis = count > 1 ? [count] : []
        let transposed = try stored.float64(TensorName.weight, shape: axis + [horizon, length])
        let bias = try stored.float64(TensorName.bias, shape: axis + [horizon])
        let level =
            parts.isEmpty
            ? [Double](repeating: 0, count: horizon) : try stored.float64(TensorName.level, shape: axis + [horizon])
        let weights = (0..<count).map { place in
            var matrix = DoubleMatrix(rows: length + 1, columns: horizon)
            let first = place * horizon
            for input in 0..<length - 1 {
                matrix.assign((0..<horizon).map { transposed[(first + $0) * length + input] }, row: input)
            }
            matrix.assign(Array(bias[first..<first + horizon]), row: length - 1)
            matrix.assign(Array(level[first..<first + horizon]), row: length)
            return matrix
        }
        self.init(
            forecaster: forecaster, weights: weights, parts: parts, windows: windows, scalings: state.scalings,
            kernels: kernels)
    }
}
