import CKernels
import Numerics
import Testing

@testable import NeuralLayers

@Suite struct InputDropoutTests {
    private let shape = RecurrentNetworkShape(cell: .gru, inputSize: 1, hiddenSize: 33, layerCount: 3, outputSize: 2)

    /// The masks of one window, drawn as row `row` of a shard of `rows`: at the bottom what becomes of ones.
    private func masks(
        rate: Double, seed: UInt64 = 1, epoch: Int = 1, window: Int, row: Int = 0, rows: Int = 1, steps: Int = 20,
        kernels: Kernels = Kernels.available[0]
    ) -> [[Float]] {
        let workspace = RecurrentWorkspace(shape, rows: rows, steps: steps, trains: true, drops: true)
        let dropout = InputDropout(rate: rate, seed: seed, layerCount: 3)
        workspace.inputs.assign([Float](repeating: 1, count: steps * rows))
        for place in 0..<rows {
            let other = place == row ? window : window + 100 + place
            workspace.drop(dropout, epoch: epoch, window: other, row: place, rows: rows, kernels: kernels)
        }
        return (0..<3).map { layer in
            let values = layer == 0 ? workspace.inputs.array : workspace.layers[layer].mask.array
            let (stride, width) = layer == 0 ? (1, 1) : (40, 33)
            return (0..<steps).flatMap { step in (0..<width).map { values[(step * rows + row) * stride + $0] } }
        }
    }

    @Test func `every instruction set draws the words of Philox at the window's address`() {
        let random = CounterBasedRandom(seed: 1 << 40 + 5)
        for kernels in Kernels.available {
            let own = masks(rate: 0.3, seed: random.seed, epoch: 7, window: 11, kernels: kernels)
            for (layer, mask) in own.enumerated() {
                for (element, factor) in mask.enumerated() {
                    // Layers above read five pieces of eight floats a step, of which 33 hold units.
                    let place = layer == 0 ? element : element / 33 * 40 + element % 33
                    let block = UInt32(place / 32 * 8 + place % 8)
                    let word = random.words(.dropout, block, 11, UInt32(7 * 3 + layer))[place / 8 % 4]
                    #expect(factor == (Double(word) < 0.3 * 0x1p32 ? 0 : Float(1 / 0.7)), "\(kernels.name)")
                }
            }
        }
    }

    @Test(arguments: [0.1, 0.25, 0.5, 0.9])
    func `a share p is zero and the rest is divided by 1 - p`(rate: Double) {
        var all: [Float] = []
        for window in 0..<50 { all += masks(rate: rate, window: window).flatMap { $0 } }
        let kept = Float(1 / (1 - rate))
        #expect(all.allSatisfy { $0 == 0 || $0 == kept })
        let share = Double(all.count { $0 == 0 }) / Double(all.count)
        // Five standard deviations of a binomial.
        #expect(abs(share - rate) <= 5 * (rate * (1 - rate) / Double(all.count)).squareRoot())
    }

    @Test func `a window's mask does not depend on its row or on how many there are`() {
        let alone = masks(rate: 0.4, window: 17)
        for (row, rows) in [(0, 2), (1, 2), (4, 13), (12, 13)] {
            #expect(masks(rate: 0.4, window: 17, row: row, rows: rows) == alone)
        }
    }

    @Test func `seed, epoch, window and layer each give another mask`() {
        let mask = masks(rate: 0.5, window: 3)
        for other in [
            masks(rate: 0.5, seed: 2, window: 3), masks(rate: 0.5, epoch: 2, window: 3), masks(rate: 0.5, window: 4),
        ] {
            for layer in 0..<3 { #expect(mask[layer] != other[layer]) }
        }
        #expect(mask[1] != mask[2])
        // Epochs and layers share a word of the address and must not meet in it.
        let later = masks(rate: 0.5, epoch: 2, window: 3)
        for layer in 0..<3 { for other in 0..<3 { #expect(mask[layer] != later[other]) } }
    }
}
