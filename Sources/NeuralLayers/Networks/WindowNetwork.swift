/// A network that reads windows of scaled series and answers with every step of the horizon.
package protocol WindowNetwork: TrainableNetwork where Workspace: WindowWorkspace {
    associatedtype Shape: WindowNetworkShape

    /// Its sizes.
    var shape: Shape { get }

    /// Buffers for shards of at most `rows` windows of `steps` steps.
    ///
    /// - Parameter drops: Whether inputs are masked; only when it `trains`.
    func makeWorkspace(rows: Int, steps: Int, trains: Bool, drops: Bool) -> Workspace
}

/// What a window is written into, and what a network answers, whatever the network makes of it in between.
package protocol WindowWorkspace: AnyObject {
    /// Whether activations are kept for a backward pass.
    var trains: Bool { get }
    /// The forecasts, `[R, outputStride]`.
    var outputs: AlignedBuffer { get }
    /// Distance between the rows of ``outputs`` and ``outputGradients``.
    var outputStride: Int { get }
    /// Gradient of the loss with respect to ``outputs``, zero in the padding; filled by the caller.
    var outputGradients: AlignedBuffer { get }
    /// Features known ahead, `[R, outputSize · F]`: for each window those of the first step, of the second, and so on.
    ///
    /// Filled by the caller, missing ones with 0; empty for a network that is told of nothing ahead.
    var futures: AlignedBuffer { get }
    /// The static codes of each window, `[R, S]` for S embeddings; filled by the caller.
    var codes: [Int32] { get set }

    /// Writes one feature of every step of the window in row `row` of a shard of `rows`.
    ///
    /// - Parameters:
    ///   - feature: 0 for the target, then covariates.
    ///   - values: One a step.
    func assign(feature: Int, row: Int, rows: Int, _ values: UnsafePointer<Float>)

    /// Draws the masks of the window in row `row`, and masks what was assigned.
    func drop(_ dropout: InputDropout, epoch: Int, window: Int, row: Int, rows: Int, kernels: Kernels)
}

/// The sizes of a network of windows, and what follows from them before anything is allocated.
package protocol WindowNetworkShape: Sendable, Hashable, Codable {
    associatedtype Network: WindowNetwork where Network.Shape == Self

    /// D: numeric features a step, the target first, those of embeddings not counted.
    var inputSize: Int { get }
    /// Numbers of a forecast.
    var outputSize: Int { get }
    /// F: features of each step of the horizon that are known ahead.
    var futureSize: Int { get }
    /// One table a static code of a window.
    var embeddings: [EmbeddingShape] { get }

    /// Where each parameter lies.
    var parameters: ParameterLayout { get }
    /// The most windows of a shard: so few that a step's activations stay in the first cache.
    var shardRows: Int { get }
    /// Layers that dropout draws a mask for.
    var dropoutLayerCount: Int { get }

    /// Floats of a shard's gradients. In `Double`, as all sizes here, which has no overflow.
    var gradientFloats: Double { get }
    /// Floats of the packed weights of a network that trains.
    var packedFloats: Double { get }
    /// Bytes that drawing the first parameters takes for a while.
    var drawingBytes: Double { get }
    /// Floats of one thread's workspace for `rows` windows of `steps` steps.
    func workspaceFloats(rows: Int, steps: Int, trains: Bool, drops: Bool) -> Double
}
