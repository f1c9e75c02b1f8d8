import CKernels

/// Corrects each step of the head's forecast by what is known ahead of that step.
///
/// A temporal decoder in the manner of TiDE (Das et al. 2023, arXiv:2304.08424, section 4.2), whose residual block is
/// shared by all steps of the horizon. With d the head's forecast of a step and f its F features known ahead,
/// ```
/// y = d + v·f + o·max(0, P [f; d] + c)
/// ```
/// Each product runs over the K = R · horizon steps of a shard at once. A product of one column is eight wide, of which
/// the first is used.
@safe
final class TemporalDecoder {
    /// F and the horizon.
    private let futureSize, horizon: Int
    private let kernels: UnsafePointer<FKKernels>
    /// P by columns, `[F + 1, M]`, and its start c, `[M]`.
    private let hidden: PackedMatrix
    private let bias: AlignedBuffer
    /// v, then o: `[F + M, 8]`.
    private let output: PackedMatrix
    /// o as a row, `[1, M]`: carries the output's gradient to the rectified units.
    private let toHidden: PackedMatrix
    /// P's last column, `[M, 8]`: carries the units' gradient to the head.
    private let toLinear: PackedMatrix

    /// M, and the width of a product of one column.
    private static let units = RecurrentNetworkShape.decoderSize
    private static let narrow = TemporalDecoderWorkspace.columnStride

    init(futureSize: Int, horizon: Int, kernels: UnsafePointer<FKKernels>) {
        self.futureSize = futureSize
        self.horizon = horizon
        unsafe self.kernels = kernels
        hidden = PackedMatrix(depth: futureSize + 1, columns: Self.units)
        bias = AlignedBuffer(count: Self.units)
        output = PackedMatrix(depth: futureSize + Self.units, columns: Self.narrow)
        toHidden = PackedMatrix(depth: 1, columns: Self.units)
        toLinear = PackedMatrix(depth: Self.units, columns: Self.narrow)
    }

    /// Packs v, P, c and o, the four tensors in the layout's order.
    func pack(_ parameters: UnsafePointer<Float>, tensors: ArraySlice<ParameterLayout.Tensor>) {
        let offsets = tensors.startIndex
        let skip = unsafe parameters + tensors[offsets].offset
        let weights = unsafe parameters + tensors[offsets + 1].offset
        let out = unsafe parameters + tensors[offsets + 3].offset
        let width = futureSize + 1
        unsafe bias.base.update(from: parameters + tensors[offsets + 2].offset, count: Self.units)
        unsafe hidden.pack(
            weights, columnStride: width, depthStride: 1, firstDepth: 0, depthCount: width, firstColumn: 0,
            columnCount: Self.units)
        unsafe output.pack(
            skip, columnStride: 0, depthStride: 1, firstDepth: 0, depthCount: futureSize, firstColumn: 0,
            columnCount: 1)
        unsafe output.pack(
            out, columnStride: 0, depthStride: 1, firstDepth: futureSize, depthCount: Self.units, firstColumn: 0,
            columnCount: 1)
        unsafe toHidden.pack(
            out, columnStride: 1, depthStride: 0, firstDepth: 0, depthCount: 1, firstColumn: 0,
            columnCount: Self.units)
        unsafe toLinear.pack(
            weights + futureSize, columnStride: 0, depthStride: width, firstDepth: 0, depthCount: Self.units,
            firstColumn: 0, columnCount: 1)
    }

    /// Adds its correction to what the head wrote into `outputs`, `[R, O]` with rows `stride` apart.
    func forward(_ own: TemporalDecoderWorkspace, outputs: AlignedBuffer, stride: Int, rows: Int) {
        let steps = rows * horizon
        copyHead(outputs, stride: stride, rows: rows, to: own.linear)
        var units = unsafe FKProduct(
            rows: steps, columns: Self.units, into: own.hidden.base, rowStride: Self.units,
            bias: UnsafePointer(bias.base))
        unsafe units.append(
            hidden.segment(own.futures.base, rowStride: futureSize, firstDepth: 0, depthCount: futureSize))
        unsafe units.append(hidden.segment(own.linear.base, rowStride: 1, firstDepth: futureSize, depthCount: 1))
        unsafe kernels.pointee.product(&units)
        rectify(own, steps: steps)
        var sums = unsafe FKProduct(
            rows: steps, columns: Self.narrow, into: own.column.base, rowStride: Self.narrow)
        unsafe sums.append(
            output.segment(own.futures.base, rowStride: futureSize, firstDepth: 0, depthCount: futureSize))
        unsafe sums.append(
            output.segment(own.hidden.base, rowStride: Self.units, firstDepth: futureSize, depthCount: Self.units))
        unsafe kernels.pointee.product(&sums)
        for row in 0..<rows {
            let to = unsafe outputs.base + row * stride
            let from = unsafe own.column.base + row * horizon * Self.narrow
            for step in 0..<horizon { unsafe to[step] += from[step * Self.narrow] }
        }
    }

    /// Its own gradients, at `offsets`, and that of the head's outputs, from `outputGradients` with rows `stride` apart.
    func backward(
        _ own: TemporalDecoderWorkspace, outputGradients: AlignedBuffer, stride: Int, rows: Int,
        gradients: AlignedBuffer, offsets: GradientLayout.Decoder, accumulate: Bool
    ) {
        let steps = rows * horizon
        writeColumn(outputGradients, stride: stride, own, rows: rows)
        let delta = unsafe UnsafePointer(own.column.base)
        let result = unsafe gradients.base
        // v and o: what they were multiplied with, times the output's gradient.
        unsafe addTransposed(
            own.futures.base, columns: futureSize, times: delta, Self.narrow, depth: steps,
            into: result + offsets.skip, accumulate)
        unsafe addTransposed(
            own.hidden.base, columns: Self.units, times: delta, Self.narrow, depth: steps,
            into: result + offsets.out, accumulate)
        carryToHidden(own, steps: steps)
        // P and c, likewise.
        let unitGradients = unsafe UnsafePointer(own.hiddenGradient.base)
        unsafe addTransposed(
            own.futures.base, columns: futureSize, times: unitGradients, Self.units, depth: steps,
            into: result + offsets.hidden, accumulate)
        unsafe addTransposed(
            own.linear.base, columns: 1, times: unitGradients, Self.units, depth: steps,
            into: result + offsets.hidden + futureSize * Self.units, accumulate)
        var sums = unsafe FKProduct(
            sumOfRows: unitGradients, rowStride: Self.units, depth: steps, columns: Self.units,
            into: result + offsets.bias, accumulate: accumulate)
        unsafe kernels.pointee.product(&sums)
        carryToHead(own, stride: stride, rows: rows)
    }

    /// Copies the head's outputs without the gaps between rows.
    private func copyHead(_ outputs: AlignedBuffer, stride: Int, rows: Int, to linear: AlignedBuffer) {
        for row in 0..<rows {
            unsafe (linear.base + row * horizon).update(from: outputs.base + row * stride, count: horizon)
        }
    }

    /// Makes max(0, x) of the units.
    private func rectify(_ own: TemporalDecoderWorkspace, steps: Int) {
        var cell = unsafe FKCellStep()
        unsafe cell.rows = steps
        unsafe cell.padded = Self.units
        unsafe cell.h = own.hidden.base
        unsafe kernels.pointee.rnn_relu_forward(&cell)
    }

    /// Writes the output's gradients into the first of the columns; the others are zero.
    private func writeColumn(
        _ outputGradients: AlignedBuffer, stride: Int, _ own: TemporalDecoderWorkspace, rows: Int
    ) {
        unsafe own.column.base.update(repeating: 0, count: rows * horizon * Self.narrow)
        for row in 0..<rows {
            let from = unsafe outputGradients.base + row * stride
            let to = unsafe own.column.base + row * horizon * Self.narrow
            for step in 0..<horizon { unsafe to[step * Self.narrow] = from[step] }
        }
    }

    /// C (+)= Aᵀ · B for an A of `columns` contiguous columns.
    private func addTransposed(
        _ a: UnsafePointer<Float>, columns: Int, times b: UnsafePointer<Float>, _ stride: Int, depth: Int,
        into result: UnsafeMutablePointer<Float>, _ accumulate: Bool
    ) {
        var product = unsafe FKProduct(
            rows: columns, columns: stride, into: result, rowStride: stride, accumulate: accumulate)
        unsafe product.append(
            FKSegment(transposed: a, rowStride: columns, times: b, rowStride: stride, depth: depth))
        unsafe kernels.pointee.product(&product)
    }

    /// The gradient of the units before they were rectified.
    private func carryToHidden(_ own: TemporalDecoderWorkspace, steps: Int) {
        var carried = unsafe FKProduct(
            rows: steps, columns: Self.units, into: own.hiddenGradient.base, rowStride: Self.units)
        unsafe carried.append(toHidden.segment(own.column.base, rowStride: Self.narrow, firstDepth: 0, depthCount: 1))
        unsafe kernels.pointee.product(&carried)
        var cell = unsafe FKCellStep()
        unsafe cell.rows = steps
        unsafe cell.padded = Self.units
        unsafe cell.gates = own.hiddenGradient.base
        unsafe cell.gates_row = Self.units
        unsafe cell.h = own.hidden.base
        unsafe cell.dh = own.hiddenGradient.base
        unsafe kernels.pointee.rnn_relu_backward(&cell)
    }

    /// The gradient of the head's outputs: the output's own, and what comes through the units.
    private func carryToHead(_ own: TemporalDecoderWorkspace, stride: Int, rows: Int) {
        var carried = unsafe FKProduct(
            rows: rows * horizon, columns: Self.narrow, into: own.column.base, rowStride: Self.narrow, accumulate: true)
        unsafe carried.append(
            toLinear.segment(own.hiddenGradient.base, rowStride: Self.units, firstDepth: 0, depthCount: Self.units))
        unsafe kernels.pointee.product(&carried)
        for row in 0..<rows {
            let to = unsafe own.headGradients.base + row * stride
            let from = unsafe own.column.base + row * horizon * Self.narrow
            for step in 0..<horizon { unsafe to[step] = from[step * Self.narrow] }
        }
    }
}
