import NeuralLayers

/// What fills shards: series that are made up, or windows of the user's.
///
/// Each thread has one of its own; what it draws depends on the numbers it is asked for and on nothing before.
protocol SegmentSampler: AnyObject {
    /// How the histories are laid out.
    var layout: SegmentLayout { get }
    /// Tokens of the histories of shard `shard`.
    func tokenCount(shard: UInt64) -> Int
    /// Draws sample `number`, with a history of `tokens` tokens, for shard `shard`.
    func draw(_ number: UInt64, tokens: Int, shard: UInt64)
    /// What the network reads of the sample drawn last.
    var encoder: SegmentEncoder { get }
    /// What comes after the history, `[horizon]`, in units of the encoder's scale from its base; NaN where nothing is.
    var targets: [Float] { get }
}

extension SegmentSampler {
    /// Beyond this many units a target counts as this many: it is an outlier of a series that hardly moved before.
    static var farthest: Double { 40 }

    /// `value` at slot `step` of the horizon as a target.
    static func target(_ value: Double, step: Int, _ encoder: borrowing SegmentEncoder) -> Float {
        let target = (value - encoder.base[step]) / encoder.scale
        return target.isNaN ? .nan : Float(max(-farthest, min(farthest, target)))
    }
}

/// A shard of samples in the workspace of one thread.
final class SegmentShard: BatchFeed {
    typealias Network = SegmentNetwork

    let workspace: SegmentWorkspace
    private let shape: SegmentNetworkShape
    private let sampler: any SegmentSampler
    /// `[R, horizon]`, NaN where nothing is known.
    private var targets: [Float]
    private let levels = QuantileLevels.all.map(Float.init)
    /// Series of the shard.
    private(set) var rows = 0

    /// Series that run through a workspace at once.
    static let mostRows = 8

    init(_ shape: SegmentNetworkShape, sampler: any SegmentSampler, trains: Bool) {
        self.shape = shape
        self.sampler = sampler
        workspace = SegmentWorkspace(
            shape, rows: Self.mostRows, tokens: sampler.layout.mostTokens, trains: trains)
        targets = [Float](repeating: .nan, count: Self.mostRows * shape.horizon)
    }

    /// The batch under way, counted from 0, the series of each batch, and its shards.
    private var batch = (number: 0, series: 1, shards: 1)

    /// Says which batch is drawn next.
    func begin(number: Int, shards: BatchShards) { batch = (number, shards.rows, shards.count) }

    /// Draws samples for the given rows of the batch, which are shard number `shard` of it.
    func fill(_ rows: Range<Int>, shard: Int) {
        draw(
            first: UInt64(batch.number * batch.series + rows.lowerBound), rows: rows.count,
            shard: UInt64(batch.number * batch.shards + shard))
    }

    /// The sum of the losses of the rows, and the gradient of the mean over the batch.
    func loss(rows: Int) -> Double { loss(of: batch.series) }

    /// Draws samples `first ..< first + rows`, which are shard number `shard`.
    func draw(first: UInt64, rows: Int, shard: UInt64) {
        self.rows = rows
        let tokens = sampler.tokenCount(shard: shard)
        workspace.recurrent.steps = tokens
        for row in 0..<rows {
            sampler.draw(first + UInt64(row), tokens: tokens, shard: shard)
            sampler.encoder.copy(to: workspace, row: row, rows: rows)
            for step in 0..<shape.horizon { targets[row * shape.horizon + step] = sampler.targets[step] }
        }
    }

    /// The sum of the quantile losses (Koenker & Bassett 1978), each divided by the number of quantiles and steps; its
    /// gradient, divided by `series` too, is written when the workspace trains.
    func loss(of series: Int) -> Double {
        let (horizon, count) = (shape.horizon, shape.quantileCount)
        let unit = 1 / Float(horizon * count)
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
