import NeuralLayers
public import TimeSeries
import Windowing

extension RidgeModel {
    /// Windows that are multiplied with the weights at once.
    private static let blockRows = 48

    /// Forecasts `horizon` steps from each origin.
    ///
    /// A horizon shorter than the fitted one is cut; for a longer one the regression rolls forward in blocks of its own
    /// horizon, reading its own forecasts as inputs.
    /// - Throws: ``ForecastError/contextTooShort(needed:available:series:)`` when an origin has fewer than
    ///   ``contextLength`` rows before it, and ``WindowingError`` for a value that cannot be scaled.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        precondition(horizon >= 1 && scalings.indices.contains(index), "a horizon, and a series that was fitted")
        guard let last = origins.max(), let first = origins.min() else { return [] }
        let scaled = try ScaledSeries(
            series, scaling: scalings[index], origins: first...last, contextLength: contextLength)
        var inference = RidgeInference(self, series: index, rows: min(origins.count, Self.blockRows))
        var forecasts: [[Double]] = []
        forecasts.reserveCapacity(origins.count)
        for start in stride(from: 0, to: origins.count, by: Self.blockRows) {
            let block = origins[start..<min(start + Self.blockRows, origins.count)]
            forecasts += inference.forecasts(scaled, series: series, origins: block, horizon: horizon)
        }
        return forecasts.map { Prediction(point: $0) }
    }
}

/// Multiplies windows with the weights and turns the products into values in the series' own unit.
private struct RidgeInference {
    private let model: RidgeModel
    private let weights: DoubleMatrix
    /// Shape `[rows, L + 1]`.
    private var inputs: DoubleMatrix
    /// Shape `[rows, H]`.
    private var outputs: DoubleMatrix

    init(_ model: RidgeModel, series: Int, rows: Int) {
        self.model = model
        weights = model.weights(ofSeries: series)
        inputs = DoubleMatrix(rows: rows, columns: model.windows.inputLength + 1)
        outputs = DoubleMatrix(rows: rows, columns: model.windows.horizon)
    }

    /// What is known of one origin: the last L scaled values, and forecasts so far.
    private struct Path {
        var scaled: [Double]
        /// The row after `scaled`.
        var row: Int
        var lastInput: (value: Double, row: Int)
        var values: [Double] = []
    }

    /// Forecasts `horizon` steps from each of at most as many origins as there are rows.
    mutating func forecasts(
        _ scaled: ScaledSeries, series: TimeSeries, origins: ArraySlice<Int>, horizon: Int
    ) -> [[Double]] {
        let length = model.windows.inputLength
        var paths = origins.map { origin in
            let last = series.lastObservedRow(before: origin) ?? origin - 1
            return Path(
                scaled: scaled.inputs(origin - length..<origin).map(Double.init), row: origin,
                lastInput: (series.values[last], last))
        }
        while paths[0].values.count < horizon { advance(&paths, scaled, horizon: horizon) }
        return paths.map(\.values)
    }

    /// One block of the fitted horizon, or what is left of it, for every path.
    private mutating func advance(_ paths: inout [Path], _ scaled: ScaledSeries, horizon: Int) {
        let length = model.windows.inputLength
        for (row, path) in paths.enumerated() {
            let anchor = path.scaled[length - 1]
            var window = path.scaled.map { $0 - anchor }
            window[length - 1] = 1
            window.append(anchor)
            inputs.assign(window, row: row)
        }
        model.kernels.multiply(inputs, rows: paths.count, by: weights, into: &outputs)
        for row in paths.indices {
            let (anchor, lastInput, first) = (paths[row].scaled[length - 1], paths[row].lastInput, paths[row].row)
            let steps = outputs.row(row).prefix(horizon - paths[row].values.count)
            paths[row].values += steps.enumerated().map {
                scaled.inverse($1, row: first + $0, lastInput: lastInput)
            }
            paths[row].scaled = Array((paths[row].scaled + steps.map { $0 + anchor }).suffix(length))
            paths[row].row += steps.count
            paths[row].lastInput = (paths[row].values[paths[row].values.count - 1], first + steps.count - 1)
        }
    }
}
