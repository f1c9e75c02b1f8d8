import CKernels

extension Kernels {
    /// The first `rows` rows of A times B, in the first rows of `product`.
    ///
    /// - Parameters:
    ///   - a: Shape `[M, K]`; columns beyond K are not read.
    ///   - b: Shape `[K, N]`.
    ///   - product: Shape `[M, N]`, assigned.
    package func multiply(_ a: DoubleMatrix, rows: Int, by b: DoubleMatrix, into product: inout DoubleMatrix) {
        precondition(a.columns >= b.rows && b.columns == product.columns, "factors that fit")
        precondition(rows <= a.rows && rows <= product.rows, "no more rows than there are")
        unsafe a.elements.withUnsafeBufferPointer { left in
            unsafe b.elements.withUnsafeBufferPointer { right in
                unsafe product.elements.withUnsafeMutableBufferPointer { result in
                    var call = unsafe FKDoubleProduct()
                    unsafe (call.rows, call.columns, call.depth) = (rows, b.paddedColumns, b.rows)
                    unsafe (call.a, call.a_row, call.a_depth) = (left.baseAddress, a.stride, 1)
                    unsafe (call.b, call.b_row) = (right.baseAddress, b.stride)
                    unsafe (call.c, call.c_row) = (result.baseAddress, product.stride)
                    unsafe table.pointee.double_product(&call)
                }
            }
        }
    }

    /// The sums of products of a series with itself some steps later.
    ///
    /// - Parameters:
    ///   - x: The series, at least `count + lags − 1` numbers.
    ///   - count: T: terms of each sum.
    ///   - lags: How many sums.
    /// - Returns: `Σ x[t] x[t + d]` over t in `0 ..< T`, for d in `0 ..< lags`; each one chain in the order of t.
    package func laggedProducts(_ x: ArraySlice<Double>, count: Int, lags: Int) -> [Double] {
        precondition(x.count >= count + lags - 1, "the last sum needs as many numbers")
        // The kernel reads up to 7 numbers further, into sums that are cut off.
        let padded = Array(x) + [Double](repeating: 0, count: 7)
        var sums = [Double](repeating: 0, count: (lags + 7) / 8 * 8)
        unsafe padded.withUnsafeBufferPointer { series in
            unsafe sums.withUnsafeMutableBufferPointer { result in
                var call = unsafe FKDoubleProduct()
                unsafe (call.rows, call.columns, call.depth) = (1, result.count, count)
                unsafe (call.a, call.a_row, call.a_depth) = (series.baseAddress, 0, 1)
                unsafe (call.b, call.b_row) = (series.baseAddress, 1)
                unsafe (call.c, call.c_row) = (result.baseAddress, 0)
                unsafe table.pointee.double_product(&call)
            }
        }
        return Array(sums.prefix(lags))
    }
}
