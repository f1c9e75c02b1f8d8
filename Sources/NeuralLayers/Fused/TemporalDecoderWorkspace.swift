/// What a ``TemporalDecoder`` reads and keeps: K = R · horizon steps, M rectified units, F features known ahead.
struct TemporalDecoderWorkspace {
    /// Features of every step of the horizon, `[K, F]`.
    let futures: AlignedBuffer
    /// What the head says of every step, `[K]`, without gaps.
    let linear: AlignedBuffer
    /// The rectified units, `[K, M]`, and their gradients; the latter empty when not training.
    let hidden, hiddenGradient: AlignedBuffer
    /// A number a step, `[K, 8]`: the first of the columns that a product needs at least.
    let column: AlignedBuffer
    /// Gradient of the loss with respect to the head's outputs, `[R, O]`; empty when not training.
    let headGradients: AlignedBuffer

    /// Columns of ``column``.
    static let columnStride = padded(1)

    init(futureSize: Int, horizon: Int, rows: Int, trains: Bool) {
        let steps = rows * horizon
        let units = RecurrentNetworkShape.decoderSize
        futures = AlignedBuffer(count: steps * futureSize)
        linear = AlignedBuffer(count: steps)
        hidden = AlignedBuffer(count: steps * units)
        hiddenGradient = AlignedBuffer(count: trains ? steps * units : 0)
        column = AlignedBuffer(count: steps * Self.columnStride)
        headGradients = AlignedBuffer(count: trains ? rows * padded(horizon) : 0)
    }

    var buffers: [AlignedBuffer] { [futures, linear, hidden, hiddenGradient, column, headGradients] }

    /// Floats of the buffers; none where nothing is known ahead.
    static func floats(futureSize: Int, horizon: Int, rows: Int, trains: Bool) -> Int {
        guard futureSize > 0 else { return 0 }
        let units = (trains ? 2 : 1) * RecurrentNetworkShape.decoderSize
        return rows * horizon * (futureSize + 1 + units + columnStride) + (trains ? rows * padded(horizon) : 0)
    }
}
