import NeuralLayers
import Numerics
import SyntheticSeries

/// A trained network, ready to answer: what is shared by all series and threads.
final class PretrainedNetwork: Sendable {
    let weights: PretrainedWeights
    let layout: SegmentLayout
    private let network: SegmentNetwork

    init(_ weights: PretrainedWeights, kernels: Kernels) {
        self.weights = weights
        layout = weights.plan.layout
        network = SegmentNetwork(weights.plan.shape, kernels: kernels, trains: false)
        network.load(weights.buffer)
    }

    /// The quantiles of what comes after each of `histories`, `[histories][horizon × quantiles]`, those of a step in
    /// rising order; nil for a history without two values that differ.
    ///
    /// The mean of four answers: for the history and, where all values are above zero, for its logarithms, each as it is and
    /// turned upside down.
    func answers(_ histories: [ArraySlice<Double>]) -> [[Double]?] {
        var views: [View] = []
        for (place, history) in histories.enumerated() {
            let isPositive = history.suffix(layout.mostSlots).allSatisfy { $0.isNaN || $0 > 0 }
            for areLogarithms in isPositive ? [false, true] : [false] {
                for isReversed in [false, true] {
                    views.append(View(history: place, areLogarithms: areLogarithms, isReversed: isReversed))
                }
            }
        }
        let own = answers(histories, views)
        var sums = [[Double]?](repeating: nil, count: histories.count)
        var counts = [Double](repeating: 0, count: histories.count)
        for (view, answer) in zip(views, own) {
            guard let answer else { continue }
            sums[view.history] = sums[view.history].map { zip($0, answer).map { $0 + $1 } } ?? answer
            counts[view.history] += 1
        }
        return zip(sums, counts).map { sum, count in sum.map { risingQuantiles($0.map { $0 / count }) } }
    }

    /// A history as one of the four sees it.
    private struct View {
        let history: Int
        let areLogarithms, isReversed: Bool

        func seen(_ history: ArraySlice<Double>, _ length: Int) -> ArraySlice<Double> {
            let last = history.suffix(length)
            if !areLogarithms && !isReversed { return last }
            return last.map { value in
                let seen = areLogarithms && !value.isNaN ? ReproducibleMath.log(value) : value
                return isReversed ? -seen : seen
            }[...]
        }
    }

    private func answers(_ histories: [ArraySlice<Double>], _ views: [View]) -> [[Double]?] {
        var answers = [[Double]?](repeating: nil, count: views.count)
        var waiting: [Int: [(place: Int, encoder: SegmentEncoder)]] = [:]
        for (place, view) in views.enumerated() {
            var encoder = SegmentEncoder(layout)
            let seen = view.seen(histories[view.history], layout.mostSlots)
            guard encoder.encode(seen, areLogarithms: view.areLogarithms) else { continue }
            waiting[encoder.tokenCount, default: []].append((place, encoder))
        }
        for tokens in waiting.keys.sorted() {
            let all = waiting[tokens] ?? []
            for start in stride(from: 0, to: all.count, by: Self.mostRows) {
                let shard = all[start..<min(all.count, start + Self.mostRows)]
                for (place, answer) in run(shard, tokens: tokens) {
                    answers[place] = meaning(answer, of: views[place])
                }
            }
        }
        return answers
    }

    /// Series that run through the network at once.
    private static let mostRows = 24

    private func run(
        _ shard: ArraySlice<(place: Int, encoder: SegmentEncoder)>, tokens: Int
    ) -> [(Int, [Double])] {
        let workspace = SegmentWorkspace(network.shape, rows: shard.count, tokens: tokens, trains: false)
        for (row, one) in shard.enumerated() { one.encoder.copy(to: workspace, row: row, rows: shard.count) }
        network.forward(workspace, rows: shard.count)
        let count = network.shape.quantileCount
        return shard.enumerated().map { row, one in
            let outputs = unsafe workspace.outputs.base + row * workspace.outputStride
            let answer = (0..<network.shape.outputSize).map { place in
                unsafe one.encoder.value(Double(outputs[place]), step: place / count)
            }
            return (one.place, answer)
        }
    }

    /// What an answer to a view says of the history itself.
    private func meaning(_ answer: [Double], of view: View) -> [Double] {
        let count = QuantileLevels.all.count
        return answer.indices.map { place in
            // The lowest quantile of what was turned upside down is the highest of what it was.
            let own = view.isReversed ? -answer[place / count * count + (count - 1 - place % count)] : answer[place]
            return view.areLogarithms ? ReproducibleMath.exp(own) : own
        }
    }

    /// Each step's quantiles in rising order: learned one by one they may cross, and sorted they fit no worse
    /// (Chernozhukov, Fernández-Val & Galichon 2010).
    private func risingQuantiles(_ answer: [Double]) -> [Double] {
        let count = QuantileLevels.all.count
        return stride(from: 0, to: answer.count, by: count).flatMap { answer[$0..<$0 + count].sorted() }
    }
}
