import NeuralLayers
import Testing

@Suite struct PatchTransformerInitializerTests {
    private let shape = PatchTransformerShape(
        inputLength: 96, patchLength: 16, patchStride: 8, modelSize: 32, headCount: 4, feedForwardSize: 128,
        layerCount: 2, inputSize: 2, outputSize: 24, futureSize: 3, embeddings: [EmbeddingShape(count: 50, size: 9)])

    private func tensor(_ name: String, _ parameters: [Float]) throws -> [Float] {
        Array(parameters[try #require(shape.parameters[name]).range])
    }

    /// Holds `weights` to the uniform distribution on `±bound`: range, mean and variance.
    private func expectUniform(_ weights: some Collection<Float>, bound: Double, _ name: String) {
        let (n, scaled) = (Double(weights.count), weights.map { Double($0) / bound })
        #expect(scaled.allSatisfy { abs($0) <= 1 + 1e-6 } && scaled.contains { abs($0) > 1 - 5 / n }, "\(name)")
        #expect(abs(scaled.reduce(0, +) / n) < 5 * (1 / 3.0 / n).squareRoot(), "\(name)")
        let variance = scaled.reduce(0) { $0 + $1 * $1 } / n
        #expect(abs(variance - 1 / 3.0) < 5 * (4 / 45.0 / n).squareRoot(), "\(name)")
    }

    @Test func `linear maps are Xavier, each third of the one for queries, keys and values by itself`() throws {
        let parameters = ParameterInitializer().parameters(for: shape, seed: 9)
        let all = try tensor("encoder.layers.1.self_attn.in_proj_weight", parameters)
        for third in 0..<3 {
            expectUniform(all[third * 1024..<(third + 1) * 1024], bound: (6.0 / 64).squareRoot(), "in_proj")
        }
        for (name, fans) in [
            ("patch.weight", 64.0), ("encoder.layers.0.self_attn.out_proj.weight", 64),
            ("encoder.layers.0.linear1.weight", 160), ("encoder.layers.1.linear2.weight", 160),
            ("head.weight", 24 + 32 * 12), ("static.weight", 41),
        ] {
            expectUniform(try tensor(name, parameters), bound: (6.0 / fans).squareRoot(), name)
        }
        expectUniform(try tensor("position.weight", parameters), bound: 0.05, "positions")
        expectUniform(try tensor("embedding.0.weight", parameters), bound: 0.05, "vectors")
        expectUniform(try tensor("decoder.hidden.weight", parameters), bound: (6.0 / 4).squareRoot(), "units")
    }

    @Test func `gains start at one and biases at zero`() throws {
        let parameters = ParameterInitializer().parameters(for: shape, seed: 9)
        for tensor in shape.parameters.tensors where tensor.shape.count == 1 {
            let isGain = tensor.name.contains("norm") && tensor.name.hasSuffix("weight")
            #expect(parameters[tensor.range].allSatisfy { $0 == (isGain ? 1 : 0) }, "\(tensor.name)")
        }
    }

    @Test func `with a head of zeros an untrained network forecasts the anchor`() {
        var test = TransformerCase.small[5]
        test.drops = false
        var values = test.values(seed: 2)
        let own = ParameterInitializer(zeroHead: true).parameters(for: test.shape, seed: 2)
        values.parameters = own.map { Double($0) }
        #expect(values.trace(test).outputs.allSatisfy { $0 == 0 })
        #expect(TransformerPass(test, values, Kernels.available[0]).outputs.allSatisfy { $0 == 0 })
        #expect(own == ParameterInitializer(zeroHead: true).parameters(for: test.shape, seed: 2))
        #expect(own != ParameterInitializer(zeroHead: true).parameters(for: test.shape, seed: 3))
    }
}
