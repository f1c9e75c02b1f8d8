import CKernels

extension FusedRecurrentNetwork {
    /// Backpropagates through time from `workspace.outputGradients`.
    ///
    /// - Parameters:
    ///   - rows: Windows of the shard, as in the forward pass just made.
    ///   - truncation: Steps that gradients flow back from the last one, in every layer; nil for all.
    ///   - gradients: Receives the shard's parameter gradients, laid out by ``gradientLayout``.
    ///   - accumulate: Add to `gradients` instead of overwriting them.
    package func backward(
        _ workspace: RecurrentWorkspace, rows: Int, truncation: Int?, gradients: AlignedBuffer, accumulate: Bool
    ) {
        precondition(
            trains && workspace.trains && gradients.count >= gradientLayout.count,
            "network and workspace made for training")
        precondition(truncation ?? 1 >= 1, "gradients flow back from one step at least")
        let firstStep = truncation.map { max(0, workspace.steps - $0) } ?? 0
        if let decoder, let own = workspace.decoder, let offsets = gradientLayout.decoder {
            decoder.backward(
                own, outputGradients: workspace.outputGradients, stride: workspace.outputStride, rows: rows,
                gradients: gradients, offsets: offsets, accumulate: accumulate)
        }
        backwardHead(workspace, rows: rows, gradients: gradients, accumulate: accumulate)
        let blockSteps = max(1, RecurrentWorkspace.blockRows / rows)
        for index in layers.indices.reversed() {
            clearCarriedGradients(workspace, layer: index, rows: rows)
            var end = workspace.steps
            while end > firstStep {
                let steps = max(firstStep, end - blockSteps)..<end
                backwardThroughTime(workspace, layer: index, rows: rows, steps: steps)
                accumulateWeights(
                    workspace, layer: index, rows: rows, steps: steps, gradients: gradients,
                    accumulate: accumulate || end < workspace.steps)
                if index > 0 {
                    passDown(workspace, layer: index, rows: rows, steps: steps)
                } else if embeddings != nil {
                    sumGates(workspace, rows: rows, steps: steps)
                }
                end = steps.lowerBound
            }
        }
        backwardEmbeddings(workspace, rows: rows, gradients: gradients, accumulate: accumulate)
    }

    /// Adds the bottom layer's gate gradients of a block of steps up, for each window alone.
    ///
    /// An embedding is the same at every step, so the sum is all that it needs.
    private func sumGates(_ workspace: RecurrentWorkspace, rows: Int, steps: Range<Int>) {
        guard let own = workspace.embeddings else { return }
        let layer = layers[0]
        let column = layer.inputBlocks.lowerBound * layer.paddedHidden
        let first = unsafe gates(workspace.layers[0], layer, rows: rows, block: steps)
        for row in 0..<rows {
            let start = row * layer.gateStride + column
            var sums = unsafe FKProduct(
                sumOfRows: first + start, rowStride: rows * layer.gateStride, depth: steps.count,
                columns: layer.inputBlocks.count * layer.paddedHidden, into: own.gateSums.base + start,
                accumulate: steps.upperBound < workspace.steps)
            unsafe kernels.pointee.product(&sums)
        }
    }

    /// The gradients of the tables, from the sums over time of the gate gradients.
    private func backwardEmbeddings(
        _ workspace: RecurrentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        guard let embeddings, let own = workspace.embeddings else { return }
        unsafe layers[0].carryToInput(kernels, rows: rows, gates: own.gateSums.base, into: own.vectorGradients.base)
        embeddings.scatter(
            workspace, rows: rows, into: gradients, offsets: gradientLayout.embeddings, accumulate: accumulate)
    }

    /// Where the gates of the first of a block of steps lie.
    private func gates(
        _ own: RecurrentWorkspace.Layer, _ layer: PackedLayer, rows: Int, block: Range<Int>
    ) -> UnsafeMutablePointer<Float> {
        unsafe own.gates.base + (shape.cell.keepsGates ? block.lowerBound * rows * layer.gateStride : 0)
    }

    /// Makes dh of all but the top layer, where it comes from the head, and dc zero.
    private func clearCarriedGradients(_ workspace: RecurrentWorkspace, layer index: Int, rows: Int) {
        let count = rows * layers[index].paddedHidden
        if index < layers.count - 1 { unsafe workspace.hiddenGradient.base.update(repeating: 0, count: count) }
        if shape.cell.hasCellState { unsafe workspace.cellGradient.base.update(repeating: 0, count: count) }
    }

    /// Turns gate activations into gate gradients, last step first, carrying dh (and dc) along.
    private func backwardThroughTime(
        _ workspace: RecurrentWorkspace, layer index: Int, rows: Int, steps: Range<Int>
    ) {
        let layer = layers[index]
        let own = workspace.layers[index]
        let width = layer.paddedHidden
        let step = rows * width
        let dh = unsafe workspace.hiddenGradient.base
        let isTop = index == layers.count - 1
        let first = unsafe gates(own, layer, rows: rows, block: steps)
        for t in steps.reversed() {
            if !isTop { unsafe kernels.pointee.add(step, dh, workspace.sequenceGradient.base + t * step) }
            let gates = unsafe first + (t - steps.lowerBound) * rows * layer.gateStride
            var cellStep = unsafe FKCellStep(own, layer, rows: rows, step: t, gates: gates)
            unsafe cellStep.dh = dh
            if shape.cell.hasCellState { unsafe cellStep.dc = workspace.cellGradient.base }
            unsafe cell.backward(&cellStep)
            // GRU keeps a share z dh of the hidden gradient; the other cells pass everything through the product.
            unsafe layer.carryToPreviousStep(
                kernels, rows: rows, gates: gates, into: dh, accumulate: shape.cell == .gru)
        }
    }

    /// Weight and bias gradients as products over the (step, window) rows of a block of steps.
    private func accumulateWeights(
        _ workspace: RecurrentWorkspace, layer index: Int, rows: Int, steps: Range<Int>, gradients: AlignedBuffer,
        accumulate: Bool
    ) {
        let layer = layers[index]
        let own = workspace.layers[index]
        let offsets = gradientLayout.layers[index]
        let width = layer.paddedHidden
        let (input, inputStride) = unsafe inputs(of: index, workspace, rows: rows)
        let first = steps.lowerBound * rows
        let depth = steps.count * rows
        let gates = unsafe gates(own, layer, rows: rows, block: steps)
        var sums = unsafe FKProduct(
            sumOfRows: gates, rowStride: layer.gateStride, depth: depth, columns: layer.gateWidth,
            into: gradients.base + offsets.bias, accumulate: accumulate)
        unsafe kernels.pointee.product(&sums)
        unsafe addTransposedProduct(
            layer, blocks: layer.hiddenBlocks, gates: gates, times: own.hidden.base + first * width, width,
            into: gradients.base + offsets.hidden, accumulate: accumulate, depth: depth)
        let x = unsafe input + first * inputStride
        if gradientLayout.isNarrow(layer: index) {
            let columns = layer.inputBlocks.count * width
            var product = unsafe FKProduct(
                rows: layer.inputSize, columns: columns, into: gradients.base + offsets.input, rowStride: columns,
                accumulate: accumulate)
            unsafe product.append(
                FKSegment(
                    transposed: x, rowStride: inputStride,
                    times: gates + layer.inputBlocks.lowerBound * width, rowStride: layer.gateStride, depth: depth))
            unsafe kernels.pointee.product(&product)
        } else {
            unsafe addTransposedProduct(
                layer, blocks: layer.inputBlocks, gates: gates, times: x, inputStride,
                into: gradients.base + offsets.input, accumulate: accumulate, depth: depth)
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
                    transposed: gates + (blocks.lowerBound + index) * width, rowStride: layer.gateStride,
                    times: right, rowStride: rightStride, depth: depth))
            unsafe kernels.pointee.product(&product)
        }
    }

    /// The gradient of the sequence that came from the layer below, through its dropout mask.
    ///
    /// It takes the place of the gradient that came from the layer above, which these steps have used.
    private func passDown(_ workspace: RecurrentWorkspace, layer index: Int, rows: Int, steps: Range<Int>) {
        let layer = layers[index]
        let own = workspace.layers[index]
        let step = rows * layer.paddedHidden
        let below = unsafe workspace.sequenceGradient.base + steps.lowerBound * step
        unsafe layer.carryToInput(
            kernels, rows: steps.count * rows,
            gates: gates(own, layer, rows: rows, block: steps), into: below)
        if workspace.drops {
            unsafe kernels.pointee.multiply(
                steps.count * step, below, below, own.mask.base + steps.lowerBound * step)
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
