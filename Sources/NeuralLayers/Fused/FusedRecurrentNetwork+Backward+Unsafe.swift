import CKernels

extension FusedRecurrentNetwork {
    /// Backpropagates through time from `workspace.outputGradients`.
    ///
    /// - Parameters:
    ///   - rows: Windows of the shard, as in the forward pass just made.
    ///   - truncation: Steps that gradients flow back from the last one, in every layer; nil for all.
    ///   - gradients: Assigned the shard's parameter gradients, laid out by ``gradientLayout``.
    package func backward(
        _ workspace: RecurrentWorkspace, rows: Int, truncation: Int? = nil, gradients: AlignedBuffer
    ) {
        precondition(workspace.trains && gradients.count >= gradientLayout.count, "a workspace made for training")
        let firstStep = truncation.map { max(0, workspace.steps - $0) } ?? 0
        backwardHead(workspace, rows: rows, gradients: gradients)
        for index in layers.indices.reversed() {
            backwardThroughTime(workspace, layer: index, rows: rows, firstStep: firstStep)
            accumulateWeights(workspace, layer: index, rows: rows, firstStep: firstStep, gradients: gradients)
            if index > 0 { passDown(workspace, layer: index, rows: rows, firstStep: firstStep) }
        }
    }

    /// Turns gate activations into gate gradients, last step first, carrying dh (and dc) along.
    private func backwardThroughTime(_ workspace: RecurrentWorkspace, layer index: Int, rows: Int, firstStep: Int) {
        let layer = layers[index]
        let own = workspace.layers[index]
        let width = layer.paddedHidden
        let step = rows * width
        let dh = unsafe workspace.hiddenGradient.base
        let isTop = index == layers.count - 1
        if !isTop { unsafe dh.update(repeating: 0, count: step) }
        if shape.cell.hasCellState { unsafe workspace.cellGradient.base.update(repeating: 0, count: step) }
        for t in stride(from: workspace.steps - 1, through: firstStep, by: -1) {
            if !isTop { unsafe kernels.pointee.add(step, dh, workspace.sequenceGradient.base + t * step) }
            let previous = unsafe own.hidden.base + t * step
            let gates = unsafe own.gates.base + t * rows * layer.gateWidth
            switch shape.cell {
            case .rnnTanh:
                unsafe kernels.pointee.rnn_tanh_backward(rows, width, gates, width, previous + step, width, dh, width)
            case .rnnReLU:
                unsafe kernels.pointee.rnn_relu_backward(rows, width, gates, width, previous + step, width, dh, width)
            case .gru:
                unsafe kernels.pointee.gru_backward(rows, width, gates, layer.gateWidth, previous, width, dh, width)
            case .lstm:
                let cell = unsafe own.cell.base + t * step
                unsafe kernels.pointee.lstm_backward(
                    rows, width, gates, layer.gateWidth, cell, cell + step, width, dh, workspace.cellGradient.base,
                    width)
            }
            // GRU keeps a share z dh of the hidden gradient; the other cells pass everything through the product.
            unsafe layer.carryToPreviousStep(
                kernels, rows: rows, gates: gates, into: dh, accumulate: shape.cell == .gru)
        }
    }

    /// Weight and bias gradients as products over all (step, window) rows, in blocks that stay in the second cache.
    private func accumulateWeights(
        _ workspace: RecurrentWorkspace, layer index: Int, rows: Int, firstStep: Int, gradients: AlignedBuffer
    ) {
        let layer = layers[index]
        let own = workspace.layers[index]
        let offsets = gradientLayout.layers[index]
        let width = layer.paddedHidden
        let (input, inputStride) = unsafe inputs(of: index, workspace, rows: rows)
        let isNarrow = gradientLayout.isNarrow(layer: index)
        let blockRows = max(16, 32_768 / (layer.gateWidth + width))
        var first = firstStep * rows
        let end = workspace.steps * rows
        while first < end {
            let depth = min(blockRows, end - first)
            let accumulate = first > firstStep * rows
            let gates = unsafe own.gates.base + first * layer.gateWidth
            unsafe kernels.pointee.column_sums(
                depth, layer.gateWidth, gates, layer.gateWidth, gradients.base + offsets.bias, accumulate)
            unsafe addTransposedProduct(
                layer, blocks: layer.hiddenBlocks, gates: gates, times: own.hidden.base + first * width, width,
                into: gradients.base + offsets.hidden, accumulate: accumulate, depth: depth)
            let x = unsafe input + first * inputStride
            if isNarrow {
                let columns = layer.inputBlocks.count * width
                var product = unsafe FKProduct(
                    rows: layer.inputSize, columns: columns, into: gradients.base + offsets.input, rowStride: columns,
                    accumulate: accumulate)
                unsafe product.append(
                    FKSegment(
                        transposed: x, rowStride: inputStride,
                        times: gates + layer.inputBlocks.lowerBound * width, rowStride: layer.gateWidth, depth: depth))
                unsafe kernels.pointee.product(&product)
            } else {
                unsafe addTransposedProduct(
                    layer, blocks: layer.inputBlocks, gates: gates, times: x, inputStride,
                    into: gradients.base + offsets.input, accumulate: accumulate, depth: depth)
            }
            first += depth
        }
    }

    /// C (+)= dgatesᵀ · B for a run of blocks; C is `[blocks × P, stride of B]`, padding rows untouched.
    private func addTransposedProduct(
        _ layer: PackedLayer, blocks: Range<Int>, gates: UnsafePointer<Float>,
        times right: UnsafePointer<Float>, _ rightStride: Int,
        into result: UnsafeMutablePointer<Float>, accumulate: Bool, depth: Int
    ) {
        let width = layer.paddedHidden
        let isDense = width == layer.hiddenSize
        for index in 0..<(isDense ? 1 : blocks.count) {
            var product = unsafe FKProduct(
                rows: isDense ? blocks.count * width : layer.hiddenSize, columns: rightStride,
                into: result + index * width * rightStride, rowStride: rightStride, accumulate: accumulate)
            unsafe product.append(
                FKSegment(
                    transposed: gates + (blocks.lowerBound + index) * width, rowStride: layer.gateWidth,
                    times: right, rowStride: rightStride, depth: depth))
            unsafe kernels.pointee.product(&product)
        }
    }

    /// The gradient of the sequence that came from the layer below, through its dropout mask.
    private func passDown(_ workspace: RecurrentWorkspace, layer index: Int, rows: Int, firstStep: Int) {
        let layer = layers[index]
        let own = workspace.layers[index]
        let step = rows * layer.paddedHidden
        let count = (workspace.steps - firstStep) * step
        let below = unsafe workspace.sequenceGradient.base + firstStep * step
        unsafe layer.carryToInput(
            kernels, rows: (workspace.steps - firstStep) * rows,
            gates: own.gates.base + firstStep * rows * layer.gateWidth, into: below)
        if workspace.drops {
            unsafe kernels.pointee.multiply(count, below, below, own.mask.base + firstStep * step)
        }
    }

    /// What layer `index` read, and the distance between its rows.
    private func inputs(
        of index: Int, _ workspace: RecurrentWorkspace, rows: Int
    ) -> (UnsafePointer<Float>, Int) {
        let width = padded(shape.hiddenSize)
        if index == 0 { return unsafe (UnsafePointer(workspace.inputs.base), workspace.inputStride) }
        if workspace.drops { return unsafe (UnsafePointer(workspace.layers[index].droppedInput.base), width) }
        return unsafe (UnsafePointer(workspace.layers[index - 1].hidden.base + rows * width), width)
    }
}
