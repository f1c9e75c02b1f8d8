import CKernels
import Numerics
import Testing

@testable import NeuralLayers

/// The matrix product against one chain of fused multiply-adds in index order.
@Suite struct KernelProductTests {
    enum Start: CaseIterable { case zero, bias, accumulate }

    @Test(arguments: 1...25, Start.allCases)
    func `every element is a chain of fused multiply-adds, bit for bit`(rows: Int, start: Start) {
        var random = CounterBasedRandom(seed: UInt64(rows)).sequence(.initialization)
        for columns in [8, 16, 24, 32, 40, 56, 80, 312] {
            for segmentCount in 1...4 {
                for isTransposed in [false, true] {
                    let test = ProductCase(
                        rows: rows, columns: columns, segments: segmentCount, isTransposed: isTransposed, start: start,
                        &random)
                    let expected = test.chain()
                    for kernels in Kernels.available {
                        let own = test.result(kernels)
                        #expect(sameBits(own, expected), "\(kernels.name) N\(columns) segments \(segmentCount)")
                    }
                }
            }
        }
    }

    @Test func `a product without depth is its start`() {
        var random = CounterBasedRandom(seed: 1).sequence(.initialization)
        for start in Start.allCases {
            let test = ProductCase(
                rows: 3, columns: 32, segments: 0, isTransposed: false, start: start, &random)
            for kernels in Kernels.available { #expect(sameBits(test.result(kernels), test.chain())) }
        }
    }
}

private struct ProductCase {
    let rows, columns, rowStride: Int
    let start: KernelProductTests.Start
    let isTransposed: Bool
    let bias, before: [Float]
    /// `[rows, depth]` and `[depth, columns]` of each segment.
    let factors: [(depth: Int, a: [Float], b: [Float])]

    init(
        rows: Int, columns: Int, segments: Int, isTransposed: Bool, start: KernelProductTests.Start,
        _ random: inout RandomSequence
    ) {
        func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.nextNormal()) } }
        (self.rows, self.columns, self.start, self.isTransposed) = (rows, columns, start, isTransposed)
        rowStride = columns + random.index(below: 5)
        bias = numbers(columns)
        before = numbers(rows * rowStride)
        var factors: [(depth: Int, a: [Float], b: [Float])] = []
        for _ in 0..<segments {
            let depth = 1 + random.index(below: 9)
            factors.append((depth, numbers(rows * depth), numbers(depth * columns)))
        }
        self.factors = factors
    }

    /// What C holds afterwards, the floats between its rows included.
    func chain() -> [Float] {
        var c = before
        for m in 0..<rows {
            for n in 0..<columns {
                var sum: Float =
                    switch start {
                    case .zero: 0
                    case .bias: bias[n]
                    case .accumulate: before[m * rowStride + n]
                    }
                for factor in factors {
                    for k in 0..<factor.depth {
                        sum.addProduct(factor.a[m * factor.depth + k], factor.b[k * columns + n])
                    }
                }
                c[m * rowStride + n] = sum
            }
        }
        return c
    }

    func result(_ kernels: Kernels) -> [Float] {
        let c = AlignedBuffer(count: before.count)
        c.assign(before)
        let start = AlignedBuffer(count: columns)
        start.assign(bias)
        var product = unsafe FKProduct(
            rows: rows, columns: columns, into: c.base, rowStride: rowStride,
            bias: self.start == .bias ? UnsafePointer(start.base) : nil, accumulate: self.start == .accumulate)
        var kept: [(AlignedBuffer, AlignedBuffer, PackedMatrix)] = []
        for factor in factors {
            let (a, b) = (AlignedBuffer(count: factor.a.count), AlignedBuffer(count: factor.b.count))
            b.assign(factor.b)
            let packed = PackedMatrix(depth: factor.depth, columns: columns)
            if isTransposed {
                for m in 0..<rows {
                    for k in 0..<factor.depth { unsafe a.base[k * rows + m] = factor.a[m * factor.depth + k] }
                }
                unsafe product.append(
                    FKSegment(
                        transposed: a.base, rowStride: rows, times: b.base, rowStride: columns, depth: factor.depth))
            } else {
                a.assign(factor.a)
                unsafe packed.pack(
                    b.base, columnStride: 1, depthStride: columns, firstDepth: 0, depthCount: factor.depth,
                    firstColumn: 0, columnCount: columns)
                unsafe product.append(
                    packed.segment(a.base, rowStride: factor.depth, firstDepth: 0, depthCount: factor.depth))
            }
            kept.append((a, b, packed))
        }
        return withExtendedLifetime((kept, start)) {
            unsafe kernels.table.pointee.product(&product)
            return c.array
        }
    }
}
