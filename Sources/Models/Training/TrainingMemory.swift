import NeuralLayers
import Windowing

/// How many bytes training takes, known before it takes them.
///
/// Counted in `Double`, which has no overflow: whatever the flags ask for has a size that can be named.
struct TrainingMemory {
    /// Bytes of parameters, gradients, moments and packed weights.
    let weights: Double
    /// Bytes of activations, over all threads.
    let activations: Double
    /// The flag of the layers' width.
    private let sizeFlag: String

    /// Copies of the parameters: the current, the best, two moments, the batch's gradient, and the first draw.
    private static let parameterCopies = 6.0

    init(
        _ shape: some WindowNetworkShape, training: TrainingConfiguration, inputLength: Int, threads: Int,
        trainingWindows: Int, validationWindows: Int, sizeFlag: String = "--hidden"
    ) {
        self.sizeFlag = sizeFlag
        let batchSize = min(training.batchSize, trainingWindows)
        let lanes = BatchShards(rows: batchSize, mostRows: shape.shardRows).laneCount
        let parameters = Double(shape.parameters.count)
        weights =
            4 * (Self.parameterCopies * parameters + Double(lanes) * shape.gradientFloats + shape.packedFloats)
            + shape.drawingBytes
        func workspace(rows: Int, trains: Bool, drops: Bool) -> Double {
            shape.workspaceFloats(rows: rows, steps: inputLength, trains: trains, drops: drops)
        }
        let trains = workspace(rows: min(batchSize, shape.shardRows), trains: true, drops: training.dropout > 0)
        let validates = workspace(rows: validationRows, trains: false, drops: false)
        let tasks = (validationWindows + validationRows - 1) / validationRows
        activations = 4 * (Double(min(threads, lanes)) * trains + Double(min(threads, tasks)) * validates)
    }

    /// All bytes.
    var total: Double { weights + activations }

    /// Refuses what is larger than `limit` bytes.
    func check(limit: Int) throws(TrainingError) {
        guard total > Double(limit) else { return }
        let flags =
            weights > activations
            ? "\(sizeFlag) or --layers" : "--batch, --input-length, \(sizeFlag), --layers or --threads"
        throw .outOfMemory(needed: total, limit: limit, flags: flags)
    }
}
