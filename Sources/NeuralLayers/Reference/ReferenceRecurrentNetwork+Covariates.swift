extension ReferenceRecurrentNetwork {
    private var decoder: ReferenceTemporalDecoder<Scalar>? {
        shape.futureSize == 0
            ? nil : ReferenceTemporalDecoder(layout.tensors[shape.decoderTensor...].prefix(4))
    }

    /// The tables, each with its shape.
    private var embeddings: [(shape: EmbeddingShape, offset: Int)] {
        zip(shape.embeddings, layout.tensors[shape.embeddingTensor...]).map { ($0, $1.offset) }
    }

    /// The inputs `[T, B, D]` with each window's embedding vectors behind the features of every step.
    func appendingEmbeddings(to inputs: [Scalar], codes: [Int32], batch: Int) -> [Scalar] {
        if shape.embeddings.isEmpty { return inputs }
        var rows: [Scalar] = []
        for row in 0..<inputs.count / shape.inputSize {
            rows += own(inputs, shape.inputSize, row)
            for (place, table) in embeddings.enumerated() {
                rows += vector(table.shape, table.offset, code: codes[row % batch * embeddings.count + place])
            }
        }
        return rows
    }

    /// The vector of one code; zeros for one that is not in the table.
    private func vector(_ table: EmbeddingShape, _ offset: Int, code: Int32) -> [Scalar] {
        guard (0..<table.count).contains(Int(code)) else { return [Scalar](repeating: 0, count: table.size) }
        let start = offset + Int(code) * table.size
        return Array(parameters[start..<start + table.size])
    }

    /// Adds the gradients of the tables up.
    ///
    /// - Returns: The gradient of the features alone, `[T, B, D]`.
    func embeddingBackward(_ flowing: [Scalar], codes: [Int32], batch: Int, gradients: inout [Scalar]) -> [Scalar] {
        if shape.embeddings.isEmpty { return flowing }
        let width = shape.inputSize(ofLayer: 0)
        var features: [Scalar] = []
        for row in 0..<flowing.count / width {
            features += flowing[(row * width)..<(row * width + shape.inputSize)]
            var column = row * width + shape.inputSize
            for (place, table) in embeddings.enumerated() {
                let code = Int(codes[row % batch * embeddings.count + place])
                if (0..<table.shape.count).contains(code) {
                    for element in 0..<table.shape.size {
                        gradients[table.offset + code * table.shape.size + element] += flowing[column + element]
                    }
                }
                column += table.shape.size
            }
        }
        return features
    }

    /// Turns what the head says into the network's outputs.
    func decode(_ trace: inout ReferenceTrace<Scalar>, futures: [Scalar]) {
        guard let decoder else { return }
        (trace.futures, trace.linear) = (futures, trace.outputs)
        for step in trace.linear.indices {
            let result = decoder.forward(
                linear: trace.linear[step], futures: own(futures, shape.futureSize, step), parameters: parameters)
            trace.decoderUnits += result.units
            trace.outputs[step] = result.output
        }
    }

    /// The gradient of what the head says, from that of the outputs.
    func decoderBackward(
        _ trace: ReferenceTrace<Scalar>, outputGradient: [Scalar], gradients: inout [Scalar]
    ) -> [Scalar] {
        guard let decoder else { return outputGradient }
        return outputGradient.indices.map { step in
            decoder.backward(
                delta: outputGradient[step], linear: trace.linear[step],
                futures: own(trace.futures, shape.futureSize, step),
                units: own(trace.decoderUnits, RecurrentNetworkShape.decoderSize, step), parameters: parameters,
                gradients: &gradients)
        }
    }

    /// Row `index` of `values`, `[rows, width]`.
    private func own(_ values: [Scalar], _ width: Int, _ index: Int) -> ArraySlice<Scalar> {
        values[(index * width)..<((index + 1) * width)]
    }
}
