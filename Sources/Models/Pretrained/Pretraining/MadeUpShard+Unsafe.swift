import NeuralLayers

/// A shard of made-up samples in the workspace of one thread.
final class MadeUpShard {
    let workspace: SegmentWorkspace
    private let shape: SegmentNetworkShape
    private var sample: MadeUpSample
    /// `[R, horizon]`, NaN where nothing is known.
    private var targets: [Float]
    /// Series of the shard.
    private(set) var rows = 0

    /// Series that run through a workspace at once.
    static let mostRows = 8

    init(_ plan: PretrainingPlan, seed: UInt64, trains: Bool) {
        shape = plan.shape
        let layout = plan.layout
        workspace = SegmentWorkspace(shape, rows: Self.mostRows, tokens: layout.mostTokens, trains: trains)
        sample = MadeUpSample(layout, seed: seed)
        targets = [Float](repeating: .nan, count: Self.mostRows * shape.horizon)
    }

    /// Draws samples `first ..< first + rows`, which are shard number `shard`.
    func draw(first: UInt64, rows: Int, shard: UInt64) {
        self.rows = rows
        let tokens = sample.tokenCount(shard: shard)
        workspace.recurrent.steps = tokens
        for row in 0..<rows {
            sample.draw(first + UInt64(row), tokens: tokens)
            sample.encoder.copy(to: workspace, row: row, rows: rows)
            for step in 0..<shape.horizon { targets[row * shape.horizon + step] = sample.targets[step] }
        }
    }

    /// The sum of the quantile losses (Koenker & Bassett 1978), each divided by the number of quantiles and steps; its
    /// gradient, divided by `series` too, is written when the workspace trains.
    func loss(of series: Int) -> Double {
        let (horizon, count) = (shape.horizon, shape.quantileCount)
        let unit = 1 / Float(horizon * count)
        let levels = QuantileLevels.all.map(Float.init)
        var sum = 0.0
        for row in 0..<rows {
            let outputs = unsafe workspace.outputs.base + row * workspace.outputStride
            for step in 0..<horizon {
                let target = targets[row * horizon + step]
                var own: Float = 0
                for place in 0..<count {
                    let error = unsafe target - outputs[step * count + place]
                    // The greater of τe and (τ − 1)e; nothing for a target that is not there.
                    let slope = target.isNaN ? 0 : error > 0 ? levels[place] : levels[place] - 1
                    own += target.isNaN ? 0 : slope * error
                    if workspace.outputGradients.count > 0 {
                        unsafe workspace.outputGradients.base[row * workspace.outputStride + step * count + place] =
                            -slope * unit / Float(series)
                    }
                }
                sum += Double(own * unit)
            }
        }
        return sum
    }

    /// Sums of absolute errors of the median and of the base, over all known targets.
    func absoluteErrors() -> (median: Double, base: Double) {
        var (median, base) = (0.0, 0.0)
        for row in 0..<rows {
            let outputs = unsafe workspace.outputs.base + row * workspace.outputStride
            for step in 0..<shape.horizon where !targets[row * shape.horizon + step].isNaN {
                let target = targets[row * shape.horizon + step]
                unsafe median += Double(abs(target - outputs[step * shape.quantileCount + QuantileLevels.median]))
                base += Double(abs(target))
            }
        }
        return (median, base)
    }
}

extension SegmentEncoder {
    /// Copies what was encoded into row `row` of `rows`; the workspace's steps are the tokens.
    func copy(to workspace: SegmentWorkspace, row: Int, rows: Int) {
        precondition(workspace.recurrent.steps == tokenCount, "as many steps as tokens")
        let size = layout.tokenSize
        let to = unsafe workspace.tokens.base
        for token in 0..<tokenCount {
            let place = (token * rows + row) * workspace.tokenStride
            for number in 0..<size { unsafe to[place + number] = tokens[token * size + number] }
        }
        for number in 0..<layout.bypassSize {
            unsafe workspace.bypass.base[row * layout.bypassSize + number] = bypass[number]
        }
    }
}
