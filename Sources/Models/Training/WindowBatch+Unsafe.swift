import NeuralLayers
import Windowing

/// The targets of one shard beside the workspace that runs it; windows are copied only here.
final class WindowBatch {
    let workspace: RecurrentWorkspace
    /// Scaled targets minus their window's anchor, `[R, horizon]`; NaN where missing.
    let targets: AlignedBuffer
    private let horizon: Int

    init(_ shape: RecurrentNetworkShape, rows: Int, inputLength: Int, trains: Bool, drops: Bool) {
        workspace = RecurrentWorkspace(shape, rows: rows, steps: inputLength, trains: trains, drops: drops)
        targets = AlignedBuffer(count: rows * shape.outputSize)
        horizon = shape.outputSize
    }

    /// Copies one window into row `row` of a shard of `rows`.
    func pack(_ window: Window, of series: ScaledSeries, row: Int, rows: Int) {
        let anchor = series.anchor(of: window)
        pack(series.inputs, from: window.inputs.lowerBound, anchor: anchor, row: row, rows: rows)
        for step in 0..<horizon {
            unsafe targets.base[row * horizon + step] = series.targets[window.origin + step] - anchor
        }
    }

    /// Copies the scaled inputs from `first` on, minus `anchor`, into row `row` of a shard of `rows`.
    func pack(_ inputs: [Float], from first: Int, anchor: Float, row: Int, rows: Int) {
        let to = unsafe workspace.inputs.base
        for step in 0..<workspace.steps { unsafe to[step * rows + row] = inputs[first + step] - anchor }
    }

    /// The forecasts of row `row`, scaled and relative to its anchor.
    func outputs(row: Int) -> UnsafeMutableBufferPointer<Float> {
        unsafe UnsafeMutableBufferPointer(
            start: workspace.outputs.base + row * workspace.outputStride, count: horizon)
    }

    /// Whether every forecast of row `row` is a finite number.
    func outputsAreFinite(row: Int) -> Bool { unsafe outputs(row: row).allSatisfy(\.isFinite) }

    /// The loss of one row, not divided; its gradient is written when the workspace trains.
    func loss(_ loss: Loss, row: Int, observedCount: Int) -> Float {
        let actual = unsafe UnsafeBufferPointer(start: targets.base + row * horizon, count: horizon)
        let forecast = unsafe UnsafeBufferPointer(outputs(row: row))
        guard workspace.trains else {
            var sum: Float = 0
            for step in 0..<horizon where unsafe !actual[step].isNaN {
                unsafe sum += loss.value(ofError: forecast[step] - actual[step])
            }
            return sum
        }
        let gradient = unsafe UnsafeMutableBufferPointer(
            start: workspace.outputGradients.base + row * workspace.outputStride, count: horizon)
        var span = unsafe gradient.mutableSpan
        return unsafe loss.sumWritingGradient(
            forecasts: forecast.span, targets: actual.span, observedCount: observedCount, gradient: &span)
    }

    /// Masks the inputs of row `row` and draws the masks of the layers above.
    ///
    /// A number is addressed by seed, epoch, layer, window and place, so that the mask of a window does not depend on
    /// its shard, thread or batch.
    func drop(_ dropout: InputDropout, epoch: Int, window: Int, row: Int, rows: Int) {
        for layer in 0..<workspace.layerCount {
            let (base, stride, width) = unsafe workspace.dropoutTarget(layer: layer)
            var element = 0
            var words = SIMD4<UInt32>()
            for step in 0..<workspace.steps {
                let to = unsafe base + (step * rows + row) * stride
                for unit in 0..<width {
                    if element % 4 == 0 {
                        words = dropout.words(block: element / 4, window: window, epoch: epoch, layer: layer)
                    }
                    let factor = dropout.factor(words[element % 4])
                    unsafe to[unit] = layer == 0 ? to[unit] * factor : factor
                    element += 1
                }
            }
        }
    }
}

/// Dropout on what enters a layer from below: a share p is zeroed, the rest divided by 1 − p.
///
/// Srivastava et al. 2014, "Dropout"; inputs only after Zaremba et al. 2014 (arXiv:1409.2329).
struct InputDropout {
    private let random: CounterBasedRandom
    private let layerCount: Int
    private let threshold: UInt32
    private let scale: Float

    init(rate: Double, seed: UInt64, layerCount: Int) {
        random = CounterBasedRandom(seed: seed)
        self.layerCount = layerCount
        threshold = UInt32(rate * 0x1p32)
        scale = Float(1 / (1 - rate))
    }

    @inline(__always)
    func words(block: Int, window: Int, epoch: Int, layer: Int) -> SIMD4<UInt32> {
        random.words(
            .dropout, UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: window),
            UInt32(truncatingIfNeeded: epoch * layerCount + layer))
    }

    @inline(__always)
    func factor(_ word: UInt32) -> Float { word < threshold ? 0 : scale }
}
