/// The temporal decoder written out for one step of the horizon: `y = d + v·f + o·max(0, P [f; d] + c)`.
///
/// A plain twin of what the fused network computes for all steps at once.
struct ReferenceTemporalDecoder<Scalar: ReferenceScalar>: Sendable {
    private let skip, hidden, out: ReferenceMatrix
    private let bias: Int
    /// F.
    private var features: Int { skip.columns }

    /// - Parameter tensors: v, P, c and o.
    init(_ tensors: ArraySlice<ParameterLayout.Tensor>) {
        let first = tensors.startIndex
        skip = ReferenceMatrix(tensors[first])
        hidden = ReferenceMatrix(tensors[first + 1])
        bias = tensors[first + 2].offset
        out = ReferenceMatrix(tensors[first + 3])
    }

    /// The rectified units and the output of one step.
    func forward(
        linear: Scalar, futures: ArraySlice<Scalar>, parameters: [Scalar]
    ) -> (units: [Scalar], output: Scalar) {
        let units = hidden.product((futures + [linear])[...], bias: bias, in: parameters).map { $0 < 0 ? 0 : $0 }
        var output = linear
        for (feature, value) in futures.enumerated() { output += parameters[skip.offset + feature] * value }
        for (unit, value) in units.enumerated() { output += parameters[out.offset + unit] * value }
        return (units, output)
    }

    /// Adds the gradients of the parameters up.
    ///
    /// - Returns: The gradient of `linear`.
    func backward(
        delta: Scalar, linear: Scalar, futures: ArraySlice<Scalar>, units: ArraySlice<Scalar>, parameters: [Scalar],
        gradients: inout [Scalar]
    ) -> Scalar {
        for (feature, value) in futures.enumerated() { gradients[skip.offset + feature] += delta * value }
        var unitGradients = [Scalar](repeating: 0, count: units.count)
        for (unit, value) in units.enumerated() {
            gradients[out.offset + unit] += delta * value
            unitGradients[unit] = value > 0 ? delta * parameters[out.offset + unit] : 0
        }
        hidden.addGradient(
            delta: unitGradients, input: (futures + [linear])[...], bias: bias, to: &gradients)
        return delta + hidden.transposedProduct(unitGradients, in: parameters)[features]
    }
}
