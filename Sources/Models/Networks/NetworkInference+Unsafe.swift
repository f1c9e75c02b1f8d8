import NeuralLayers
import TimeSeries
import Windowing

/// Runs contexts through a network and turns outputs into values in the series' own unit.
struct NetworkInference<Kind: NetworkArchitecture> {
    private let network: Kind.Shape.Network
    private let batch: WindowFeed<Kind.Shape.Network>
    private let model: NetworkModel<Kind>

    init(_ model: NetworkModel<Kind>, kernels: Kernels, rows: Int) {
        self.model = model
        network = model.architecture.network(
            model.shape, model.forecaster.settings, kernels: kernels, trains: false)
        let parameters = AlignedBuffer(count: model.parameters.count)
        parameters.assign(model.parameters)
        network.load(parameters)
        batch = WindowFeed(
            network, rows: rows, inputLength: model.windows.inputLength, trains: false, drops: false)
    }

    /// What is known of one origin: scaled inputs up to it, then the network's own forecasts.
    private struct Path {
        /// The first row of the series that `scaled` holds.
        var firstRow: Int
        var scaled: [Float]
        var lastInput: (value: Double, row: Int)
        var values: [Double] = []
    }

    /// Forecasts `horizon` steps from each of at most as many origins as the batch has rows.
    ///
    /// - Parameter features: What is known beside the target; nil for a network that sees nothing else.
    mutating func forecasts(
        _ scaled: ScaledSeries, _ features: FeatureSeries?, series: TimeSeries, index: Int, origins: [Int], horizon: Int
    ) -> [[Double]] {
        let length = model.windows.inputLength
        if model.embedsSeries { for row in origins.indices { batch.packSeries(index, row: row) } }
        var paths = origins.map { origin in
            let last = series.lastObservedRow(before: origin) ?? origin - 1
            return Path(
                firstRow: origin - length, scaled: scaled.inputs(origin - length..<origin),
                lastInput: (series.values[last], last))
        }
        while paths[0].values.count < horizon { advance(&paths, scaled, features) }
        return paths.map { Array($0.values.prefix(horizon)) }
    }

    /// One block of the network's own horizon for every path.
    private func advance(_ paths: inout [Path], _ scaled: ScaledSeries, _ features: FeatureSeries?) {
        let length = model.windows.inputLength
        let subtractsLast = scaled.scaling.specification.method == .lastValue
        for (row, path) in paths.enumerated() {
            let anchor = subtractsLast ? path.scaled[path.scaled.count - 1] : 0
            let first = path.scaled.count - length
            batch.pack(path.scaled, from: first, anchor: anchor, row: row, rows: paths.count)
            if let features { batch.pack(features, from: path.firstRow + first, row: row, rows: paths.count) }
        }
        network.forward(batch.workspace, rows: paths.count)
        for row in paths.indices {
            let anchor = subtractsLast ? paths[row].scaled[paths[row].scaled.count - 1] : 0
            let outputs = unsafe Array(batch.outputs(row: row))
            let (lastInput, first) = (paths[row].lastInput, paths[row].firstRow + paths[row].scaled.count)
            paths[row].values += outputs.enumerated().map {
                scaled.inverse(Double($1), row: first + $0, lastInput: lastInput)
            }
            paths[row].scaled += outputs.map { $0 + anchor }
            paths[row].lastInput = (paths[row].values[paths[row].values.count - 1], first + outputs.count - 1)
        }
    }
}
