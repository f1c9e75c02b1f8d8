import Testing

@testable import NeuralLayers

/// One forward and backward pass of the fused network, with everything it put out.
struct FusedPass: Equatable {
    /// Shape `[B, outputSize]`.
    var outputs: [Float] = []
    /// h of every step of every layer, shape `[L, T, B, H]`.
    var hiddenStates: [Float] = []
    /// In ``ParameterLayout`` order.
    var gradients: [Float] = []

    /// The network of a case, and a workspace that has room for some more windows than the case has.
    static func make(
        _ test: GradientCase, _ values: GradientValues, _ kernels: Kernels, spareRows: Int = 0
    ) -> (FusedRecurrentNetwork, RecurrentWorkspace) {
        let network = FusedRecurrentNetwork(test.shape, kernels: kernels, trains: true)
        let parameters = AlignedBuffer(count: network.layout.count)
        parameters.assign(values.parameters.map { Float($0) })
        network.load(parameters)
        let workspace = RecurrentWorkspace(
            test.shape, rows: test.batch + spareRows, steps: test.steps, trains: true, drops: values.masks != nil)
        return (network, workspace)
    }

    /// Runs `values` through `network`, from their initial state or from zero.
    init(
        _ test: GradientCase, _ values: GradientValues, _ network: FusedRecurrentNetwork,
        _ workspace: RecurrentWorkspace, truncation: Int? = nil, fromZero: Bool = false
    ) {
        Self.fillInputs(workspace, test, values)
        if !fromZero { Self.fillState(workspace, test, values) }
        network.forward(workspace, rows: test.batch, keepingInitialState: !fromZero)
        Self.fill(
            workspace.outputGradients, rows: test.batch, width: test.shape.outputSize, stride: workspace.outputStride,
            values.targets)
        outputs = Self.rows(
            workspace.outputs, first: 0, count: test.batch, width: test.shape.outputSize, workspace.outputStride)
        for layer in workspace.layers {
            hiddenStates += Self.rows(
                layer.hidden, first: test.batch, count: test.steps * test.batch, width: test.shape.hiddenSize,
                padded(test.shape.hiddenSize))
        }
        let shard = AlignedBuffer(count: network.gradientLayout.count)
        let flat = AlignedBuffer(count: network.layout.count)
        network.backward(workspace, rows: test.batch, truncation: truncation, gradients: shard, accumulate: false)
        network.gradientLayout.unpack(shard, into: flat, parameters: network.layout)
        gradients = flat.array
    }

    /// A pass of its own network and workspace.
    init(_ test: GradientCase, _ values: GradientValues, _ kernels: Kernels, truncation: Int? = nil) {
        let (network, workspace) = Self.make(test, values, kernels)
        self.init(test, values, network, workspace, truncation: truncation)
    }

    private static func fillInputs(_ workspace: RecurrentWorkspace, _ test: GradientCase, _ values: GradientValues) {
        var windows = values.windows
        if let mask = values.masks?[0] { windows = zip(windows, mask).map { $0 * $1 } }
        fill(
            workspace.inputs, rows: test.steps * test.batch, width: test.shape.inputSize,
            stride: workspace.inputStride, windows)
        workspace.futures.assign(values.futures.map { Float($0) })
        workspace.codes.replaceSubrange(0..<values.codes.count, with: values.codes)
        guard let masks = values.masks else { return }
        for layer in 1..<test.shape.layerCount {
            fill(
                workspace.layers[layer].mask, rows: test.steps * test.batch, width: test.shape.hiddenSize,
                stride: padded(test.shape.hiddenSize), masks[layer] ?? [])
        }
    }

    private static func fillState(_ workspace: RecurrentWorkspace, _ test: GradientCase, _ values: GradientValues) {
        let (size, stride) = (test.shape.hiddenSize, padded(test.shape.hiddenSize))
        let count = test.batch * size
        for (index, layer) in workspace.layers.enumerated() {
            let range = index * count..<(index + 1) * count
            fill(layer.hidden, rows: test.batch, width: size, stride: stride, Array(values.initialHidden[range]))
            if test.shape.cell.hasCellState {
                fill(layer.cell, rows: test.batch, width: size, stride: stride, Array(values.initialCell[range]))
            }
        }
    }

    /// Writes `values`, `[rows, width]`, into rows `stride` apart and zeros behind them.
    private static func fill(_ buffer: AlignedBuffer, rows: Int, width: Int, stride: Int, _ values: [Double]) {
        for row in 0..<rows {
            for column in 0..<stride {
                unsafe buffer.base[row * stride + column] = column < width ? Float(values[row * width + column]) : 0
            }
        }
    }

    private static func rows(
        _ buffer: AlignedBuffer, first: Int, count: Int, width: Int, _ stride: Int
    ) -> [Float] {
        let all = buffer.array
        return (first..<first + count).flatMap { all[($0 * stride)..<($0 * stride + width)] }
    }
}

/// Whether two arrays hold the same bits, NaN and the sign of zero included.
func sameBits(_ a: [Float], _ b: [Float]) -> Bool { a.map(\.bitPattern) == b.map(\.bitPattern) }

/// The largest distance between `own` and `exact`, relative to the largest of the latter or 1.
func relativeDifference(_ own: [Float], _ exact: [Double]) -> Double {
    largestDifference(own, exact) / max(1, exact.map(abs).max() ?? 0)
}
