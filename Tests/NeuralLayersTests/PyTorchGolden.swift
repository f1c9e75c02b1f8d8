import Foundation
import NeuralLayers
import Testing

/// What PyTorch computed, as the script beside the JSON wrote it.
///
/// Arrays are flat and row-major. Inputs are exact in Float and Double; results were computed in float64.
enum PyTorchGolden {
    /// One forward pass and one backward pass of the mean squared error.
    struct Pass: Codable, Sendable, CustomTestStringConvertible {
        var shape: RecurrentNetworkShape
        /// B.
        var batch: Int
        /// T.
        var steps: Int
        /// In `ParameterLayout` order.
        var parameters: [Double]
        /// Shape `[T, B, D]`.
        var windows: [Double]
        /// h₀ and c₀, shape `[L, B, H]`.
        var initialHidden: [Double]
        var initialCell: [Double]
        /// Shape `[B, outputSize]`.
        var targets: [Double]
        /// For each layer `[T, B, I]`; nil without dropout.
        var dropoutMasks: [[Double]]?
        /// Features known ahead, `[B, outputSize, F]`, and codes, `[B, S]`; nil without either.
        var futures: [Double]?
        var codes: [Int32]?

        /// Shape `[B, outputSize]`.
        var outputs: [Double]
        /// h of every step, shape `[L, T, B, H]`.
        var hiddenStates: [Double]
        /// h_T and c_T, shape `[L, B, H]`; the latter of LSTMs only.
        var finalHidden: [Double]
        var finalCell: [Double]?
        var loss: Double
        var parametersGradient: [Double]
        var windowsGradient: [Double]
        var initialHiddenGradient: [Double]
        var initialCellGradient: [Double]?

        var testDescription: String {
            "\(shape.cell.rawValue) B\(batch) T\(steps) D\(shape.inputSize) H\(shape.hiddenSize) L\(shape.layerCount)"
                + (dropoutMasks == nil ? "" : " with dropout")
                + (futures == nil ? "" : " F\(shape.futureSize) E\(shape.embeddingSize)")
        }

        /// The hidden states of one layer, shape `[T, B, H]`.
        func hiddenStates(ofLayer layer: Int) -> [Double] {
            let size = steps * batch * shape.hiddenSize
            return Array(hiddenStates[(layer * size)..<((layer + 1) * size)])
        }
    }

    /// Twenty steps of Adam (β 0.9 and 0.999, ε 1e-8) on the mean squared error, from zero states.
    ///
    /// The gradient is clipped to the global norm `clip` as `clip_grad_norm_` does: times `clip / (norm + 1e-6)`
    /// when that is below 1. Some steps clip and some do not.
    struct Training: Codable, Sendable, CustomTestStringConvertible {
        struct Batch: Codable, Sendable {
            /// Shape `[T, B, D]`.
            var windows: [Double]
            /// Shape `[B, outputSize]`.
            var targets: [Double]
        }

        var shape: RecurrentNetworkShape
        var batch: Int
        var steps: Int
        var learningRate: Double
        var clip: Double
        /// The first parameters.
        var parameters: [Double]
        /// Step k trains on batch k modulo their number.
        var batches: [Batch]
        /// The loss of each step, before its update.
        var losses: [Double]
        /// The norm of each step's gradient, before clipping.
        var gradientNorms: [Double]
        /// After 5, 10, 15 and 20 steps.
        var parametersAfterEveryFiveSteps: [[Double]]

        var testDescription: String { shape.cell.rawValue }
    }

    /// One pass of a network that reads and decodes segments.
    struct SegmentPass: Codable, Sendable, CustomTestStringConvertible {
        var shape: ParallelSegmentShape
        /// B.
        var batch: Int
        /// In the order of the shape's layout.
        var parameters: [Double]
        /// Shape `[B, L]`.
        var windows: [Double]
        /// Shape `[B, outputSize]`.
        var targets: [Double]
        /// Shape `[B]`.
        var codes: [Int32]
        /// Shape `[B, outputSize]`.
        var outputs: [Double]
        var loss: Double
        var parametersGradient: [Double]

        var testDescription: String { "\(shape)" }
    }

    /// Every pass of segments.
    static func segmentPasses() throws -> [SegmentPass] { try read(SegmentFile.self, "segments").passes }

    /// Every pass of every cell, with covariates and without.
    static func passes() throws -> [Pass] {
        try (RecurrentCell.allCases.map(\.rawValue) + ["covariates"]).flatMap { try read(PassFile.self, $0).passes }
    }

    /// The training of every cell.
    static func trainings() throws -> [Training] {
        try RecurrentCell.allCases.map { cell in
            try read(TrainingFile.self, "training-\(cell.rawValue)").training
        }
    }

    private struct PassFile: Codable { var passes: [Pass] }
    private struct SegmentFile: Codable { var passes: [SegmentPass] }
    private struct TrainingFile: Codable { var training: Training }

    static func read<File: Decodable>(_ type: File.Type, _ name: String) throws -> File {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Goldens"))
        return try JSONDecoder().decode(type, from: Data(contentsOf: url))
    }
}

/// The largest distance between two arrays of one length, element by element; infinite when lengths differ or
/// anything is not a number.
func largestDifference<A: BinaryFloatingPoint, B: BinaryFloatingPoint>(_ a: [A], _ b: [B]) -> Double {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) { worst, pair in
        let difference = abs(Double(pair.0) - Double(pair.1))
        return difference.isNaN ? .infinity : max(worst, difference)
    }
}
