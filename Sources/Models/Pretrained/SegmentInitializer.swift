import NeuralLayers

/// The first weights of a segment network, a function of its shape and a seed alone.
enum SegmentInitializer {
    /// Recurrent layers as any recurrent network has them, the head Xavier, and what follows it zero: an untrained network
    /// answers with the seasonal naive forecast.
    static func parameters(_ shape: SegmentNetworkShape, seed: UInt64) -> [Float] {
        let layout = SegmentParameterLayout(shape)
        let recurrent = ParameterInitializer().parameters(for: shape.recurrent, seed: seed)
        return recurrent + [Float](repeating: 0, count: layout.count - recurrent.count)
    }
}
