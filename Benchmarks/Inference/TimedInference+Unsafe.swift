import NeuralLayers
import Numerics
import Timing

/// Forecasts from made-up windows of one feature on one thread, as `forecast predict` makes them.
final class TimedInference {
    /// Steps that every window is forecast for.
    static let horizon = 7

    private let network: FusedRecurrentNetwork
    private let workspace: RecurrentWorkspace
    /// The series that windows are cut from.
    private let series: [Float]
    /// Where the next window begins.
    private var first = 0
    /// The forecasts of the last windows, `[R, horizon]`.
    private var forecasts: [Float]

    init(_ cell: RecurrentCell, hidden: Int, steps: Int, rows: Int, kernels: Kernels) {
        let shape = RecurrentNetworkShape(
            cell: cell, inputSize: 1, hiddenSize: hidden, layerCount: 1, outputSize: Self.horizon)
        network = FusedRecurrentNetwork(shape, kernels: kernels, trains: false)
        workspace = RecurrentWorkspace(shape, rows: rows, steps: steps, trains: false, drops: false)
        let parameters = AlignedBuffer(count: network.layout.count)
        parameters.assign(ParameterInitializer().parameters(for: shape, seed: 1))
        network.load(parameters)
        var numbers = CounterBasedRandom(seed: 2).sequence(.shuffling)
        series = (0..<1_000 + steps).map { _ in Float(numbers.nextNormal()) }
        forecasts = [Float](repeating: 0, count: rows * Self.horizon)
    }

    /// How long it takes from windows to forecasts, other windows every time, for about `seconds`.
    func durations(seconds: Double) -> Durations { Durations(of: seconds) { run() } }

    private func run() {
        for row in 0..<workspace.rows {
            first = (first + 1) % (series.count - workspace.steps)
            for t in 0..<workspace.steps { unsafe workspace.inputs.base[t * workspace.rows + row] = series[first + t] }
        }
        network.forward(workspace, rows: workspace.rows)
        for row in 0..<workspace.rows {
            for step in 0..<Self.horizon {
                unsafe forecasts[row * Self.horizon + step] =
                    workspace.outputs.base[row * workspace.outputStride + step]
            }
        }
    }
}
