/// The sizes of a stack of recurrent layers under a linear head that forecasts every step at once.
public struct RecurrentNetworkShape: Sendable, Hashable, Codable {
    /// The cell of every layer.
    public var cell: RecurrentCell
    /// D: input features a step.
    public var inputSize: Int
    /// H: hidden units a layer.
    public var hiddenSize: Int
    /// L: stacked layers.
    public var layerCount: Int
    /// Outputs of the head: the horizon it was trained for.
    public var outputSize: Int

    /// Creates a shape.
    ///
    /// - Precondition: every size is at least 1.
    public init(cell: RecurrentCell, inputSize: Int, hiddenSize: Int, layerCount: Int, outputSize: Int) {
        precondition(min(inputSize, hiddenSize, layerCount, outputSize) >= 1, "sizes are at least 1")
        self.cell = cell
        self.inputSize = inputSize
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.outputSize = outputSize
    }

    /// Features entering layer `layer` from below: D for the first, H above it.
    public func inputSize(ofLayer layer: Int) -> Int { layer == 0 ? inputSize : hiddenSize }

    /// Rows of each layer's weights: gates times H.
    public var gateRows: Int { cell.gateCount * hiddenSize }
}
