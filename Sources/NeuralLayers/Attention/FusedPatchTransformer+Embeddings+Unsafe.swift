extension FusedPatchTransformer {
    /// Writes the vectors of the codes of `rows` side by side, `[E, 16]`; zeros for a code that is not in the table.
    func gatherVectors(
        _ workspace: PatchTransformerWorkspace, _ group: PatchTransformerWorkspace.Group, rows: Range<Int>
    ) {
        let lanes = PatchTransformerSizes.lanes
        unsafe group.vectors.base.update(repeating: 0, count: group.vectors.count)
        var first = 0
        for (place, embedding) in shape.embeddings.enumerated() {
            let table = unsafe pointer(shape.staticTensor + 1 + place)
            for (lane, row) in rows.enumerated() {
                guard let code = code(place, workspace, row: row) else { continue }
                let to = unsafe group.vectors.base + first * lanes + lane
                for element in 0..<embedding.size {
                    unsafe to[element * lanes] = table[code * embedding.size + element]
                }
            }
            first += embedding.size
        }
    }

    /// Adds the gradients of the vectors to those of their codes, window by window.
    func scatterVectors(
        _ workspace: PatchTransformerWorkspace, rows: Range<Int>, into gradients: AlignedBuffer, accumulate: Bool
    ) {
        let lanes = PatchTransformerSizes.lanes
        var first = 0
        for (place, embedding) in shape.embeddings.enumerated() {
            let table = unsafe gradients.base + gradientLayout.offsets[shape.staticTensor + 1 + place]
            if !accumulate { unsafe table.update(repeating: 0, count: embedding.count * embedding.size) }
            for (lane, row) in rows.enumerated() {
                guard let code = code(place, workspace, row: row) else { continue }
                let from = unsafe workspace.scratch.vectorGradients.base + first * lanes + lane
                for element in 0..<embedding.size {
                    unsafe table[code * embedding.size + element] += from[element * lanes]
                }
            }
            first += embedding.size
        }
    }

    /// The code of the window in row `row` for embedding `place`; nil when it is not in the table.
    private func code(_ place: Int, _ workspace: PatchTransformerWorkspace, row: Int) -> Int? {
        shape.embeddings[place].row(of: workspace.codes[row * shape.embeddings.count + place])
    }
}
