import NeuralLayers
import Tensors
import TimeSeries
public import Windowing

/// A fitted linear regression with the scalers it was fitted under.
public struct RidgeModel: FittedModel {
    static let name = "Ridge"

    /// `Ridge`.
    public let columnName = name
    /// Lengths of the windows it was fitted on.
    public let windows: WindowShape
    /// One map a series, in the panel's order.
    public let scalings: [SeriesScaling]
    /// λ, relative to the mean square of the inputs.
    public let penalty: Double
    private let forecaster: RidgeForecaster
    /// Shape `[L, H]`; the last row is the intercept, for the last input is always 0.
    let weights: DoubleMatrix
    let kernels: Kernels

    init(
        forecaster: RidgeForecaster, weights: DoubleMatrix, penalty: Double, windows: WindowShape,
        scalings: [SeriesScaling], kernels: Kernels
    ) {
        self.forecaster = forecaster
        self.weights = weights
        self.penalty = penalty
        self.windows = windows
        self.scalings = scalings
        self.kernels = kernels
    }

    /// The input length.
    public var contextLength: Int { windows.inputLength }
    /// The horizon it was fitted for.
    public var trainedHorizon: Int? { windows.horizon }
}

/// Names of the tensors; with inputs z, the last one subtracted, the scaled forecast is `weight · z + bias`.
private enum TensorName {
    /// Shape `[H, L]`; the last column is 0.
    static let weight = "ridge.weight"
    /// Shape `[H]`.
    static let bias = "ridge.bias"
    /// A scalar: λ.
    static let penalty = "ridge.penalty"
}

extension RidgeModel {
    /// `ridge.weight` `[H, L]`, `ridge.bias` `[H]` and `ridge.penalty`, and the maps.
    public var state: ModelState {
        let (length, horizon) = (windows.inputLength, windows.horizon)
        var transposed: [Double] = []
        transposed.reserveCapacity(length * horizon)
        for step in 0..<horizon {
            for input in 0..<length - 1 { transposed.append(weights[input, step]) }
            transposed.append(0)
        }
        var state = ModelState(of: forecaster)
        state.scalings = scalings
        state.tensors = [
            StoredTensor(name: TensorName.weight, shape: [horizon, length], elements: .float64(transposed)),
            StoredTensor(name: TensorName.bias, elements: .float64(Array(weights.row(length - 1)))),
            StoredTensor(name: TensorName.penalty, shape: [], elements: .float64([penalty])),
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
        let stored = SafeTensors(tensors: state.tensors)
        let transposed = try stored.float64(TensorName.weight, shape: [horizon, length])
        let bias = try stored.float64(TensorName.bias, shape: [horizon])
        var weights = DoubleMatrix(rows: length, columns: horizon)
        for input in 0..<length - 1 {
            weights.assign((0..<horizon).map { transposed[$0 * length + input] }, row: input)
        }
        weights.assign(bias, row: length - 1)
        self.init(
            forecaster: forecaster, weights: weights,
            penalty: try stored.float64(TensorName.penalty, shape: [])[0], windows: windows,
            scalings: state.scalings, kernels: kernels)
    }
}
