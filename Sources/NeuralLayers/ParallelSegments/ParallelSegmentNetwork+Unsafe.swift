import CKernels

/// A ``ParallelSegmentShape``'s network on the fused kernels: the Float twin of ``ReferenceParallelSegmentNetwork``.
///
/// What is the same for several decoded segments is computed once: the recurrent product of a window for all of its
/// segments, and what a position adds to the gates for all windows, when weights are loaded.
@safe
package final class ParallelSegmentNetwork: WindowNetwork, @unchecked Sendable {
    package let shape: ParallelSegmentShape
    let places: ParallelSegmentLayout
    let gradientPlaces: ParallelSegmentGradientLayout
    let kernels: UnsafePointer<FKKernels>
    let cell: CellKernels
    let layer: PackedLayer
    let trains: Bool
    /// W by columns, and V by columns and by rows.
    private let segmentWeights, headForward: PackedMatrix
    let headBackward: PackedMatrix
    private let segmentBias, headBias: AlignedBuffer
    /// W_ih's columns of positions, by columns; positions; and what they add to the gates, `[m, input blocks · P]`.
    private let positionWeights: PackedMatrix
    let positions: AlignedBuffer
    private let positionGates: AlignedBuffer
    /// The tables of vectors.
    private let tables: [AlignedBuffer]
    /// Corrects steps by what is known ahead of them; nil where nothing is.
    let decoder: TemporalDecoder?
    /// A copy of W_ih `[gates · H, H]`, for the gradient of positions.
    let inputWeights: AlignedBuffer

    /// P.
    let width: Int
    /// Columns of the gates that the input adds to.
    let inputColumns: Int

    /// Creates a network whose weights are all zero until ``load(_:)``.
    ///
    /// - Parameter trains: Whether it is for backward passes as well.
    package init(_ shape: ParallelSegmentShape, kernels: Kernels, trains: Bool) {
        self.shape = shape
        self.trains = trains
        unsafe self.kernels = kernels.table
        places = ParallelSegmentLayout(shape)
        gradientPlaces = ParallelSegmentGradientLayout(shape)
        cell = CellKernels(shape.cell, kernels)
        layer = PackedLayer(shape.layer, layer: 1, trains: trains)
        width = padded(shape.hiddenSize)
        inputColumns = layer.inputBlocks.count * width
        segmentWeights = PackedMatrix(depth: shape.segmentSize, columns: width)
        segmentBias = AlignedBuffer(count: width)
        headForward = PackedMatrix(depth: shape.hiddenSize, columns: padded(shape.segmentLength))
        headBackward = PackedMatrix(depth: trains ? shape.segmentLength : 0, columns: width)
        headBias = AlignedBuffer(count: padded(shape.segmentLength))
        positionWeights = PackedMatrix(depth: shape.positionSize, columns: inputColumns)
        positions = AlignedBuffer(count: shape.decodedCount * shape.positionSize)
        positionGates = AlignedBuffer(count: shape.decodedCount * inputColumns)
        tables = shape.embeddings.map { AlignedBuffer(count: $0.count * $0.size) }
        decoder =
            unsafe shape.futureSize == 0
            ? nil
            : TemporalDecoder(futureSize: shape.futureSize, horizon: shape.outputSize, kernels: kernels.table)
        inputWeights = AlignedBuffer(count: trains ? shape.cell.gateCount * shape.hiddenSize * shape.hiddenSize : 0)
    }

    /// Where each parameter lies.
    package var layout: ParameterLayout { places.layout }
    /// Floats of a shard's gradients.
    package var gradientCount: Int { gradientPlaces.count }

    /// A workspace for windows of the shape's input length.
    package func makeWorkspace(rows: Int, steps: Int, trains: Bool, drops: Bool) -> ParallelSegmentWorkspace {
        precondition(steps == shape.inputLength, "windows of the shape's length")
        return ParallelSegmentWorkspace(shape, rows: rows, trains: trains, drops: drops)
    }

    /// Packs `parameters`, given in the order of ``layout``.
    package func load(_ parameters: AlignedBuffer) {
        precondition(parameters.count >= layout.count, "one value for every parameter")
        let base = unsafe UnsafePointer(parameters.base)
        let (h, d, w) = (shape.hiddenSize, shape.segmentSize, shape.segmentLength)
        unsafe segmentWeights.pack(
            base + places.segmentWeight, columnStride: d, depthStride: 1, firstDepth: 0, depthCount: d, firstColumn: 0,
            columnCount: h)
        unsafe segmentBias.base.update(from: base + places.segmentBias, count: h)
        unsafe layer.pack(
            inputWeights: base + places.inputWeight, hiddenWeights: base + places.hiddenWeight,
            inputBias: base + places.inputBias, hiddenBias: base + places.hiddenBias)
        unsafe headForward.pack(
            base + places.headWeight, columnStride: h, depthStride: 1, firstDepth: 0, depthCount: h, firstColumn: 0,
            columnCount: w)
        unsafe headBias.base.update(from: base + places.headBias, count: w)
        if trains {
            unsafe headBackward.pack(
                base + places.headWeight, columnStride: 1, depthStride: h, firstDepth: 0, depthCount: w,
                firstColumn: 0, columnCount: h)
            unsafe inputWeights.base.update(from: base + places.inputWeight, count: inputWeights.count)
        }
        for (table, place) in zip(tables, places.embeddings) {
            unsafe table.base.update(from: base + place, count: table.count)
        }
        unsafe decoder?.pack(base, tensors: layout.tensors[places.decoderTensor...].prefix(4))
        unsafe loadPositions(base)
    }

    /// Multiplies the positions with their columns of W_ih.
    private func loadPositions(_ base: UnsafePointer<Float>) {
        let (h, size) = (shape.hiddenSize, shape.positionSize)
        for (gate, block) in layer.geometry.inputBlock.enumerated() {
            unsafe positionWeights.pack(
                base + places.inputWeight + gate * h * h, columnStride: h, depthStride: 1, firstDepth: 0,
                depthCount: size, firstColumn: (block - layer.inputBlocks.lowerBound) * width, columnCount: h)
        }
        unsafe positions.base.update(from: base + places.position, count: positions.count)
        var product = unsafe FKProduct(
            rows: shape.decodedCount, columns: inputColumns, into: positionGates.base, rowStride: inputColumns)
        unsafe product.append(
            positionWeights.segment(positions.base, rowStride: size, firstDepth: 0, depthCount: size))
        unsafe kernels.pointee.product(&product)
    }

    /// Runs the first `rows` windows of the workspace forward.
    package func forward(_ workspace: ParallelSegmentWorkspace, rows: Int) {
        precondition(rows >= 1 && rows <= workspace.rows, "rows are within the workspace")
        embed(workspace, rows: rows)
        for step in 0..<shape.segmentCount { read(step, workspace, rows: rows) }
        decode(workspace, rows: rows)
        project(workspace, rows: rows)
        if let decoder, let own = workspace.decoder {
            decoder.forward(own, outputs: workspace.outputs, stride: workspace.outputStride, rows: rows)
        }
    }

    /// Embeds the segments, and writes each window's vectors behind them.
    private func embed(_ workspace: ParallelSegmentWorkspace, rows: Int) {
        let count = shape.segmentCount * rows
        var product = unsafe FKProduct(
            rows: count, columns: width, into: workspace.inputs.base, rowStride: width,
            bias: UnsafePointer(segmentBias.base))
        unsafe product.append(
            segmentWeights.segment(
                workspace.segments.base, rowStride: workspace.segmentStride, firstDepth: 0,
                depthCount: shape.segmentSize))
        unsafe kernels.pointee.product(&product)
        var rectifier = unsafe FKCellStep()
        unsafe rectifier.rows = count
        unsafe rectifier.padded = width
        unsafe rectifier.h = workspace.inputs.base
        unsafe kernels.pointee.rnn_relu_forward(&rectifier)
        let vectors = unsafe workspace.inputs.base + count * width
        unsafe vectors.update(repeating: 0, count: rows * width)
        for row in 0..<rows {
            let to = unsafe vectors + row * width + shape.positionSize
            for (place, table) in tables.enumerated() {
                guard let code = code(place, workspace, row: row) else { continue }
                let from = unsafe table.base + code * shape.vectorSize
                for element in 0..<shape.vectorSize { unsafe to[element] += from[element] }
            }
        }
    }

    /// The code of the window in row `row` for table `place`; nil when it is not in the table.
    func code(_ place: Int, _ workspace: ParallelSegmentWorkspace, row: Int) -> Int? {
        shape.embeddings[place].row(of: workspace.codes[row * tables.count + place])
    }

    /// One step of the cell over segment `step` of every window.
    private func read(_ step: Int, _ workspace: ParallelSegmentWorkspace, rows: Int) {
        let state = rows * width
        if step == 0 {
            unsafe workspace.hidden.base.update(repeating: 0, count: state)
            if shape.cell.hasCellState { unsafe workspace.cell.base.update(repeating: 0, count: state) }
        }
        let keepsGates = shape.cell.keepsGates
        let gates = unsafe workspace.gates.base + step * rows * layer.gateStride
        unsafe layer.project(
            kernels, rows: rows, input: workspace.inputs.base + step * state, inputStride: width,
            hidden: workspace.hidden.base + step * state,
            into: keepsGates ? gates : workspace.hidden.base + (step + 1) * state,
            gatesStride: keepsGates ? layer.gateStride : width, lastFirst: step % 2 == 1)
        var one = unsafe cellStep(workspace, rows: rows, step: step)
        unsafe cell.forward(&one)
    }

    /// What the cell reads and writes at segment `step`.
    func cellStep(_ workspace: ParallelSegmentWorkspace, rows: Int, step: Int) -> FKCellStep {
        let state = rows * width
        var one = unsafe FKCellStep()
        unsafe one.rows = rows
        unsafe one.padded = width
        unsafe one.gates = workspace.gates.base + step * rows * layer.gateStride
        unsafe one.gates_row = layer.gateStride
        unsafe one.h_previous = UnsafePointer(workspace.hidden.base + step * state)
        unsafe one.h = workspace.hidden.base + (step + 1) * state
        if shape.cell.hasCellState {
            unsafe one.c_previous = UnsafePointer(workspace.cell.base + step * state)
            unsafe one.c = workspace.cell.base + (step + 1) * state
        }
        return unsafe one
    }

    /// What the cell reads and writes at the decoded rows, all at once.
    func decodedStep(_ workspace: ParallelSegmentWorkspace, rows: Int) -> FKCellStep {
        var one = unsafe FKCellStep()
        unsafe one.rows = rows * shape.decodedCount
        unsafe one.padded = width
        unsafe one.gates = workspace.decodedGates.base
        unsafe one.gates_row = layer.gateStride
        unsafe one.h_previous = UnsafePointer(workspace.hiddenBefore.base)
        unsafe one.h = workspace.decodedHidden.base
        if shape.cell.hasCellState {
            unsafe one.c_previous = UnsafePointer(workspace.cellBefore.base)
            unsafe one.c = workspace.decodedCell.base
        }
        return unsafe one
    }

    /// One step of the cell for every segment of the horizon, from the last state of its window.
    private func decode(_ workspace: ParallelSegmentWorkspace, rows: Int) {
        let (count, state, m) = (shape.segmentCount, rows * width, shape.decodedCount)
        let last = unsafe workspace.hidden.base + count * state
        let own = unsafe workspace.gates.base + count * rows * layer.gateStride
        unsafe layer.project(
            kernels, rows: rows, input: workspace.inputs.base + count * state, inputStride: width, hidden: last,
            into: own, gatesStride: layer.gateStride, lastFirst: count % 2 == 1)
        let keepsGates = shape.cell.keepsGates
        let to = unsafe keepsGates ? workspace.decodedGates.base : workspace.decodedHidden.base
        let stride = keepsGates ? layer.gateStride : width
        let firstInput = layer.inputBlocks.lowerBound * width
        for row in 0..<rows {
            for segment in 0..<m {
                let place = row * m + segment
                let gates = unsafe to + place * stride
                unsafe gates.update(from: own + row * layer.gateStride, count: layer.gateWidth)
                unsafe kernels.pointee.add(
                    inputColumns, gates + firstInput, positionGates.base + segment * inputColumns)
                unsafe (workspace.hiddenBefore.base + place * width).update(from: last + row * width, count: width)
                if shape.cell.hasCellState {
                    unsafe (workspace.cellBefore.base + place * width).update(
                        from: workspace.cell.base + count * state + row * width, count: width)
                }
            }
        }
        var one = unsafe decodedStep(workspace, rows: rows)
        unsafe cell.forward(&one)
    }

    /// The steps of every decoded segment, one behind the other in the outputs of its window.
    private func project(_ workspace: ParallelSegmentWorkspace, rows: Int) {
        let count = rows * shape.decodedCount
        if workspace.drops {
            unsafe kernels.pointee.multiply(
                count * width, workspace.dropped.base, workspace.decodedHidden.base, workspace.mask.base)
        }
        let columns = padded(shape.segmentLength)
        var product = unsafe FKProduct(
            rows: count, columns: columns, into: workspace.decoded.base, rowStride: columns,
            bias: UnsafePointer(headBias.base))
        unsafe product.append(
            headForward.segment(
                headInput(workspace).base, rowStride: width, firstDepth: 0, depthCount: shape.hiddenSize))
        unsafe kernels.pointee.product(&product)
        forEachSegment(rows: rows) { row, first, steps, place in
            let to = unsafe workspace.outputs.base + row * workspace.outputStride + first
            unsafe to.update(from: workspace.decoded.base + place * columns, count: steps)
        }
    }

    /// What the last linear layer reads.
    func headInput(_ workspace: ParallelSegmentWorkspace) -> AlignedBuffer {
        workspace.drops ? workspace.dropped : workspace.decodedHidden
    }

    /// Calls `body` for every decoded segment with its window's row, its first step, how many of its steps are within the
    /// horizon, and its decoded row.
    func forEachSegment(rows: Int, _ body: (_ row: Int, _ first: Int, _ steps: Int, _ place: Int) -> Void) {
        let (m, w) = (shape.decodedCount, shape.segmentLength)
        for row in 0..<rows {
            for segment in 0..<m {
                body(row, segment * w, min(w, shape.outputSize - segment * w), row * m + segment)
            }
        }
    }
}
