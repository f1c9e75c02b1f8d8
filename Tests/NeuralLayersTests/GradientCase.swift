import NeuralLayers
import Numerics
import Testing

/// A network with inputs, states, masks and targets drawn from one seed.
struct GradientCase: Sendable, CustomTestStringConvertible {
    var shape: RecurrentNetworkShape
    var batch: Int
    var steps: Int
    var dropout: Bool

    init(
        _ cell: RecurrentCell, batch: Int, steps: Int, inputs: Int, hidden: Int, layers: Int, outputs: Int,
        dropout: Bool = false, futures: Int = 0, embeddings: [EmbeddingShape] = []
    ) {
        shape = RecurrentNetworkShape(
            cell: cell, inputSize: inputs, hiddenSize: hidden, layerCount: layers, outputSize: outputs,
            futureSize: futures, embeddings: embeddings)
        self.batch = batch
        self.steps = steps
        self.dropout = dropout
    }

    /// Every cell in one to three layers, with the sizes at which an index goes wrong: one, and odd ones.
    static let all: [GradientCase] = RecurrentCell.allCases.flatMap { cell in
        [
            GradientCase(cell, batch: 1, steps: 1, inputs: 1, hidden: 1, layers: 1, outputs: 1),
            GradientCase(cell, batch: 1, steps: 5, inputs: 1, hidden: 1, layers: 2, outputs: 5),
            GradientCase(cell, batch: 2, steps: 1, inputs: 3, hidden: 7, layers: 1, outputs: 5),
            GradientCase(cell, batch: 3, steps: 4, inputs: 3, hidden: 7, layers: 1, outputs: 1),
            GradientCase(cell, batch: 1, steps: 3, inputs: 1, hidden: 7, layers: 2, outputs: 1),
            GradientCase(cell, batch: 2, steps: 3, inputs: 3, hidden: 2, layers: 3, outputs: 5),
            GradientCase(cell, batch: 2, steps: 4, inputs: 3, hidden: 3, layers: 2, outputs: 2, dropout: true),
            GradientCase(cell, batch: 1, steps: 3, inputs: 1, hidden: 2, layers: 3, outputs: 1, dropout: true),
            GradientCase(cell, batch: 2, steps: 3, inputs: 1, hidden: 3, layers: 1, outputs: 3, futures: 1),
            GradientCase(cell, batch: 4, steps: 2, inputs: 2, hidden: 3, layers: 2, outputs: 1, embeddings: small),
            GradientCase(
                cell, batch: 5, steps: 4, inputs: 2, hidden: 3, layers: 2, outputs: 2, dropout: true, futures: 3,
                embeddings: [EmbeddingShape(count: 2, size: 1), EmbeddingShape(count: 3, size: 2)]),
        ]
    }

    /// A table of two vectors, of one number each.
    private static let small = [EmbeddingShape(count: 2, size: 1)]

    var testDescription: String {
        "\(shape.cell.rawValue) B\(batch) T\(steps) D\(shape.inputSize) H\(shape.hiddenSize) L\(shape.layerCount)"
            + " outputs \(shape.outputSize)" + (dropout ? " dropout" : "")
            + (shape.futureSize > 0 ? " F\(shape.futureSize)" : "")
            + (shape.embeddings.isEmpty ? "" : " S\(shape.embeddings.count) E\(shape.embeddingSize)")
    }

    /// The values of `seed`.
    func values(seed: UInt64) -> GradientValues {
        var random = CounterBasedRandom(seed: seed).sequence(.initialization)
        func normals(_ count: Int, _ scale: Double) -> [Double] {
            (0..<count).map { _ in scale * random.nextNormal() }
        }
        let stateCount = shape.layerCount * batch * shape.hiddenSize
        let parameterScale = min(0.7, 1.2 / Double(shape.hiddenSize).squareRoot())
        var values = GradientValues(
            parameters: normals(ParameterLayout(shape).count, parameterScale),
            windows: normals(steps * batch * shape.inputSize, 1),
            initialHidden: normals(stateCount, 0.5), initialCell: normals(stateCount, 0.5),
            targets: normals(batch * shape.outputSize, 1.5))
        if dropout {
            values.masks = (0..<shape.layerCount).map { layer in
                (0..<steps * batch * (layer == 0 ? shape.inputSize : shape.hiddenSize)).map { _ in
                    random.index(below: 4) == 0 ? 0 : 4.0 / 3
                }
            }
        }
        values.futures = normals(batch * shape.outputSize * shape.futureSize, 1)
        // Every code in turn, unknown ones on both sides of the table among them.
        values.codes = (0..<batch).flatMap { window in
            shape.embeddings.map { Int32((window + Int(seed % 7)) % ($0.count + 2)) - 1 }
        }
        return values
    }
}

/// What goes into a forward pass, each of which has a gradient (but the masks and targets).
struct GradientValues: Sendable {
    var parameters: [Double]
    var windows: [Double]
    var initialHidden: [Double]
    var initialCell: [Double]
    var targets: [Double]
    var masks: [[Double]?]?
    var futures: [Double] = []
    var codes: [Int32] = []

    func trace(_ test: GradientCase) -> ReferenceTrace<Double> {
        network(test).forward(
            windows: windows, batch: test.batch, steps: test.steps, initialHidden: initialHidden,
            initialCell: initialCell, dropoutMasks: masks, futures: futures, codes: codes)
    }

    func network(_ test: GradientCase) -> ReferenceRecurrentNetwork<Double> {
        ReferenceRecurrentNetwork(shape: test.shape, parameters: parameters)
    }
}
