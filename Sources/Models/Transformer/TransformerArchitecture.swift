import NeuralLayers
import Windowing

/// A transformer that reads a window patch by patch, under a linear head.
struct TransformerArchitecture: NetworkArchitecture {
    func shape(
        _ settings: TransformerSettings, inputs: NetworkInputs, windows: WindowShape
    ) -> PatchTransformerShape {
        let network = settings.network
        return PatchTransformerShape(
            inputLength: windows.inputLength, patchLength: network.patchLength, patchStride: network.patchStride,
            modelSize: network.modelSize, headCount: network.headCount, feedForwardSize: network.feedForwardSize,
            layerCount: network.layerCount, inputSize: inputs.size, outputSize: windows.horizon,
            futureSize: inputs.futureSize, embeddings: inputs.embeddings)
    }

    func network(
        _ shape: PatchTransformerShape, _ settings: TransformerSettings, kernels: Kernels, trains: Bool
    ) -> FusedPatchTransformer {
        FusedPatchTransformer(shape, kernels: kernels, trains: trains)
    }

    func parameters(of shape: PatchTransformerShape, _ settings: TransformerSettings, seed: UInt64) -> [Float] {
        ParameterInitializer(zeroHead: true).parameters(for: shape, seed: seed)
    }

    var sizeFlag: String { "--model-size" }

    func check(_ shape: PatchTransformerShape) throws(InvalidState) {
        try shape.checkSizes([
            shape.inputLength, shape.patchLength, shape.patchStride, shape.modelSize, shape.headCount,
            shape.feedForwardSize, shape.layerCount,
        ])
        guard shape.modelSize <= NetworkLimits.hiddenSize, shape.feedForwardSize <= 4 * NetworkLimits.hiddenSize,
            shape.layerCount <= NetworkLimits.layerCount
        else { throw InvalidState(reason: "the network is larger than any that can be fitted") }
        guard shape.fitsKernels else { throw InvalidState(reason: "the network's sizes do not fit one another") }
    }
}

/// Fits a transformer that forecasts all steps of the horizon at once.
public typealias TransformerForecaster = NetworkForecaster<TransformerSettings>

extension NetworkForecaster<TransformerSettings> {
    /// Creates a forecaster called `transformer`.
    public init(settings: TransformerSettings = TransformerSettings()) {
        self.init(
            TransformerArchitecture(), identifier: "transformer", columnName: "Transformer", settings: settings)
    }
}
