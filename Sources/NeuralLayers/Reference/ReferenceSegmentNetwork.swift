/// A segment network in plain Swift: what ``SegmentNetwork`` is held to.
package struct ReferenceSegmentNetwork<Scalar: ReferenceScalar>: Sendable {
    package let shape: SegmentNetworkShape
    /// The parameters in ``SegmentParameterLayout`` order.
    package var parameters: [Scalar]
    private let layout: SegmentParameterLayout

    /// - Precondition: As many parameters as the layout counts.
    package init(shape: SegmentNetworkShape, parameters: [Scalar]) {
        layout = SegmentParameterLayout(shape)
        precondition(parameters.count == layout.count, "a network has as many parameters as its layout")
        self.shape = shape
        self.parameters = parameters
    }

    /// A forward pass.
    package struct Trace {
        fileprivate let recurrent: ReferenceTrace<Scalar>
        fileprivate let bypass: [Scalar]
        /// z, shape `[B, M]`.
        package fileprivate(set) var units: [Scalar] = []
        /// The quantiles, shape `[B, O]`.
        package fileprivate(set) var outputs: [Scalar] = []
    }

    private var recurrent: ReferenceRecurrentNetwork<Scalar> {
        let inner = shape.recurrent
        return ReferenceRecurrentNetwork(
            shape: inner, parameters: Array(parameters[..<ParameterLayout(inner).count]))
    }

    private func matrix(_ name: String) -> ReferenceMatrix {
        // The layout has every name that this file asks for.
        layout.tensors.first { $0.name == name }.map(ReferenceMatrix.init) ?? ReferenceMatrix(layout.tensors[0])
    }

    /// Runs series through the network.
    ///
    /// - Parameters:
    ///   - tokens: Shape `[T, B, D]`.
    ///   - bypass: Shape `[B, S]`.
    package func forward(tokens: [Scalar], bypass: [Scalar], batch: Int, steps: Int) -> Trace {
        var trace = Trace(
            recurrent: recurrent.forward(windows: tokens, batch: batch, steps: steps), bypass: bypass)
        let (m, s) = (shape.headSize, shape.bypassSize)
        for row in 0..<batch {
            let own = bypass[row * s..<(row + 1) * s]
            let linear = Array(trace.recurrent.outputs[row * m..<(row + 1) * m])
            let added = matrix("head.bypass.weight").product(own, in: parameters)
            let z = zip(linear, added).map { max(0, $0 + $1) }
            let skipped = matrix("output.bypass.weight").product(own, in: parameters)
            let q = matrix("output.weight").product(z[...], bias: layout.outputBias, in: parameters)
            trace.units += z
            trace.outputs += zip(q, skipped).map { $0 + $1 }
        }
        return trace
    }

    /// The gradient of a loss by the parameters, given that by the outputs, shape `[B, O]`.
    package func backward(through trace: Trace, outputGradient: [Scalar]) -> [Scalar] {
        let (o, m, s) = (shape.outputSize, shape.headSize, shape.bypassSize)
        var gradients = parameters.map { _ in 0 as Scalar }
        var carried: [Scalar] = []
        for row in 0..<trace.outputs.count / o {
            let delta = Array(outputGradient[row * o..<(row + 1) * o])
            let z = trace.units[row * m..<(row + 1) * m]
            let own = trace.bypass[row * s..<(row + 1) * s]
            matrix("output.weight").addGradient(delta: delta, input: z, bias: layout.outputBias, to: &gradients)
            matrix("output.bypass.weight").addGradient(delta: delta, input: own, to: &gradients)
            let back = matrix("output.weight").transposedProduct(delta, in: parameters)
            let dz = zip(back, z).map { $1 > 0 ? $0 : 0 }
            matrix("head.bypass.weight").addGradient(delta: dz, input: own, to: &gradients)
            carried += dz
        }
        let inner = recurrent.backward(through: trace.recurrent, outputGradient: carried)
        gradients.replaceSubrange(..<inner.parameters.count, with: inner.parameters)
        return gradients
    }
}
