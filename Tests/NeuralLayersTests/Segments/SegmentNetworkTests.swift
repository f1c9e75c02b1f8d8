import ForecastTestSupport
import Testing

@testable import NeuralLayers

/// The segment network against its reference, and the reference against differences.
@Suite struct SegmentNetworkTests {
    /// Series, tokens, token size, units, layers, and outputs as steps times quantiles; sizes at which padding goes wrong.
    struct Case: CustomTestStringConvertible {
        var batch, steps: Int
        var shape: SegmentNetworkShape
        var testDescription: String { "\(batch) series of \(steps) tokens, \(shape)" }

        init(_ batch: Int, _ steps: Int, tokens: Int, hidden: Int, layers: Int, horizon: Int, quantiles: Int) {
            self.batch = batch
            self.steps = steps
            shape = SegmentNetworkShape(
                tokenSize: tokens, bypassSize: 8, hiddenSize: hidden, layerCount: layers, headSize: 16,
                horizon: horizon, quantileCount: quantiles)
        }
    }

    static let cases = [
        Case(1, 1, tokens: 1, hidden: 1, layers: 1, horizon: 1, quantiles: 1),
        Case(3, 4, tokens: 16, hidden: 7, layers: 2, horizon: 3, quantiles: 3),
        Case(8, 3, tokens: 13, hidden: 64, layers: 2, horizon: 5, quantiles: 11),
        Case(13, 9, tokens: 40, hidden: 33, layers: 1, horizon: 2, quantiles: 9),
    ]

    /// Numbers for a case.
    struct Values {
        var parameters, tokens, bypass, gradient: [Double]

        init(_ test: Case, seed: UInt64) {
            var random = SplitMix64(seed: seed)
            func numbers(_ count: Int, _ size: Double) -> [Double] {
                (0..<count).map { _ in Double(Float(Double.random(in: -size...size, using: &random))) }
            }
            parameters = numbers(SegmentParameterLayout(test.shape).count, 0.5)
            tokens = numbers(test.steps * test.batch * test.shape.tokenSize, 2)
            bypass = numbers(test.batch * test.shape.bypassSize, 2)
            gradient = numbers(test.batch * test.shape.outputSize, 1)
        }
    }

    @Test(arguments: cases[..<2])
    func `the reference's gradient is that of central differences`(test: Case) {
        let values = Values(test, seed: 3)
        var network = ReferenceSegmentNetwork(shape: test.shape, parameters: values.parameters)
        func loss(_ network: ReferenceSegmentNetwork<Double>) -> Double {
            let trace = network.forward(
                tokens: values.tokens, bypass: values.bypass, batch: test.batch, steps: test.steps)
            return zip(trace.outputs, values.gradient).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let trace = network.forward(
            tokens: values.tokens, bypass: values.bypass, batch: test.batch, steps: test.steps)
        let gradient = network.backward(through: trace, outputGradient: values.gradient)
        for place in gradient.indices {
            let kept = network.parameters[place]
            network.parameters[place] = kept + 1e-6
            let above = loss(network)
            network.parameters[place] = kept - 1e-6
            let below = loss(network)
            network.parameters[place] = kept
            #expect(abs((above - below) / 2e-6 - gradient[place]) <= 1e-6 * max(1, abs(gradient[place])))
        }
    }

    @Test(arguments: cases)
    func `outputs and gradients are the reference's in every instruction set, of the same bits`(test: Case) {
        let values = Values(test, seed: 4)
        let reference = ReferenceSegmentNetwork(shape: test.shape, parameters: values.parameters)
        let trace = reference.forward(
            tokens: values.tokens, bypass: values.bypass, batch: test.batch, steps: test.steps)
        let exact = reference.backward(through: trace, outputGradient: values.gradient)
        let passes = Kernels.available.map { run(test, values, $0) }
        #expect(relativeDifference(passes[0].outputs, trace.outputs) <= 5e-6)
        for tensor in SegmentParameterLayout(test.shape).tensors {
            let difference = relativeDifference(
                Array(passes[0].gradients[tensor.range]), Array(exact[tensor.range]))
            #expect(difference <= 1e-5, "\(tensor.name)")
        }
        for (pass, kernels) in zip(passes, Kernels.available).dropFirst() {
            #expect(sameBits(pass.outputs, passes[0].outputs), "\(kernels.name)")
            #expect(sameBits(pass.gradients, passes[0].gradients), "\(kernels.name)")
        }
    }

    @Test func `what a row says does not depend on the rows beside it`() {
        let test = Self.cases[2]
        let values = Values(test, seed: 5)
        let all = run(test, values, Kernels.available[0])
        var alone = test
        alone.batch = 1
        for row in 0..<test.batch {
            var own = values
            own.tokens = (0..<test.steps).flatMap { step in
                let start = (step * test.batch + row) * test.shape.tokenSize
                return values.tokens[start..<start + test.shape.tokenSize]
            }
            own.bypass = Array(values.bypass[row * 8..<row * 8 + 8])
            own.gradient = Array(values.gradient[..<test.shape.outputSize])
            let size = test.shape.outputSize
            let single = run(alone, own, Kernels.available[0])
            #expect(sameBits(single.outputs, Array(all.outputs[row * size..<(row + 1) * size])))
        }
    }

    private func run(
        _ test: Case, _ values: Values, _ kernels: Kernels
    ) -> (outputs: [Float], gradients: [Float]) {
        let network = SegmentNetwork(test.shape, kernels: kernels, trains: true)
        let parameters = AlignedBuffer(count: network.layout.count)
        parameters.assign(values.parameters.map(Float.init))
        network.load(parameters)
        // Larger than the case, as the workspace of a shard may be.
        let workspace = SegmentWorkspace(test.shape, rows: test.batch + 2, tokens: test.steps + 3, trains: true)
        workspace.recurrent.steps = test.steps
        for place in 0..<test.steps * test.batch {
            for number in 0..<test.shape.tokenSize {
                unsafe workspace.tokens.base[place * workspace.tokenStride + number] =
                    Float(values.tokens[place * test.shape.tokenSize + number])
            }
        }
        workspace.bypass.assign(values.bypass.map(Float.init))
        network.forward(workspace, rows: test.batch)
        let (size, stride) = (test.shape.outputSize, workspace.outputStride)
        let outputs = (0..<test.batch).flatMap { row in
            (0..<size).map { unsafe workspace.outputs.base[row * stride + $0] }
        }
        for row in 0..<test.batch {
            for place in 0..<size {
                unsafe workspace.outputGradients.base[row * stride + place] = Float(values.gradient[row * size + place])
            }
        }
        let gradients = AlignedBuffer(count: network.gradientCount)
        network.backward(workspace, rows: test.batch, gradients: gradients, accumulate: false)
        let flat = AlignedBuffer(count: network.layout.count)
        network.unpack(gradients, into: flat)
        return (outputs, flat.array)
    }
}
