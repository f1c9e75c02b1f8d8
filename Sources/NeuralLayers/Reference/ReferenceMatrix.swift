/// A matrix inside a flat buffer of parameters or gradients, row-major `[rows, columns]`.
///
/// Products are sums in index order, written for reading. Parameter gradients are added to what is there.
struct ReferenceMatrix: Sendable {
    var offset: Int
    var rows: Int
    var columns: Int

    init(offset: Int, rows: Int, columns: Int) {
        (self.offset, self.rows, self.columns) = (offset, rows, columns)
    }

    init(_ tensor: ParameterLayout.Tensor) {
        offset = tensor.offset
        rows = tensor.shape[0]
        columns = tensor.shape[1]
    }

    /// `M x + b`, shape `[rows]`; `bias` is where b begins.
    func product<Scalar: ReferenceScalar>(_ x: ArraySlice<Scalar>, bias: Int, in buffer: [Scalar]) -> [Scalar] {
        (0..<rows).map { row in
            var sum = buffer[bias + row]
            for column in 0..<columns { sum += buffer[offset + row * columns + column] * x[x.startIndex + column] }
            return sum
        }
    }

    /// `Mᵀ δ`, shape `[columns]`.
    func transposedProduct<Scalar: ReferenceScalar>(_ delta: [Scalar], in buffer: [Scalar]) -> [Scalar] {
        (0..<columns).map { column in
            var sum: Scalar = 0
            for row in 0..<rows { sum += buffer[offset + row * columns + column] * delta[row] }
            return sum
        }
    }

    /// Adds `∂L/∂M = δ xᵀ` and `∂L/∂b = δ` to `gradients`.
    func addGradient<Scalar: ReferenceScalar>(
        delta: [Scalar], input x: ArraySlice<Scalar>, bias: Int, to gradients: inout [Scalar]
    ) {
        for row in 0..<rows {
            gradients[bias + row] += delta[row]
            for column in 0..<columns {
                gradients[offset + row * columns + column] += delta[row] * x[x.startIndex + column]
            }
        }
    }

    /// `M x`, shape `[rows]`.
    func product<Scalar: ReferenceScalar>(_ x: ArraySlice<Scalar>, in buffer: [Scalar]) -> [Scalar] {
        (0..<rows).map { row in
            (0..<columns).reduce(0) { $0 + buffer[offset + row * columns + $1] * x[x.startIndex + $1] }
        }
    }

    /// Adds `∂L/∂M = δ xᵀ` to `gradients`.
    func addGradient<Scalar: ReferenceScalar>(
        delta: [Scalar], input x: ArraySlice<Scalar>, to gradients: inout [Scalar]
    ) {
        for row in 0..<rows {
            for column in 0..<columns {
                gradients[offset + row * columns + column] += delta[row] * x[x.startIndex + column]
            }
        }
    }
}
