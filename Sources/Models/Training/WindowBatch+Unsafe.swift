import NeuralLayers
import Windowing

/// The targets of one shard beside the workspace that runs it; windows are copied only here.
final class WindowBatch {
    let workspace: RecurrentWorkspace
    /// Scaled targets minus their window's anchor, `[R, horizon]`; NaN where missing.
    let targets: AlignedBuffer
    private let horizon: Int
    /// Distance between the inputs of two windows at one step.
    private let stride: Int
    /// Codes of a window, that of its series last.
    private let codeCount: Int

    /// What features of rows seen are multiplied by, so that they do not drown the target beside them.
    ///
    /// Inputs from which the last was subtracted are a few tenths, features are about 1. On ETTh1 (24 hours ahead, input
    /// of 72, 20 epochs, three seeds) the mean absolute error over 120 cutoffs is 1.296, 1.313 and 1.306 from the target
    /// alone. With hour, weekday and six columns known up to the cutoff no epoch beats the untrained start (1.421) under
    /// factors of 1 and 0.3; it is 1.369, 1.323 and 1.310 under 0.1. What is known ahead of a step acts on it directly
    /// and keeps its size: a promotion that explains nearly all is learned as well under 0.1 as under 1 (0.478 and 0.468
    /// where 0.5 is the best to be expected).
    static let featureScale: Float = 0.1

    init(_ shape: RecurrentNetworkShape, rows: Int, inputLength: Int, trains: Bool, drops: Bool) {
        workspace = RecurrentWorkspace(shape, rows: rows, steps: inputLength, trains: trains, drops: drops)
        targets = AlignedBuffer(count: rows * shape.outputSize)
        horizon = shape.outputSize
        stride = workspace.inputStride
        codeCount = shape.embeddings.count
    }

    /// Copies one window into row `row` of a shard of `rows`.
    func pack(_ window: Window, of data: TrainingWindows, row: Int, rows: Int) {
        let series = data.series[window.series]
        let anchor = series.anchor(of: window)
        pack(series.inputs, from: window.inputs.lowerBound, anchor: anchor, row: row, rows: rows)
        if let hole = series.openHole(at: window.origin) {
            level(hole, of: window, anchor: anchor, row: row, rows: rows)
        }
        if data.map != nil {
            pack(data.features[window.series], from: window.inputs.lowerBound, row: row, rows: rows)
        }
        if data.embedsSeries { packSeries(window.series, row: row) }
        for step in 0..<horizon {
            unsafe targets.base[row * horizon + step] = series.targets[window.origin + step] - anchor
        }
    }

    /// Copies the scaled inputs from `first` on, minus `anchor`, into row `row` of a shard of `rows`.
    func pack(_ inputs: [Float], from first: Int, anchor: Float, row: Int, rows: Int) {
        let to = unsafe workspace.inputs.base
        for step in 0..<workspace.steps { unsafe to[(step * rows + row) * stride] = inputs[first + step] - anchor }
    }

    /// Puts the value before a hole that is not over at the window's end in place of the line across it.
    private func level(
        _ hole: (first: Int, value: Float), of window: Window, anchor: Float, row: Int, rows: Int
    ) {
        let first = window.inputs.lowerBound
        let to = unsafe workspace.inputs.base
        for step in max(0, hole.first - first)..<workspace.steps {
            unsafe to[(step * rows + row) * stride] = hole.value - anchor
        }
    }

    /// Copies the features of rows `first` on beside the scaled inputs of row `row` of a shard of `rows`, what is known
    /// ahead of the rows after these, and the static codes.
    func pack(_ features: FeatureSeries, from first: Int, row: Int, rows: Int) {
        packInputs(features, from: first, row: row, rows: rows)
        packAhead(features, from: first + workspace.steps, row: row)
        for (place, code) in features.codes.enumerated() { workspace.codes[row * codeCount + place] = code }
    }

    /// Says which series of the fit row `row` is of, to a network with a vector for each.
    func packSeries(_ place: Int, row: Int) {
        workspace.codes[row * codeCount + codeCount - 1] = Int32(place)
    }

    /// Copies what is known of each step from row `origin` on; 0 where it is not.
    private func packAhead(_ features: FeatureSeries, from origin: Int, row: Int) {
        let width = features.aheadWidth
        let to = unsafe workspace.futures.base + row * horizon * width
        let first = (origin - features.aheadRows.lowerBound) * width
        let known = min(horizon * width, features.ahead.count - first)
        for place in 0..<known { unsafe to[place] = features.ahead[first + place] }
        for place in known..<horizon * width { unsafe to[place] = 0 }
    }

    private func packInputs(_ features: FeatureSeries, from first: Int, row: Int, rows: Int) {
        let to = unsafe workspace.inputs.base
        let (pastWidth, aheadWidth) = (features.pastWidth, features.aheadWidth)
        var past = (first - features.pastRows.lowerBound) * pastWidth
        var ahead = (first - features.aheadRows.lowerBound) * aheadWidth
        for step in 0..<workspace.steps {
            var place = (step * rows + row) * stride + 1
            for feature in past..<past + pastWidth {
                unsafe to[place] = features.past[feature] * Self.featureScale
                place += 1
            }
            for feature in ahead..<ahead + aheadWidth {
                unsafe to[place] = features.ahead[feature] * Self.featureScale
                place += 1
            }
            for constant in features.constants {
                unsafe to[place] = constant * Self.featureScale
                place += 1
            }
            past += pastWidth
            ahead += aheadWidth
        }
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
