package import NeuralLayers
package import SyntheticSeries

/// How one network is trained on made-up series: everything that its weights depend on.
package struct PretrainingPlan: Sendable, Hashable, Codable {
    /// The series it is for.
    package var frequency: SamplingFrequency
    /// Optimiser steps; training is counted, never timed.
    package var steps: Int
    /// Series of a step.
    package var batchSize = 256
    /// H, and the number of recurrent layers.
    package var hiddenSize = 128
    package var layerCount = 2
    /// M: units of the head.
    package var headSize = 128
    /// The highest rate, after ``warmUp`` steps; it falls to a fiftieth along a cosine.
    package var learningRate = 4e-3
    package var warmUp = 500
    /// Of AdamW (Loshchilov & Hutter 2019).
    package var weightDecay = 0.05
    /// The norm that a gradient is scaled down to.
    package var clip = 1.0
    /// What the moving average of the weights, which is what is kept, forgets a step.
    package var averaging = 0.001
    /// Seed of weights and series.
    package var seed: UInt64 = 1

    package init(_ frequency: SamplingFrequency, steps: Int) {
        self.frequency = frequency
        self.steps = steps
    }

    package var layout: SegmentLayout { SegmentLayout(frequency) }

    package var shape: SegmentNetworkShape {
        let layout = layout
        return SegmentNetworkShape(
            tokenSize: layout.tokenSize, bypassSize: layout.bypassSize, hiddenSize: hiddenSize,
            layerCount: layerCount, headSize: headSize, horizon: layout.horizon,
            quantileCount: QuantileLevels.all.count)
    }

    /// Whether a network of these sizes can be, and be held in memory: what a file says of it is not believed before.
    var isSound: Bool {
        (8...1_024).contains(hiddenSize) && (1...8).contains(layerCount) && (8...1_024).contains(headSize)
            && headSize % 8 == 0
    }

    /// The learning rate of step `step`, counted from 0.
    func rate(_ step: Int) -> Double {
        let rise = min(1, Double(step + 1) / Double(min(warmUp, max(1, steps / 10))))
        let fall = LearningRateSchedule.cosine.factor(step: min(step, steps - 1), of: steps)
        return learningRate * rise * (0.02 + 0.98 * fall)
    }
}

/// The quantiles that the networks answer with.
package enum QuantileLevels {
    package static let all = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975]
    /// The place of the median.
    package static let median = 5
}
