import Testing

@testable import NeuralLayers

/// One table of cases through the Double reference and every instruction set of this machine.
@Suite struct FusedRecurrentNetworkTests {
    /// Every cell with sizes at which a tile, a vector or a padded column goes wrong.
    static let cases: [GradientCase] = RecurrentCell.allCases.flatMap { cell in
        [
            GradientCase(cell, batch: 1, steps: 1, inputs: 1, hidden: 1, layers: 1, outputs: 1),
            GradientCase(cell, batch: 1, steps: 9, inputs: 1, hidden: 7, layers: 1, outputs: 5),
            GradientCase(cell, batch: 5, steps: 2, inputs: 3, hidden: 16, layers: 1, outputs: 17),
            GradientCase(cell, batch: 13, steps: 9, inputs: 1, hidden: 33, layers: 1, outputs: 5),
            GradientCase(cell, batch: 50, steps: 9, inputs: 1, hidden: 64, layers: 1, outputs: 5),
            GradientCase(cell, batch: 50, steps: 2, inputs: 12, hidden: 7, layers: 2, outputs: 1),
            GradientCase(cell, batch: 13, steps: 1, inputs: 13, hidden: 1, layers: 3, outputs: 17),
            GradientCase(cell, batch: 5, steps: 9, inputs: 20, hidden: 33, layers: 1, outputs: 1),
            GradientCase(cell, batch: 13, steps: 2, inputs: 20, hidden: 64, layers: 2, outputs: 5),
            GradientCase(cell, batch: 5, steps: 9, inputs: 3, hidden: 16, layers: 3, outputs: 1),
            GradientCase(cell, batch: 50, steps: 9, inputs: 13, hidden: 16, layers: 1, outputs: 17),
            GradientCase(cell, batch: 5, steps: 2, inputs: 1, hidden: 16, layers: 2, outputs: 5, dropout: true),
            GradientCase(cell, batch: 13, steps: 9, inputs: 3, hidden: 7, layers: 3, outputs: 5, dropout: true),
            GradientCase(cell, batch: 1, steps: 2, inputs: 13, hidden: 33, layers: 2, outputs: 1, dropout: true),
            // Layers of several blocks of steps, and gate rows with a gap: of an Elman cell at 256 units.
            GradientCase(cell, batch: 50, steps: 9, inputs: 1, hidden: 7, layers: 3, outputs: 5, dropout: true),
            GradientCase(cell, batch: 50, steps: 9, inputs: 1, hidden: 64, layers: 2, outputs: 1),
            GradientCase(cell, batch: 5, steps: 2, inputs: 1, hidden: 256, layers: 1, outputs: 1),
        ] + covariateCases(cell)
    }

    /// What is known ahead and what is learned of codes, alone and together.
    private static func covariateCases(_ cell: RecurrentCell) -> [GradientCase] {
        let table = EmbeddingShape(count: 7, size: 3)
        return [
            GradientCase(cell, batch: 1, steps: 1, inputs: 1, hidden: 1, layers: 1, outputs: 1, futures: 1),
            GradientCase(cell, batch: 13, steps: 4, inputs: 1, hidden: 33, layers: 1, outputs: 24, futures: 5),
            GradientCase(cell, batch: 5, steps: 2, inputs: 3, hidden: 7, layers: 2, outputs: 5, futures: 13),
            GradientCase(cell, batch: 13, steps: 9, inputs: 1, hidden: 33, layers: 1, outputs: 5, embeddings: [table]),
            // Inputs of twelve features or fewer, and of more, lie differently; and layers of several blocks of steps.
            GradientCase(
                cell, batch: 50, steps: 9, inputs: 2, hidden: 16, layers: 2, outputs: 3, dropout: true, futures: 2,
                embeddings: [table, EmbeddingShape(count: 3, size: 9)]),
            GradientCase(
                cell, batch: 50, steps: 9, inputs: 2, hidden: 7, layers: 1, outputs: 3, futures: 2,
                embeddings: [table, EmbeddingShape(count: 1, size: 1)]),
        ]
    }

    @Test(arguments: cases, [nil, 1, 4] as [Int?])
    func `outputs, hidden states and gradients are the reference's in every instruction set, of the same bits`(
        test: GradientCase, truncation: Int?
    ) {
        let values = test.values(seed: 17)
        let trace = values.trace(test)
        let exact = values.network(test).backward(
            through: trace, outputGradient: values.targets, truncation: truncation)
        let passes = Kernels.available.map { FusedPass(test, values, $0, truncation: truncation) }
        #expect(relativeDifference(passes[0].outputs, trace.outputs) <= 5e-6)
        let hidden = (0..<test.shape.layerCount).flatMap { trace.hiddenStates(ofLayer: $0) }
        #expect(relativeDifference(passes[0].hiddenStates, hidden) <= 5e-6)
        for tensor in ParameterLayout(test.shape).tensors {
            let difference = relativeDifference(
                Array(passes[0].gradients[tensor.range]), Array(exact.parameters[tensor.range]))
            #expect(difference <= 1e-5, "\(tensor.name)")
        }
        for (pass, kernels) in zip(passes, Kernels.available).dropFirst() {
            #expect(sameBits(pass.outputs, passes[0].outputs), "\(kernels.name)")
            #expect(sameBits(pass.hiddenStates, passes[0].hiddenStates), "\(kernels.name)")
            #expect(sameBits(pass.gradients, passes[0].gradients), "\(kernels.name)")
        }
    }

    @Test func `the portable kernels are always there, and so is what this machine has`() {
        #expect(Kernels.available.last?.name == "portable")
        #expect(Set(Kernels.available.map(\.name)).count == Kernels.available.count)
    }

    @Test(arguments: try PyTorchGolden.passes())
    func `outputs, hidden states and gradients are PyTorch's within 1e-5`(golden: PyTorchGolden.Pass) {
        let test = GradientCase(golden)
        let loss = Loss.mse.mean(forecasts: golden.outputs, targets: golden.targets)
        var values = golden.values
        values.targets = loss.gradient
        for kernels in Kernels.available {
            let pass = FusedPass(test, values, kernels)
            #expect(largestDifference(pass.outputs, golden.outputs) <= 1e-5)
            #expect(largestDifference(pass.hiddenStates, golden.hiddenStates) <= 1e-5)
            #expect(relativeDifference(pass.gradients, golden.parametersGradient) <= 1e-5)
        }
    }

    // A workspace is used for shards of several sizes, whose states lie differently.
    @Test(arguments: RecurrentCell.allCases)
    func `a pass from zero leaves no trace in the next one, whatever the number of windows`(cell: RecurrentCell) {
        let sizes = [5, 13, 3, 13, 1, 7]
        let largest = GradientCase(
            cell, batch: 13, steps: 3, inputs: 3, hidden: 7, layers: 2, outputs: 5, futures: 3,
            embeddings: [EmbeddingShape(count: 4, size: 2)])
        let (network, used) = FusedPass.make(largest, largest.values(seed: 1), Kernels.available[0])
        var parameters = largest.values(seed: 1)
        for size in sizes {
            var test = largest
            test.batch = size
            var values = test.values(seed: 2)
            values.parameters = parameters.parameters
            parameters = values
            let fresh = RecurrentWorkspace(test.shape, rows: size, steps: 3, trains: true, drops: false)
            let again = FusedPass(test, values, network, used, fromZero: true)
            #expect(again == FusedPass(test, values, network, fresh, fromZero: true), "\(size) windows")
            // And neither does a state that was kept.
            _ = FusedPass(test, values, network, used)
        }
    }

    @Test(arguments: RecurrentCell.allCases, [1, 2, 3, 5])
    func `a workspace that does not train gives the same outputs`(cell: RecurrentCell, layers: Int) {
        let test = GradientCase(
            cell, batch: 5, steps: 9, inputs: 3, hidden: 7, layers: layers, outputs: 5, futures: layers - 1,
            embeddings: layers == 2 ? [EmbeddingShape(count: 4, size: 2)] : [])
        let values = test.values(seed: 3)
        let (network, training) = FusedPass.make(test, values, Kernels.available[0])
        let pass = FusedPass(test, values, network, training, fromZero: true)
        let inference = RecurrentWorkspace(test.shape, rows: 5, steps: 9, trains: false, drops: false)
        inference.inputs.assign(training.inputs.array)
        inference.futures.assign(training.futures.array)
        inference.codes = training.codes
        for _ in 0..<2 {
            network.forward(inference, rows: 5)
            #expect(sameBits(inference.outputs.array, training.outputs.array))
        }
        #expect(pass.outputs.contains { $0 != 0 })
    }

    @Test(arguments: RecurrentCell.allCases)
    func `windows of a batch do not see each other, to the last bit`(cell: RecurrentCell) {
        let test = GradientCase(
            cell, batch: 13, steps: 4, inputs: 3, hidden: 33, layers: 2, outputs: 5, futures: 3,
            embeddings: [EmbeddingShape(count: 4, size: 2)])
        let values = test.values(seed: 4)
        let together = FusedPass(test, values, Kernels.available[0]).outputs
        for window in 0..<test.batch {
            var alone = test
            alone.batch = 1
            let own = values.window(window, of: test)
            let pass = FusedPass(alone, own, Kernels.available[0])
            #expect(sameBits(pass.outputs, Array(together[window * 5..<window * 5 + 5])))
        }
    }
}

extension GradientCase {
    /// The sizes of a golden.
    init(_ golden: PyTorchGolden.Pass) {
        shape = golden.shape
        (batch, steps, dropout) = (golden.batch, golden.steps, golden.dropoutMasks != nil)
    }
}

extension PyTorchGolden.Pass {
    /// What went in.
    var values: GradientValues {
        GradientValues(
            parameters: parameters, windows: windows, initialHidden: initialHidden, initialCell: initialCell,
            targets: targets, masks: dropoutMasks, futures: futures ?? [], codes: codes ?? [])
    }
}

extension GradientValues {
    /// The values of one window of a case without dropout.
    func window(_ window: Int, of test: GradientCase) -> GradientValues {
        func rows(_ values: [Double], _ width: Int) -> [Double] {
            stride(from: window, to: values.count / width, by: test.batch).flatMap {
                values[($0 * width)..<(($0 + 1) * width)]
            }
        }
        var own = self
        own.windows = rows(windows, test.shape.inputSize)
        own.initialHidden = rows(initialHidden, test.shape.hiddenSize)
        own.initialCell = rows(initialCell, test.shape.hiddenSize)
        own.targets = rows(targets, test.shape.outputSize)
        let features = test.shape.outputSize * test.shape.futureSize
        own.futures = Array(futures[(window * features)..<((window + 1) * features)])
        own.codes = Array(codes[(window * test.shape.embeddings.count)...].prefix(test.shape.embeddings.count))
        return own
    }
}
