extension RecurrentNetworkShape: WindowNetworkShape {
    package typealias Network = FusedRecurrentNetwork

    /// Those of the layers, the head, the temporal decoder and the tables.
    package var parameters: ParameterLayout { ParameterLayout(self) }
    /// One tile of the kernels, or two where the gates are small.
    package var shardRows: Int { padded(hiddenSize) >= 64 ? 8 : 16 }
    /// Every layer.
    package var dropoutLayerCount: Int { layerCount }

    /// Of a shard's padded gradients.
    package var gradientFloats: Double { Double(GradientLayout(self).count) }

    /// Of the weights for forward products, about as many as their gradients, and of those packed a second time for the
    /// products of the backward pass.
    package var packedFloats: Double {
        let (layers, gates, width) = (Double(layerCount), Double(gateRows), Double(padded(hiddenSize)))
        return gradientFloats + gates * (layers * width + Double(padded(embeddingSize)) + (layers - 1) * width)
    }

    /// Of an orthogonal matrix.
    package var drawingBytes: Double { 8 * Double(hiddenSize) * Double(padded(hiddenSize)) }

    /// Floats of one thread's workspace; the letters are those of ``RecurrentWorkspace``.
    package func workspaceFloats(rows: Int, steps: Int, trains: Bool, drops: Bool) -> Double {
        let (steps, layers, width) = (Double(steps), Double(layerCount), Double(padded(hiddenSize)))
        let blocks = Double(CellGeometry(cell).blockCount)
        let row = Double(rows) * width
        // Without training, layers share their buffers: two sequences of states, and pairs that take turns.
        let hidden = trains ? layers * (steps + 1) : min(2, layers - 1) * (steps + 1) + 2
        let cellStates = cell.hasCellState ? (trains ? layers * (steps + 1) : 2) : 0
        let states = (hidden + cellStates) * row
        let block = trains ? max(rows, RecurrentWorkspace.blockRows) : rows
        let gateRows = trains && cell.keepsGates ? steps * Double(rows) : Double(block)
        let gates = (trains ? layers : 1) * gateRows * (blocks * width + 16)
        let masks = drops ? 2 * (layers - 1) * steps * row : 0
        let carried = trains ? row * ((cell.hasCellState ? 2 : 1) + (layers > 1 ? steps : 0)) : 0
        let ends = Double(rows) * (steps * Double(inputSize(ofLayer: 0)) + 3 * Double(padded(outputSize)))
        return states + gates + masks + carried + ends + covariateFloats(rows: rows, trains: trains)
    }

    /// What embeddings and a temporal decoder add to a workspace.
    private func covariateFloats(rows: Int, trains: Bool) -> Double {
        let blocks = Double(CellGeometry(cell).blockCount)
        let sums = trains ? blocks * Double(padded(hiddenSize)) + 16 + Double(padded(embeddingSize)) : 0
        let tables = embeddings.isEmpty ? 0 : Double(embeddings.count) + sums
        let units = Double((trains ? 2 : 1) * Self.decoderSize)
        let decoder = futureSize == 0 ? 0 : Double(outputSize) * (Double(futureSize) + units + 10)
        return Double(rows) * (tables + decoder)
    }
}
