import NeuralLayers
import Testing

@testable import Models

@Suite struct AdamOptimizerTests {
    // torch 2.13.0: three steps in float64 from (1, -2, 0.5) at learning rate 0.1 with weight decay 0.2.
    @Test(arguments: [
        (Optimizer.adam, [0.8252634423705405, -1.9421113927972735, 0.5218969568097087]),
        (.adamW, [0.8431877136652821, -2.1164628851896707, 0.5024579450881111]),
    ])
    func `weight decay is PyTorch's`(optimizer: Optimizer, expected: [Double]) {
        for kernels in Kernels.available {
            var adam = AdamOptimizer(
                TrainingConfiguration(optimizer: optimizer, weightDecay: 0.2), parameterCount: 3)
            let (parameters, gradients) = (AlignedBuffer(count: 3), AlignedBuffer(count: 3))
            parameters.assign([1, -2, 0.5])
            for gradient in [[0.5, 0.25, -1], [-0.5, 1, 2], [0.125, -0.25, 0]] as [[Float]] {
                gradients.assign(gradient.map { 4 * $0 })
                adam.step(parameters, gradients: gradients, gradientScale: 0.25, learningRate: 0.1, kernels: kernels)
            }
            for (own, theirs) in zip(parameters.array, expected) { #expect(abs(Double(own) - theirs) <= 1e-6) }
            #expect(adam.steps == 3)
        }
    }
}
