import NeuralLayers
import Numerics
import Testing

@Suite struct ReferencePatchTransformerTests {
    @Test(arguments: TransformerCase.small)
    func `every gradient is the slope of the loss`(test: TransformerCase) {
        var (checked, skipped) = (0, 0)
        for seed in 0..<3 as Range<UInt64> {
            let values = test.values(seed: 100 + seed)
            let trace = values.trace(test)
            let loss = Loss.mse.mean(forecasts: trace.outputs, targets: values.targets)
            let gradients = values.network(test).backward(through: trace, outputGradient: loss.gradient)
            for tensor in test.shape.parameters.tensors {
                for index in sample(tensor.range, seed: seed) {
                    checked += 1
                    let error = slopeError(test, values, \.parameters, index, gradients.parameters[index])
                    if let error { #expect(error <= 1e-6, "\(tensor.name)[\(index)]") } else { skipped += 1 }
                }
            }
            for index in sample(values.windows.indices, seed: seed) {
                checked += 1
                let error = slopeError(test, values, \.windows, index, gradients.windows[index])
                if let error { #expect(error <= 1e-6, "windows[\(index)]") } else { skipped += 1 }
            }
        }
        #expect(checked >= 100 && Double(skipped) <= 0.2 * Double(checked))
    }

    // A gradient that is zero everywhere would agree with a loss that nothing moves. A key's bias does move nothing: it
    // adds the same to all scores of a query.
    @Test(arguments: TransformerCase.small)
    func `gradient reaches every parameter and input for some seed, but for the keys' biases`(
        test: TransformerCase
    ) {
        let size = test.shape.modelSize
        var unreached: Set<Int> = [0]
        for seed in 0..<60 as Range<UInt64> where seed == 0 || !unreached.isEmpty {
            let values = test.values(seed: seed)
            let gradients = values.network(test).backward(through: values.trace(test), outputGradient: values.targets)
            let all = gradients.parameters + gradients.windows
            let zero = Set(all.indices.filter { abs(all[$0]) < 1e-13 })
            unreached = seed == 0 ? zero : unreached.intersection(zero)
        }
        for tensor in test.shape.parameters.tensors {
            if tensor.name.hasSuffix("in_proj_bias") { unreached.subtract(tensor.range.dropFirst(size).prefix(size)) }
            // A single token attends to itself alone, whatever its query and key.
            if test.shape.tokenCount == 1, tensor.name.contains("in_proj") {
                unreached.subtract(tensor.range.prefix(tensor.count / 3 * 2))
            }
        }
        #expect(unreached.isEmpty)
    }

    @Test(arguments: try PyTorchGolden.transformers())
    func `outputs and gradients are PyTorch's`(golden: PyTorchGolden.Transformer) {
        let (test, values) = (golden.test, golden.values)
        let trace = values.trace(test)
        let loss = Loss.mse.mean(forecasts: trace.outputs, targets: golden.targets)
        let gradients = values.network(test).backward(through: trace, outputGradient: loss.gradient)
        // Of numbers up to 22.
        #expect(largestDifference(trace.outputs, golden.outputs) <= 1e-12)
        #expect(largestDifference(gradients.parameters, golden.parametersGradient) <= 1e-11)
        #expect(largestDifference(gradients.windows, golden.windowsGradient) <= 1e-11)
    }

    @Test(arguments: TransformerCase.small)
    func `attention's weights add up to one`(test: TransformerCase) {
        let trace = test.values(seed: 3).trace(test)
        let tokens = test.shape.tokenCount
        for layer in 0..<test.shape.layerCount {
            let weights = trace.weights(ofLayer: layer)
            #expect(weights.count == test.batch * test.shape.headCount * tokens * tokens)
            for first in stride(from: 0, to: weights.count, by: tokens) {
                #expect(abs(weights[first..<first + tokens].reduce(0, +) - 1) <= 1e-12)
            }
        }
    }

    /// Up to four places, other ones for each seed.
    private func sample(_ range: Range<Int>, seed: UInt64) -> [Int] {
        let order = CounterBasedRandom(seed: seed).permutation(count: range.count, epoch: 0)
        return order.prefix(4).map { range.lowerBound + $0 }
    }

    /// How far the gradient of one value is from the slope over four points, relative to the larger or to 1e-4; nil where
    /// a rectifier of the temporal decoder changes sides.
    private func slopeError(
        _ test: TransformerCase, _ values: TransformerValues, _ path: WritableKeyPath<TransformerValues, [Double]>,
        _ index: Int, _ gradient: Double
    ) -> Double? {
        let epsilon = 1e-4
        var sum = 0.0
        let sides = values.trace(test).decoderSides
        for (offset, weight) in [(1.0, 8.0), (-1, -8), (2, -1), (-2, 1)] {
            var moved = values
            moved[keyPath: path][index] += offset * epsilon
            let trace = moved.trace(test)
            if trace.decoderSides != sides { return nil }
            sum += weight * (Loss.mse.mean(forecasts: trace.outputs, targets: values.targets).mean ?? .nan)
        }
        let slope = sum / (12 * epsilon)
        return abs(slope - gradient) / max(abs(slope), abs(gradient), 1e-4)
    }
}
