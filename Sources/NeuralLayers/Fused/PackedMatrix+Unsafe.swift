import CKernels

/// The right-hand side of a product, packed into panels that the kernels stream.
@safe
final class PackedMatrix {
    /// K: rows.
    let depth: Int
    /// N: columns, padded.
    let columns: Int
    private let panels: AlignedBuffer

    init(depth: Int, columns: Int) {
        self.depth = depth
        self.columns = columns
        let width = Int(FK_PANEL_WIDTH)
        panels = AlignedBuffer(count: (columns + width - 1) / width * width * depth)
    }

    /// Copies `B[firstDepth + k, firstColumn + n] = source[n * columnStride + k * depthStride]`.
    func pack(
        _ source: UnsafePointer<Float>, columnStride: Int, depthStride: Int,
        firstDepth: Int, depthCount: Int, firstColumn: Int, columnCount: Int
    ) {
        assert(firstDepth + depthCount <= depth && firstColumn + columnCount <= columns)
        unsafe fk_pack(
            panels.base, depth, firstDepth, firstColumn, depthCount, columnCount, source, columnStride, depthStride)
    }

    /// The segment `A · B[firstDepth ..< firstDepth + depthCount]` for an A with contiguous rows.
    func segment(_ a: UnsafePointer<Float>, rowStride: Int, firstDepth: Int, depthCount: Int) -> FKSegment {
        let width = Int(FK_PANEL_WIDTH)
        return unsafe FKSegment(
            a: a, a_row: rowStride, a_depth: 1,
            b: UnsafePointer(panels.base + firstDepth * width), b_panel: depth * width, b_depth: width,
            depth: depthCount)
    }
}

extension FKSegment {
    /// The segment `Aᵀ · B` for row-major A and B that share their rows: how weight gradients are formed.
    init(
        transposed a: UnsafePointer<Float>, rowStride aStride: Int,
        times b: UnsafePointer<Float>, rowStride bStride: Int, depth: Int
    ) {
        unsafe self.init(
            a: a, a_row: 1, a_depth: aStride, b: b, b_panel: Int(FK_PANEL_WIDTH), b_depth: bStride, depth: depth)
    }
}

/// A single 1, read over and over: a row of ones times a matrix is the sum of its rows.
private let one: AlignedBuffer = {
    let buffer = AlignedBuffer(count: 16)
    buffer.assign([1])
    return buffer
}()

extension FKProduct {
    /// sums (+)= the sum of `depth` rows of the row-major B, from the first to the last.
    init(
        sumOfRows b: UnsafePointer<Float>, rowStride: Int, depth: Int, columns: Int,
        into sums: UnsafeMutablePointer<Float>, accumulate: Bool
    ) {
        unsafe self.init(rows: 1, columns: columns, into: sums, rowStride: columns, accumulate: accumulate)
        unsafe append(FKSegment(transposed: one.base, rowStride: 0, times: b, rowStride: rowStride, depth: depth))
    }

    /// A product that starts from `bias`, from C (`accumulate`), or from zero, without segments yet.
    init(
        rows: Int, columns: Int, into c: UnsafeMutablePointer<Float>, rowStride: Int,
        bias: UnsafePointer<Float>? = nil, accumulate: Bool = false
    ) {
        unsafe self.init()
        unsafe self.rows = rows
        unsafe self.columns = columns
        unsafe self.c = c
        unsafe c_row = rowStride
        unsafe self.bias = bias
        unsafe self.accumulate = accumulate
    }

    /// Adds one more term.
    mutating func append(_ segment: FKSegment) {
        switch unsafe segment_count {
        case 0: unsafe segments.0 = segment
        case 1: unsafe segments.1 = segment
        case 2: unsafe segments.2 = segment
        default: unsafe segments.3 = segment
        }
        unsafe segment_count += 1
        unsafe assert(segment_count <= Int32(FK_MAX_SEGMENTS))
    }
}
