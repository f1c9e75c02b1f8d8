import CKernels

extension FusedPatchTransformer {
    private typealias Tensor = PatchTransformerShape.Tensor

    /// Runs the windows of one group forward.
    func forward(_ workspace: PatchTransformerWorkspace, group index: Int, rows: Int) {
        let group = workspace.groups[index]
        let own = places(ofGroup: index, among: rows)
        clearRest(group, from: own.count)
        if workspace.drops { drawMasks(workspace, group) }
        start(workspace, group, rows: own)
        for layer in 0..<shape.layerCount {
            attend(workspace, group.activations.layers[layer], layer: layer)
            feedForward(workspace, group, layer: layer)
        }
        forecast(workspace, group.activations, rows: own)
    }

    /// Makes the patches zero of lanes that have no window: what an earlier shard left there may not be a number.
    private func clearRest(_ group: PatchTransformerWorkspace.Group, from first: Int) {
        let lanes = PatchTransformerSizes.lanes
        if first == lanes { return }
        let base = unsafe group.patches.base
        for token in stride(from: 0, to: group.patches.count, by: lanes) {
            for lane in first..<lanes { unsafe base[token + lane] = 0 }
        }
    }

    /// Draws the masks of the whole pass but that between W₁ and W₂, which is drawn when it is used.
    private func drawMasks(_ workspace: PatchTransformerWorkspace, _ group: PatchTransformerWorkspace.Group) {
        for (layer, own) in group.activations.layers.enumerated() {
            for (place, mask) in own.masks.enumerated() { drawMask(mask, workspace, group, place: 4 * layer + place) }
        }
        drawMask(group.activations.mask, workspace, group, place: 4 * shape.layerCount)
    }

    /// Draws one mask; places count what is masked: of each layer what in_proj, out_proj, W₁ and W₂ read, then the head.
    private func drawMask(
        _ mask: AlignedBuffer, _ workspace: PatchTransformerWorkspace, _ group: PatchTransformerWorkspace.Group,
        place: Int
    ) {
        guard let (masks, epoch) = workspace.dropout else { return }
        var stream = masks.stream(window: 0, epoch: epoch, layer: place)
        unsafe kernels.pointee.attention.pointee.lane_dropout_mask(
            mask.count / PatchTransformerSizes.lanes, mask.base, group.windows, &stream)
    }

    /// x = W patch + b + position + V code.
    private func start(
        _ workspace: PatchTransformerWorkspace, _ group: PatchTransformerWorkspace.Group, rows: Range<Int>
    ) {
        let scratch = workspace.scratch
        let x = tokens(scratch.tokens)
        if !shape.embeddings.isEmpty {
            gatherVectors(workspace, group, rows: rows)
            unsafe products.apply(
                weights(shape.staticTensor), to: windows(group.vectors), into: windows(scratch.vectors))
        }
        unsafe kernels.pointee.attention.pointee.token_start(
            shape.modelSize, shape.tokenCount, x.base, x.row, pointer(Tensor.positions),
            shape.embeddings.isEmpty ? nil : UnsafePointer(scratch.vectors.base))
        unsafe products.apply(
            weights(Tensor.patch), bias: pointer(Tensor.patchBias), to: tokens(group.patches), into: x,
            accumulate: true)
    }

    /// x += Attention(LayerNorm(x)).
    private func attend(_ workspace: PatchTransformerWorkspace, _ own: PatchTransformerWorkspace.Layer, layer: Int) {
        let first = shape.firstTensor(ofLayer: layer)
        normalize(workspace, own, block: 0, gain: first + Tensor.gain1)
        unsafe products.apply(
            weights(first + Tensor.inWeight), bias: pointer(first + Tensor.inBias), to: tokens(own.inputs[0]),
            into: tokens(own.projections))
        var attention = unsafe attention(own)
        unsafe attention.outputs = own.attended.base
        unsafe attention.keeps_weights = workspace.trains
        unsafe kernels.pointee.attention.pointee.attention(&attention)
        if workspace.drops {
            unsafe kernels.pointee.multiply(
                own.attended.count, own.attended.base, own.attended.base, own.masks[1].base)
        }
        unsafe products.apply(
            weights(first + Tensor.outWeight), bias: pointer(first + Tensor.outBias), to: tokens(own.attended),
            into: tokens(workspace.scratch.tokens), accumulate: true)
    }

    /// x += W₂ GELU(W₁ LayerNorm(x) + b₁) + b₂.
    private func feedForward(
        _ workspace: PatchTransformerWorkspace, _ group: PatchTransformerWorkspace.Group, layer: Int
    ) {
        let own = group.activations.layers[layer]
        let scratch = workspace.scratch
        let first = shape.firstTensor(ofLayer: layer)
        normalize(workspace, own, block: 1, gain: first + Tensor.gain2)
        unsafe products.apply(
            weights(first + Tensor.weight1), bias: pointer(first + Tensor.bias1), to: tokens(own.inputs[1]),
            into: tokens(own.derivative))
        if workspace.drops { drawMask(scratch.mask, workspace, group, place: 4 * layer + 3) }
        unsafe kernels.pointee.attention.pointee.gelu(
            own.activated.count, own.activated.base, own.derivative.base,
            workspace.drops ? UnsafePointer(scratch.mask.base) : nil, workspace.trains)
        unsafe products.apply(
            weights(first + Tensor.weight2), bias: pointer(first + Tensor.bias2), to: tokens(own.activated),
            into: tokens(scratch.tokens), accumulate: true)
    }

    /// Normalises the tokens for attention (block 0) or W₁ (block 1).
    private func normalize(
        _ workspace: PatchTransformerWorkspace, _ own: PatchTransformerWorkspace.Layer, block: Int, gain: Int
    ) {
        var norm = unsafe normalization(gain)
        unsafe norm.x = UnsafePointer(workspace.scratch.tokens.base)
        unsafe norm.y = own.inputs[block].base
        unsafe norm.y_row = norm.row
        if workspace.trains {
            unsafe norm.normalized = own.normalized[block].base
            unsafe norm.inverse_deviation = own.inverseDeviations[block].base
        }
        if workspace.drops { unsafe norm.mask = UnsafePointer(own.masks[2 * block].base) }
        unsafe kernels.pointee.attention.pointee.layer_norm(&norm)
    }

    /// y = head(LayerNorm(x)), a window a row.
    private func forecast(
        _ workspace: PatchTransformerWorkspace, _ own: PatchTransformerWorkspace.Activations, rows: Range<Int>
    ) {
        let (scratch, lanes) = (workspace.scratch, PatchTransformerSizes.lanes)
        var norm = unsafe normalization(shape.normTensor)
        unsafe norm.x = UnsafePointer(scratch.tokens.base)
        unsafe norm.y = own.flat.base
        unsafe norm.y_row = shape.tokenCount * lanes
        if workspace.trains {
            unsafe norm.normalized = own.normalized.base
            unsafe norm.inverse_deviation = own.inverseDeviations.base
        }
        if workspace.drops { unsafe norm.mask = UnsafePointer(own.mask.base) }
        unsafe kernels.pointee.attention.pointee.layer_norm(&norm)
        unsafe products.apply(
            weights(shape.headTensor), bias: pointer(shape.headTensor + 1), to: windows(own.flat),
            into: windows(scratch.outputs))
        for (lane, row) in rows.enumerated() {
            let to = unsafe workspace.outputs.base + row * workspace.outputStride
            for output in 0..<shape.outputSize { unsafe to[output] = scratch.outputs.base[output * lanes + lane] }
        }
    }
}
