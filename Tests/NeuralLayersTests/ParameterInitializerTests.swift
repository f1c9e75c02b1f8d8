import NeuralLayers
import Testing

@Suite struct ParameterInitializerTests {
    private let seed: UInt64 = 20_240_501

    private func shape(_ cell: RecurrentCell, d: Int = 40, h: Int = 64, layers: Int = 2) -> RecurrentNetworkShape {
        RecurrentNetworkShape(cell: cell, inputSize: d, hiddenSize: h, layerCount: layers, outputSize: 24)
    }

    /// One gate's block of the tensor called `name`.
    private func block(_ parameters: [Float], _ shape: RecurrentNetworkShape, _ name: String, gate: Int) throws
        -> [Float]
    {
        let tensor = try #require(ParameterLayout(shape)[name])
        let size = tensor.count / (name.hasPrefix("head") ? 1 : shape.cell.gateCount)
        return Array(parameters[(tensor.offset + gate * size)..<(tensor.offset + (gate + 1) * size)])
    }

    /// Holds `weights` to the uniform distribution on `±bound`: range, mean, variance and quartiles.
    private func expectUniform(_ weights: [Float], bound: Double, quartiles: Bool = true) {
        let n = Double(weights.count)
        let scaled = weights.map { Double($0) / bound }
        #expect(scaled.allSatisfy { abs($0) <= 1 + 1e-6 })
        #expect(!quartiles || scaled.contains { $0 > 0.98 } && scaled.contains { $0 < -0.98 })
        #expect(abs(scaled.reduce(0, +) / n) < 5 * (1 / 3.0 / n).squareRoot())
        let variance = scaled.reduce(0) { $0 + $1 * $1 } / n
        #expect(abs(variance - 1 / 3.0) < 5 * (4 / 45.0 / n).squareRoot())
        for quarter in 0..<(quartiles ? 4 : 0) {
            let low = Double(quarter) / 2 - 1
            let share = Double(scaled.count { $0 >= low && $0 < low + 0.5 }) / n
            #expect(abs(share - 0.25) < 5 * (3 / 16.0 / n).squareRoot())
        }
    }

    private func expectOrthogonal(_ matrix: [Float], size: Int) {
        for i in 0..<size {
            for j in 0..<size {
                let product = (0..<size).reduce(0.0) {
                    $0 + Double(matrix[i * size + $1]) * Double(matrix[j * size + $1])
                }
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-6)
            }
        }
    }

    @Test(arguments: RecurrentCell.allCases)
    func `Xavier weights are uniform with the fans of one gate`(cell: RecurrentCell) throws {
        let shape = shape(cell)
        let parameters = ParameterInitializer(.xavier).parameters(for: shape, seed: seed)
        for gate in 0..<cell.gateCount {
            expectUniform(
                try block(parameters, shape, "weight_ih_l0", gate: gate), bound: (6.0 / (40 + 64)).squareRoot())
            expectUniform(
                try block(parameters, shape, "weight_ih_l1", gate: gate), bound: (6.0 / (64 + 64)).squareRoot())
            expectUniform(
                try block(parameters, shape, "weight_hh_l0", gate: gate), bound: (6.0 / (64 + 64)).squareRoot())
        }
        expectUniform(try block(parameters, shape, "head.weight", gate: 0), bound: (6.0 / (64 + 24)).squareRoot())
    }

    @Test func `He weights are uniform with gain √2 and the fan-in`() throws {
        let shape = shape(.rnnReLU)
        let parameters = ParameterInitializer(.he).parameters(for: shape, seed: seed)
        expectUniform(try block(parameters, shape, "weight_ih_l0", gate: 0), bound: (6.0 / 40).squareRoot())
        expectUniform(try block(parameters, shape, "weight_hh_l1", gate: 0), bound: (6.0 / 64).squareRoot())
        expectUniform(try block(parameters, shape, "head.weight", gate: 0), bound: (6.0 / (64 + 24)).squareRoot())
    }

    @Test(arguments: RecurrentCell.allCases)
    func `automatic follows the activation`(cell: RecurrentCell) throws {
        let shape = shape(cell, layers: 1)
        let automatic = ParameterInitializer().parameters(for: shape, seed: seed)
        let bound = cell == .rnnReLU ? 6.0 / 40 : 6.0 / (40 + 64)
        for gate in 0..<cell.gateCount {
            expectUniform(try block(automatic, shape, "weight_ih_l0", gate: gate), bound: bound.squareRoot())
            expectOrthogonal(try block(automatic, shape, "weight_hh_l0", gate: gate), size: 64)
        }
    }

    @Test func `orthogonal input weights have orthonormal columns when a gate has more rows`() throws {
        let shape = shape(.gru, d: 3, h: 8)
        let parameters = ParameterInitializer(.orthogonal).parameters(for: shape, seed: seed)
        let weights = try block(parameters, shape, "weight_ih_l0", gate: 2)
        for i in 0..<3 {
            for j in 0..<3 {
                let product = (0..<8).reduce(0.0) { $0 + Double(weights[$1 * 3 + i]) * Double(weights[$1 * 3 + j]) }
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-6)
            }
        }
        expectOrthogonal(try block(parameters, shape, "weight_ih_l1", gate: 0), size: 8)
    }

    @Test(arguments: RecurrentCell.allCases, Initialization.allCases)
    func `biases are zero but for the forget gate's one`(cell: RecurrentCell, scheme: Initialization) {
        let shape = shape(cell, d: 2, h: 3)
        let parameters = ParameterInitializer(scheme).parameters(for: shape, seed: seed)
        for tensor in ParameterLayout(shape).tensors where tensor.shape.count == 1 {
            var expected = [Float](repeating: 0, count: tensor.count)
            if cell == .lstm, tensor.name.hasPrefix("bias_ih") { expected.replaceSubrange(3..<6, with: [1, 1, 1]) }
            #expect(Array(parameters[tensor.range]) == expected, "\(tensor.name)")
        }
    }

    @Test func `a zero head is zero and changes nothing else`() throws {
        let shape = shape(.gru, d: 2, h: 5)
        let zero = ParameterInitializer(zeroHead: true).parameters(for: shape, seed: seed)
        let usual = ParameterInitializer().parameters(for: shape, seed: seed)
        let head = try #require(ParameterLayout(shape)["head.weight"])
        #expect(zero[head.offset...].allSatisfy { $0 == 0 })
        #expect(usual[head.range].allSatisfy { $0 != 0 })
        #expect(zero[..<head.offset] == usual[..<head.offset])
    }

    @Test func `covariates change no other weight, and with a zero head an untrained network no output`() throws {
        let plain = shape(.gru, d: 2, h: 5)
        var with = plain
        with.futureSize = 3
        let usual = ParameterInitializer().parameters(for: plain, seed: seed)
        let parameters = ParameterInitializer().parameters(for: with, seed: seed)
        #expect(parameters.prefix(usual.count) == usual[...])
        let zero = ParameterInitializer(zeroHead: true).parameters(for: with, seed: seed)
        for name in ["head.weight", "decoder.skip.weight", "decoder.out.weight"] {
            let range = try #require(ParameterLayout(with)[name]).range
            #expect(zero[range].allSatisfy { $0 == 0 } && parameters[range].allSatisfy { $0 != 0 }, "\(name)")
        }
        let hidden = try #require(ParameterLayout(with)["decoder.hidden.weight"]).range
        expectUniform(Array(zero[hidden]), bound: (6.0 / 4).squareRoot(), quartiles: false)
    }

    @Test func `a table's vectors are small and all different`() throws {
        var shape = shape(.lstm, d: 2, h: 5)
        shape.embeddings = [EmbeddingShape(count: 300, size: 8), EmbeddingShape(count: 300, size: 8)]
        let parameters = ParameterInitializer(zeroHead: true).parameters(for: shape, seed: seed)
        let tables = try [0, 1].map { place in
            Array(parameters[try #require(ParameterLayout(shape)["embedding.\(place).weight"]).range])
        }
        expectUniform(tables[0], bound: 0.05)
        #expect(tables[0] != tables[1])
    }

    @Test(arguments: RecurrentCell.allCases, Initialization.allCases)
    func `parameters depend on the seed and no two blocks are the same`(
        cell: RecurrentCell, scheme: Initialization
    ) throws {
        let shape = shape(cell, d: 8, h: 8)
        let parameters = ParameterInitializer(scheme).parameters(for: shape, seed: seed)
        #expect(parameters == ParameterInitializer(scheme).parameters(for: shape, seed: seed))
        #expect(parameters != ParameterInitializer(scheme).parameters(for: shape, seed: seed + 1))
        #expect(parameters != ParameterInitializer(scheme).parameters(for: shape, seed: seed + 1 << 32))
        var blocks: Set<[Float]> = []
        for name in ["weight_ih_l0", "weight_hh_l0", "weight_ih_l1", "weight_hh_l1"] {
            for gate in 0..<cell.gateCount { blocks.insert(try block(parameters, shape, name, gate: gate)) }
        }
        #expect(blocks.count == 4 * cell.gateCount)
    }

    // What the schemes are for: through sixty steps the recurrent product keeps the length of the state.
    @Test func `an orthogonal recurrence neither grows nor dies`() throws {
        let shape = shape(.rnnTanh, h: 32, layers: 1)
        let weights = try block(
            ParameterInitializer().parameters(for: shape, seed: seed), shape, "weight_hh_l0", gate: 0)
        var state = (0..<32).map { $0 == 0 ? 1.0 : 0.0 }
        for _ in 0..<60 {
            state = (0..<32).map { row in (0..<32).reduce(0.0) { $0 + Double(weights[row * 32 + $1]) * state[$1] } }
        }
        #expect(abs(state.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
    }

    @Test func `the first parameters are the same bits everywhere`() {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for cell in RecurrentCell.allCases {
            for scheme in Initialization.allCases {
                for value in ParameterInitializer(scheme).parameters(for: shape(cell, d: 3, h: 7), seed: seed) {
                    digest = (digest ^ UInt64(value.bitPattern)) &* 0x100_0000_01B3
                }
            }
        }
        #expect(digest == 1_159_578_997_653_184_061)
    }
}
