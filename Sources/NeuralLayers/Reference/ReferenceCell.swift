/// One step of one window through one cell, and the way back.
///
/// A cell sees the two products already made: `a = W xₜ + b` (`bias_ih`) from below and `u = U hₜ₋₁ + c` (`bias_hh`)
/// from the step before, both `[G·H]` with the gates stacked in PyTorch's order. What differs between cells is only
/// how these become `hₜ`, so that is all a cell holds; products and sums over time are ``ReferenceLayer``'s.
protocol ReferenceCell<Scalar> {
    associatedtype Scalar: ReferenceScalar

    /// - Parameters:
    ///   - fromInput: a, shape `[G·H]`.
    ///   - fromHidden: u, shape `[G·H]`.
    ///   - previous: hₜ₋₁ and cₜ₋₁, each `[H]`.
    func forward(
        fromInput: [Scalar], fromHidden: [Scalar], previous: ReferenceState<Scalar>
    ) -> ReferenceStep<Scalar>

    /// - Parameters:
    ///   - step: What `forward` returned.
    ///   - previous: What it was given.
    ///   - gradient: ∂L/∂hₜ and ∂L/∂cₜ, each `[H]`.
    func backward(
        through step: ReferenceStep<Scalar>, previous: ReferenceState<Scalar>, gradient: ReferenceState<Scalar>
    ) -> ReferenceStepGradient<Scalar>
}

/// What a cell hands to its next step; also the gradients of it.
package struct ReferenceState<Scalar: ReferenceScalar>: Sendable {
    /// h, shape `[H]`.
    package var hidden: [Scalar]
    /// c of an LSTM, shape `[H]`; zeros that nobody reads in other cells.
    package var cell: [Scalar]

    /// A state of zeros.
    init(zeros size: Int) {
        hidden = [Scalar](repeating: 0, count: size)
        cell = hidden
    }

    /// Adds another state, element by element.
    mutating func add(_ other: ReferenceState) {
        for unit in hidden.indices {
            hidden[unit] += other.hidden[unit]
            cell[unit] += other.cell[unit]
        }
    }

    init(hidden: [Scalar], cell: [Scalar]) {
        self.hidden = hidden
        self.cell = cell
    }
}

/// What one step leaves behind.
package struct ReferenceStep<Scalar: ReferenceScalar>: Sendable {
    /// hₜ and cₜ.
    package var state: ReferenceState<Scalar>
    /// What `backward` needs: `[H]` each, in an order only the cell knows.
    var kept: [[Scalar]] = []
}

/// The gradients of one step.
struct ReferenceStepGradient<Scalar: ReferenceScalar> {
    /// ∂L/∂a, shape `[G·H]`.
    var fromInput: [Scalar]
    /// ∂L/∂u, shape `[G·H]`.
    var fromHidden: [Scalar]
    /// ∂L/∂hₜ₋₁ along paths other than u, and ∂L/∂cₜ₋₁.
    var previous: ReferenceState<Scalar>
}
