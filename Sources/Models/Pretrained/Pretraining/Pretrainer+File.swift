import JSON
import NeuralLayers
import Tensors

extension Pretrainer {
    package func write(to path: String) throws {
        let weights = weights
        let layout = SegmentParameterLayout(plan.shape)
        try TensorFile.write(
            document: plan,
            tensors: layout.tensors.map {
                StoredTensor(name: $0.name, shape: $0.shape, elements: .float32(Array(weights[$0.range])))
            }, to: path)
    }
}
