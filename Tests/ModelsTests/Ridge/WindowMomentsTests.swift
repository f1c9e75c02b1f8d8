import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import Windowing

@testable import Models

@Suite struct WindowMomentsTests {
    private let shape: WindowShape
    private let moments: WindowMoments
    private let windows: [ExplicitWindow]

    init() throws {
        shape = try WindowShape(inputLength: 11, horizon: 5)
        // Far from 0, so that the subtraction has something to cancel.
        let values = wavySeries(400)
        var sums = MomentSums(shape)
        sums.add(values, count: values.count - 15, kernels: Kernels.available[0])
        moments = WindowMoments(sums)
        windows = ExplicitWindow.all(values, shape)
    }

    @Test func `they are those of the windows whose last input was subtracted`() {
        #expect(moments.count == windows.count && moments.horizon == 5)
        for i in 0..<12 {
            for j in 0..<17 {
                let direct = windows.reduce(0) { $0 + $1.inputs[i] * ($1.inputs + $1.targets)[j] }
                #expect(abs(moments.system[i, j] - direct) <= 1e-11 * 400 * Double(windows.count))
            }
        }
        let squares = windows.reduce(0) { $0 + $1.targets.reduce(0) { $0 + $1 * $1 } }
        #expect(abs(moments.targetSquares - squares) <= 1e-10 * squares)
    }

    @Test func `the error of weights is that over the windows`() {
        var random = SplitMix64(seed: 9)
        let weights = (0..<12).map { _ in (0..<5).map { _ in Double.random(in: -1...1, using: &random) } }
        var matrix = DoubleMatrix(rows: 12, columns: 5)
        for (row, values) in weights.enumerated() { matrix.assign(values, row: row) }
        let direct = directError(weights, windows)
        for kernels in Kernels.available {
            #expect(abs(moments.meanSquaredError(matrix, kernels: kernels) - direct) <= 1e-10 * direct)
        }
        // No weights: the naive forecast.
        let naive = windows.flatMap(\.targets).reduce(0) { $0 + $1 * $1 } / Double(windows.count * 5)
        let zero = moments.meanSquaredError(DoubleMatrix(rows: 12, columns: 5), kernels: Kernels.available[0])
        #expect(abs(zero - naive) <= 1e-10 * naive)
    }
}
