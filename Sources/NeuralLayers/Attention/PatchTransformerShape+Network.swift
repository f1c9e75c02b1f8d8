extension PatchTransformerShape: WindowNetworkShape {
    package typealias Network = FusedPatchTransformer

    /// As many as run side by side.
    package var shardRows: Int { PatchTransformerSizes.lanes }
    /// What enters the four linear maps of each layer, and the head.
    package var dropoutLayerCount: Int { 4 * layerCount + 1 }

    /// Of a shard's gradients.
    package var gradientFloats: Double { Double(PatchTransformerGradients(self).count) }
    /// Of the weights, which are used as they lie, and those of a temporal decoder that are packed.
    package var packedFloats: Double { Double(parameters.count) }
    /// Nothing: weights are drawn one by one.
    package var drawingBytes: Double { 0 }

    /// Floats of one thread's workspace; without training, groups and layers share their activations.
    package func workspaceFloats(rows: Int, steps: Int, trains: Bool, drops: Bool) -> Double {
        let sizes = PatchTransformerSizes(self, trains: trains, drops: drops)
        let groups = Double((rows + PatchTransformerSizes.lanes - 1) / PatchTransformerSizes.lanes)
        let activations = (trains ? groups * Double(layerCount) : 1) * sizes.layer + (trains ? groups : 1) * sizes.last
        let ends = Double(rows * (padded(outputSize) * (trains ? 2 : 1) + embeddings.count))
        let decoder = TemporalDecoderWorkspace.floats(
            futureSize: futureSize, horizon: outputSize, rows: rows, trains: trains)
        return groups * (sizes.patches + sizes.vectors) + activations + sizes.forward + sizes.backward + ends
            + Double(decoder)
    }
}
