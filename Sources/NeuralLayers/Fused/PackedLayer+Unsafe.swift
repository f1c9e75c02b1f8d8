import CKernels

/// One recurrent layer's weights, packed for the products of a forward and a backward pass.
///
/// Letters: D features from below, H hidden units, P = H padded, K the cell's blocks.
@safe
final class PackedLayer {
    let geometry: CellGeometry
    /// D and H.
    let inputSize, hiddenSize: Int
    /// P, and P times the blocks: the width of a row of the gate buffer; and the distance between its rows.
    let paddedHidden, gateWidth, gateStride: Int
    /// Blocks fed by the input and by the hidden state; both runs are contiguous.
    let inputBlocks, hiddenBlocks: Range<Int>

    /// For each group of blocks, its weights: rows of W, then rows of U.
    private let forward: [(group: CellGeometry.Group, weights: PackedMatrix)]
    /// U by rows, `[hidden blocks × H, P]`: carries gate gradients to the previous step.
    private let toPreviousStep: PackedMatrix
    /// The columns of W that gradient is carried through: all, or of the bottom layer those of the embeddings.
    private let carriedInputs: Range<Int>
    /// Those columns by rows, `[input blocks × H, padded]`: carries gate gradients to the layer below.
    private let toInput: PackedMatrix
    /// Start of every pre-activation, `[K × P]`.
    private let bias: AlignedBuffer
    private let trains: Bool

    /// - Parameter trains: Whether gradients are carried back; what they need is held only then.
    init(_ shape: RecurrentNetworkShape, layer: Int, trains: Bool) {
        self.trains = trains
        let geometry = CellGeometry(shape.cell)
        let (inputSize, hiddenSize) = (shape.inputSize(ofLayer: layer), shape.hiddenSize)
        let width = padded(hiddenSize)
        self.geometry = geometry
        self.inputSize = inputSize
        self.hiddenSize = hiddenSize
        paddedHidden = width
        gateWidth = geometry.blockCount * width
        gateStride = geometry.gateStride(width)
        let groups = geometry.groups
        let fed = { (uses: (CellGeometry.Group) -> Bool) in
            let runs = groups.filter(uses).map(\.blocks)
            return runs[0].lowerBound..<runs[runs.count - 1].upperBound
        }
        inputBlocks = fed(\.usesInput)
        hiddenBlocks = fed(\.usesHidden)
        forward = groups.map { group in
            let depth = (group.usesInput ? inputSize : 0) + (group.usesHidden ? hiddenSize : 0)
            return (group, PackedMatrix(depth: depth, columns: group.blocks.count * width))
        }
        toPreviousStep = PackedMatrix(depth: trains ? hiddenBlocks.count * hiddenSize : 0, columns: width)
        carriedInputs = (layer == 0 ? shape.inputSize : 0)..<inputSize
        toInput = PackedMatrix(
            depth: trains && !carriedInputs.isEmpty ? inputBlocks.count * hiddenSize : 0,
            columns: padded(carriedInputs.count))
        bias = AlignedBuffer(count: gateWidth)
    }

    /// Packs PyTorch's four tensors: `weight_ih` `[gates × H, D]`, `weight_hh` `[gates × H, H]` and the two biases.
    func pack(
        inputWeights: UnsafePointer<Float>, hiddenWeights: UnsafePointer<Float>,
        inputBias: UnsafePointer<Float>, hiddenBias: UnsafePointer<Float>
    ) {
        let (d, h) = (inputSize, hiddenSize)
        for block in 0..<geometry.blockCount {
            let to = unsafe bias.base + block * paddedHidden
            unsafe to.update(repeating: 0, count: paddedHidden)
            if let gate = geometry.inputBlock.firstIndex(of: block) {
                for j in 0..<h { unsafe to[j] += inputBias[gate * h + j] }
            }
            if let gate = geometry.hiddenBlock.firstIndex(of: block) {
                for j in 0..<h { unsafe to[j] += hiddenBias[gate * h + j] }
            }
        }
        for (group, weights) in forward {
            for block in group.blocks {
                let column = (block - group.blocks.lowerBound) * paddedHidden
                if let gate = geometry.inputBlock.firstIndex(of: block) {
                    unsafe weights.pack(
                        inputWeights + gate * h * d, columnStride: d, depthStride: 1,
                        firstDepth: 0, depthCount: d, firstColumn: column, columnCount: h)
                }
                if let gate = geometry.hiddenBlock.firstIndex(of: block) {
                    unsafe weights.pack(
                        hiddenWeights + gate * h * h, columnStride: h, depthStride: 1,
                        firstDepth: group.usesInput ? d : 0, depthCount: h, firstColumn: column, columnCount: h)
                }
            }
        }
        guard trains else { return }
        for (gate, block) in geometry.hiddenBlock.enumerated() {
            unsafe toPreviousStep.pack(
                hiddenWeights + gate * h * h, columnStride: 1, depthStride: h,
                firstDepth: (block - hiddenBlocks.lowerBound) * h, depthCount: h, firstColumn: 0, columnCount: h)
        }
        if carriedInputs.isEmpty { return }
        for (gate, block) in geometry.inputBlock.enumerated() {
            unsafe toInput.pack(
                inputWeights + gate * h * d + carriedInputs.lowerBound, columnStride: 1, depthStride: d,
                firstDepth: (block - inputBlocks.lowerBound) * h, depthCount: h, firstColumn: 0,
                columnCount: carriedInputs.count)
        }
    }

    /// gates = bias + x Wᵀ + h Uᵀ for one step of `rows` windows, each block fed by what its gate is fed by.
    ///
    /// - Parameter lastFirst: Read the weights from the last to the first: alternated from step to step, more of them
    ///   are still in the first cache.
    func project(
        _ kernels: UnsafePointer<FKKernels>, rows: Int, input: UnsafePointer<Float>, inputStride: Int,
        hidden: UnsafePointer<Float>, into gates: UnsafeMutablePointer<Float>, gatesStride: Int,
        lastFirst: Bool
    ) {
        for place in forward.indices {
            let (group, weights) = forward[lastFirst ? forward.count - 1 - place : place]
            let column = group.blocks.lowerBound * paddedHidden
            var product = unsafe FKProduct(
                rows: rows, columns: weights.columns, into: gates + column, rowStride: gatesStride,
                bias: UnsafePointer(bias.base + column))
            unsafe product.last_first = lastFirst
            if group.usesInput {
                unsafe product.append(
                    weights.segment(input, rowStride: inputStride, firstDepth: 0, depthCount: inputSize))
            }
            if group.usesHidden {
                unsafe product.append(
                    weights.segment(
                        hidden, rowStride: paddedHidden,
                        firstDepth: group.usesInput ? inputSize : 0, depthCount: hiddenSize))
            }
            unsafe kernels.pointee.product(&product)
        }
    }

    /// dh (+)= dgates · U over the blocks fed by the hidden state.
    func carryToPreviousStep(
        _ kernels: UnsafePointer<FKKernels>, rows: Int, gates: UnsafePointer<Float>,
        into dh: UnsafeMutablePointer<Float>, accumulate: Bool
    ) {
        unsafe carry(kernels, rows, gates, hiddenBlocks, toPreviousStep, dh, accumulate)
    }

    /// dx = dgates · W over the blocks fed by the input, for any number of rows; dx has padded rows.
    ///
    /// Of the bottom layer dx is that of the embeddings.
    func carryToInput(
        _ kernels: UnsafePointer<FKKernels>, rows: Int, gates: UnsafePointer<Float>,
        into dx: UnsafeMutablePointer<Float>
    ) {
        unsafe carry(kernels, rows, gates, inputBlocks, toInput, dx, false)
    }

    private func carry(
        _ kernels: UnsafePointer<FKKernels>, _ rows: Int, _ gates: UnsafePointer<Float>, _ blocks: Range<Int>,
        _ weights: PackedMatrix, _ result: UnsafeMutablePointer<Float>, _ accumulate: Bool
    ) {
        var product = unsafe FKProduct(
            rows: rows, columns: weights.columns, into: result, rowStride: weights.columns, accumulate: accumulate)
        if paddedHidden == hiddenSize {
            unsafe product.append(
                weights.segment(
                    gates + blocks.lowerBound * paddedHidden, rowStride: gateStride,
                    firstDepth: 0, depthCount: weights.depth))
        } else {
            for block in blocks {
                unsafe product.append(
                    weights.segment(
                        gates + block * paddedHidden, rowStride: gateStride,
                        firstDepth: (block - blocks.lowerBound) * hiddenSize, depthCount: hiddenSize))
            }
        }
        unsafe kernels.pointee.product(&product)
    }
}
