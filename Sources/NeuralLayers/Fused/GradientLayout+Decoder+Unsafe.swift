extension GradientLayout {
    /// Offsets of a temporal decoder's parts; M rectified units, F features known ahead.
    struct Decoder: Sendable {
        private let futureSize: Int
        /// P transposed, `[F + 1, M]`, and c, `[M]`.
        let hidden, bias: Int
        /// v, `[F, 8]`, and o, `[M, 8]`; the first column counts.
        let skip, out: Int

        private static let units = RecurrentNetworkShape.decoderSize
        private static let narrow = TemporalDecoderWorkspace.columnStride

        /// - Parameter reserve: Finds room for so many floats.
        init(_ futureSize: Int, reserve: (Int) -> Int) {
            self.futureSize = futureSize
            hidden = reserve((futureSize + 1) * Self.units)
            bias = reserve(Self.units)
            skip = reserve(futureSize * Self.narrow)
            out = reserve(Self.units * Self.narrow)
        }

        /// Writes the gradients of v, P, c and o in the order of their tensors.
        func unpack(
            _ from: UnsafePointer<Float>, into flat: UnsafeMutablePointer<Float>,
            tensors: ArraySlice<ParameterLayout.Tensor>
        ) {
            let first = tensors.startIndex
            let width = futureSize + 1
            for feature in 0..<futureSize {
                unsafe flat[tensors[first].offset + feature] = from[skip + feature * Self.narrow]
            }
            for unit in 0..<Self.units {
                for column in 0..<width {
                    unsafe flat[tensors[first + 1].offset + unit * width + column] =
                        from[hidden + column * Self.units + unit]
                }
                unsafe flat[tensors[first + 2].offset + unit] = from[bias + unit]
                unsafe flat[tensors[first + 3].offset + unit] = from[out + unit * Self.narrow]
            }
        }
    }
}
