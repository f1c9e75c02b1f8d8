import NeuralLayers

/// What one thread runs shards of a batch with: a workspace, what fills it, and what says how wrong the network was.
///
/// Windows of the user's series fill it, and so do series that are made up to pretrain on.
protocol BatchFeed: AnyObject {
    associatedtype Network: TrainableNetwork

    /// What the shard runs through.
    var workspace: Network.Workspace { get }

    /// Fills the workspace with the given rows of the batch under way, which are shard number `shard` of it.
    func fill(_ rows: Range<Int>, shard: Int)

    /// The sum of the losses of the first `rows` windows, in the order of the rows; the gradients are put into the
    /// workspace.
    func loss(rows: Int) -> Double
}
