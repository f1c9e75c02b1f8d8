/// How the weights of a recurrent network start.
///
/// Every scheme keeps the size of signals, forwards and backwards, from growing or dying as they pass through layers
/// and steps. A fan is counted for one gate's block, not for all gates stacked in one matrix: each gate has its own
/// non-linearity and sees `columns` inputs. Biases start at zero, except the LSTM's forget gate; the head is linear
/// and always Xavier (or zero).
public enum Initialization: String, Sendable, Hashable, Codable, CaseIterable {
    /// By activation: recurrent weights orthogonal; input weights He under a rectifier, Xavier under tanh and sigmoid.
    case automatic
    /// Input and recurrent weights uniform in `±√(6 / (fanIn + fanOut))` (Glorot & Bengio 2010, equation 16).
    case xavier
    /// Input and recurrent weights uniform in `±√(6 / fanIn)`: gain √2 for the rectifier (He et al. 2015, equation 10).
    case he
    /// Input and recurrent weights with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).
    case orthogonal

    /// What one weight matrix is filled with.
    package enum Filling: Sendable, Hashable {
        case xavier, he, orthogonal
        /// Uniform in ±0.05: vectors that hardly differ, as those of Guo & Berkhahn 2016, who kept Keras's default.
        case small
        /// Uniform with variance 1: positions, which are told apart from the start.
        case unit
    }

    /// The filling of `weight_ih` in every layer of `cell`.
    package func inputWeights(of cell: RecurrentCell) -> Filling {
        switch self {
        case .automatic: cell == .rnnReLU ? .he : .xavier
        case .xavier: .xavier
        case .he: .he
        case .orthogonal: .orthogonal
        }
    }

    /// The filling of `weight_hh`.
    ///
    /// Under a rectifier too an orthogonal matrix keeps gain 1: the same matrix acts at every step, and √2 would
    /// multiply itself over the steps.
    package func recurrentWeights(of cell: RecurrentCell) -> Filling {
        self == .automatic ? .orthogonal : inputWeights(of: cell)
    }
}
