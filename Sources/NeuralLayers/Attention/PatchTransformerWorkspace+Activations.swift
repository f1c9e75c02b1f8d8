extension PatchTransformerWorkspace {
    /// Sixteen windows side by side.
    final class Group {
        /// Their patches, `[D · P, N, 16]`, and the embedding vectors of their codes, `[E, 16]`.
        let patches, vectors: AlignedBuffer
        /// Which windows they are, for dropout.
        var windows = [UInt32](repeating: 0, count: PatchTransformerSizes.lanes)
        let activations: Activations

        init(_ sizes: PatchTransformerSizes, _ activations: Activations) {
            patches = AlignedBuffer(count: Int(sizes.patches))
            vectors = AlignedBuffer(count: Int(sizes.vectors))
            self.activations = activations
        }

        var buffers: [AlignedBuffer] { [patches, vectors] + activations.buffers }
    }

    /// What a forward pass leaves for the backward pass of a group; without one, layers and groups share it.
    final class Activations {
        let layers: [Layer]
        /// Tokens normalised for the head, `[d, N, 16]`, and 1/deviation of each, `[N, 16]`; empty when not training.
        let normalized, inverseDeviations: AlignedBuffer
        /// What the head reads, `[d · N, 16]` without gaps, and its mask; the latter empty without dropout.
        let flat, mask: AlignedBuffer

        init(_ shape: PatchTransformerShape, _ sizes: PatchTransformerSizes, trains: Bool, drops: Bool) {
            let shared = trains ? nil : Layer(sizes, trains: false, drops: false)
            layers = (0..<shape.layerCount).map { _ in shared ?? Layer(sizes, trains: trains, drops: drops) }
            normalized = AlignedBuffer(count: trains ? Int(sizes.tokens) : 0)
            inverseDeviations = AlignedBuffer(count: Int(sizes.deviations))
            flat = AlignedBuffer(count: Int(sizes.flat))
            mask = AlignedBuffer(count: drops ? Int(sizes.flat) : 0)
        }

        var buffers: [AlignedBuffer] {
            [normalized, inverseDeviations, flat, mask] + layers.flatMap(\.buffers)
        }
    }

    /// What an encoder layer keeps; all are `[d, N, 16]` but where another shape is named.
    final class Layer {
        /// Before attention and before W₁: tokens normalised, and 1/deviation of each, `[N, 16]`; empty when not training.
        let normalized, inverseDeviations: [AlignedBuffer]
        /// What the projection of attention and W₁ read; one buffer when not training.
        let inputs: [AlignedBuffer]
        /// Q, K and V, `[3 · d, N, 16]`.
        let projections: AlignedBuffer
        /// Attention's weights, `[heads, N, N, 16]`; of one head when not training.
        let weights: AlignedBuffer
        /// What attention puts out, masked.
        let attended: AlignedBuffer
        /// The derivative of GELU times the mask, `[feed-forward, N, 16]`; when not training, ``activated``.
        let derivative: AlignedBuffer
        /// What GELU puts out, masked, `[feed-forward, N, 16]`.
        let activated: AlignedBuffer
        /// Masks of the inputs of the projection, of the output of attention, and of W₁; empty without dropout.
        let masks: [AlignedBuffer]

        init(_ sizes: PatchTransformerSizes, trains: Bool, drops: Bool) {
            let tokens = Int(sizes.tokens)
            normalized = (0..<2).map { _ in AlignedBuffer(count: trains ? tokens : 0) }
            inverseDeviations = (0..<2).map { _ in AlignedBuffer(count: Int(sizes.deviations)) }
            let first = AlignedBuffer(count: tokens)
            inputs = [first, trains ? AlignedBuffer(count: tokens) : first]
            projections = AlignedBuffer(count: 3 * tokens)
            weights = AlignedBuffer(count: Int(sizes.weights))
            attended = AlignedBuffer(count: tokens)
            activated = AlignedBuffer(count: Int(sizes.feedForward))
            derivative = trains ? AlignedBuffer(count: Int(sizes.feedForward)) : activated
            masks = (0..<3).map { _ in AlignedBuffer(count: drops ? tokens : 0) }
        }

        var buffers: [AlignedBuffer] {
            normalized + inverseDeviations + inputs + masks + [projections, weights, attended, derivative, activated]
        }
    }

    /// What is needed for a while only; gradients and sums are empty when not training.
    final class Scratch {
        /// The tokens on their way up, `[d, N, 16]`.
        let tokens: AlignedBuffer
        /// What the head says, `[outputSize, 16]`, and the projected embedding vectors, `[d, 16]`.
        let outputs, vectors: AlignedBuffer
        /// The mask of what W₂ reads; it stays in the derivative of GELU.
        let mask: AlignedBuffer
        /// Gradients of the tokens on their way down, and of what a block read or attention put out.
        let tokenGradients, inputGradients: AlignedBuffer
        /// Those of Q, K and V, `[3 · d, N, 16]`, and between W₁ and W₂.
        let projectionGradients, feedForwardGradients: AlignedBuffer
        /// Of what the head reads, `[d · N, 16]`, and says, `[outputSize, 16]`.
        let flatGradients, outputGradients: AlignedBuffer
        /// Of one head's weights, `[N, N, 16]`.
        let weightGradients: AlignedBuffer
        /// An operand transposed, in panels.
        let panels: AlignedBuffer
        /// Sums over tokens of a normalisation, `[2, d, 16]`.
        let sums: AlignedBuffer
        /// Gradients of the projected embedding vectors, `[d, 16]`, and of the vectors, `[E, 16]`.
        let projectedGradients, vectorGradients: AlignedBuffer

        init(_ shape: PatchTransformerShape, _ sizes: PatchTransformerSizes, trains: Bool, drops: Bool) {
            let (count, lanes) = (Int(sizes.tokens), PatchTransformerSizes.lanes)
            func training(_ count: Int) -> AlignedBuffer { AlignedBuffer(count: trains ? count : 0) }
            tokens = AlignedBuffer(count: count)
            outputs = AlignedBuffer(count: shape.outputSize * lanes)
            vectors = AlignedBuffer(count: shape.modelSize * lanes)
            mask = AlignedBuffer(count: drops ? Int(sizes.feedForward) : 0)
            tokenGradients = training(count)
            inputGradients = training(count)
            projectionGradients = training(3 * count)
            feedForwardGradients = training(Int(sizes.feedForward))
            flatGradients = training(Int(sizes.flat))
            outputGradients = training(shape.outputSize * lanes)
            weightGradients = training(Int(sizes.headWeights))
            panels = training(Int(sizes.panels))
            sums = training(2 * shape.modelSize * lanes)
            projectedGradients = training(shape.modelSize * lanes)
            vectorGradients = training(shape.embeddingSize * lanes)
        }

        var buffers: [AlignedBuffer] {
            [
                tokens, outputs, vectors, mask, tokenGradients, inputGradients, projectionGradients,
                feedForwardGradients, flatGradients, outputGradients, weightGradients, panels, sums,
                projectedGradients, vectorGradients,
            ]
        }
    }
}
