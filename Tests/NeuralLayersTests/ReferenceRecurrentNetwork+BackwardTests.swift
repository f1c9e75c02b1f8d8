import NeuralLayers
import Numerics
import Testing

/// Backpropagation against central differences, `(L(x + ε) − L(x − ε)) / 2ε`, in Double.
@Suite struct ReferenceBackwardTests {
    @Test(arguments: GradientCase.all, Loss.allCases)
    func `every gradient is the slope of the loss`(test: GradientCase, loss: Loss) {
        var checked = 0
        var skipped = 0
        for seed in 0..<5 as Range<UInt64> {
            let check = SlopeCheck(test: test, loss: loss, values: test.values(seed: 1000 + seed))
            for part in check.parts {
                for index in part.sample(seed: seed) {
                    checked += 1
                    switch check.relativeError(part, at: index) {
                    case .none: skipped += 1
                    case .some(let error): #expect(error <= 1e-6, "\(part.name)[\(index)], seed \(seed)")
                    }
                }
            }
        }
        #expect(checked >= 4)
        #expect(Double(skipped) <= 0.01 * Double(checked), "\(skipped) of \(checked) straddle a kink")
    }

    // A gradient that is zero everywhere would agree with a loss that nothing moves: dead rectifiers, masked inputs.
    @Test(arguments: GradientCase.all)
    func `gradient reaches every parameter and input for some seed`(test: GradientCase) {
        var unreached: Set<Int> = [0]
        for seed in 0..<100 as Range<UInt64> where !unreached.isEmpty {
            let values = test.values(seed: seed)
            let gradients = values.network(test).backward(
                through: values.trace(test), outputGradient: values.targets)
            let all = gradients.parameters + gradients.windows + gradients.initialHidden
            let zero = Set(all.indices.filter { all[$0] == 0 })
            unreached = seed == 0 ? zero : unreached.intersection(zero)
        }
        #expect(unreached.isEmpty)
    }

    @Test(arguments: GradientCase.all)
    func `truncation at or beyond the window changes nothing`(test: GradientCase) {
        let values = test.values(seed: 5)
        let trace = values.trace(test)
        let network = values.network(test)
        let full = network.backward(through: trace, outputGradient: values.targets)
        for truncation in [test.steps, test.steps + 1, 1000] {
            let truncated = network.backward(
                through: trace, outputGradient: values.targets, truncation: truncation)
            #expect(truncated.parameters == full.parameters)
            #expect(truncated.windows == full.windows)
            #expect(truncated.initialHidden == full.initialHidden)
            #expect(truncated.initialCell == full.initialCell)
        }
    }

    @Test(arguments: GradientCase.all.filter { $0.steps > 1 })
    func `truncated gradients are full ones of the last steps from a constant state`(test: GradientCase) {
        let values = test.values(seed: 6)
        let trace = values.trace(test)
        let network = values.network(test)
        for truncation in 1..<test.steps {
            let truncated = network.backward(
                through: trace, outputGradient: values.targets, truncation: truncation)
            let tail = values.tail(of: test, steps: truncation, from: trace)
            let tailTrace = tail.values.trace(tail.test)
            #expect(tailTrace.outputs == trace.outputs)
            let full = network.backward(through: tailTrace, outputGradient: values.targets)
            #expect(truncated.parameters == full.parameters)
            let earlier = [Double](repeating: 0, count: values.windows.count - full.windows.count)
            #expect(truncated.windows == earlier + full.windows)
            #expect(truncated.initialHidden.allSatisfy { $0 == 0 })
            #expect(truncated.initialCell.allSatisfy { $0 == 0 })
        }
    }
}

/// One loss of one network as a function of everything that goes in, and its gradient.
private struct SlopeCheck {
    struct Part {
        var name: String
        var path: WritableKeyPath<GradientValues, [Double]>
        var range: Range<Int>
        var gradient: [Double]

        /// Up to five elements, other ones for each seed.
        func sample(seed: UInt64) -> [Int] {
            let order = CounterBasedRandom(seed: seed).permutation(count: range.count, epoch: 0)
            return order.prefix(5).map { range.lowerBound + $0 }
        }
    }

    let test: GradientCase
    let loss: Loss
    let values: GradientValues
    let parts: [Part]
    private let kinks: [Bool]

    init(test: GradientCase, loss: Loss, values: GradientValues) {
        (self.test, self.loss, self.values) = (test, loss, values)
        let trace = values.trace(test)
        kinks = Self.sides(trace, values.targets, loss)
        let gradients = values.network(test).backward(
            through: trace, outputGradient: loss.mean(forecasts: trace.outputs, targets: values.targets).gradient)
        var parts = ParameterLayout(test.shape).tensors.map { tensor in
            Part(name: tensor.name, path: \.parameters, range: tensor.range, gradient: gradients.parameters)
        }
        func whole(_ name: String, _ path: WritableKeyPath<GradientValues, [Double]>, _ gradient: [Double]) {
            parts.append(Part(name: name, path: path, range: gradient.indices, gradient: gradient))
        }
        whole("windows", \.windows, gradients.windows)
        whole("h₀", \.initialHidden, gradients.initialHidden)
        whole("c₀", \.initialCell, gradients.initialCell)
        self.parts = parts
    }

    /// How far the gradient of one element is from the slope, relative to the larger of the two; nil when the two
    /// sides lie on different sides of a kink, where there is no slope.
    ///
    /// Below 1e-4 the error is relative to that: losses near 1 are rounded to 1e-16, their slope over ε to 1e-11 or so.
    func relativeError(_ part: Part, at index: Int) -> Double? {
        let epsilon = 1e-4
        var sum = 0.0
        // Four points instead of two, so that what is left of the curvature is ε⁴ and not ε².
        for (offset, weight) in [(1.0, 8.0), (-1, -8), (2, -1), (-2, 1)] {
            var moved = values
            moved[keyPath: part.path][index] += offset * epsilon
            let trace = moved.trace(test)
            if Self.sides(trace, values.targets, loss) != kinks { return nil }
            sum += weight * (loss.mean(forecasts: trace.outputs, targets: values.targets).mean ?? .nan)
        }
        let slope = sum / (12 * epsilon)
        let gradient = part.gradient[index]
        return abs(slope - gradient) / max(abs(slope), abs(gradient), 1e-4)
    }

    /// On which side of every kink the values lie: of each rectifier, of MAE at 0 and of Huber at ±1.
    private static func sides(_ trace: ReferenceTrace<Double>, _ targets: [Double], _ loss: Loss) -> [Bool] {
        var sides: [Bool] = []
        if trace.shape.cell == .rnnReLU {
            for layer in 0..<trace.shape.layerCount { sides += trace.hiddenStates(ofLayer: layer).map { $0 > 0 } }
        }
        sides += trace.decoderUnits.map { $0 > 0 }
        for (output, target) in zip(trace.outputs, targets) {
            let error = output - target
            if loss == .mae { sides.append(error > 0) }
            if loss == .huber { sides += [error > 1, error < -1] }
        }
        return sides
    }
}

extension GradientValues {
    /// The last `steps` steps as a case of their own that starts from the states `trace` had there.
    fileprivate func tail(
        of test: GradientCase, steps: Int, from trace: ReferenceTrace<Double>
    ) -> (test: GradientCase, values: GradientValues) {
        var tailTest = test
        var tail = self
        tailTest.steps = steps
        func last(_ values: [Double], width: Int) -> [Double] { Array(values.suffix(steps * test.batch * width)) }
        func before(_ values: [Double]) -> [Double] {
            let size = test.batch * test.shape.hiddenSize
            return Array(values[((test.steps - steps - 1) * size)..<((test.steps - steps) * size)])
        }
        tail.windows = last(windows, width: test.shape.inputSize)
        let layers = 0..<test.shape.layerCount
        tail.initialHidden = layers.flatMap { before(trace.hiddenStates(ofLayer: $0)) }
        tail.initialCell = layers.flatMap { before(trace.cellStates(ofLayer: $0)) }
        if let masks {
            tail.masks = masks.enumerated().map { layer, mask in
                mask.map { last($0, width: layer == 0 ? test.shape.inputSize : test.shape.hiddenSize) }
            }
        }
        return (tailTest, tail)
    }
}
