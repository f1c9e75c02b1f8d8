import Testing

@testable import NeuralLayers

@Suite struct FusedTrainingTests {
    @Test(arguments: try PyTorchGolden.trainings(), 0..<Kernels.available.count)
    func `twenty clipped Adam steps end at PyTorch's weights within 1e-4`(
        golden: PyTorchGolden.Training, instructionSet: Int
    ) {
        let run = train(golden, Kernels.available[instructionSet])
        #expect(largestDifference(run.losses, golden.losses) <= 1e-4)
        #expect(largestDifference(run.norms, golden.gradientNorms) <= 1e-3)
        #expect(run.weights.count == golden.parametersAfterEveryFiveSteps.count)
        for (own, theirs) in zip(run.weights, golden.parametersAfterEveryFiveSteps) {
            #expect(largestDifference(own, theirs) <= 1e-4)
        }
    }

    @Test(arguments: try PyTorchGolden.trainings())
    func `every instruction set ends in the same bits`(golden: PyTorchGolden.Training) {
        let weights = Kernels.available.map { train(golden, $0).weights.flatMap { $0 } }
        for other in weights.dropFirst() { #expect(sameBits(other, weights[0])) }
    }

    private func train(
        _ golden: PyTorchGolden.Training, _ kernels: Kernels
    ) -> (losses: [Double], norms: [Double], weights: [[Float]]) {
        let network = FusedRecurrentNetwork(golden.shape, kernels: kernels, trains: true)
        let workspace = RecurrentWorkspace(
            golden.shape, rows: golden.batch, steps: golden.steps, trains: true, drops: false)
        let parameters = AlignedBuffer(count: network.layout.count)
        parameters.assign(golden.parameters.map { Float($0) })
        let (first, second) = (AlignedBuffer(count: parameters.count), AlignedBuffer(count: parameters.count))
        let (shard, flat) = (
            AlignedBuffer(count: network.gradientLayout.count), AlignedBuffer(count: parameters.count)
        )
        var run: (losses: [Double], norms: [Double], weights: [[Float]]) = ([], [], [])
        for step in golden.losses.indices {
            let batch = golden.batches[step % golden.batches.count]
            network.load(parameters)
            fill(workspace.inputs, golden.shape.inputSize, workspace.inputStride, batch.windows)
            network.forward(workspace, rows: golden.batch)
            let outputs = workspace.outputs.array
            let forecasts = (0..<golden.batch).flatMap { row in
                outputs[row * workspace.outputStride..<row * workspace.outputStride + golden.shape.outputSize]
            }
            let loss = Loss.mse.mean(forecasts: forecasts, targets: batch.targets.map { Float($0) })
            fill(
                workspace.outputGradients, golden.shape.outputSize, workspace.outputStride,
                loss.gradient.map { Double($0) })
            network.backward(workspace, rows: golden.batch, gradients: shard, accumulate: false)
            network.gradientLayout.unpack(shard, into: flat, parameters: network.layout)
            let norm = kernels.norm(flat)
            let constants = AdamStep(
                beta1: 0.9, beta2: 0.999, epsilon: 1e-8, number: step + 1, learningRate: golden.learningRate,
                coupledDecay: 0, decoupledDecay: 0, gradientScale: min(1, golden.clip / (norm + 1e-6)))
            kernels.adam(parameters, gradients: flat, firstMoments: first, secondMoments: second, step: constants)
            run.losses.append(Double(loss.mean ?? .nan))
            run.norms.append(norm)
            if step % 5 == 4 { run.weights.append(parameters.array) }
        }
        return run
    }

    private func fill(_ buffer: AlignedBuffer, _ width: Int, _ stride: Int, _ values: [Double]) {
        for (index, value) in values.enumerated() {
            unsafe buffer.base[index / width * stride + index % width] = Float(value)
        }
    }
}
