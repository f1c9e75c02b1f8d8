/// Anything with parameters that runs forward and backward: what a trainer needs to know of a network.
///
/// A network holds its weights packed and nothing of a batch, so that several threads run shards of one batch through it,
/// each in a workspace of its own. Outputs are in the workspace after ``forward(_:rows:)``, and their gradients are put
/// there before ``backward(_:rows:gradients:accumulate:)``.
package protocol TrainableNetwork: AnyObject, Sendable {
    /// What one thread needs to run a shard: activations and gradients of activations.
    associatedtype Workspace: AnyObject

    /// Where each parameter lies.
    var layout: ParameterLayout { get }
    /// Floats of a shard's gradients, in the network's own order.
    var gradientCount: Int { get }

    /// Packs `parameters`, given in the order of ``layout``.
    func load(_ parameters: AlignedBuffer)

    /// Runs the first `rows` windows of the workspace forward.
    func forward(_ workspace: Workspace, rows: Int)

    /// Writes the gradients of all parameters, of the windows just run forward, into `gradients`.
    ///
    /// - Parameter accumulate: Add to `gradients` instead of overwriting them.
    func backward(_ workspace: Workspace, rows: Int, gradients: AlignedBuffer, accumulate: Bool)

    /// Writes `gradients` in the order of ``layout``; allocates nothing.
    func unpack(_ gradients: AlignedBuffer, into flat: AlignedBuffer)
}
