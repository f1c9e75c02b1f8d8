import CKernels

/// A segment network on the fused kernels: the Float twin of ``ReferenceSegmentNetwork``.
///
/// Holds packed weights only, as ``FusedRecurrentNetwork`` does: several threads run shards of a batch through it, each in
/// a ``SegmentWorkspace`` of its own.
@safe
package final class SegmentNetwork: TrainableNetwork, @unchecked Sendable {
    package let shape: SegmentNetworkShape
    private let places: SegmentParameterLayout
    private let gradientPlaces: SegmentGradientLayout
    private let recurrent: FusedRecurrentNetwork
    private let kernels: UnsafePointer<FKKernels>
    /// V₁ᵀ; W₂ᵀ and V₂ᵀ, one below the other; and W₂ itself, which carries gradients back.
    private let bypass, output, outputBackward: PackedMatrix
    private let outputBias: AlignedBuffer

    /// Creates a network whose weights are all zero until ``load(_:)``.
    ///
    /// - Parameter trains: Whether it is for backward passes as well.
    package init(_ shape: SegmentNetworkShape, kernels: Kernels, trains: Bool) {
        self.shape = shape
        places = SegmentParameterLayout(shape)
        gradientPlaces = SegmentGradientLayout(shape)
        recurrent = FusedRecurrentNetwork(shape.recurrent, kernels: kernels, trains: trains)
        unsafe self.kernels = kernels.table
        let columns = padded(shape.outputSize)
        bypass = PackedMatrix(depth: shape.bypassSize, columns: shape.headSize)
        output = PackedMatrix(depth: shape.headSize + shape.bypassSize, columns: columns)
        outputBackward = PackedMatrix(depth: trains ? shape.outputSize : 0, columns: shape.headSize)
        outputBias = AlignedBuffer(count: columns)
    }

    /// Where each parameter lies.
    package var layout: ParameterLayout { places.layout }
    /// Floats of a shard's gradients.
    package var gradientCount: Int { gradientPlaces.count }

    /// Packs `parameters`, given in the order of ``layout``.
    package func load(_ parameters: AlignedBuffer) {
        precondition(parameters.count >= layout.count, "one value for every parameter")
        recurrent.load(parameters)
        let base = unsafe UnsafePointer(parameters.base)
        let (o, m, s) = (shape.outputSize, shape.headSize, shape.bypassSize)
        unsafe bypass.pack(
            base + places.bypass, columnStride: s, depthStride: 1, firstDepth: 0, depthCount: s, firstColumn: 0,
            columnCount: m)
        unsafe output.pack(
            base + places.output, columnStride: m, depthStride: 1, firstDepth: 0, depthCount: m, firstColumn: 0,
            columnCount: o)
        unsafe output.pack(
            base + places.outputBypass, columnStride: s, depthStride: 1, firstDepth: m, depthCount: s,
            firstColumn: 0, columnCount: o)
        if recurrent.trains {
            unsafe outputBackward.pack(
                base + places.output, columnStride: 1, depthStride: m, firstDepth: 0, depthCount: o, firstColumn: 0,
                columnCount: m)
        }
        unsafe outputBias.base.update(from: base + places.outputBias, count: o)
    }

    /// Runs the first `rows` series of the workspace forward; the quantiles are in its ``SegmentWorkspace/outputs``.
    ///
    /// - Precondition: The workspace's tokens are `[steps, rows, tokenStride]`, and its bypass `[rows, S]`.
    package func forward(_ workspace: SegmentWorkspace, rows: Int) {
        recurrent.forward(workspace.recurrent, rows: rows)
        let (m, s) = (shape.headSize, shape.bypassSize)
        // W₁ h + b₁ lies where the recurrent network leaves its forecasts.
        let z = unsafe workspace.recurrent.outputs.base
        var head = unsafe FKProduct(rows: rows, columns: m, into: z, rowStride: m, accumulate: true)
        unsafe head.append(
            bypass.segment(workspace.bypass.base, rowStride: s, firstDepth: 0, depthCount: s))
        unsafe kernels.pointee.product(&head)
        for place in 0..<rows * m { unsafe z[place] = max(0, z[place]) }
        var quantiles = unsafe FKProduct(
            rows: rows, columns: workspace.outputStride, into: workspace.outputs.base,
            rowStride: workspace.outputStride, bias: UnsafePointer(outputBias.base))
        unsafe quantiles.append(output.segment(z, rowStride: m, firstDepth: 0, depthCount: m))
        unsafe quantiles.append(
            output.segment(workspace.bypass.base, rowStride: s, firstDepth: m, depthCount: s))
        unsafe kernels.pointee.product(&quantiles)
    }

    /// Backpropagates from the workspace's ``SegmentWorkspace/outputGradients``.
    ///
    /// - Parameters:
    ///   - gradients: Receives the shard's gradients, laid out by ``SegmentGradientLayout``.
    ///   - accumulate: Add to `gradients` instead of overwriting them.
    package func backward(
        _ workspace: SegmentWorkspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool
    ) {
        let (o, m, s) = (shape.outputSize, shape.headSize, shape.bypassSize)
        let delta = unsafe UnsafePointer(workspace.outputGradients.base)
        let stride = workspace.outputStride
        let z = unsafe UnsafePointer(workspace.recurrent.outputs.base)
        let bypassed = unsafe UnsafePointer(workspace.bypass.base)
        let to = unsafe gradients.base + gradientPlaces.head - places.headStart
        unsafe multiplyTransposed(
            delta, stride, outputs: o, rows: rows, times: z, columns: m, into: to + places.output,
            accumulate: accumulate)
        unsafe multiplyTransposed(
            delta, stride, outputs: o, rows: rows, times: bypassed, columns: s,
            into: to + places.outputBypass, accumulate: accumulate)
        var sums = unsafe FKProduct(
            sumOfRows: delta, rowStride: stride, depth: rows, columns: stride,
            into: gradients.base + gradientPlaces.outputBias,
            accumulate: accumulate)
        unsafe kernels.pointee.product(&sums)

        let dz = unsafe workspace.recurrent.outputGradients.base
        var carried = unsafe FKProduct(rows: rows, columns: m, into: dz, rowStride: m)
        unsafe carried.append(outputBackward.segment(delta, rowStride: stride, firstDepth: 0, depthCount: o))
        unsafe kernels.pointee.product(&carried)
        for place in 0..<rows * m where unsafe z[place] <= 0 { unsafe dz[place] = 0 }
        unsafe multiplyTransposed(
            dz, m, outputs: m, rows: rows, times: bypassed, columns: s, into: to + places.bypass,
            accumulate: accumulate)
        recurrent.backward(workspace.recurrent, rows: rows, gradients: gradients, accumulate: accumulate)
    }

    /// C (+)= deltaᵀ · B, for B `[rows, columns]` without gaps.
    private func multiplyTransposed(
        _ delta: UnsafePointer<Float>, _ deltaStride: Int, outputs: Int, rows: Int,
        times right: UnsafePointer<Float>, columns: Int, into result: UnsafeMutablePointer<Float>, accumulate: Bool
    ) {
        var product = unsafe FKProduct(
            rows: outputs, columns: columns, into: result, rowStride: columns, accumulate: accumulate)
        unsafe product.append(
            FKSegment(transposed: delta, rowStride: deltaStride, times: right, rowStride: columns, depth: rows))
        unsafe kernels.pointee.product(&product)
    }

    /// Writes gradients in the order of ``layout``.
    package func unpack(_ gradients: AlignedBuffer, into flat: AlignedBuffer) {
        recurrent.unpack(gradients, into: flat)
        let (to, from, first) = unsafe (flat.base, gradients.base, places.headStart)
        unsafe (to + first).update(from: from + gradientPlaces.head, count: layout.count - first)
        unsafe (to + places.outputBias).update(from: from + gradientPlaces.outputBias, count: shape.outputSize)
    }
}

/// How a shard's gradients lie: those of the recurrent layers in an order of their own, then what follows the layers as
/// its parameters lie, with nothing in the place of b₂, then b₂ padded.
private struct SegmentGradientLayout {
    /// Where the latter two begin, and floats in all.
    let head, outputBias, count: Int

    init(_ shape: SegmentNetworkShape) {
        let places = SegmentParameterLayout(shape)
        head = GradientLayout(shape.recurrent).count
        outputBias = head + padded(places.layout.count - places.headStart)
        count = outputBias + padded(shape.outputSize)
    }
}

/// Everything one thread needs to run a shard of series through a segment network.
package final class SegmentWorkspace {
    /// What the recurrent layers need.
    package let recurrent: RecurrentWorkspace
    /// What bypasses the recurrence, `[R, S]`; filled by the caller.
    package let bypass: AlignedBuffer
    /// The quantiles, `[R, outputStride]`.
    package let outputs: AlignedBuffer
    /// Gradient of the loss with respect to the outputs, `[R, outputStride]`, zero in the padding; filled by the caller.
    package let outputGradients: AlignedBuffer
    /// Distance between rows of outputs.
    package let outputStride: Int

    /// Tokens, `[T, R, tokenStride]`; filled by the caller.
    package var tokens: AlignedBuffer { recurrent.inputs }
    /// Distance between tokens.
    package var tokenStride: Int { recurrent.inputStride }

    /// Creates the buffers for shards of at most `rows` series of `tokens` tokens.
    package init(_ shape: SegmentNetworkShape, rows: Int, tokens: Int, trains: Bool) {
        recurrent = RecurrentWorkspace(shape.recurrent, rows: rows, steps: tokens, trains: trains, drops: false)
        bypass = AlignedBuffer(count: rows * shape.bypassSize)
        outputStride = padded(shape.outputSize)
        outputs = AlignedBuffer(count: rows * outputStride)
        outputGradients = AlignedBuffer(count: trains ? rows * outputStride : 0)
    }
}
