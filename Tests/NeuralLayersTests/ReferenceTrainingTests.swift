import NeuralLayers
import Testing

@Suite struct ReferenceTrainingTests {
    @Test(arguments: try PyTorchGolden.trainings())
    func `twenty clipped Adam steps end at PyTorch's weights, in Double`(golden: PyTorchGolden.Training) {
        let run = train(golden, as: Double.self)
        #expect(largestDifference(run.losses, golden.losses) <= 1e-9)
        #expect(largestDifference(run.norms, golden.gradientNorms) <= 1e-9)
        for (own, theirs) in zip(run.weights, golden.parametersAfterEveryFiveSteps) {
            #expect(largestDifference(own, theirs) <= 1e-9)
        }
        #expect(run.weights.count == golden.parametersAfterEveryFiveSteps.count)
    }

    @Test(arguments: try PyTorchGolden.trainings())
    func `twenty clipped Adam steps end at PyTorch's weights, in Float within 1e-4`(golden: PyTorchGolden.Training) {
        let run = train(golden, as: Float.self)
        for (own, theirs) in zip(run.weights, golden.parametersAfterEveryFiveSteps) {
            #expect(largestDifference(own, theirs) <= 1e-4)
        }
        #expect(run.weights.count == 4)
    }

    // Adam divides a constant factor out again, so a golden in which clipping never bites could not tell.
    @Test(arguments: try PyTorchGolden.trainings())
    func `the goldens tell whether gradients were clipped`(golden: PyTorchGolden.Training) throws {
        let clipped = golden.gradientNorms.count { $0 > golden.clip }
        #expect((1...19).contains(clipped))
        var unclipped = golden
        unclipped.clip = .infinity
        let last = try #require(train(unclipped, as: Double.self).weights.last)
        let theirs = try #require(golden.parametersAfterEveryFiveSteps.last)
        #expect(largestDifference(last, theirs) > 1e-3)
    }

    private func train<Scalar: ReferenceScalar>(
        _ golden: PyTorchGolden.Training, as type: Scalar.Type
    ) -> (losses: [Scalar], norms: [Scalar], weights: [[Scalar]]) {
        var network = ReferenceRecurrentNetwork(shape: golden.shape, parameters: golden.parameters.map { Scalar($0) })
        var adam = ReferenceAdam(
            learningRate: Scalar(golden.learningRate), clip: Scalar(golden.clip), count: network.parameters.count)
        var run: (losses: [Scalar], norms: [Scalar], weights: [[Scalar]]) = ([], [], [])
        for step in golden.losses.indices {
            let batch = golden.batches[step % golden.batches.count]
            let trace = network.forward(
                windows: batch.windows.map { Scalar($0) }, batch: golden.batch, steps: golden.steps)
            let loss = Loss.mse.mean(forecasts: trace.outputs, targets: batch.targets.map { Scalar($0) })
            let gradients = network.backward(through: trace, outputGradient: loss.gradient)
            run.losses.append(loss.mean ?? .nan)
            run.norms.append(adam.step(&network.parameters, gradient: gradients.parameters))
            if step % 5 == 4 { run.weights.append(network.parameters) }
        }
        return run
    }
}
