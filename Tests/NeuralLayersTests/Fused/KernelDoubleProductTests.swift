import CKernels
import Numerics
import Testing

@testable import NeuralLayers

/// The product in double precision against one chain of fused multiply-adds in index order.
@Suite struct KernelDoubleProductTests {
    enum Start: CaseIterable { case zero, accumulate, subtract }

    @Test(arguments: Array(1...25) + [48], Start.allCases)
    func `every element is a chain of fused multiply-adds, bit for bit`(rows: Int, start: Start) {
        var random = CounterBasedRandom(seed: UInt64(rows)).sequence(.initialization)
        for columns in [8, 16, 24, 40, 104] {
            for depth in [0, 1, 2, 9, 50] {
                for isTransposed in [false, true] {
                    let test = DoubleProductCase(
                        rows: rows, columns: columns, depth: depth, isTransposed: isTransposed, start: start, &random)
                    let expected = test.chain().map(\.bitPattern)
                    for kernels in Kernels.available {
                        let own = test.result(kernels).map(\.bitPattern)
                        #expect(own == expected, "\(kernels.name) N\(columns) K\(depth)")
                    }
                }
            }
        }
    }
}

private struct DoubleProductCase {
    let rows, columns, depth, rowStride: Int
    let isTransposed: Bool
    let start: KernelDoubleProductTests.Start
    /// `[rows, depth]`, `[depth, columns]`, `[rows, rowStride]`.
    let a, b, before: [Double]

    init(
        rows: Int, columns: Int, depth: Int, isTransposed: Bool, start: KernelDoubleProductTests.Start,
        _ random: inout RandomSequence
    ) {
        func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in random.nextNormal() } }
        (self.rows, self.columns, self.depth) = (rows, columns, depth)
        (self.isTransposed, self.start) = (isTransposed, start)
        rowStride = columns + random.index(below: 5)
        a = numbers(rows * depth)
        b = numbers(depth * columns)
        before = numbers(rows * rowStride)
    }

    /// What C holds afterwards, the numbers between its rows included.
    func chain() -> [Double] {
        var c = before
        for m in 0..<rows {
            for n in 0..<columns {
                let old = before[m * rowStride + n]
                var sum =
                    switch start {
                    case .zero: 0.0
                    case .accumulate: old
                    case .subtract: -old
                    }
                for k in 0..<depth { sum.addProduct(a[m * depth + k], b[k * columns + n]) }
                c[m * rowStride + n] = start == .subtract ? -sum : sum
            }
        }
        return c
    }

    func result(_ kernels: Kernels) -> [Double] {
        var left = a
        if isTransposed {
            for m in 0..<rows {
                for k in 0..<depth { left[k * rows + m] = a[m * depth + k] }
            }
        }
        var c = before
        unsafe left.withUnsafeBufferPointer { left in
            unsafe b.withUnsafeBufferPointer { right in
                unsafe c.withUnsafeMutableBufferPointer { result in
                    var product = unsafe FKDoubleProduct()
                    unsafe (product.rows, product.columns, product.depth) = (rows, columns, depth)
                    unsafe (product.a, product.b, product.c) = (
                        left.baseAddress, right.baseAddress, result.baseAddress
                    )
                    unsafe (product.a_row, product.a_depth) = isTransposed ? (1, rows) : (depth, 1)
                    unsafe (product.b_row, product.c_row) = (columns, rowStride)
                    unsafe (product.accumulate, product.subtract) = (start == .accumulate, start == .subtract)
                    unsafe kernels.table.pointee.double_product(&product)
                }
            }
        }
        return c
    }
}
