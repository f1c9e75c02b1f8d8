import CKernels

extension Kernels {
    /// Solves G X = C for a symmetric positive definite G.
    ///
    /// Cholesky's factorisation G = UᵀU by blocks of rows (Golub & Van Loan 2013, "Matrix Computations", section 4.2),
    /// carried on through the right-hand side, which leaves Y = U⁻ᵀC there; then X = U⁻¹Y from the last row to the
    /// first. All but the diagonal blocks is products of the kernels, and every element one chain of operations in a
    /// fixed order.
    /// - Parameter system: `[G | C]`, shape `[N, N + R]`; of G only the upper triangle is read. It is overwritten.
    /// - Returns: X, shape `[N, R]`; nil when G is not positive definite in double precision.
    package func solve(_ system: inout DoubleMatrix) -> DoubleMatrix? {
        let size = system.rows
        var solution = DoubleMatrix(rows: size, columns: system.columns - size)
        let isSolved = unsafe system.elements.withUnsafeMutableBufferPointer { upper in
            unsafe solution.elements.withUnsafeMutableBufferPointer { rows in
                guard let base = upper.baseAddress, let solved = rows.baseAddress else { return true }
                let elimination = unsafe Elimination(
                    kernels: self, size: size, columns: system.columns, upper: base, upperStride: system.stride,
                    solution: solved, solutionStride: solution.stride)
                guard elimination.eliminate() else { return false }
                elimination.substitute()
                return true
            }
        }
        return isSolved ? solution : nil
    }
}

/// The two passes over one system.
@safe
private struct Elimination {
    let kernels: Kernels
    /// N, and N + R.
    let size, columns: Int
    /// `[G | C]`, and then `[U | Y]`.
    let upper: UnsafeMutablePointer<Double>
    let upperStride: Int
    /// X.
    let solution: UnsafeMutablePointer<Double>
    let solutionStride: Int

    /// Rows of a block.
    private static let blockRows = 48

    /// Makes `[U | Y]` of `[G | C]`; false at a pivot that is not positive.
    func eliminate() -> Bool {
        for first in stride(from: 0, to: size, by: Self.blockRows) {
            let end = min(first + Self.blockRows, size)
            subtractRows(0..<first, from: first..<end, firstColumn: first)
            for row in first..<end {
                subtractRows(first..<row, from: row..<row + 1, firstColumn: row)
                let line = unsafe upper + row * upperStride
                guard unsafe line[row] > 0, unsafe line[row] < .infinity else { return false }
                let root = unsafe line[row].squareRoot()
                for column in row..<columns { unsafe line[column] /= root }
            }
        }
        return true
    }

    /// Subtracts what the rows `done` of `[U | Y]` hold of the rows `open`, from column `firstColumn` on, or a few
    /// columns before it to the left of the diagonal, where nothing is read.
    private func subtractRows(_ done: Range<Int>, from open: Range<Int>, firstColumn: Int) {
        if done.isEmpty { return }
        let column = firstColumn / 8 * 8
        var product = unsafe FKDoubleProduct()
        unsafe (product.rows, product.depth) = (open.count, done.count)
        unsafe product.columns = (columns - column + 7) / 8 * 8
        unsafe product.a = UnsafePointer(upper + done.lowerBound * upperStride + open.lowerBound)
        unsafe (product.a_row, product.a_depth) = (1, upperStride)
        unsafe (product.b, product.b_row) = (UnsafePointer(upper + done.lowerBound * upperStride + column), upperStride)
        unsafe (product.c, product.c_row) = (upper + open.lowerBound * upperStride + column, upperStride)
        unsafe product.subtract = true
        unsafe kernels.table.pointee.double_product(&product)
    }

    /// Makes X of Y.
    func substitute() {
        for row in 0..<size {
            for column in 0..<columns - size {
                unsafe solution[row * solutionStride + column] = upper[row * upperStride + size + column]
            }
        }
        var end = size
        while end > 0 {
            let first = (end - 1) / Self.blockRows * Self.blockRows
            subtractSolved(end..<size, from: first..<end)
            for row in (first..<end).reversed() {
                subtractSolved(row + 1..<end, from: row..<row + 1)
                let pivot = unsafe upper[row * upperStride + row]
                for column in 0..<columns - size { unsafe solution[row * solutionStride + column] /= pivot }
            }
            end = first
        }
    }

    /// Subtracts what the rows `done` of X account for in the rows `open` of Y.
    private func subtractSolved(_ done: Range<Int>, from open: Range<Int>) {
        if done.isEmpty { return }
        var product = unsafe FKDoubleProduct()
        unsafe (product.rows, product.depth) = (open.count, done.count)
        unsafe product.columns = (columns - size + 7) / 8 * 8
        unsafe product.a = UnsafePointer(upper + open.lowerBound * upperStride + done.lowerBound)
        unsafe (product.a_row, product.a_depth) = (upperStride, 1)
        unsafe (product.b, product.b_row) = (UnsafePointer(solution + done.lowerBound * solutionStride), solutionStride)
        unsafe (product.c, product.c_row) = (solution + open.lowerBound * solutionStride, solutionStride)
        unsafe product.subtract = true
        unsafe kernels.table.pointee.double_product(&product)
    }
}
