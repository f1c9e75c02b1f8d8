import NeuralLayers
import Tensors
package import TimeSeries
package import Windowing

/// A trained network with the scalers it was trained under.
package struct NetworkModel<Kind: NetworkArchitecture>: FittedModel {
    /// What is kept in a model file beside tensors, maps and record.
    struct Learned: Codable {
        /// The network's sizes.
        var network: Kind.Shape
    }

    /// The kind of network.
    let architecture: Kind
    /// What fitted it.
    let forecaster: NetworkForecaster<Kind.Settings>
    /// The network's sizes.
    package let shape: Kind.Shape
    /// Lengths of the windows it was trained on.
    package let windows: WindowShape
    /// One map a series, in the panel's order.
    package let scalings: [SeriesScaling]
    /// How covariates and calendar become numbers; nil for the target alone.
    package let features: FeatureMap?
    /// How training went.
    package let training: TrainingRecord?
    /// Parameters in the order of the shape's layout.
    package let parameters: [Float]
    private let kernels: Kernels

    init(
        architecture: Kind, forecaster: NetworkForecaster<Kind.Settings>, shape: Kind.Shape, windows: WindowShape,
        scalings: [SeriesScaling],
        features: FeatureMap?, training: TrainingRecord?, parameters: [Float], kernels: Kernels
    ) {
        self.architecture = architecture
        self.forecaster = forecaster
        self.shape = shape
        self.windows = windows
        self.scalings = scalings
        self.features = features
        self.training = training
        self.parameters = parameters
        self.kernels = kernels
    }

    /// That of the forecaster.
    package var columnName: String { forecaster.columnName }
    /// Whether it has a vector for each series, the last of its tables.
    var embedsSeries: Bool { shape.embeddings.count > features?.embeddedCategories.count ?? 0 }
    /// The input length.
    package var contextLength: Int { windows.inputLength }
    /// The horizon it was trained for.
    package var trainedHorizon: Int? { windows.horizon }

    /// The network's tensors under their PyTorch names, and the maps.
    package var state: ModelState {
        let tensors = shape.parameters.tensors.map { tensor in
            StoredTensor(
                name: tensor.name, shape: tensor.shape, elements: .float32(Array(parameters[tensor.range])))
        }
        var state = ModelState(of: forecaster, learned: Learned(network: shape))
        (state.scalings, state.features, state.training) = (scalings, features, training)
        state.tensors = tensors
        return state
    }

    /// Forecasts `horizon` steps from each origin.
    ///
    /// A horizon shorter than the trained one is cut; for a longer one the network rolls forward in blocks of its own
    /// horizon, reading its own forecasts as inputs.
    /// - Throws: ``ForecastError/contextTooShort(needed:available:series:)`` when an origin has fewer than
    ///   ``contextLength`` rows before it, ``WindowingError`` for a value that cannot be scaled, and ``CovariateError``
    ///   when covariates do not reach as far as the forecast needs them.
    package func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        precondition(horizon >= 1 && scalings.indices.contains(index), "a horizon, and a series that was fitted")
        guard let last = origins.max(), let first = origins.min() else { return [] }
        let scaled = try ScaledSeries(
            series, scaling: scalings[index], origins: first...last, contextLength: contextLength)
        let features = try features(of: series, index, origins: first..<last + 1, horizon: horizon)
        var inference = NetworkInference(self, kernels: kernels, rows: min(origins.count, validationRows))
        var forecasts: [[Double]] = []
        for start in stride(from: 0, to: origins.count, by: validationRows) {
            let block = origins[start..<min(start + validationRows, origins.count)]
            forecasts += inference.forecasts(
                scaled, features, series: series, index: index, origins: Array(block), horizon: horizon)
        }
        return forecasts.map { Prediction(point: $0) }
    }

    /// Makes sure that rows and cells of what is known ahead are there.
    package func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws {
        guard let map = features, let gap = CovariateGap(series, rowsFrom: origin, horizon: horizon, map) else {
            return
        }
        throw CovariateError.unknownAhead(gap)
    }

    /// What is known beside the target for forecasts from some of `origins`; nil when nothing is.
    private func features(
        of series: TimeSeries, _ place: Int, origins: Range<Int>, horizon: Int
    ) throws(CovariateError) -> FeatureSeries? {
        guard let map = features else { return nil }
        if map.hasPast, horizon > windows.horizon {
            throw .horizonBeyondPast(
                horizon: horizon, trained: windows.horizon,
                columns: map.columns.filter { $0.role == .past }.map(\.name))
        }
        let last = origins.upperBound - 1
        if map.hasFuture, last + horizon > series.count,
            let gap = CovariateGap(series, rowsFrom: last, horizon: horizon, map)
        {
            throw .unknownAhead(gap)
        }
        let rows = origins.lowerBound - contextLength..<last
        return FeatureSeries(series, place: place, map: map, rows: rows, aheadEnd: last + horizon)
    }
}
