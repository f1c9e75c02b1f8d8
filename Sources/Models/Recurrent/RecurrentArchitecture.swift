public import NeuralLayers
import Windowing

/// Stacked recurrent layers that read a window step by step, under a linear head.
struct RecurrentArchitecture: NetworkArchitecture {
    /// The cell of every layer.
    let cell: RecurrentCell

    func shape(_ settings: RecurrentSettings, inputs: NetworkInputs, windows: WindowShape) -> RecurrentNetworkShape {
        RecurrentNetworkShape(
            cell: cell, inputSize: inputs.size, hiddenSize: settings.network.hiddenSize,
            layerCount: settings.network.layerCount, outputSize: windows.horizon, futureSize: inputs.futureSize,
            embeddings: inputs.embeddings)
    }

    func network(
        _ shape: RecurrentNetworkShape, _ settings: RecurrentSettings, kernels: Kernels, trains: Bool
    ) -> FusedRecurrentNetwork {
        FusedRecurrentNetwork(shape, kernels: kernels, trains: trains, truncation: settings.training.truncation)
    }

    func parameters(of shape: RecurrentNetworkShape, _ settings: RecurrentSettings, seed: UInt64) -> [Float] {
        ParameterInitializer(settings.network.initialization, zeroHead: true).parameters(for: shape, seed: seed)
    }

    func check(_ shape: RecurrentNetworkShape) throws(InvalidState) {
        try shape.checkSizes([shape.hiddenSize, shape.layerCount])
        guard shape.hiddenSize <= NetworkLimits.hiddenSize, shape.layerCount <= NetworkLimits.layerCount
        else { throw InvalidState(reason: "the network is larger than any that can be fitted") }
    }
}

/// Fits a recurrent network that forecasts all steps of the horizon at once.
public typealias RecurrentForecaster = NetworkForecaster<RecurrentSettings>

extension NetworkForecaster<RecurrentSettings> {
    /// Creates a forecaster of `cell` under the given names.
    public init(
        _ cell: RecurrentCell, identifier: String, columnName: String, settings: RecurrentSettings = RecurrentSettings()
    ) {
        self.init(
            RecurrentArchitecture(cell: cell), identifier: identifier, columnName: columnName, settings: settings)
    }
}
