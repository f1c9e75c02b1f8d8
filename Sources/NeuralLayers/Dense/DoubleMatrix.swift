import CKernels

/// A row-major matrix in double precision, laid out for the kernels.
///
/// Rows are padded to a multiple of 8 columns; what lies in the padding belongs to no one. The distance between rows is
/// never a multiple of 512 bytes, at which a column's elements would compete for few lines of the cache.
package struct DoubleMatrix: Sendable {
    /// M.
    package let rows: Int
    /// N.
    package let columns: Int
    /// N as the kernels see it.
    let paddedColumns: Int
    /// From one row to the next.
    let stride: Int
    var elements: [Double]

    /// Creates a matrix of zeros.
    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        paddedColumns = Self.padded(columns)
        stride = paddedColumns % 64 == 0 ? paddedColumns + 8 : paddedColumns
        elements = [Double](repeating: 0, count: rows * stride)
    }

    /// The element in row `row` and column `column`.
    package subscript(row: Int, column: Int) -> Double {
        get {
            assert(column < columns)
            return elements[row * stride + column]
        }
        set {
            assert(column < columns)
            elements[row * stride + column] = newValue
        }
    }

    /// The elements of a row.
    package func row(_ row: Int) -> ArraySlice<Double> { elements[row * stride..<row * stride + columns] }

    /// Makes the first elements of a row `values`.
    package mutating func assign(_ values: [Double], row: Int) {
        precondition(values.count <= columns, "values fit the row")
        for (column, value) in values.enumerated() { elements[row * stride + column] = value }
    }

    /// Adds `values` to the elements of a row from column `firstColumn` on.
    package mutating func add(_ values: ArraySlice<Double>, row: Int, firstColumn: Int) {
        precondition(firstColumn + values.count <= columns, "values fit the row")
        let start = row * stride + firstColumn - values.startIndex
        for index in values.indices { elements[start + index] += values[index] }
    }

    /// Copies the upper triangle of the first M columns to the lower one.
    package mutating func mirrorUpperTriangle() {
        for row in 0..<rows {
            for column in 0..<min(row, columns) {
                elements[row * stride + column] = elements[column * stride + row]
            }
        }
    }

    /// The sum of the products of all elements with those of `other` from its column `firstColumn` on, row by row.
    package func innerProduct(_ other: DoubleMatrix, firstColumn: Int = 0) -> Double {
        precondition(rows == other.rows && firstColumn + columns <= other.columns, "every element has its other")
        var sum = 0.0
        for row in 0..<rows {
            let (own, its) = (row * stride, row * other.stride + firstColumn)
            for column in 0..<columns { sum += elements[own + column] * other.elements[its + column] }
        }
        return sum
    }

    /// Bytes of a matrix of this size; as `Double`, which has no overflow.
    package static func bytes(rows: Int, columns: Int) -> Double { 8 * Double(rows) * Double(columns + 16) }

    private static func padded(_ columns: Int) -> Int {
        let multiple = Int(FK_COLUMN_MULTIPLE)
        return (columns + multiple - 1) / multiple * multiple
    }
}
