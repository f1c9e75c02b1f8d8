import Testing

@testable import NeuralLayers

/// One table of cases through the Double reference and every instruction set of this machine.
@Suite struct FusedPatchTransformerTests {
    @Test(arguments: TransformerCase.all)
    func `outputs and gradients are the reference's in every instruction set, of the same bits`(
        test: TransformerCase
    ) {
        let values = test.values(seed: 17)
        let trace = values.trace(test)
        let exact = values.network(test).backward(through: trace, outputGradient: values.targets)
        let passes = Kernels.available.map { TransformerPass(test, values, $0) }
        #expect(relativeDifference(passes[0].outputs, trace.outputs) <= 1e-5)
        for tensor in test.shape.parameters.tensors {
            let difference = relativeDifference(
                Array(passes[0].gradients[tensor.range]), Array(exact.parameters[tensor.range]))
            #expect(difference <= 1e-5, "\(tensor.name)")
        }
        for (pass, kernels) in zip(passes, Kernels.available).dropFirst() {
            #expect(sameBits(pass.outputs, passes[0].outputs), "\(kernels.name)")
            #expect(sameBits(pass.gradients, passes[0].gradients), "\(kernels.name)")
        }
    }

    @Test(arguments: try PyTorchGolden.transformers())
    func `outputs and gradients are PyTorch's within 1e-5`(golden: PyTorchGolden.Transformer) {
        var values = golden.values
        values.targets = Loss.mse.mean(forecasts: golden.outputs, targets: golden.targets).gradient
        for kernels in Kernels.available {
            let pass = TransformerPass(golden.test, values, kernels)
            #expect(relativeDifference(pass.outputs, golden.outputs) <= 1e-5)
            #expect(relativeDifference(pass.gradients, golden.parametersGradient) <= 1e-5)
        }
    }

    @Test(arguments: TransformerCase.all.filter { $0.batch > 4 })
    func `a window's forecast is the same to the last bit in any shard, at any place`(test: TransformerCase) {
        let values = test.values(seed: 4)
        let (network, workspace) = TransformerPass.make(test, values, Kernels.available[0])
        let together = TransformerPass(test, values, network, workspace).outputs
        for size in [1, 3, 4, test.batch - 1] {
            var apart: [Float] = []
            for first in stride(from: 0, to: test.batch, by: size) {
                let range = first..<min(first + size, test.batch)
                apart += TransformerPass(test, values, network, workspace, range: range).outputs
            }
            #expect(sameBits(apart, together), "shards of \(size)")
        }
    }

    @Test(arguments: TransformerCase.all.filter { $0.batch > 4 })
    func `gradients of shards add up to those of the batch`(test: TransformerCase) {
        let values = test.values(seed: 4)
        let (network, workspace) = TransformerPass.make(test, values, Kernels.available[0])
        let together = TransformerPass(test, values, network, workspace).gradients
        let (shard, flat) = (AlignedBuffer(count: network.gradientCount), AlignedBuffer(count: network.layout.count))
        for first in stride(from: 0, to: test.batch, by: 3) {
            let range = first..<min(first + 3, test.batch)
            _ = TransformerPass(test, values, network, workspace, range: range)
            network.backward(workspace, rows: range.count, gradients: shard, accumulate: first > 0)
        }
        network.unpack(shard, into: flat)
        for tensor in test.shape.parameters.tensors {
            #expect(
                relativeDifference(
                    Array(flat.array[tensor.range]), together[tensor.range].map { Double($0) }) <= 1e-5,
                "\(tensor.name)")
        }
    }

    @Test(arguments: TransformerCase.all)
    func `lanes without a window change nothing, whatever an earlier shard left in them`(test: TransformerCase) {
        let values = test.values(seed: 8)
        let (network, fresh) = TransformerPass.make(test, values, Kernels.available[0])
        let expected = TransformerPass(test, values, network, fresh)
        let (_, used) = TransformerPass.make(test, values, Kernels.available[0], spareRows: 9)
        var spoiled = test
        spoiled.batch += 9
        var bad = spoiled.values(seed: 9)
        bad.windows = bad.windows.map { _ in .nan }
        _ = TransformerPass(spoiled, bad, network, used)
        let pass = TransformerPass(test, values, network, used)
        #expect(sameBits(pass.outputs, expected.outputs) && sameBits(pass.gradients, expected.gradients))
        #expect(pass.outputs.allSatisfy { $0.isFinite })
    }

    @Test(arguments: TransformerCase.all.filter { !$0.drops })
    func `a workspace that does not train gives the same outputs`(test: TransformerCase) {
        let values = test.values(seed: 3)
        let (network, training) = TransformerPass.make(test, values, Kernels.available[0])
        let pass = TransformerPass(test, values, network, training)
        let inference = network.makeWorkspace(
            rows: test.batch, steps: test.shape.inputLength, trains: false, drops: false)
        for _ in 0..<2 {
            let own = TransformerPass(test, values, network, inference)
            #expect(sameBits(own.outputs, pass.outputs))
        }
    }

    @Test func `another epoch, seed or window drops something else`() {
        let test = TransformerCase.small[4]
        let values = test.values(seed: 1)
        let (network, workspace) = TransformerPass.make(test, values, Kernels.available[0])
        func outputs(seed: UInt64 = 1, epoch: Int = 1, window: Int = 1) -> [Float] {
            TransformerPass.fill(workspace, test, values, 0..<2, Kernels.available[0])
            let masks = InputDropout(rate: 0.5, seed: seed, layerCount: test.shape.dropoutLayerCount)
            for row in 0..<2 {
                workspace.drop(
                    masks, epoch: epoch, window: window + row, row: row, rows: 2, kernels: Kernels.available[0])
            }
            network.forward(workspace, rows: 2)
            return workspace.outputs.array
        }
        let first = outputs()
        #expect(sameBits(first, outputs()))
        for other in [outputs(seed: 2), outputs(epoch: 2), outputs(window: 3)] { #expect(other != first) }
    }
}
