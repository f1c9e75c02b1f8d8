import NeuralLayers
import Numerics
import Testing

@Suite struct ReferenceRecurrentNetworkTests {
    @Test(arguments: try PyTorchGolden.passes())
    func `every output and hidden state is PyTorch's, in Double to its last digits`(golden: PyTorchGolden.Pass) {
        expectForward(golden, as: Double.self, within: 1e-12)
    }

    @Test(arguments: try PyTorchGolden.passes())
    func `every output and hidden state is PyTorch's, in Float within 1e-5`(golden: PyTorchGolden.Pass) {
        expectForward(golden, as: Float.self, within: 1e-5)
    }

    @Test(arguments: try PyTorchGolden.passes())
    func `every gradient is PyTorch's`(golden: PyTorchGolden.Pass) throws {
        expectGradients(golden, as: Double.self, within: 1e-12)
        expectGradients(golden, as: Float.self, within: 2e-5)
    }

    @Test func `the goldens hold every cell, one to three layers, dropout and single elements`() throws {
        let passes = try PyTorchGolden.passes()
        for cell in RecurrentCell.allCases {
            let own = passes.filter { $0.shape.cell == cell }
            #expect(Set(own.map(\.shape.layerCount)) == [1, 2, 3])
            #expect(own.contains { $0.dropoutMasks != nil })
            #expect(own.contains { $0.shape.futureSize > 0 && $0.shape.embeddings.count > 1 })
            #expect(own.contains { $0.batch == 1 && $0.steps == 1 && $0.shape.hiddenSize == 1 })
            #expect(own.allSatisfy { $0.initialHidden.contains { $0 != 0 } })
        }
    }

    @Test func `states that are not given are zero`() {
        let shape = RecurrentNetworkShape(cell: .lstm, inputSize: 2, hiddenSize: 3, layerCount: 2, outputSize: 1)
        var values = CounterBasedRandom(seed: 5).sequence(.initialization)
        let network = ReferenceRecurrentNetwork<Double>(
            shape: shape, parameters: (0..<ParameterLayout(shape).count).map { _ in values.nextNormal() })
        let windows = (0..<4 * 2 * 2).map { _ in values.nextNormal() }
        let zeros = [Double](repeating: 0, count: 2 * 2 * 3)
        let without = network.forward(windows: windows, batch: 2, steps: 4)
        let with = network.forward(
            windows: windows, batch: 2, steps: 4, initialHidden: zeros, initialCell: zeros)
        #expect(without.outputs == with.outputs)
        #expect(without.finalCell == with.finalCell)
    }

    @Test func `windows of a batch do not see each other`() {
        let shape = RecurrentNetworkShape(cell: .gru, inputSize: 2, hiddenSize: 3, layerCount: 2, outputSize: 2)
        var values = CounterBasedRandom(seed: 6).sequence(.initialization)
        let network = ReferenceRecurrentNetwork<Double>(
            shape: shape, parameters: (0..<ParameterLayout(shape).count).map { _ in values.nextNormal() })
        let windows = (0..<5 * 3 * 2).map { _ in values.nextNormal() }
        let together = network.forward(windows: windows, batch: 3, steps: 5).outputs
        for window in 0..<3 {
            let own = (0..<5).flatMap { step in
                let start = (step * 3 + window) * 2
                return windows[start..<start + 2]
            }
            let alone = network.forward(windows: own, batch: 1, steps: 5).outputs
            #expect(alone == Array(together[(window * 2)..<(window * 2 + 2)]))
        }
    }

    private func expectForward<Scalar: ReferenceScalar>(
        _ golden: PyTorchGolden.Pass, as type: Scalar.Type, within tolerance: Double
    ) {
        let trace = golden.forward(as: Scalar.self).trace
        #expect(largestDifference(trace.outputs, golden.outputs) <= tolerance)
        for layer in 0..<golden.shape.layerCount {
            let difference = largestDifference(
                trace.hiddenStates(ofLayer: layer), golden.hiddenStates(ofLayer: layer))
            #expect(difference <= tolerance, "layer \(layer)")
        }
        #expect(largestDifference(trace.finalHidden, golden.finalHidden) <= tolerance)
        if let finalCell = golden.finalCell {
            #expect(largestDifference(trace.finalCell, finalCell) <= tolerance)
        }
        #expect((golden.finalCell != nil) == golden.shape.cell.hasCellState)
    }

    private func expectGradients<Scalar: ReferenceScalar>(
        _ golden: PyTorchGolden.Pass, as type: Scalar.Type, within tolerance: Double
    ) {
        let (network, trace) = golden.forward(as: Scalar.self)
        let loss = Loss.mse.mean(forecasts: trace.outputs, targets: golden.targets.map { Scalar($0) })
        #expect(abs(Double(loss.mean ?? .nan) - golden.loss) <= tolerance * max(1, golden.loss))
        let gradients = network.backward(through: trace, outputGradient: loss.gradient)
        #expect(largestDifference(gradients.parameters, golden.parametersGradient) <= tolerance)
        #expect(largestDifference(gradients.windows, golden.windowsGradient) <= tolerance)
        #expect(largestDifference(gradients.initialHidden, golden.initialHiddenGradient) <= tolerance)
        if let cellGradient = golden.initialCellGradient {
            #expect(largestDifference(gradients.initialCell, cellGradient) <= tolerance)
        }
    }
}

extension PyTorchGolden.Pass {
    /// The golden's own network and its forward pass.
    func forward<Scalar: ReferenceScalar>(
        as type: Scalar.Type
    ) -> (network: ReferenceRecurrentNetwork<Scalar>, trace: ReferenceTrace<Scalar>) {
        let network = ReferenceRecurrentNetwork(shape: shape, parameters: parameters.map { Scalar($0) })
        let trace = network.forward(
            windows: windows.map { Scalar($0) }, batch: batch, steps: steps,
            initialHidden: initialHidden.map { Scalar($0) }, initialCell: initialCell.map { Scalar($0) },
            dropoutMasks: dropoutMasks.map { $0.map { $0.map { Scalar($0) } } },
            futures: (futures ?? []).map { Scalar($0) }, codes: codes ?? [])
        return (network, trace)
    }
}
