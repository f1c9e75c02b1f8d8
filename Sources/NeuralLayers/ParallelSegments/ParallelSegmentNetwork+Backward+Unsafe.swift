import CKernels

extension ParallelSegmentNetwork {
    /// Backpropagates from the workspace's output gradients; parameter gradients lie as ``ParallelSegmentGradientLayout``
    /// says.
    package func backward(
        _ workspace: ParallelSegmentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        precondition(
            trains && workspace.trains && gradients.count >= gradientCount, "network and workspace made for training")
        if let decoder, let own = workspace.decoder, let offsets = gradientPlaces.decoder {
            decoder.backward(
                own, outputGradients: workspace.outputGradients, stride: workspace.outputStride, rows: rows,
                gradients: gradients, offsets: offsets, accumulate: accumulate)
        }
        backwardHead(workspace, rows: rows, gradients: gradients, accumulate: accumulate)
        backwardDecoding(workspace, rows: rows, gradients: gradients, accumulate: accumulate)
        for step in (0..<shape.segmentCount).reversed() {
            var one = unsafe cellStep(workspace, rows: rows, step: step)
            unsafe one.dh = workspace.hiddenGradient.base
            if shape.cell.hasCellState { unsafe one.dc = workspace.cellGradient.base }
            unsafe cell.backward(&one)
            unsafe layer.carryToPreviousStep(
                kernels, rows: rows, gates: workspace.gates.base + step * rows * layer.gateStride,
                into: workspace.hiddenGradient.base, accumulate: shape.cell == .gru)
        }
        accumulateCell(workspace, rows: rows, gradients: gradients, accumulate: accumulate)
        backwardEmbedding(workspace, rows: rows, gradients: gradients, accumulate: accumulate)
    }

    /// The last linear layer's gradients, and that of the decoded states, through their mask.
    private func backwardHead(
        _ workspace: ParallelSegmentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        let (count, columns) = (rows * shape.decodedCount, padded(shape.segmentLength))
        let delta = unsafe workspace.decodedGradient.base
        unsafe delta.update(repeating: 0, count: count * columns)
        forEachSegment(rows: rows) { row, first, steps, place in
            let from = unsafe workspace.headGradients.base + row * workspace.outputStride + first
            unsafe (delta + place * columns).update(from: from, count: steps)
        }
        unsafe addTransposed(
            delta, columns, outputs: shape.segmentLength, times: headInput(workspace).base, width, depth: count,
            into: gradients.base + gradientPlaces.headWeight, accumulate)
        unsafe addSum(
            delta, stride: columns, depth: count, columns: columns, into: gradients.base + gradientPlaces.headBias,
            accumulate)
        var carried = unsafe FKProduct(
            rows: count, columns: width, into: workspace.decodedHiddenGradient.base, rowStride: width)
        unsafe carried.append(
            headBackward.segment(delta, rowStride: columns, firstDepth: 0, depthCount: shape.segmentLength))
        unsafe kernels.pointee.product(&carried)
        if workspace.drops {
            let dh = unsafe workspace.decodedHiddenGradient.base
            unsafe kernels.pointee.multiply(count * width, dh, dh, workspace.mask.base)
        }
    }

    /// From the decoded states to the last states of the windows, and what positions add to the gates.
    private func backwardDecoding(
        _ workspace: ParallelSegmentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        let (m, stride) = (shape.decodedCount, layer.gateStride)
        var one = unsafe decodedStep(workspace, rows: rows)
        unsafe one.dh = workspace.decodedHiddenGradient.base
        if shape.cell.hasCellState {
            unsafe workspace.decodedCellGradient.base.update(repeating: 0, count: rows * m * width)
            unsafe one.dc = workspace.decodedCellGradient.base
        }
        unsafe cell.backward(&one)
        // What the gates of one window's segments have in common is the sum over these; and so for a position.
        let all = unsafe workspace.decodedGates.base
        let own = unsafe workspace.gates.base + shape.segmentCount * rows * stride
        let keepsShare = shape.cell == .gru
        for row in 0..<rows {
            let first = row * m
            unsafe addSum(
                all + first * stride, stride: stride, depth: m, columns: layer.gateWidth, into: own + row * stride,
                false)
            let dh = unsafe workspace.hiddenGradient.base + row * width
            if keepsShare {
                unsafe addSum(
                    workspace.decodedHiddenGradient.base + first * width, stride: width, depth: m, columns: width,
                    into: dh, false)
            }
            if shape.cell.hasCellState {
                unsafe addSum(
                    workspace.decodedCellGradient.base + first * width, stride: width, depth: m, columns: width,
                    into: workspace.cellGradient.base + row * width, false)
            }
        }
        let firstInput = layer.inputBlocks.lowerBound * width
        for segment in 0..<m {
            unsafe addSum(
                all + segment * stride + firstInput, stride: m * stride, depth: rows, columns: inputColumns,
                into: gradients.base + gradientPlaces.positionGates + segment * inputColumns, accumulate)
        }
        unsafe layer.carryToPreviousStep(
            kernels, rows: rows, gates: own, into: workspace.hiddenGradient.base, accumulate: keepsShare)
    }

    /// The gradients of the cell's weights over all segments and the decoding, and those of what the cell read.
    private func accumulateCell(
        _ workspace: ParallelSegmentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        let depth = (shape.segmentCount + 1) * rows
        let (gates, stride) = unsafe (workspace.gates.base, layer.gateStride)
        unsafe addSum(
            gates, stride: stride, depth: depth, columns: layer.gateWidth,
            into: gradients.base + gradientPlaces.bias, accumulate)
        unsafe addBlocks(
            layer.hiddenBlocks, gates, times: workspace.hidden.base, depth: depth,
            into: gradients.base + gradientPlaces.hidden, accumulate)
        unsafe addBlocks(
            layer.inputBlocks, gates, times: workspace.inputs.base, depth: depth,
            into: gradients.base + gradientPlaces.input, accumulate)
        unsafe layer.carryToInput(kernels, rows: depth, gates: gates, into: workspace.inputGradient.base)
    }

    /// The gradients of the segments' linear layer and of the tables.
    private func backwardEmbedding(
        _ workspace: ParallelSegmentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        let count = shape.segmentCount * rows
        let dx = unsafe workspace.inputGradient.base
        var rectifier = unsafe FKCellStep()
        unsafe rectifier.rows = count
        unsafe rectifier.padded = width
        unsafe rectifier.gates = dx
        unsafe rectifier.gates_row = width
        unsafe rectifier.h = workspace.inputs.base
        unsafe rectifier.dh = dx
        unsafe kernels.pointee.rnn_relu_backward(&rectifier)
        unsafe addTransposed(
            dx, width, outputs: shape.hiddenSize, times: workspace.segments.base, workspace.segmentStride,
            depth: count, into: gradients.base + gradientPlaces.segmentWeight, accumulate)
        unsafe addSum(
            dx, stride: width, depth: count, columns: width, into: gradients.base + gradientPlaces.segmentBias,
            accumulate)
        for (place, table) in shape.embeddings.enumerated() {
            let to = unsafe gradients.base + gradientPlaces.embeddings[place]
            if !accumulate { unsafe to.update(repeating: 0, count: table.count * table.size) }
            for row in 0..<rows {
                guard let code = code(place, workspace, row: row) else { continue }
                let from = unsafe dx + (count + row) * width + shape.positionSize
                for element in 0..<table.size { unsafe to[code * table.size + element] += from[element] }
            }
        }
    }

    /// C (+)= dgatesᵀ · B for a run of blocks and a B of P columns; padding rows untouched.
    private func addBlocks(
        _ blocks: Range<Int>, _ gates: UnsafePointer<Float>, times right: UnsafePointer<Float>, depth: Int,
        into result: UnsafeMutablePointer<Float>, _ accumulate: Bool
    ) {
        let isDense = width == shape.hiddenSize
        for index in 0..<(isDense ? 1 : blocks.count) {
            unsafe addTransposed(
                gates + (blocks.lowerBound + index) * width, layer.gateStride,
                outputs: isDense ? blocks.count * width : shape.hiddenSize, times: right, width, depth: depth,
                into: result + index * width * width, accumulate)
        }
    }

    /// C (+)= Aᵀ · B for an A of `outputs` columns, with B's columns and distance between rows the same.
    private func addTransposed(
        _ a: UnsafePointer<Float>, _ aStride: Int, outputs: Int, times b: UnsafePointer<Float>, _ columns: Int,
        depth: Int, into result: UnsafeMutablePointer<Float>, _ accumulate: Bool
    ) {
        var product = unsafe FKProduct(
            rows: outputs, columns: columns, into: result, rowStride: columns, accumulate: accumulate)
        unsafe product.append(
            FKSegment(transposed: a, rowStride: aStride, times: b, rowStride: columns, depth: depth))
        unsafe kernels.pointee.product(&product)
    }

    /// sums (+)= the sum of `depth` rows.
    private func addSum(
        _ rows: UnsafePointer<Float>, stride: Int, depth: Int, columns: Int,
        into sums: UnsafeMutablePointer<Float>, _ accumulate: Bool
    ) {
        var product = unsafe FKProduct(
            sumOfRows: rows, rowStride: stride, depth: depth, columns: columns, into: sums, accumulate: accumulate)
        unsafe kernels.pointee.product(&product)
    }

    /// Writes gradients in the order of ``layout``.
    package func unpack(_ gradients: AlignedBuffer, into flat: AlignedBuffer) {
        let (h, d, w) = (shape.hiddenSize, shape.segmentSize, shape.segmentLength)
        let (from, to) = unsafe (gradients.base, flat.base)
        for unit in 0..<h {
            unsafe (to + places.segmentWeight + unit * d).update(
                from: from + gradientPlaces.segmentWeight + unit * padded(d), count: d)
        }
        unsafe (to + places.segmentBias).update(from: from + gradientPlaces.segmentBias, count: h)
        unsafe unpackCell(from, into: to)
        for step in 0..<w {
            unsafe (to + places.headWeight + step * h).update(
                from: from + gradientPlaces.headWeight + step * width, count: h)
        }
        unsafe (to + places.headBias).update(from: from + gradientPlaces.headBias, count: w)
        unsafe gradientPlaces.decoder?.unpack(
            from, into: to, tensors: layout.tensors[places.decoderTensor...].prefix(4))
        for (place, table) in shape.embeddings.enumerated() {
            unsafe (to + places.embeddings[place]).update(
                from: from + gradientPlaces.embeddings[place], count: table.count * table.size)
        }
        unsafe unpackPositions(from + gradientPlaces.positionGates, into: to)
    }

    /// The cell's four tensors.
    private func unpackCell(_ from: UnsafePointer<Float>, into to: UnsafeMutablePointer<Float>) {
        let h = shape.hiddenSize
        let bias = unsafe from + gradientPlaces.bias
        for (gate, block) in layer.geometry.inputBlock.enumerated() {
            let rows = (block - layer.inputBlocks.lowerBound) * width
            for unit in 0..<h {
                unsafe (to + places.inputWeight + (gate * h + unit) * h).update(
                    from: from + gradientPlaces.input + (rows + unit) * width, count: h)
            }
            unsafe (to + places.inputBias + gate * h).update(from: bias + block * width, count: h)
        }
        for (gate, block) in layer.geometry.hiddenBlock.enumerated() {
            let rows = (block - layer.hiddenBlocks.lowerBound) * width
            for unit in 0..<h {
                unsafe (to + places.hiddenWeight + (gate * h + unit) * h).update(
                    from: from + gradientPlaces.hidden + (rows + unit) * width, count: h)
            }
            unsafe (to + places.hiddenBias + gate * h).update(from: bias + block * width, count: h)
        }
    }

    /// The gradients of the positions, and what they add to that of their columns of W_ih; both from the gradients of what
    /// positions add to the gates.
    private func unpackPositions(_ gates: UnsafePointer<Float>, into to: UnsafeMutablePointer<Float>) {
        let (h, size) = (shape.hiddenSize, shape.positionSize)
        let position = unsafe to + places.position
        unsafe position.update(repeating: 0, count: shape.decodedCount * size)
        for segment in 0..<shape.decodedCount {
            let own = unsafe position + segment * size
            let table = unsafe positions.base + segment * size
            for (gate, block) in layer.geometry.inputBlock.enumerated() {
                let delta = unsafe gates + segment * inputColumns + (block - layer.inputBlocks.lowerBound) * width
                for unit in 0..<h {
                    let row = (gate * h + unit) * h
                    let (weights, result) = unsafe (inputWeights.base + row, to + places.inputWeight + row)
                    let one = unsafe delta[unit]
                    for element in 0..<size {
                        unsafe own[element].addProduct(one, weights[element])
                        unsafe result[element].addProduct(one, table[element])
                    }
                }
            }
        }
    }
}
