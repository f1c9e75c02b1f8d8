import Numerics
import Testing

@testable import NeuralLayers

@Suite struct DoubleMatrixProductTests {
    private func normal(_ rows: Int, _ columns: Int, _ random: inout RandomSequence) -> DoubleMatrix {
        var matrix = DoubleMatrix(rows: rows, columns: columns)
        for row in 0..<rows { matrix.assign((0..<columns).map { _ in random.nextNormal() }, row: row) }
        return matrix
    }

    @Test(arguments: [(1, 1, 1), (5, 3, 7), (13, 70, 9), (48, 33, 100)])
    func `a product is that of the rows asked for, and of no more columns than the other has rows`(
        size: (Int, Int, Int)
    ) {
        var random = CounterBasedRandom(seed: 3).sequence(.initialization)
        let (a, b) = (normal(size.0, size.1 + 4, &random), normal(size.1, size.2, &random))
        for kernels in Kernels.available {
            for rows in Set([1, size.0 / 2 + 1, size.0]) {
                var product = DoubleMatrix(rows: size.0, columns: size.2)
                kernels.multiply(a, rows: rows, by: b, into: &product)
                for m in 0..<size.0 {
                    for n in 0..<size.2 {
                        var sum = 0.0
                        for k in 0..<size.1 where m < rows { sum.addProduct(a[m, k], b[k, n]) }
                        #expect(product[m, n] == sum)
                    }
                }
            }
        }
    }

    @Test(arguments: [(1, 1), (1, 9), (100, 1), (57, 30), (200, 64)])
    func `lagged products are the sums that they are defined as`(size: (Int, Int)) {
        let (count, lags) = size
        var random = CounterBasedRandom(seed: 4).sequence(.initialization)
        let x = (0..<count + lags + 2).map { _ in random.nextNormal() }
        let part = x[3..<3 + count + lags - 1]
        let expected = (0..<lags).map { lag in
            (3..<3 + count).reduce(into: 0.0) { $0.addProduct(x[$1], x[$1 + lag]) }
        }
        for kernels in Kernels.available {
            #expect(kernels.laggedProducts(part, count: count, lags: lags) == expected)
        }
    }
}
