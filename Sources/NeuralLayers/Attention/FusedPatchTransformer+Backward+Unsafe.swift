import CKernels

extension FusedPatchTransformer {
    private typealias Tensor = PatchTransformerShape.Tensor

    /// Backpropagates through the windows of one group.
    func backward(
        _ workspace: PatchTransformerWorkspace, group index: Int, rows: Int, gradients: AlignedBuffer,
        accumulate: Bool
    ) {
        let group = workspace.groups[index]
        let own = places(ofGroup: index, among: rows)
        let pass = BackwardPass(gradients: gradients, accumulate: accumulate)
        backwardForecast(workspace, group.activations, rows: own, pass)
        for layer in (0..<shape.layerCount).reversed() {
            backwardFeedForward(workspace, group.activations.layers[layer], layer: layer, pass)
            backwardAttention(workspace, group.activations.layers[layer], layer: layer, pass)
        }
        backwardStart(workspace, group, rows: own, pass)
    }

    /// Where gradients of parameters go, and whether they are added to what is there.
    private struct BackwardPass {
        let gradients: AlignedBuffer
        let accumulate: Bool
    }

    /// Where the gradient of tensor `index` begins.
    private func pointer(_ pass: BackwardPass, _ index: Int) -> UnsafeMutablePointer<Float> {
        unsafe pass.gradients.base + gradientLayout.offsets[index]
    }

    /// The gradients of a linear map's weights and bias, tensors `index` and the next, from those of its outputs.
    private func addGradients(
        _ workspace: PatchTransformerWorkspace, of index: Int, outputs: Lanes, inputs: Lanes, _ pass: BackwardPass
    ) {
        let shape = layout.tensors[index].shape
        products.transpose(inputs, features: shape[1], into: workspace.scratch.panels)
        unsafe products.addOuter(
            outputs, rows: shape[0], transposed: workspace.scratch.panels, features: shape[1],
            into: pointer(pass, index), accumulate: pass.accumulate)
        unsafe products.addSums(
            outputs, features: shape[0], into: pointer(pass, index + 1), accumulate: pass.accumulate)
    }

    /// The head, and the normalisation below it.
    private func backwardForecast(
        _ workspace: PatchTransformerWorkspace, _ own: PatchTransformerWorkspace.Activations, rows: Range<Int>,
        _ pass: BackwardPass
    ) {
        let (scratch, lanes) = (workspace.scratch, PatchTransformerSizes.lanes)
        let deltas = unsafe scratch.outputGradients.base
        unsafe deltas.update(repeating: 0, count: scratch.outputGradients.count)
        for (lane, row) in rows.enumerated() {
            let from = unsafe workspace.headGradients.base + row * workspace.outputStride
            for output in 0..<shape.outputSize { unsafe deltas[output * lanes + lane] = from[output] }
        }
        let outputs = windows(scratch.outputGradients)
        addGradients(workspace, of: shape.headTensor, outputs: outputs, inputs: windows(own.flat), pass)
        products.applyTransposed(weights(shape.headTensor), to: outputs, into: windows(scratch.flatGradients))
        var norm = unsafe normalization(shape.normTensor)
        unsafe norm.normalized = own.normalized.base
        unsafe norm.inverse_deviation = own.inverseDeviations.base
        unsafe norm.dy = UnsafePointer(scratch.flatGradients.base)
        unsafe norm.y_row = shape.tokenCount * lanes
        if workspace.drops { unsafe norm.mask = UnsafePointer(own.mask.base) }
        unsafe scratch.tokenGradients.base.update(repeating: 0, count: scratch.tokenGradients.count)
        unsafe backward(&norm, workspace, gain: shape.normTensor, pass)
    }

    /// Adds the gradient of what a normalisation read to that of the tokens.
    private func backward(
        _ norm: inout FKLayerNorm, _ workspace: PatchTransformerWorkspace, gain: Int, _ pass: BackwardPass
    ) {
        unsafe norm.dx = workspace.scratch.tokenGradients.base
        unsafe norm.sums = workspace.scratch.sums.base
        unsafe norm.gain_gradient = pointer(pass, gain)
        unsafe norm.bias_gradient = pointer(pass, gain + 1)
        unsafe norm.accumulate = pass.accumulate
        unsafe kernels.pointee.attention.pointee.layer_norm_backward(&norm)
    }

    /// The normalisation before attention (block 0) or W₁ (block 1), from the gradient of what the block read.
    private func backwardNormalization(
        _ workspace: PatchTransformerWorkspace, _ own: PatchTransformerWorkspace.Layer, block: Int, gain: Int,
        _ pass: BackwardPass
    ) {
        var norm = unsafe normalization(gain)
        unsafe norm.normalized = own.normalized[block].base
        unsafe norm.inverse_deviation = own.inverseDeviations[block].base
        unsafe norm.dy = UnsafePointer(workspace.scratch.inputGradients.base)
        unsafe norm.y_row = norm.row
        if workspace.drops { unsafe norm.mask = UnsafePointer(own.masks[2 * block].base) }
        unsafe backward(&norm, workspace, gain: gain, pass)
    }

    /// W₂, GELU, W₁ and the normalisation before them.
    private func backwardFeedForward(
        _ workspace: PatchTransformerWorkspace, _ own: PatchTransformerWorkspace.Layer, layer: Int,
        _ pass: BackwardPass
    ) {
        let scratch = workspace.scratch
        let first = shape.firstTensor(ofLayer: layer)
        let outputs = tokens(scratch.tokenGradients)
        let between = tokens(scratch.feedForwardGradients)
        // W₂'s gradient is made transposed: see PatchTransformerGradients.
        products.transpose(outputs, features: shape.modelSize, into: scratch.panels)
        unsafe products.addOuter(
            tokens(own.activated), rows: shape.feedForwardSize, transposed: scratch.panels,
            features: shape.modelSize, into: pointer(pass, first + Tensor.weight2), accumulate: pass.accumulate)
        unsafe products.addSums(
            outputs, features: shape.modelSize, into: pointer(pass, first + Tensor.bias2),
            accumulate: pass.accumulate)
        products.applyTransposed(weights(first + Tensor.weight2), to: outputs, into: between)
        unsafe kernels.pointee.multiply(
            own.derivative.count, scratch.feedForwardGradients.base, scratch.feedForwardGradients.base,
            own.derivative.base)
        addGradients(
            workspace, of: first + Tensor.weight1, outputs: between, inputs: tokens(own.inputs[1]), pass)
        products.applyTransposed(weights(first + Tensor.weight1), to: between, into: tokens(scratch.inputGradients))
        backwardNormalization(workspace, own, block: 1, gain: first + Tensor.gain2, pass)
    }

    /// The output projection, attention, the input projection and the normalisation before them.
    private func backwardAttention(
        _ workspace: PatchTransformerWorkspace, _ own: PatchTransformerWorkspace.Layer, layer: Int,
        _ pass: BackwardPass
    ) {
        let scratch = workspace.scratch
        let first = shape.firstTensor(ofLayer: layer)
        let outputs = tokens(scratch.tokenGradients)
        addGradients(workspace, of: first + Tensor.outWeight, outputs: outputs, inputs: tokens(own.attended), pass)
        products.applyTransposed(
            weights(first + Tensor.outWeight), to: outputs, into: tokens(scratch.inputGradients))
        if workspace.drops {
            unsafe kernels.pointee.multiply(
                scratch.inputGradients.count, scratch.inputGradients.base, scratch.inputGradients.base,
                own.masks[1].base)
        }
        let projected = tokens(scratch.projectionGradients)
        var attention = unsafe attention(own)
        unsafe attention.output_gradients = UnsafePointer(scratch.inputGradients.base)
        unsafe attention.query_gradients = projected.base
        unsafe attention.key_gradients = projected.from(shape.modelSize).base
        unsafe attention.value_gradients = projected.from(2 * shape.modelSize).base
        unsafe attention.scratch = scratch.weightGradients.base
        unsafe kernels.pointee.attention.pointee.attention_backward(&attention)
        addGradients(workspace, of: first + Tensor.inWeight, outputs: projected, inputs: tokens(own.inputs[0]), pass)
        products.applyTransposed(
            weights(first + Tensor.inWeight), to: projected, into: tokens(scratch.inputGradients))
        backwardNormalization(workspace, own, block: 0, gain: first + Tensor.gain1, pass)
    }

    /// Patches, positions and embedding vectors.
    private func backwardStart(
        _ workspace: PatchTransformerWorkspace, _ group: PatchTransformerWorkspace.Group, rows: Range<Int>,
        _ pass: BackwardPass
    ) {
        let scratch = workspace.scratch
        let outputs = tokens(scratch.tokenGradients)
        addGradients(workspace, of: Tensor.patch, outputs: outputs, inputs: tokens(group.patches), pass)
        unsafe kernels.pointee.attention.pointee.token_start_backward(
            shape.modelSize, shape.tokenCount, outputs.base, outputs.row, pointer(pass, Tensor.positions),
            pass.accumulate, shape.embeddings.isEmpty ? nil : scratch.projectedGradients.base)
        if shape.embeddings.isEmpty { return }
        let projected = windows(scratch.projectedGradients)
        products.transpose(windows(group.vectors), features: shape.embeddingSize, into: scratch.panels)
        unsafe products.addOuter(
            projected, rows: shape.modelSize, transposed: scratch.panels, features: shape.embeddingSize,
            into: pointer(pass, shape.staticTensor), accumulate: pass.accumulate)
        products.applyTransposed(
            weights(shape.staticTensor), to: projected, into: windows(scratch.vectorGradients))
        scatterVectors(workspace, rows: rows, into: pass.gradients, accumulate: pass.accumulate)
    }
}
