/// How a shard's parameter gradients lie while they are accumulated.
///
/// Most lie as their parameters do. Rows of the patches' weights and of the embeddings' projection are padded to what the
/// kernels work in, and W₂'s gradient is transposed, so that the narrower of its two operands is the one to be turned.
package struct PatchTransformerGradients: Sendable {
    /// What becomes of a tensor.
    private enum Form {
        case plain, transposed
        /// Among those of the temporal decoder.
        case elsewhere
        /// Rows of so many floats.
        case padded(Int)
    }

    let shape: PatchTransformerShape
    /// Where each tensor begins, in the order of the parameters.
    let offsets: [Int]
    /// The temporal decoder's parts; nil for a network without one.
    let decoder: GradientLayout.Decoder?
    /// Floats in all, a multiple of 16.
    package let count: Int
    private let tensors: [ParameterLayout.Tensor]
    private let forms: [Form]

    init(_ shape: PatchTransformerShape) {
        self.shape = shape
        tensors = shape.parameters.tensors
        var (offsets, forms, count) = ([Int](), [Form](), 0)
        func reserve(_ size: Int) -> Int {
            defer { count += (size + 15) / 16 * 16 }
            return count
        }
        for tensor in tensors {
            let form = Self.form(of: tensor)
            forms.append(form)
            switch form {
            case .elsewhere: offsets.append(reserve(0))
            case .padded(let width): offsets.append(reserve(tensor.shape[0] * width))
            case .plain, .transposed: offsets.append(reserve(tensor.count))
            }
        }
        decoder = shape.futureSize > 0 ? GradientLayout.Decoder(shape.futureSize, reserve: reserve) : nil
        (self.offsets, self.forms, self.count) = (offsets, forms, count)
    }

    private static func form(of tensor: ParameterLayout.Tensor) -> Form {
        if tensor.name == "patch.weight" || tensor.name == "static.weight" { return .padded(padded(tensor.shape[1])) }
        if tensor.name.hasPrefix("decoder.") { return .elsewhere }
        return tensor.name.hasSuffix(".linear2.weight") ? .transposed : .plain
    }

    /// Writes the gradients in the order of the parameters; allocates nothing.
    func unpack(_ gradients: AlignedBuffer, into flat: AlignedBuffer) {
        for index in tensors.indices {
            let tensor = tensors[index]
            let from = unsafe gradients.base + offsets[index]
            let to = unsafe flat.base + tensor.offset
            switch forms[index] {
            case .elsewhere: break
            case .plain:
                unsafe to.update(from: from, count: tensor.count)
            case .padded(let width):
                let (rows, columns) = (tensor.shape[0], tensor.shape[1])
                for row in 0..<rows { unsafe (to + row * columns).update(from: from + row * width, count: columns) }
            case .transposed:
                let (rows, columns) = (tensor.shape[0], tensor.shape[1])
                for row in 0..<rows {
                    for column in 0..<columns { unsafe to[row * columns + column] = from[column * rows + row] }
                }
            }
        }
        unsafe decoder?.unpack(gradients.base, into: flat.base, tensors: tensors[shape.decoderTensor...].prefix(4))
    }
}
