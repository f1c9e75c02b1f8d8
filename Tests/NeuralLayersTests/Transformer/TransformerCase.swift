import NeuralLayers
import Numerics
import Testing

/// A transformer with inputs, masks and targets drawn from one seed.
struct TransformerCase: Sendable, CustomTestStringConvertible {
    var shape: PatchTransformerShape
    var batch: Int
    var drops = false

    /// - Parameters:
    ///   - patch: Steps of a patch and between patches.
    ///   - model: Features of a token, heads, and features between the maps of a layer.
    init(
        batch: Int, length: Int, patch: (Int, Int), model: (Int, Int, Int), layers: Int, inputs: Int = 1,
        outputs: Int, drops: Bool = false, futures: Int = 0, embeddings: [EmbeddingShape] = []
    ) {
        shape = PatchTransformerShape(
            inputLength: length, patchLength: patch.0, patchStride: patch.1, modelSize: model.0, headCount: model.1,
            feedForwardSize: model.2, layerCount: layers, inputSize: inputs, outputSize: outputs,
            futureSize: futures, embeddings: embeddings)
        self.batch = batch
        self.drops = drops
    }

    private static let tables = [EmbeddingShape(count: 3, size: 2), EmbeddingShape(count: 2, size: 7)]

    /// Windows that patches fit and do not fit, one patch, one to eight heads, and all that a window may come with.
    static let small = [
        TransformerCase(batch: 1, length: 1, patch: (1, 1), model: (8, 1, 8), layers: 1, outputs: 1),
        TransformerCase(batch: 2, length: 8, patch: (4, 2), model: (8, 2, 8), layers: 1, outputs: 3),
        TransformerCase(batch: 2, length: 9, patch: (4, 3), model: (8, 4, 16), layers: 2, inputs: 2, outputs: 2),
        TransformerCase(batch: 2, length: 3, patch: (5, 2), model: (8, 2, 8), layers: 1, outputs: 2),
        TransformerCase(batch: 2, length: 7, patch: (3, 2), model: (8, 2, 8), layers: 2, outputs: 2, drops: true),
        TransformerCase(
            batch: 5, length: 7, patch: (3, 3), model: (8, 1, 8), layers: 1, inputs: 3, outputs: 3, drops: true,
            futures: 2, embeddings: tables),
    ]

    /// Those, and sizes at which a tile, a vector or a panel ends in the middle.
    static let all =
        small + [
            TransformerCase(batch: 16, length: 48, patch: (16, 8), model: (16, 4, 128), layers: 3, outputs: 24),
            TransformerCase(batch: 13, length: 40, patch: (7, 3), model: (24, 3, 40), layers: 2, inputs: 3, outputs: 5),
            TransformerCase(batch: 7, length: 33, patch: (2, 1), model: (40, 8, 24), layers: 1, outputs: 17),
            TransformerCase(
                batch: 16, length: 30, patch: (6, 2), model: (64, 2, 72), layers: 2, inputs: 2, outputs: 9,
                drops: true, futures: 3, embeddings: [EmbeddingShape(count: 20, size: 33)]),
            // More windows than run side by side.
            TransformerCase(
                batch: 37, length: 20, patch: (4, 4), model: (16, 2, 32), layers: 2, outputs: 2, drops: true,
                embeddings: tables),
        ]

    var testDescription: String {
        "B\(batch) L\(shape.inputLength) P\(shape.patchLength)/\(shape.patchStride) d\(shape.modelSize)"
            + " heads \(shape.headCount) between \(shape.feedForwardSize) layers \(shape.layerCount)"
            + " D\(shape.inputSize) outputs \(shape.outputSize)" + (drops ? " dropout" : "")
            + (shape.futureSize > 0 ? " F\(shape.futureSize)" : "")
            + (shape.embeddings.isEmpty ? "" : " E\(shape.embeddingSize)")
    }

    /// The share that is dropped, and the epoch whose masks they are.
    static let dropout = (rate: 0.3, epoch: 5)
    /// What dropout calls window `window` of the batch.
    static func name(ofWindow window: Int) -> Int { 1_000 + 7 * window }

    /// The values of `seed`.
    func values(seed: UInt64) -> TransformerValues {
        var random = CounterBasedRandom(seed: seed).sequence(.initialization)
        func normals(_ count: Int, _ scale: Double) -> [Double] {
            (0..<count).map { _ in scale * random.nextNormal() }
        }
        var values = TransformerValues(seed: seed)
        for tensor in shape.parameters.tensors {
            let isGain = tensor.name.contains("norm") && tensor.name.hasSuffix(".weight")
            let scale = tensor.shape.count == 1 ? 0.3 : min(0.7, 1.2 / Double(tensor.shape[1]).squareRoot())
            values.parameters += normals(tensor.count, scale).map { isGain ? 1 + $0 : $0 }
        }
        values.windows = normals(shape.inputLength * batch * shape.inputSize, 1)
        values.targets = normals(batch * shape.outputSize, 1.5)
        values.futures = normals(batch * shape.outputSize * shape.futureSize, 1)
        // Every code in turn, unknown ones on both sides of the table among them.
        values.codes = (0..<batch).flatMap { window in
            shape.embeddings.map { Int32((window + Int(seed % 7)) % ($0.count + 2)) - 1 }
        }
        if drops { values.masks = masks(seed: seed) }
        return values
    }

    /// What the linear maps' inputs are multiplied with, read off Philox half word by half word: of each
    /// `[B, N, features]`.
    private func masks(seed: UInt64) -> [[Double]] {
        let (rate, epoch) = Self.dropout
        let random = CounterBasedRandom(seed: seed)
        let tokens = shape.tokenCount
        return (0...4 * shape.layerCount).map { place in
            let isHead = place == 4 * shape.layerCount
            let width = !isHead && place % 4 == 3 ? shape.feedForwardSize : shape.modelSize
            // The kernels count an odd number of tokens but before the head, where there are no gaps.
            let row = isHead ? tokens : tokens | 1
            return (0..<batch).flatMap { window in
                (0..<tokens).flatMap { token in
                    (0..<width).map { feature in
                        let element = feature * row + token
                        let word = random.words(
                            .dropout, UInt32(element / 8), UInt32(Self.name(ofWindow: window)),
                            UInt32(epoch * (4 * shape.layerCount + 1) + place))[element / 2 % 4]
                        let half = element % 2 == 0 ? word & 0xFFFF : word >> 16
                        return half < UInt32(rate * 0x1p16) ? 0 : Double(Float(1 / (1 - rate)))
                    }
                }
            }
        }
    }
}

/// What goes into a forward pass.
struct TransformerValues: Sendable {
    var seed: UInt64
    /// In the order of the shape's layout.
    var parameters: [Double] = []
    /// Shape `[L, B, D]`.
    var windows: [Double] = []
    /// Shape `[B, outputSize]`.
    var targets: [Double] = []
    var futures: [Double] = []
    var codes: [Int32] = []
    var masks: [[Double]]?

    func network(_ test: TransformerCase) -> ReferencePatchTransformer<Double> {
        ReferencePatchTransformer(shape: test.shape, parameters: parameters)
    }

    func trace(_ test: TransformerCase) -> ReferencePatchTransformer<Double>.Trace {
        network(test).forward(
            .init(count: test.batch, windows: windows, futures: futures, codes: codes, masks: masks))
    }
}
