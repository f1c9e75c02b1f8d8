import NeuralLayers
import Testing

extension PyTorchGolden {
    /// One forward pass and one backward pass of the mean squared error through a transformer.
    struct Transformer: Codable, Sendable, CustomTestStringConvertible {
        var shape: PatchTransformerShape
        /// B.
        var batch: Int
        /// In the order of the shape's layout.
        var parameters: [Double]
        /// Shape `[L, B, D]`.
        var windows: [Double]
        /// Shape `[B, outputSize]`.
        var targets: [Double]
        /// Features known ahead, `[B, outputSize, F]`, and codes, `[B, S]`.
        var futures: [Double]
        var codes: [Int32]

        /// Shape `[B, outputSize]`.
        var outputs: [Double]
        var parametersGradient: [Double]
        var windowsGradient: [Double]

        var testDescription: String { test.testDescription }

        /// Its sizes.
        var test: TransformerCase {
            var test = TransformerCase.small[0]
            (test.shape, test.batch) = (shape, batch)
            return test
        }

        /// What went in.
        var values: TransformerValues {
            TransformerValues(
                seed: 0, parameters: parameters, windows: windows, targets: targets, futures: futures, codes: codes)
        }
    }

    /// Every pass.
    static func transformers() throws -> [Transformer] { try read(TransformerFile.self, "transformer").passes }

    private struct TransformerFile: Codable { var passes: [Transformer] }
}
