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
}
