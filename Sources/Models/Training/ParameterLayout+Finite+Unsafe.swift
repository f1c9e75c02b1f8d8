import NeuralLayers

extension ParameterLayout {
    /// The first tensor of `buffer` with an element that is NaN or infinite; nil when all are finite.
    func firstTensorNotFinite(in buffer: AlignedBuffer) -> String? {
        tensors.first { tensor in
            tensor.range.contains { unsafe !buffer.base[$0].isFinite }
        }?.name
    }
}
