import NeuralLayers
import Numerics
import Testing

@Suite struct OrthogonalMatrixTests {
    @Test(arguments: [(1, 1), (2, 2), (7, 7), (33, 33), (64, 64), (3, 8), (8, 3), (1, 5), (5, 1)])
    func `the fewer of rows and columns are orthonormal`(rows: Int, columns: Int) {
        for seed in 0..<3 as Range<UInt64> {
            var words = CounterBasedRandom(seed: seed).sequence(.initialization)
            let matrix = OrthogonalMatrix.random(rows: rows, columns: columns, from: &words)
            #expect(matrix.count == rows * columns)
            let count = min(rows, columns)
            for i in 0..<count {
                for j in 0..<count {
                    let product = (0..<max(rows, columns)).reduce(0.0) { sum, k in
                        rows <= columns
                            ? sum + matrix[i * columns + k] * matrix[j * columns + k]
                            : sum + matrix[k * columns + i] * matrix[k * columns + j]
                    }
                    #expect(abs(product - (i == j ? 1 : 0)) < 1e-14)
                }
            }
        }
    }

    // Mean 0 and variance 1/N hold for an entry of a Haar-distributed matrix; without the positive diagonal the
    // first would already fail.
    @Test func `every entry is spread evenly about zero`() {
        let draws = 4000
        var sums = [Double](repeating: 0, count: 9)
        var squares = sums
        for seed in 0..<UInt64(draws) {
            var words = CounterBasedRandom(seed: seed).sequence(.initialization)
            for (index, entry) in OrthogonalMatrix.random(rows: 3, columns: 3, from: &words).enumerated() {
                sums[index] += entry
                squares[index] += entry * entry
            }
        }
        for index in 0..<9 {
            #expect(abs(sums[index] / Double(draws)) < 5 * (1 / 3.0 / Double(draws)).squareRoot())
            // The fourth moment of an entry is 3 / (N(N + 2)) = 1/5, so that its square varies by 1/5 − 1/9.
            #expect(abs(squares[index] / Double(draws) - 1 / 3.0) < 5 * (4 / 45.0 / Double(draws)).squareRoot())
        }
    }

    @Test(arguments: [(9, 9), (20, 33), (33, 20)])
    func `numbers are added in eight lanes and then in pairs, wherever it runs`(rows: Int, columns: Int) {
        var words = CounterBasedRandom(seed: 5).sequence(.initialization)
        let matrix = OrthogonalMatrix.random(rows: rows, columns: columns, from: &words)
        var again = CounterBasedRandom(seed: 5).sequence(.initialization)
        let (count, length) = (min(rows, columns), max(rows, columns))
        func dot(_ a: [Double], _ b: [Double]) -> Double {
            var lanes = [Double](repeating: 0, count: 8)
            for place in a.indices {
                let product = a[place] * b[place]
                lanes[place % 8] += product
            }
            return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
        }
        var vectors: [[Double]] = []
        for _ in 0..<count {
            var vector = (0..<length).map { _ in again.nextNormal() }
            for other in vectors + vectors {
                let factor = dot(vector, other)
                for place in vector.indices {
                    let product = factor * other[place]
                    vector[place] -= product
                }
            }
            let norm = dot(vector, vector).squareRoot()
            vectors.append(vector.map { $0 / norm })
        }
        let expected = (0..<rows).flatMap { row in
            (0..<columns).map { rows <= columns ? vectors[row][$0] : vectors[$0][row] }
        }
        #expect(matrix.map(\.bitPattern) == expected.map(\.bitPattern))
    }
}
