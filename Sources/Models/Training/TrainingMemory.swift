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

    /// Copies of the parameters: the current, the best, two moments, the batch's gradient, and the first draw.
    private static let parameterCopies = 6.0

    init(
        _ shape: RecurrentNetworkShape, training: TrainingConfiguration, inputLength: Int, threads: Int,
        trainingWindows: Int, validationWindows: Int
    ) {
        let batchSize = min(training.batchSize, trainingWindows)
        let lanes = BatchShards(rows: batchSize, hiddenSize: shape.hiddenSize).laneCount
        let sizes = Sizes(shape, steps: inputLength)
        weights =
            4 * (Self.parameterCopies * sizes.parameters + Double(lanes + 1) * sizes.gradients + sizes.packedInputs)
            + 8 * Double(shape.hiddenSize) * sizes.width
        let rows = min(batchSize, BatchShards.mostRows(hiddenSize: shape.hiddenSize))
        let trains = sizes.activations(rows: rows, trains: true, drops: training.dropout > 0)
        let validates = sizes.activations(rows: ValidationLoss.rowsPerTask, trains: false, drops: false)
        let tasks = (validationWindows + ValidationLoss.rowsPerTask - 1) / ValidationLoss.rowsPerTask
        activations =
            4
            * (Double(min(threads, lanes)) * trains + Double(min(threads, tasks)) * validates)
    }

    /// Floats of one thread's workspace without dropout.
    static func activations(_ shape: RecurrentNetworkShape, _ rows: Int, _ steps: Int, trains: Bool) -> Double {
        Sizes(shape, steps: steps).activations(rows: rows, trains: trains, drops: false)
    }

    /// All bytes.
    var total: Double { weights + activations }

    /// Refuses what is larger than `limit` bytes.
    func check(limit: Int) throws(TrainingError) {
        guard total > Double(limit) else { return }
        let flags =
            weights > activations
            ? "--hidden or --layers" : "--batch, --input-length, --hidden, --layers or --threads"
        throw .outOfMemory(needed: total, limit: limit, flags: flags)
    }
}

/// Floats of the parts of a network; the letters are those of ``RecurrentWorkspace``.
private struct Sizes {
    private let shape: RecurrentNetworkShape
    private let steps, layers, blocks: Double
    /// P.
    let width: Double

    init(_ shape: RecurrentNetworkShape, steps: Int) {
        self.shape = shape
        self.steps = Double(steps)
        layers = Double(shape.layerCount)
        blocks = Double(CellGeometry(shape.cell).blockCount)
        width = Double(padded(shape.hiddenSize))
    }

    /// Of all tensors.
    var parameters: Double { Double(ParameterLayout(shape).count) }
    /// Of one shard's padded gradients; the weights packed for forward products take about as many.
    var gradients: Double { Double(GradientLayout(shape).count) }
    /// Of the weights packed a second time, for the products of the backward pass.
    var packedInputs: Double {
        let gates = Double(shape.gateRows)
        return gates * (layers * width + Double(padded(shape.embeddingSize)) + (layers - 1) * width)
    }

    /// Of one thread's workspace for `rows` windows.
    func activations(rows: Int, trains: Bool, drops: Bool) -> Double {
        let row = Double(rows) * width
        // Without training, layers share their buffers: two sequences of states, and pairs that take turns.
        let hidden = trains ? layers * (steps + 1) : min(2, layers - 1) * (steps + 1) + 2
        let cell = shape.cell.hasCellState ? (trains ? layers * (steps + 1) : 2) : 0
        let states = (hidden + cell) * row
        let block = trains ? max(rows, RecurrentWorkspace.blockRows) : rows
        let gateRows = trains && shape.cell.keepsGates ? steps * Double(rows) : Double(block)
        let gates = (trains ? layers : 1) * gateRows * (blocks * width + 16)
        let masks = drops ? 2 * (layers - 1) * steps * row : 0
        let carried = trains ? row * ((shape.cell.hasCellState ? 2 : 1) + (layers > 1 ? steps : 0)) : 0
        let ends =
            Double(rows) * (steps * Double(shape.inputSize(ofLayer: 0)) + 3 * Double(padded(shape.outputSize)))
        return states + gates + masks + carried + ends + covariates(rows: rows, trains: trains)
    }

    /// Of what embeddings and a temporal decoder add to it, in `Double` as all of this.
    private func covariates(rows: Int, trains: Bool) -> Double {
        let sums = trains ? blocks * width + 16 + Double(padded(shape.embeddingSize)) : 0
        let embeddings = shape.embeddings.isEmpty ? 0 : Double(shape.embeddings.count) + sums
        let units = Double((trains ? 2 : 1) * RecurrentNetworkShape.decoderSize)
        let decoder =
            shape.futureSize == 0 ? 0 : Double(shape.outputSize) * (Double(shape.futureSize) + units + 10)
        return Double(rows) * (embeddings + decoder)
    }
}
