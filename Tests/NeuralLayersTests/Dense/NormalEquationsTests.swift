import Numerics
import Testing

@testable import NeuralLayers

@Suite struct NormalEquationsTests {
    /// `[G | C]` with G = AᵀA + I for a random A, and C = G X for the X beside it.
    private func system(size: Int, rightSides: Int) -> (system: DoubleMatrix, solution: DoubleMatrix) {
        var random = CounterBasedRandom(seed: UInt64(size)).sequence(.initialization)
        let a = (0..<size).map { _ in (0..<size).map { _ in random.nextNormal() } }
        var system = DoubleMatrix(rows: size, columns: size + rightSides)
        var solution = DoubleMatrix(rows: size, columns: rightSides)
        for i in 0..<size {
            solution.assign((0..<rightSides).map { _ in random.nextNormal() }, row: i)
            for j in 0..<size { system[i, j] = (0..<size).reduce(i == j ? 1 : 0) { $0 + a[$1][i] * a[$1][j] } }
        }
        for i in 0..<size {
            for r in 0..<rightSides {
                system[i, size + r] = (0..<size).reduce(0) { $0 + system[i, $1] * solution[$1, r] }
            }
        }
        return (system, solution)
    }

    // Sizes around one, two and three blocks of rows.
    @Test(arguments: [1, 2, 7, 47, 48, 49, 96, 97, 130], [1, 3, 8, 17])
    func `the solution is the one that the right-hand side was made of, the same bits on every instruction set`(
        size: Int, rightSides: Int
    ) throws {
        let (system, expected) = system(size: size, rightSides: rightSides)
        var results: [[UInt64]] = []
        for kernels in Kernels.available {
            var work = system
            let own = try #require(kernels.solve(&work))
            #expect(own.rows == size && own.columns == rightSides)
            for i in 0..<size {
                for r in 0..<rightSides { #expect(abs(own[i, r] - expected[i, r]) <= 1e-9) }
            }
            results.append((0..<size).flatMap { own.row($0).map(\.bitPattern) })
        }
        #expect(Set(results).count == 1)
    }

    @Test func `only the upper triangle is read`() throws {
        let (system, expected) = system(size: 60, rightSides: 2)
        var spoilt = system
        for i in 0..<60 {
            for j in 0..<i { spoilt[i, j] = .nan }
        }
        let own = try #require(Kernels.available[0].solve(&spoilt))
        #expect((0..<60).allSatisfy { abs(own[$0, 0] - expected[$0, 0]) <= 1e-9 })
    }

    @Test(arguments: [0, 30, 59], [0.0, -1e-3, .nan, .infinity])
    func `a matrix that is not positive definite has no solution`(place: Int, pivot: Double) {
        var system = DoubleMatrix(rows: 60, columns: 61)
        for i in 0..<60 { system[i, i] = i == place ? pivot : 2 }
        for kernels in Kernels.available {
            var work = system
            #expect(kernels.solve(&work) == nil)
        }
    }
}
