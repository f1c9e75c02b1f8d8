import CKernels

/// A transformer over patches on the fused kernels: the Float twin of ``ReferencePatchTransformer``.
///
/// Holds weights only, as ``FusedRecurrentNetwork`` does: several threads run shards of a batch through it, each in a
/// ``PatchTransformerWorkspace`` of its own. Sixteen windows run side by side, a window a lane of the vectors, so that
/// normalisation, softmax and GELU are elementwise and no sum runs across a vector.
@safe
package final class FusedPatchTransformer: WindowNetwork, @unchecked Sendable {
    package let shape: PatchTransformerShape
    package let layout: ParameterLayout
    let gradientLayout: PatchTransformerGradients
    /// Added to every variance: PyTorch's default.
    static let epsilon: Float = 1e-5
    /// Whether there is a backward pass.
    let trains: Bool
    let kernels: UnsafePointer<FKKernels>
    let products: LaneProducts
    /// In the order of ``layout``.
    let parameters: AlignedBuffer
    let decoder: TemporalDecoder?

    /// Creates a network whose weights are all zero until ``load(_:)``.
    ///
    /// - Parameter trains: Whether it is for backward passes as well.
    package init(_ shape: PatchTransformerShape, kernels: Kernels, trains: Bool) {
        self.shape = shape
        self.trains = trains
        layout = shape.parameters
        gradientLayout = PatchTransformerGradients(shape)
        unsafe self.kernels = kernels.table
        products = unsafe LaneProducts(kernels.table)
        parameters = AlignedBuffer(count: layout.count)
        decoder =
            unsafe shape.futureSize == 0
            ? nil
            : TemporalDecoder(futureSize: shape.futureSize, horizon: shape.outputSize, kernels: kernels.table)
    }

    package var gradientCount: Int { gradientLayout.count }

    package func load(_ parameters: AlignedBuffer) {
        precondition(parameters.count >= layout.count, "one value for every parameter")
        unsafe self.parameters.base.update(from: parameters.base, count: layout.count)
        unsafe decoder?.pack(
            UnsafePointer(parameters.base), tensors: layout.tensors[shape.decoderTensor...].prefix(4))
    }

    package func unpack(_ gradients: AlignedBuffer, into flat: AlignedBuffer) {
        gradientLayout.unpack(gradients, into: flat)
    }

    /// A workspace for this network.
    ///
    /// - Precondition: `steps` is the length of its input.
    package func makeWorkspace(rows: Int, steps: Int, trains: Bool, drops: Bool) -> PatchTransformerWorkspace {
        precondition(steps == shape.inputLength, "windows of the length that the network was made for")
        return PatchTransformerWorkspace(shape, rows: rows, trains: trains, drops: drops)
    }

    /// Runs the first `rows` windows of the workspace forward; the forecasts are in its outputs.
    package func forward(_ workspace: PatchTransformerWorkspace, rows: Int) {
        precondition(rows >= 1 && rows <= workspace.rows, "rows are within the workspace")
        for group in 0..<groupCount(rows) { forward(workspace, group: group, rows: rows) }
        if let decoder, let own = workspace.decoder {
            decoder.forward(own, outputs: workspace.outputs, stride: workspace.outputStride, rows: rows)
        }
    }

    /// Backpropagates from the workspace's output gradients.
    package func backward(
        _ workspace: PatchTransformerWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        precondition(
            trains && workspace.trains && gradients.count >= gradientLayout.count,
            "network and workspace made for training")
        if let decoder, let own = workspace.decoder, let offsets = gradientLayout.decoder {
            decoder.backward(
                own, outputGradients: workspace.outputGradients, stride: workspace.outputStride, rows: rows,
                gradients: gradients, offsets: offsets, accumulate: accumulate)
        }
        for group in 0..<groupCount(rows) {
            backward(workspace, group: group, rows: rows, gradients: gradients, accumulate: accumulate || group > 0)
        }
    }

    private func groupCount(_ rows: Int) -> Int {
        (rows + PatchTransformerSizes.lanes - 1) / PatchTransformerSizes.lanes
    }

    /// Which rows of the workspace a group has.
    func places(ofGroup group: Int, among rows: Int) -> Range<Int> {
        let lanes = PatchTransformerSizes.lanes
        return group * lanes..<min(rows, (group + 1) * lanes)
    }
}

extension FusedPatchTransformer {
    typealias Lanes = LaneProducts.Lanes

    /// `buffer` as features of all tokens.
    func tokens(_ buffer: AlignedBuffer) -> Lanes {
        unsafe Lanes(
            buffer.base, row: PatchTransformerSizes.row(tokens: shape.tokenCount),
            columns: shape.tokenCount * PatchTransformerSizes.lanes)
    }

    /// `buffer` as features of windows, `[features, 16]`.
    func windows(_ buffer: AlignedBuffer) -> Lanes {
        unsafe Lanes(buffer.base, row: PatchTransformerSizes.lanes, columns: PatchTransformerSizes.lanes)
    }

    /// The weights of tensor `index`.
    func weights(_ index: Int) -> LaneProducts.Weights { LaneProducts.Weights(parameters, layout.tensors[index]) }

    /// Where tensor `index` begins.
    func pointer(_ index: Int) -> UnsafePointer<Float> {
        unsafe UnsafePointer(parameters.base + layout.tensors[index].offset)
    }

    /// The normalisation whose gain is tensor `index` and whose bias the next.
    func normalization(_ index: Int) -> FKLayerNorm {
        var norm = unsafe FKLayerNorm()
        unsafe norm.features = shape.modelSize
        unsafe norm.tokens = shape.tokenCount
        unsafe norm.epsilon = Self.epsilon
        unsafe norm.row = PatchTransformerSizes.row(tokens: shape.tokenCount)
        unsafe norm.gain = pointer(index)
        unsafe norm.bias = pointer(index + 1)
        return unsafe norm
    }

    /// The attention of a layer.
    func attention(_ layer: PatchTransformerWorkspace.Layer) -> FKAttention {
        let row = PatchTransformerSizes.row(tokens: shape.tokenCount)
        let queries = unsafe UnsafePointer(layer.projections.base)
        var attention = unsafe FKAttention()
        unsafe attention.heads = shape.headCount
        unsafe attention.head_size = shape.headSize
        unsafe attention.tokens = shape.tokenCount
        unsafe attention.scale = 1 / Float(shape.headSize).squareRoot()
        unsafe attention.row = row
        unsafe attention.queries = queries
        unsafe attention.keys = queries + shape.modelSize * row
        unsafe attention.values = queries + 2 * shape.modelSize * row
        unsafe attention.weights = layer.weights.base
        return unsafe attention
    }
}
