import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Numerics
import Parallelism
import Testing
import TimeSeries
import Windowing

@testable import Models

/// The loss and gradient of a batch of windows against the Double reference on the same windows.
@Suite struct GradientStepTests {
    struct Sizes: Sendable {
        var hidden: Int
        /// The second one is smaller and reuses what the first one left.
        var batches: [Range<Int>]
    }

    /// Batches of lanes of one shard, and of several.
    static let sizes = [
        Sizes(hidden: 7, batches: [0..<50, 50..<83]), Sizes(hidden: 64, batches: [0..<90, 50..<83]),
    ]

    @Test(arguments: RecurrentCell.allCases, sizes)
    func `loss and gradient are the reference's, with gaps, shards, lanes and scaling`(
        cell: RecurrentCell, sizes: Sizes
    ) throws {
        try check(cell, dropout: 0, sizes)
    }

    @Test(arguments: RecurrentCell.allCases, sizes)
    func `loss and gradient are the reference's, with dropout too`(cell: RecurrentCell, sizes: Sizes) throws {
        try check(cell, dropout: 0.3, sizes)
    }

    private func check(_ cell: RecurrentCell, dropout: Double, _ sizes: Sizes) throws {
        var panel = wavyPanel()
        for row in [20, 21, 22, 23, 40, 41] { panel.series[1].values[row] = .nan }
        for loss in Loss.allCases {
            var plan = try smallPlan(hidden: sizes.hidden, layers: 2) {
                $0.loss = loss
                $0.dropout = dropout
                $0.batchSize = sizes.batches[0].count
            }
            plan.network.initialization = .xavier
            let split = try ChronologicalSplit(
                panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
            let data = try TrainingWindows(panel, split: split, plan: plan)
            #expect(data.hasMissingTargets)
            let shape = networkShape(cell, plan)
            let parameters = ParameterInitializer(.xavier).parameters(for: shape, seed: 3)
            let network = FusedRecurrentNetwork(shape, kernels: plan.runtime.kernels, trains: true)
            let buffer = AlignedBuffer(count: parameters.count)
            buffer.assign(parameters)
            network.load(buffer)
            let order = CounterBasedRandom(seed: 9).permutation(count: data.training.count, epoch: 4)
            let step = WindowStep(network, data: data, plan: plan, workers: 1)
            for batch in sizes.batches.map({ $0.clamped(to: 0..<order.count) }) {
                let own = step.run(WorkerPool(workers: 1), order: order, batch: batch, epoch: 4)
                let exact = reference(
                    shape, parameters, plan, panel, split, positions: Array(order[batch]), data: data, epoch: 4)
                #expect(abs(own - exact.loss) <= 1e-5 * max(1, exact.loss))
                let largest = exact.gradient.map(abs).max() ?? 0
                #expect(largest > 1e-3)
                let distances = zip(step.gradients.array, exact.gradient).map { abs(Double($0) - $1) }
                #expect(distances.count == parameters.count && distances.allSatisfy { $0 <= 1e-5 * max(1, largest) })
            }
        }
    }

    /// Scaled by hand, masked by the addresses of the windows, and run through the reference.
    private func reference(
        _ shape: RecurrentNetworkShape, _ parameters: [Float], _ plan: FitPlan, _ panel: Panel,
        _ split: ChronologicalSplit, positions: [Int], data: TrainingWindows, epoch: Int
    ) -> (loss: Double, gradient: [Double]) {
        let (length, horizon, batch) = (plan.windows.inputLength, plan.windows.horizon, positions.count)
        var windows = [Double](repeating: 0, count: length * batch)
        var targets: [Double] = []
        for (row, position) in positions.enumerated() {
            let window = data.training[position]
            let values = panel.series[window.series].values
            let training = values[split.series[window.series].training].filter { !$0.isNaN }
            let mean = training.reduce(0, +) / Double(training.count)
            let scale = (training.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(training.count)).squareRoot()
            func observed(_ row: Int) -> Double { values[...row].last { !$0.isNaN } ?? .nan }
            let anchor = observed(window.origin - 1)
            for time in 0..<length {
                windows[time * batch + row] = (observed(window.inputs.lowerBound + time) - anchor) / scale
            }
            targets += (0..<horizon).map { (values[window.origin + $0] - anchor) / scale }
        }
        let rate = plan.training.dropout
        let masks: [[Double]?] = (0..<shape.layerCount).map { layer in
            let width = shape.inputSize(ofLayer: layer)
            var mask = [Double](repeating: 0, count: length * batch * width)
            for (row, position) in positions.enumerated() {
                for element in 0..<length * width {
                    let word = dropoutWord(
                        plan, shape, window: position, epoch: epoch, layer: layer, step: element / width,
                        unit: element % width)
                    let place = (element / width * batch + row) * width + element % width
                    mask[place] = Double(word) < rate * 0x1p32 ? 0 : 1 / (1 - rate)
                }
            }
            return mask
        }
        let network = ReferenceRecurrentNetwork<Double>(shape: shape, parameters: parameters.map { Double($0) })
        let trace = network.forward(windows: windows, batch: batch, steps: length, dropoutMasks: masks)
        let loss = plan.training.loss.mean(forecasts: trace.outputs, targets: targets)
        return (loss.mean ?? .nan, network.backward(through: trace, outputGradient: loss.gradient).parameters)
    }

    /// The word that decides about one element: rows of an upper layer are padded to eight floats, inputs are not.
    private func dropoutWord(
        _ plan: FitPlan, _ shape: RecurrentNetworkShape, window: Int, epoch: Int, layer: Int, step: Int, unit: Int
    ) -> UInt32 {
        let place = layer == 0 ? step * shape.inputSize + unit : step * padded(shape.hiddenSize) + unit
        let words = CounterBasedRandom(seed: plan.seed).words(
            .dropout, UInt32(place / 32 * 8 + place % 8), UInt32(window), UInt32(epoch * shape.layerCount + layer))
        return words[place / 8 % 4]
    }

    @Test func `a missing target has no gradient`() throws {
        let plan = try smallPlan()
        let shape = networkShape(.gru, plan)
        let network = FusedRecurrentNetwork(shape, kernels: plan.runtime.kernels, trains: true)
        let batch = WindowFeed(network, rows: 2, inputLength: 6, trains: true, drops: false)
        for place in 0..<6 { unsafe batch.targets.base[place] = place % 2 == 0 ? .nan : 1 }
        for loss in Loss.allCases {
            for row in 0..<2 { #expect(batch.loss(loss, row: row, observedCount: 3).isFinite) }
            let gradients = batch.workspace.outputGradients.array
            for place in 0..<6 {
                let gradient = gradients[place / 3 * batch.workspace.outputStride + place % 3]
                #expect((gradient == 0) == (place % 2 == 0))
            }
        }
    }

    // Windows 0 to 5 see the enormous row, each in another place; dropout hides it from most of them.
    @Test func `the window that diverged is the first whose own masks let it`() throws {
        var panel = samplePanel(wavySeries(90))
        panel.series[0].values[5] = 1e25
        let plan = try smallPlan(hidden: 7, scaling: ScalingSpecification(method: .none)) { $0.dropout = 0.8 }
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let data = try TrainingWindows(panel, split: split, plan: plan)
        let shape = networkShape(.rnnReLU, plan)
        let network = FusedRecurrentNetwork(shape, kernels: plan.runtime.kernels, trains: true)
        let buffer = AlignedBuffer(count: network.layout.count)
        buffer.assign(ParameterInitializer(.xavier).parameters(for: shape, seed: 3))
        network.load(buffer)
        var hidden = 0
        for epoch in 1...20 {
            // The row is the input at place 5 - position of the window at `position`.
            let seeing = (0...5).filter { position in
                let place = 5 - position
                let word = dropoutWord(plan, shape, window: position, epoch: epoch, layer: 0, step: place, unit: 0)
                return Double(word) >= 0.8 * 0x1p32
            }
            hidden += 6 - seeing.count
            let step = WindowStep(network, data: data, plan: plan, workers: 1)
            let loss = step.run(
                WorkerPool(workers: 1), order: Array(data.training.indices), batch: 0..<16, epoch: epoch)
            #expect(loss.isFinite == seeing.isEmpty)
            #expect(step.firstDivergedWindow()?.position == seeing.first)
            #expect(step.firstDivergedWindow()?.outputsDiverged != true)
        }
        #expect(hidden > 20 && hidden < 120)
    }
}
