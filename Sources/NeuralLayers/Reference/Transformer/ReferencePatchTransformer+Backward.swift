extension ReferencePatchTransformer {
    /// The gradients of a loss by the parameters, and by the windows, `[L, B, D]`, given that by the outputs,
    /// `[B, outputSize]`.
    package func backward(
        through trace: Trace, outputGradient: [Scalar]
    ) -> (parameters: [Scalar], windows: [Scalar]) {
        var gradients = parameters.map { _ in 0 as Scalar }
        var windows = trace.batch.windows.map { _ in 0 as Scalar }
        for (window, own) in trace.windows.enumerated() {
            let delta = Array(outputGradient[window * shape.outputSize..<(window + 1) * shape.outputSize])
            let linear = decodeBackward(delta, own, window: window, trace.batch, &gradients)
            var tokens = headBackward(linear, own, &gradients)
            for layer in (0..<shape.layerCount).reversed() {
                tokens = self.layer(layer).backward(
                    tokens, through: own.layers[layer], parameters: parameters, gradients: &gradients)
            }
            startBackward(tokens, own, window: window, trace.batch, &gradients, &windows)
        }
        return (gradients, windows)
    }

    /// The gradient of what the head says.
    private func decodeBackward(
        _ delta: [Scalar], _ trace: WindowTrace, window: Int, _ batch: Batch, _ gradients: inout [Scalar]
    ) -> [Scalar] {
        guard let decoder else { return delta }
        var result: [Scalar] = []
        for (step, own) in delta.enumerated() {
            result.append(
                decoder.backward(
                    delta: own, linear: trace.linear[step], futures: futures(of: window, step: step, batch),
                    units: trace.units[step][...], parameters: parameters, gradients: &gradients))
        }
        return result
    }

    /// The gradient of the tokens behind the last layer, `[N, d]`.
    private func headBackward(_ delta: [Scalar], _ trace: WindowTrace, _ gradients: inout [Scalar]) -> [[Scalar]] {
        let head = matrix(shape.headTensor)
        let bias = layout.tensors[shape.headTensor + 1].offset
        head.addGradient(delta: delta, input: trace.flat[...], bias: bias, to: &gradients)
        var flat = head.transposedProduct(delta, in: parameters)
        if let mask = trace.mask { flat = zip(flat, mask).map { $0 * $1 } }
        var tokens: [[Scalar]] = []
        for (token, own) in trace.norms.enumerated() {
            let features = (0..<shape.modelSize).map { flat[$0 * shape.tokenCount + token] }
            tokens.append(norm.backward(features, through: own, parameters: parameters, gradients: &gradients))
        }
        return tokens
    }

    /// The gradients of patches, positions and embedding vectors.
    private func startBackward(
        _ tokens: [[Scalar]], _ trace: WindowTrace, window: Int, _ batch: Batch, _ gradients: inout [Scalar],
        _ windows: inout [Scalar]
    ) {
        typealias Tensor = PatchTransformerShape.Tensor
        let bias = layout.tensors[Tensor.patchBias].offset
        let positions = layout.tensors[Tensor.positions].offset
        var total = [Scalar](repeating: 0, count: shape.modelSize)
        for (token, delta) in tokens.enumerated() {
            matrix(Tensor.patch).addGradient(
                delta: delta, input: trace.patches[token][...], bias: bias, to: &gradients)
            for (feature, value) in delta.enumerated() {
                gradients[positions + token * shape.modelSize + feature] += value
                total[feature] += value
            }
            let patch = matrix(Tensor.patch).transposedProduct(delta, in: parameters)
            for (place, value) in patch.enumerated() {
                let (feature, step) = (place / shape.patchSteps, place % shape.patchSteps)
                let row = shape.step(step, ofPatch: token) * batch.count + window
                windows[row * shape.inputSize + feature] += value
            }
        }
        vectorsBackward(total, trace, window: window, batch, &gradients)
    }
}

extension ReferencePatchTransformer {
    /// Where the vector of each code of a window begins; nil for one that is not in its table.
    private func places(of window: Int, _ batch: Batch) -> [(size: Int, offset: Int?)] {
        shape.embeddings.enumerated().map { place, table in
            let code = Int(batch.codes[window * shape.embeddings.count + place])
            let first = layout.tensors[shape.staticTensor + 1 + place].offset
            return (table.size, (0..<table.count).contains(code) ? first + code * table.size : nil)
        }
    }

    /// The vectors of a window's codes, `[E]`; zeros for a code that is not in its table.
    func vectors(of window: Int, _ batch: Batch) -> [Scalar] {
        places(of: window, batch).flatMap { size, offset in
            offset.map { Array(parameters[$0..<$0 + size]) } ?? [Scalar](repeating: 0, count: size)
        }
    }

    /// - Parameter delta: The gradient of what was added to every token, summed over them, `[d]`.
    private func vectorsBackward(
        _ delta: [Scalar], _ trace: WindowTrace, window: Int, _ batch: Batch, _ gradients: inout [Scalar]
    ) {
        if shape.embeddings.isEmpty { return }
        let projection = matrix(shape.staticTensor)
        projection.addGradient(delta: delta, input: trace.vectors[...], to: &gradients)
        var own = projection.transposedProduct(delta, in: parameters)[...]
        for (size, offset) in places(of: window, batch) {
            if let offset { for element in 0..<size { gradients[offset + element] += own[own.startIndex + element] } }
            own = own.dropFirst(size)
        }
    }
}
