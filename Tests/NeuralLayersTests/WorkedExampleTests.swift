import NeuralLayers
import Testing

/// A network small enough to follow on paper: two inputs, two hidden units with ReLU, one output.
///
/// ```
/// hₜ = ReLU(W_xh xₜ + W_hh hₜ₋₁ + b_h),   yₜ = W_hy hₜ + b_y,   h₀ = 0
///
/// W_xh = | 1.0  −0.5 |   W_hh = | 0.5   0.25 |   b_h = |  0.5 |   W_hy = | 2  −1 |   b_y = 3
///        | 0.5   1.0 |          | −1.0  0.5  |         | −1.0 |
///
/// t   xₜ         W_xh xₜ          W_hh hₜ₋₁           sum              hₜ            yₜ
/// 1   (1, 2)     (0, 2.5)         (0, 0)              (0.5, 1.5)       (0.5, 1.5)    2.5
/// 2   (3, −1)    (3.5, 0.5)       (0.625, 0.25)       (4.625, −0.25)   (4.625, 0)    12.25
/// 3   (−2, 1)    (−2.5, 0)        (2.3125, −4.625)    (0.3125, −5.625) (0.3125, 0)   3.625
/// ```
/// The gradient of y₃, by hand: at t = 3 and t = 2 only the first unit lets gradient through.
/// ```
/// t = 3   δ = (2, 0)                              W_xh: 2·x₃ = (−4, 2)       W_hh: 2·h₂ = (9.25, 0)
/// t = 2   W_hhᵀ δ = (1, 0.5),       δ = (1, 0)    W_xh: 1·x₂ = (3, −1)       W_hh: 1·h₁ = (0.5, 1.5)
/// t = 1   W_hhᵀ δ = (0.5, 0.25),    δ = (0.5, 0.25)
///                                                 W_xh: (0.5, 1), (0.25, 0.5)   W_hh: h₀ = 0
/// ```
@Suite struct WorkedExampleTests {
    private static let shape = RecurrentNetworkShape(
        cell: .rnnReLU, inputSize: 2, hiddenSize: 2, layerCount: 1, outputSize: 1)
    private static let windows: [Double] = [1, 2, 3, -1, -2, 1]

    /// W_xh, W_hh, b_h in `bias_ih` with `bias_hh` zero, W_hy, b_y.
    private let network = ReferenceRecurrentNetwork<Double>(
        shape: shape, parameters: [1, -0.5, 0.5, 1] + [0.5, 0.25, -1, 0.5] + [0.5, -1] + [0, 0] + [2, -1] + [3])

    @Test func `every hidden state is the one on paper`() {
        let trace = network.forward(windows: Self.windows, batch: 1, steps: 3)
        #expect(trace.hiddenStates(ofLayer: 0) == [0.5, 1.5, 4.625, 0, 0.3125, 0])
        #expect(trace.finalHidden == [0.3125, 0])
    }

    @Test(arguments: [(1, 2.5), (2, 12.25), (3, 3.625)])
    func `the output after each step is the one on paper`(steps: Int, output: Double) {
        let trace = network.forward(windows: Array(Self.windows[..<(2 * steps)]), batch: 1, steps: steps)
        #expect(trace.outputs == [output])
    }

    @Test func `every gradient is the one on paper`() {
        let trace = network.forward(windows: Self.windows, batch: 1, steps: 3)
        let gradients = network.backward(through: trace, outputGradient: [1])
        let inputWeights: [Double] = [-4 + 3 + 0.5, 2 - 1 + 1, 0.25, 0.5]
        let recurrentWeights: [Double] = [9.25 + 0.5, 1.5, 0, 0]
        let bias: [Double] = [2 + 1 + 0.5, 0.25]
        #expect(gradients.parameters == inputWeights + recurrentWeights + bias + bias + [0.3125, 0] + [1])
        // W_xhᵀ δ of each step, and W_hhᵀ δ of the first.
        #expect(gradients.windows == [0.5 + 0.125, -0.25 + 0.25, 1, -0.5, 2, -1])
        #expect(gradients.initialHidden == [0.25 - 0.25, 0.125 + 0.125])
    }

    @Test func `truncated to two steps the first step has no gradient`() {
        let trace = network.forward(windows: Self.windows, batch: 1, steps: 3)
        let gradients = network.backward(through: trace, outputGradient: [1], truncation: 2)
        let bias: [Double] = [3, 0]
        #expect(gradients.parameters == [-1, 1, 0, 0] + [9.75, 1.5, 0, 0] + bias + bias + [0.3125, 0] + [1])
        #expect(gradients.windows == [0, 0, 1, -0.5, 2, -1])
        #expect(gradients.initialHidden == [0, 0])
    }
}
