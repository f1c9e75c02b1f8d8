import NeuralLayers
import Windowing

/// A recurrent network that reads a window segment by segment and decodes all segments of the horizon at once.
struct SegmentArchitecture: NetworkArchitecture {
    func shape(_ settings: SegmentSettings, inputs: NetworkInputs, windows: WindowShape) -> ParallelSegmentShape {
        let hiddenSize = settings.hiddenSize ?? 32
        // All vectors are added up, so that they are of one size, which leaves at least half to the position.
        let size = min(max(settings.seriesEmbedding, inputs.embeddings.map(\.size).max() ?? 0), hiddenSize / 2)
        return ParallelSegmentShape(
            cell: settings.cell.layer, inputLength: windows.inputLength,
            segmentLength: Self.segmentLength(settings, windows), inputSize: inputs.size,
            hiddenSize: hiddenSize, outputSize: windows.horizon, futureSize: inputs.futureSize,
            embeddings: inputs.embeddings.map { EmbeddingShape(count: $0.count, size: size) })
    }

    /// A quarter of the window, at most 48 steps, as SegRNN was published with for windows of 720.
    static func segmentLength(_ settings: SegmentSettings, _ windows: WindowShape) -> Int {
        min(settings.segmentLength ?? min(48, (windows.inputLength + 3) / 4), windows.inputLength)
    }

    func network(
        _ shape: ParallelSegmentShape, _ settings: SegmentSettings, kernels: Kernels, trains: Bool
    ) -> ParallelSegmentNetwork {
        ParallelSegmentNetwork(shape, kernels: kernels, trains: trains)
    }

    func parameters(of shape: ParallelSegmentShape, _ settings: SegmentSettings, seed: UInt64) -> [Float] {
        ParameterInitializer(zeroHead: true).parameters(for: shape, seed: seed)
    }

    func check(_ shape: ParallelSegmentShape) throws(InvalidState) {
        try shape.checkSizes([shape.inputLength, shape.segmentLength, shape.hiddenSize])
        guard shape.hiddenSize <= NetworkLimits.hiddenSize
        else { throw InvalidState(reason: "the network is larger than any that can be fitted") }
    }
}

/// Fits a recurrent network that reads and decodes segments.
public typealias SegmentForecaster = NetworkForecaster<SegmentSettings>

extension NetworkForecaster<SegmentSettings> {
    /// Creates a forecaster called `segment-gru`.
    public init(settings: SegmentSettings = SegmentSettings()) {
        self.init(SegmentArchitecture(), identifier: "segment-gru", columnName: "SegmentGRU", settings: settings)
    }
}
