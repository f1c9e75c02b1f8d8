/// Tables of learned vectors, appended to a network's inputs: see ``EmbeddingShape``.
@safe
final class EmbeddingTables {
    private let shapes: [EmbeddingShape]
    /// D: numeric features in front of the vectors.
    private let firstColumn: Int
    private let tables: [AlignedBuffer]

    init(_ shape: RecurrentNetworkShape) {
        shapes = shape.embeddings
        firstColumn = shape.inputSize
        tables = shapes.map { AlignedBuffer(count: $0.count * $0.size) }
    }

    /// Copies the tables out of `parameters`.
    func load(_ parameters: UnsafePointer<Float>, tensors: ArraySlice<ParameterLayout.Tensor>) {
        for (table, tensor) in zip(tables, tensors) {
            unsafe table.base.update(from: parameters + tensor.offset, count: tensor.count)
        }
    }

    /// Writes the vectors of the workspace's codes behind the features of every step of `rows` windows.
    func append(to workspace: RecurrentWorkspace, rows: Int) {
        let stride = workspace.inputStride
        for row in 0..<rows {
            var column = firstColumn
            for (place, table) in tables.enumerated() {
                let size = shapes[place].size
                let code = self.code(place, workspace, row: row)
                for step in 0..<workspace.steps {
                    let to = unsafe workspace.inputs.base + (step * rows + row) * stride + column
                    if let code {
                        unsafe to.update(from: table.base + code * size, count: size)
                    } else {
                        unsafe to.update(repeating: 0, count: size)
                    }
                }
                column += size
            }
        }
    }

    /// Adds the gradients of each window's vectors to those of its codes, window by window.
    ///
    /// - Parameter offsets: Where the gradients of the tables begin.
    func scatter(
        _ workspace: RecurrentWorkspace, rows: Int, into gradients: AlignedBuffer, offsets: [Int], accumulate: Bool
    ) {
        guard let own = workspace.embeddings else { return }
        var column = 0
        for (place, shape) in shapes.enumerated() {
            let table = unsafe gradients.base + offsets[place]
            if !accumulate { unsafe table.update(repeating: 0, count: shape.count * shape.size) }
            for row in 0..<rows {
                guard let code = code(place, workspace, row: row) else { continue }
                let from = unsafe own.vectorGradients.base + row * own.vectorStride + column
                for element in 0..<shape.size { unsafe table[code * shape.size + element] += from[element] }
            }
            column += shape.size
        }
    }

    /// The code of the window in row `row` for embedding `place`; nil when it is not in the table.
    private func code(_ place: Int, _ workspace: RecurrentWorkspace, row: Int) -> Int? {
        shapes[place].row(of: workspace.codes[row * shapes.count + place])
    }
}
