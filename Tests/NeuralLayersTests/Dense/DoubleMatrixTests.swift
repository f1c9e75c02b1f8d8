import Testing

@testable import NeuralLayers

@Suite struct DoubleMatrixTests {
    /// A matrix whose element in row i and column j is 100 i + j.
    private func numbered(_ rows: Int, _ columns: Int) -> DoubleMatrix {
        var matrix = DoubleMatrix(rows: rows, columns: columns)
        for row in 0..<rows { matrix.assign((0..<columns).map { Double(100 * row + $0) }, row: row) }
        return matrix
    }

    @Test(arguments: [1, 7, 8, 9, 64, 65, 512])
    func `an element is where it was put`(columns: Int) {
        let matrix = numbered(3, columns)
        for row in 0..<3 {
            for column in 0..<columns { #expect(matrix[row, column] == Double(100 * row + column)) }
            #expect(Array(matrix.row(row)) == (0..<columns).map { Double(100 * row + $0) })
        }
        #expect(matrix.stride % 8 == 0 && matrix.stride % 64 != 0)
    }

    @Test func `numbers are added to a part of one row`() {
        var matrix = numbered(2, 5)
        matrix.add([0, 7, 8][1...], row: 1, firstColumn: 3)
        #expect(Array(matrix.row(0)) == [0, 1, 2, 3, 4])
        #expect(Array(matrix.row(1)) == [100, 101, 102, 110, 112])
    }

    @Test func `the upper triangle is mirrored, and what lies beyond the square stays`() {
        var matrix = numbered(3, 5)
        matrix.mirrorUpperTriangle()
        #expect(Array(matrix.row(1)) == [1, 101, 102, 103, 104])
        #expect(Array(matrix.row(2)) == [2, 102, 202, 203, 204])
    }

    @Test func `an inner product is the sum of the products of all elements`() {
        let (left, right) = (numbered(2, 3), numbered(2, 5))
        let expected = [(0.0, 2.0), (1, 3), (2, 4), (100, 102), (101, 103), (102, 104)].reduce(0) { $0 + $1.0 * $1.1 }
        #expect(left.innerProduct(right, firstColumn: 2) == expected)
    }
}
