import Foundation
import NeuralLayers
import Testing

@Suite struct RecurrentNetworkShapeTests {
    private let plain = RecurrentNetworkShape(cell: .gru, inputSize: 2, hiddenSize: 5, layerCount: 2, outputSize: 7)

    private func json(_ shape: RecurrentNetworkShape) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(shape), as: UTF8.self)
    }

    @Test func `a shape without covariates is written and read as before there were any`() throws {
        let text = #"{"cell":"gru","hiddenSize":5,"inputSize":2,"layerCount":2,"outputSize":7}"#
        #expect(try json(plain) == text)
        #expect(try JSONDecoder().decode(RecurrentNetworkShape.self, from: Data(text.utf8)) == plain)
    }

    @Test func `covariates survive the file`() throws {
        var shape = plain
        shape.futureSize = 3
        shape.embeddings = [EmbeddingShape(count: 9, size: 4), EmbeddingShape(count: 2, size: 1)]
        let text = try json(shape)
        #expect(text.contains(#""embeddings":[{"count":9,"size":4},{"count":2,"size":1}],"futureSize":3"#))
        #expect(try JSONDecoder().decode(RecurrentNetworkShape.self, from: Data(text.utf8)) == shape)
    }

    @Test func `embeddings widen what the bottom layer reads, and nothing above`() {
        var shape = plain
        shape.embeddings = [EmbeddingShape(count: 9, size: 4), EmbeddingShape(count: 2, size: 1)]
        #expect(shape.inputSize == 2 && shape.inputSize(ofLayer: 0) == 7 && shape.inputSize(ofLayer: 1) == 5)
    }

    @Test func `tensors of covariates follow the head's under PyTorch's names`() {
        var shape = plain
        shape.futureSize = 3
        shape.embeddings = [EmbeddingShape(count: 9, size: 4)]
        let tensors = ParameterLayout(shape).tensors.suffix(6)
        #expect(
            tensors.map(\.name) == [
                "head.bias", "decoder.skip.weight", "decoder.hidden.weight", "decoder.hidden.bias",
                "decoder.out.weight", "embedding.0.weight",
            ])
        #expect(tensors.map(\.shape) == [[7], [1, 3], [16, 4], [16], [1, 16], [9, 4]])
    }
}
