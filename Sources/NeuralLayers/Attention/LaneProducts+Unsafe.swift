import CKernels

/// The products of a transformer's linear maps over tokens and windows side by side.
///
/// With weights as the left operand, read one by one where they lie, and activations `[features, N · 16]` as the right one,
/// every output is a chain over features, and nothing is packed. A bias is one more product of depth 1, with ones.
@safe
struct LaneProducts: @unchecked Sendable {
    let kernels: UnsafePointer<FKKernels>
    /// One panel's row of ones.
    private let ones: AlignedBuffer

    init(_ kernels: UnsafePointer<FKKernels>) {
        unsafe self.kernels = kernels
        ones = AlignedBuffer(count: Int(FK_PANEL_WIDTH))
        ones.assign([Float](repeating: 1, count: Int(FK_PANEL_WIDTH)))
    }

    /// A matrix of weights, `[rows, columns]`, row-major.
    @safe
    struct Weights {
        let base: UnsafePointer<Float>
        let rows, columns: Int

        init(_ parameters: AlignedBuffer, _ tensor: ParameterLayout.Tensor) {
            unsafe base = UnsafePointer(parameters.base + tensor.offset)
            (rows, columns) = (tensor.shape[0], tensor.shape[1])
        }
    }

    /// Features of `columns` tokens and windows, rows `row` floats apart.
    @safe
    struct Lanes {
        let base: UnsafeMutablePointer<Float>
        let row, columns: Int

        init(_ base: UnsafeMutablePointer<Float>, row: Int, columns: Int) {
            unsafe self.base = base
            (self.row, self.columns) = (row, columns)
        }

        /// The features from `first` on.
        func from(_ first: Int) -> Lanes { unsafe Lanes(base + first * row, row: row, columns: columns) }
    }

    /// Y (+)= W X + b.
    ///
    /// - Parameters:
    ///   - x: Shape `[columns of W, ...]`.
    ///   - y: Shape `[rows of W, ...]`.
    func apply(
        _ weights: Weights, bias: UnsafePointer<Float>? = nil, to x: Lanes, into y: Lanes, accumulate: Bool = false
    ) {
        var product = unsafe FKProduct(
            rows: weights.rows, columns: y.columns, into: y.base, rowStride: y.row, accumulate: accumulate)
        if let bias = unsafe bias {
            unsafe product.append(
                FKSegment(
                    a: bias, a_row: 1, a_depth: 1, b: UnsafePointer(ones.base), b_panel: 0, b_depth: 0, depth: 1))
        }
        unsafe product.append(
            FKSegment(
                a: weights.base, a_row: weights.columns, a_depth: 1, b: UnsafePointer(x.base),
                b_panel: Int(FK_PANEL_WIDTH), b_depth: x.row, depth: weights.columns))
        unsafe kernels.pointee.product(&product)
    }

    /// X = Wᵀ Y: how gradients go down.
    func applyTransposed(_ weights: Weights, to y: Lanes, into x: Lanes) {
        var product = unsafe FKProduct(rows: weights.columns, columns: x.columns, into: x.base, rowStride: x.row)
        unsafe product.append(
            FKSegment(
                a: weights.base, a_row: 1, a_depth: weights.columns, b: UnsafePointer(y.base),
                b_panel: Int(FK_PANEL_WIDTH), b_depth: y.row, depth: weights.rows))
        unsafe kernels.pointee.product(&product)
    }

    /// C (+)= Y Xᵀ, summed over tokens and windows in their order: the gradient of weights.
    ///
    /// - Parameters:
    ///   - transposed: X as panels, as the kernel makes them.
    ///   - features: Those of X; rows of C are so many floats, padded.
    func addOuter(
        _ y: Lanes, rows: Int, transposed: AlignedBuffer, features: Int, into c: UnsafeMutablePointer<Float>,
        accumulate: Bool
    ) {
        let (width, columns) = (Int(FK_PANEL_WIDTH), padded(features))
        var product = unsafe FKProduct(
            rows: rows, columns: columns, into: c, rowStride: columns, accumulate: accumulate)
        unsafe product.append(
            FKSegment(
                a: UnsafePointer(y.base), a_row: y.row, a_depth: 1, b: UnsafePointer(transposed.base),
                b_panel: y.columns * width, b_depth: width, depth: y.columns))
        unsafe kernels.pointee.product(&product)
    }

    /// Turns `features` rows of `x` into panels.
    func transpose(_ x: Lanes, features: Int, into panels: AlignedBuffer) {
        unsafe kernels.pointee.attention.pointee.lane_transpose(
            features, x.columns / PatchTransformerSizes.lanes, x.base, x.row, panels.base, x.columns)
    }

    /// sums (+)= the sums of `features` rows of `y` over tokens and windows: the gradient of a bias.
    func addSums(_ y: Lanes, features: Int, into sums: UnsafeMutablePointer<Float>, accumulate: Bool) {
        unsafe kernels.pointee.attention.pointee.row_sums(
            features, y.columns / PatchTransformerSizes.lanes, y.base, y.row, sums, accumulate)
    }
}
