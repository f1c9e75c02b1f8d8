import CKernels

/// Stacked recurrent layers under a linear head, on the fused kernels: the Float twin of ``ReferenceRecurrentNetwork``.
///
/// Holds packed weights only. A pass reads and writes a ``RecurrentWorkspace``, so that several threads can run shards
/// of one batch through the same network.
@safe
package final class FusedRecurrentNetwork: WindowNetwork, @unchecked Sendable {
    package let shape: RecurrentNetworkShape
    package let layout: ParameterLayout
    package let gradientLayout: GradientLayout
    /// Whether there is a backward pass; what it needs is held only then.
    let trains: Bool
    /// Steps that gradients flow back from the last one, in every layer; nil for all.
    private let truncation: Int?
    let kernels: UnsafePointer<FKKernels>
    let cell: CellKernels
    let layers: [PackedLayer]
    private let headForward, headBackward: PackedMatrix
    private let headBias: AlignedBuffer
    let embeddings: EmbeddingTables?
    let decoder: TemporalDecoder?

    /// Creates a network whose weights are all zero until ``load(_:)``.
    ///
    /// - Parameters:
    ///   - trains: Whether it is for backward passes as well.
    ///   - truncation: Steps that gradients flow back from the last one, in every layer; nil for all.
    package init(_ shape: RecurrentNetworkShape, kernels: Kernels, trains: Bool, truncation: Int? = nil) {
        precondition(truncation ?? 1 >= 1, "gradients flow back from one step at least")
        self.shape = shape
        self.truncation = truncation
        self.trains = trains
        unsafe self.kernels = kernels.table
        cell = CellKernels(shape.cell, kernels)
        layout = ParameterLayout(shape)
        gradientLayout = GradientLayout(shape)
        layers = (0..<shape.layerCount).map { PackedLayer(shape, layer: $0, trains: trains) }
        headForward = PackedMatrix(depth: shape.hiddenSize, columns: padded(shape.outputSize))
        headBackward = PackedMatrix(depth: trains ? shape.outputSize : 0, columns: padded(shape.hiddenSize))
        headBias = AlignedBuffer(count: padded(shape.outputSize))
        embeddings = shape.embeddings.isEmpty ? nil : EmbeddingTables(shape)
        decoder =
            unsafe shape.futureSize == 0
            ? nil
            : TemporalDecoder(futureSize: shape.futureSize, horizon: shape.outputSize, kernels: kernels.table)
    }

    /// Packs `parameters`, given in the order of ``layout``.
    package func load(_ parameters: AlignedBuffer) {
        precondition(parameters.count >= layout.count, "one value for every parameter")
        let base = unsafe UnsafePointer(parameters.base)
        for (index, layer) in layers.enumerated() {
            let first = index * 4
            unsafe layer.pack(
                inputWeights: base + layout.tensors[first].offset,
                hiddenWeights: base + layout.tensors[first + 1].offset,
                inputBias: base + layout.tensors[first + 2].offset,
                hiddenBias: base + layout.tensors[first + 3].offset)
        }
        let (h, o) = (shape.hiddenSize, shape.outputSize)
        let weights = unsafe base + layout.tensors[shape.headTensor].offset
        unsafe headForward.pack(
            weights, columnStride: h, depthStride: 1,
            firstDepth: 0, depthCount: h, firstColumn: 0, columnCount: o)
        if trains {
            unsafe headBackward.pack(
                weights, columnStride: 1, depthStride: h,
                firstDepth: 0, depthCount: o, firstColumn: 0, columnCount: h)
        }
        unsafe headBias.base.update(from: base + layout.tensors[shape.headTensor + 1].offset, count: o)
        unsafe decoder?.pack(base, tensors: layout.tensors[shape.decoderTensor...].prefix(4))
        unsafe embeddings?.load(base, tensors: layout.tensors[shape.embeddingTensor...])
    }

    /// Runs the first `rows` windows of `workspace.inputs` forward; the forecasts are in `workspace.outputs`.
    ///
    /// - Parameter keepingInitialState: Start from what lies in slot 0 of each layer's states, not from zero. A
    ///   workspace serves shards of several sizes, and slot 0 of a larger one holds what a smaller one left there.
    /// - Precondition: `rows` is within the workspace, and its inputs are `[T, rows, inputStride]`; only the layers of
    ///   a workspace that trains have an initial state each.
    package func forward(_ workspace: RecurrentWorkspace, rows: Int, keepingInitialState: Bool) {
        precondition(rows >= 1 && rows <= workspace.rows, "rows are within the workspace")
        precondition(workspace.trains || !keepingInitialState, "layers that share their states start from zero")
        let width = padded(shape.hiddenSize)
        embeddings?.append(to: workspace, rows: rows)
        for (index, layer) in layers.enumerated() {
            let own = workspace.layers[index]
            if !keepingInitialState { own.clearInitialState(count: rows * width) }
            var input = unsafe UnsafePointer(workspace.inputs.base)
            var inputStride = workspace.inputStride
            if index > 0 {
                let below = unsafe workspace.layers[index - 1].hidden.base + rows * width
                unsafe input = UnsafePointer(below)
                inputStride = width
                if workspace.drops {
                    unsafe kernels.pointee.multiply(
                        workspace.steps * rows * width, own.droppedInput.base, below, own.mask.base)
                    unsafe input = UnsafePointer(own.droppedInput.base)
                }
            }
            unsafe forward(layer, own, workspace, rows: rows, input: input, inputStride: inputStride)
        }
        let top = workspace.layers[layers.count - 1]
        var product = unsafe FKProduct(
            rows: rows, columns: workspace.outputStride, into: workspace.outputs.base,
            rowStride: workspace.outputStride, bias: UnsafePointer(headBias.base))
        unsafe product.append(
            headForward.segment(
                top.hidden.base + top.hiddenSlot(workspace.steps) * rows * width, rowStride: width,
                firstDepth: 0, depthCount: shape.hiddenSize))
        unsafe kernels.pointee.product(&product)
        if let decoder, let own = workspace.decoder {
            decoder.forward(own, outputs: workspace.outputs, stride: workspace.outputStride, rows: rows)
        }
    }

    /// Runs the first `rows` windows forward from states of zero.
    package func forward(_ workspace: RecurrentWorkspace, rows: Int) {
        forward(workspace, rows: rows, keepingInitialState: false)
    }

    /// Backpropagates through time from `workspace.outputGradients`.
    package func backward(_ workspace: RecurrentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool) {
        backward(workspace, rows: rows, truncation: truncation, gradients: gradients, accumulate: accumulate)
    }

    /// Floats of ``gradientLayout``.
    package var gradientCount: Int { gradientLayout.count }

    /// Writes gradients in the order of ``layout``.
    package func unpack(_ gradients: AlignedBuffer, into flat: AlignedBuffer) {
        gradientLayout.unpack(gradients, into: flat, parameters: layout)
    }

    /// A workspace for this network.
    package func makeWorkspace(rows: Int, steps: Int, trains: Bool, drops: Bool) -> RecurrentWorkspace {
        RecurrentWorkspace(shape, rows: rows, steps: steps, trains: trains, drops: drops)
    }

    private func forward(
        _ layer: PackedLayer, _ own: RecurrentWorkspace.Layer, _ workspace: RecurrentWorkspace, rows: Int,
        input: UnsafePointer<Float>, inputStride: Int
    ) {
        let width = layer.paddedHidden
        let step = rows * width
        let keepsGates = shape.cell.keepsGates
        let gateStep = workspace.trains && keepsGates ? rows * layer.gateStride : 0
        for t in 0..<workspace.steps {
            let gates = unsafe own.gates.base + t * gateStep
            var cellStep = unsafe FKCellStep(own, layer, rows: rows, step: t, gates: gates)
            // Without gates to keep, the pre-activation becomes the hidden state where it is.
            unsafe layer.project(
                kernels, rows: rows, input: input + t * rows * inputStride, inputStride: inputStride,
                hidden: own.hidden.base + own.hiddenSlot(t) * step,
                into: keepsGates ? gates : own.hidden.base + own.hiddenSlot(t + 1) * step,
                gatesStride: keepsGates ? layer.gateStride : width, lastFirst: t % 2 == 1)
            unsafe cell.forward(&cellStep)
        }
    }

    /// The head's share of the backward pass: its own gradients, and dh of the top layer's last step.
    func backwardHead(
        _ workspace: RecurrentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        let width = padded(shape.hiddenSize)
        let stride = workspace.outputStride
        let delta = unsafe workspace.headGradients.base
        let top = workspace.layers[layers.count - 1]
        let last = unsafe top.hidden.base + workspace.steps * rows * width
        var weights = unsafe FKProduct(
            rows: shape.outputSize, columns: width, into: gradients.base + gradientLayout.headWeight, rowStride: width,
            accumulate: accumulate)
        unsafe weights.append(
            FKSegment(
                transposed: delta, rowStride: stride, times: last, rowStride: width,
                depth: rows))
        unsafe kernels.pointee.product(&weights)
        var sums = unsafe FKProduct(
            sumOfRows: delta, rowStride: stride, depth: rows, columns: stride,
            into: gradients.base + gradientLayout.headBias, accumulate: accumulate)
        unsafe kernels.pointee.product(&sums)
        var carried = unsafe FKProduct(
            rows: rows, columns: width, into: workspace.hiddenGradient.base, rowStride: width)
        unsafe carried.append(
            headBackward.segment(delta, rowStride: stride, firstDepth: 0, depthCount: shape.outputSize))
        unsafe kernels.pointee.product(&carried)
    }
}
