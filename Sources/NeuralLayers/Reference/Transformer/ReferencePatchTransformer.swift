/// A transformer over patches in plain Swift: what ``FusedPatchTransformer`` is held to.
///
/// Axes: B windows, L steps, D features, N tokens, d features of a token.
package struct ReferencePatchTransformer<Scalar: ReferenceScalar>: Sendable {
    package let shape: PatchTransformerShape
    /// The parameters in the order of the shape's layout.
    package var parameters: [Scalar]
    let layout: ParameterLayout
    let norm: ReferenceLayerNorm<Scalar>
    let decoder: ReferenceTemporalDecoder<Scalar>?

    /// - Precondition: As many parameters as the layout counts.
    package init(shape: PatchTransformerShape, parameters: [Scalar]) {
        layout = shape.parameters
        precondition(parameters.count == layout.count, "a network has as many parameters as its layout")
        self.shape = shape
        self.parameters = parameters
        norm = ReferenceLayerNorm(layout.tensors[shape.normTensor], layout.tensors[shape.normTensor + 1])
        decoder =
            shape.futureSize == 0
            ? nil : ReferenceTemporalDecoder(layout.tensors[shape.decoderTensor...].prefix(4))
    }

    /// What goes into a forward pass.
    package struct Batch: Sendable {
        /// B.
        package var count: Int
        /// Scaled inputs, shape `[L, B, D]`.
        package var windows: [Scalar]
        /// Features known ahead, shape `[B, outputSize, F]`.
        package var futures: [Scalar]
        /// Static codes, shape `[B, S]` for S embeddings.
        package var codes: [Int32]
        /// What multiplies the inputs of linear maps, 0 or 1/(1 − p): of each layer those of in_proj, out_proj, W₁ and W₂,
        /// then of the head, each `[B, N, features]`; nil for no dropout.
        package var masks: [[Scalar]]?

        package init(
            count: Int, windows: [Scalar], futures: [Scalar] = [], codes: [Int32] = [], masks: [[Scalar]]? = nil
        ) {
            (self.count, self.windows, self.futures, self.codes, self.masks) = (count, windows, futures, codes, masks)
        }
    }

    /// A forward pass: its results, and what the backward pass needs of it.
    package struct Trace: Sendable {
        let batch: Batch
        var windows: [WindowTrace] = []
        /// What the network says, shape `[B, outputSize]`.
        package var outputs: [Scalar] { windows.flatMap(\.outputs) }
        /// On which side of its kink each rectifier of a temporal decoder is.
        package var decoderSides: [Bool] { windows.flatMap { $0.units.flatMap { $0.map { $0 > 0 } } } }

        /// Attention's weights of one layer, shape `[B, heads, N, N]`.
        package func weights(ofLayer layer: Int) -> [Scalar] {
            windows.flatMap { $0.layers[layer].attention?.weights.flatMap { $0.flatMap { $0 } } ?? [] }
        }
    }

    /// The pass of one window.
    struct WindowTrace: Sendable {
        /// Patches, `[N, D · P]`, and the vectors of its codes, `[E]`.
        var patches: [[Scalar]] = []
        var vectors: [Scalar] = []
        var layers: [ReferenceEncoderLayer<Scalar>.Trace] = []
        var norms: [ReferenceLayerNorm<Scalar>.Trace] = []
        /// What the head reads, `[d · N]`, its mask, and what it says before a temporal decoder.
        var flat: [Scalar] = []
        var mask: [Scalar]?
        var linear: [Scalar] = []
        /// The decoder's rectified units of each step.
        var units: [[Scalar]] = []
        var outputs: [Scalar] = []
    }

    /// Runs a batch of windows through the network.
    package func forward(_ batch: Batch) -> Trace {
        precondition(batch.windows.count == shape.inputLength * batch.count * shape.inputSize, "windows are [L, B, D]")
        precondition(batch.codes.count == batch.count * shape.embeddings.count, "codes are [B, S]")
        precondition(
            batch.futures.count == batch.count * shape.outputSize * shape.futureSize,
            "futures are [B, outputSize, F]")
        return Trace(batch: batch, windows: (0..<batch.count).map { forward(window: $0, of: batch) })
    }

    private func forward(window: Int, of batch: Batch) -> WindowTrace {
        var trace = WindowTrace()
        trace.patches = patches(of: window, batch)
        trace.vectors = vectors(of: window, batch)
        var tokens = start(trace)
        for layer in 0..<shape.layerCount {
            let masks = batch.masks.map { masks in (0..<4).map { mask(masks[4 * layer + $0], of: window, batch) } }
            let (output, own) = self.layer(layer).forward(tokens, masks: masks, parameters: parameters)
            trace.layers.append(own)
            tokens = output
        }
        let results = tokens.map { norm.forward($0, parameters: parameters) }
        trace.norms = results.map(\.trace)
        trace.flat = flattened(results.map(\.output))
        if let masks = batch.masks {
            let own = flattened(mask(masks[4 * shape.layerCount], of: window, batch))
            trace.mask = own
            trace.flat = zip(trace.flat, own).map { $0 * $1 }
        }
        let bias = layout.tensors[shape.headTensor + 1].offset
        trace.linear = matrix(shape.headTensor).product(trace.flat[...], bias: bias, in: parameters)
        decode(&trace, window: window, batch)
        return trace
    }

    func layer(_ index: Int) -> ReferenceEncoderLayer<Scalar> { ReferenceEncoderLayer(index, of: shape, layout) }

    func matrix(_ tensor: Int) -> ReferenceMatrix { ReferenceMatrix(layout.tensors[tensor]) }

    /// `[N, d]` as the head reads it: every token's first feature, every token's second, and so on.
    func flattened(_ tokens: [[Scalar]]) -> [Scalar] {
        (0..<shape.modelSize).flatMap { feature in tokens.map { $0[feature] } }
    }

    /// The mask of one window, `[N, features]`, out of `[B, N, features]`.
    private func mask(_ mask: [Scalar], of window: Int, _ batch: Batch) -> [[Scalar]] {
        let width = mask.count / batch.count / shape.tokenCount
        return (0..<shape.tokenCount).map { token in
            let first = (window * shape.tokenCount + token) * width
            return Array(mask[first..<first + width])
        }
    }

    /// Every patch of a window, of each feature all steps.
    private func patches(of window: Int, _ batch: Batch) -> [[Scalar]] {
        (0..<shape.tokenCount).map { patch in
            (0..<shape.inputSize).flatMap { feature in
                (0..<shape.patchSteps).map { step in
                    let row = shape.step(step, ofPatch: patch) * batch.count + window
                    return batch.windows[row * shape.inputSize + feature]
                }
            }
        }
    }

    /// The tokens before the first layer, `[N, d]`.
    private func start(_ trace: WindowTrace) -> [[Scalar]] {
        typealias Tensor = PatchTransformerShape.Tensor
        let bias = layout.tensors[Tensor.patchBias].offset
        let positions = layout.tensors[Tensor.positions].offset
        let projected =
            shape.embeddings.isEmpty ? nil : matrix(shape.staticTensor).product(trace.vectors[...], in: parameters)
        return trace.patches.enumerated().map { token, patch in
            matrix(Tensor.patch).product(patch[...], bias: bias, in: parameters).enumerated().map { feature, value in
                value + parameters[positions + token * shape.modelSize + feature] + (projected?[feature] ?? 0)
            }
        }
    }

    /// Turns what the head says into the network's outputs.
    private func decode(_ trace: inout WindowTrace, window: Int, _ batch: Batch) {
        guard let decoder else {
            trace.outputs = trace.linear
            return
        }
        for (step, linear) in trace.linear.enumerated() {
            let result = decoder.forward(
                linear: linear, futures: futures(of: window, step: step, batch), parameters: parameters)
            trace.units.append(result.units)
            trace.outputs.append(result.output)
        }
    }

    func futures(of window: Int, step: Int, _ batch: Batch) -> ArraySlice<Scalar> {
        let first = (window * shape.outputSize + step) * shape.futureSize
        return batch.futures[first..<first + shape.futureSize]
    }
}
