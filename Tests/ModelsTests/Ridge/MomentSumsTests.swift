import ForecastTestSupport
import NeuralLayers
import Testing
import Windowing

@testable import Models

@Suite struct MomentSumsTests {
    private func walk(_ count: Int, seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        var level = 0.0
        return (0..<count).map { _ in
            level += Double.random(in: -0.1...0.1, using: &random)
            return level
        }
    }

    @Test(arguments: [(1, 1), (1, 4), (5, 1), (9, 14), (30, 7)], [1, 2, 40, 3000])
    func `sums that follow from each other are the sums over the windows`(size: (Int, Int), count: Int) throws {
        let shape = try WindowShape(inputLength: size.0, horizon: size.1)
        let width = size.0 + size.1
        var sums = MomentSums(shape)
        var windows: [ArraySlice<Double>] = []
        // Two runs, as a gap would leave.
        for seed in [1, 2] {
            let values = walk(count + width - 1, seed: UInt64(seed))
            sums.add(values, count: count, kernels: Kernels.available[0])
            windows += (0..<count).map { values[$0..<$0 + width] }
        }
        func total(_ value: (ArraySlice<Double>) -> Double) -> Double { windows.reduce(0) { $0 + value($1) } }
        let scale = max(1, total { $0.reduce(0) { max($0, $1 * $1) } })
        #expect(sums.count == 2 * count)
        for i in 0..<width {
            #expect(abs(sums.sums[i] - total { $0[$0.startIndex + i] }) <= 1e-12 * scale)
            for j in i..<width where i < size.0 {
                let direct = total { $0[$0.startIndex + i] * $0[$0.startIndex + j] }
                #expect(abs(sums.products[i, j] - direct) <= 1e-12 * scale)
            }
        }
        let squares = total { $0.suffix(size.1).reduce(0) { $0 + $1 * $1 } }
        #expect(abs(sums.targetSquares - squares) <= 1e-12 * scale * Double(size.1))
    }
}
