import Testing

@testable import NeuralLayers

/// One forward and backward pass of the fused transformer, with everything it put out.
struct TransformerPass: Equatable {
    /// Shape `[B, outputSize]`.
    var outputs: [Float] = []
    /// In the order of the layout.
    var gradients: [Float] = []

    /// The network of a case, and a workspace that has room for some more windows than the case has.
    static func make(
        _ test: TransformerCase, _ values: TransformerValues, _ kernels: Kernels, spareRows: Int = 0
    ) -> (FusedPatchTransformer, PatchTransformerWorkspace) {
        let network = FusedPatchTransformer(test.shape, kernels: kernels, trains: true)
        let parameters = AlignedBuffer(count: network.layout.count)
        parameters.assign(values.parameters.map { Float($0) })
        network.load(parameters)
        let workspace = network.makeWorkspace(
            rows: test.batch + spareRows, steps: test.shape.inputLength, trains: true, drops: test.drops)
        return (network, workspace)
    }

    /// Runs the windows `range` of `values`, all of them where it is nil.
    init(
        _ test: TransformerCase, _ values: TransformerValues, _ network: FusedPatchTransformer,
        _ workspace: PatchTransformerWorkspace, range: Range<Int>? = nil, kernels: Kernels = Kernels.available[0]
    ) {
        let range = range ?? 0..<test.batch
        Self.fill(workspace, test, values, range, kernels)
        network.forward(workspace, rows: range.count)
        let size = test.shape.outputSize
        outputs = range.indices.flatMap { row in
            Array(workspace.outputs.array[((row - range.lowerBound) * workspace.outputStride)...].prefix(size))
        }
        guard workspace.trains else { return }
        for row in 0..<range.count {
            for output in 0..<size {
                unsafe workspace.outputGradients.base[row * workspace.outputStride + output] =
                    Float(values.targets[(range.lowerBound + row) * size + output])
            }
        }
        let (shard, flat) = (AlignedBuffer(count: network.gradientCount), AlignedBuffer(count: network.layout.count))
        network.backward(workspace, rows: range.count, gradients: shard, accumulate: false)
        network.unpack(shard, into: flat)
        gradients = flat.array
    }

    /// A pass of its own network and workspace.
    init(_ test: TransformerCase, _ values: TransformerValues, _ kernels: Kernels) {
        let (network, workspace) = Self.make(test, values, kernels)
        self.init(test, values, network, workspace, kernels: kernels)
    }

    /// Writes the windows `range` into the workspace, as a feed does.
    static func fill(
        _ workspace: PatchTransformerWorkspace, _ test: TransformerCase, _ values: TransformerValues,
        _ range: Range<Int>, _ kernels: Kernels
    ) {
        let (shape, rows) = (test.shape, range.count)
        for (row, window) in range.enumerated() {
            for feature in 0..<shape.inputSize {
                let steps = (0..<shape.inputLength).map { step in
                    Float(values.windows[(step * test.batch + window) * shape.inputSize + feature])
                }
                unsafe workspace.assign(feature: feature, row: row, rows: rows, steps)
            }
            let ahead = shape.outputSize * shape.futureSize
            for place in 0..<ahead {
                unsafe workspace.futures.base[row * ahead + place] = Float(values.futures[window * ahead + place])
            }
            for place in shape.embeddings.indices {
                workspace.codes[row * shape.embeddings.count + place] =
                    values.codes[window * shape.embeddings.count + place]
            }
            guard workspace.drops else { continue }
            let masks = InputDropout(
                rate: TransformerCase.dropout.rate, seed: values.seed, layerCount: shape.dropoutLayerCount)
            workspace.drop(
                masks, epoch: TransformerCase.dropout.epoch, window: TransformerCase.name(ofWindow: window), row: row,
                rows: rows, kernels: kernels)
        }
    }
}
