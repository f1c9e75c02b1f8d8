/// The recurrent cells, named as PyTorch names its modules.
public enum RecurrentCell: String, Sendable, Hashable, Codable, CaseIterable {
    /// Elman network with tanh, `hₜ = tanh(W xₜ + b + U hₜ₋₁ + c)` (Elman 1990).
    case rnnTanh = "rnn-tanh"
    /// Elman network with the rectifier, `hₜ = max(0, W xₜ + b + U hₜ₋₁ + c)` (Le et al. 2015, arXiv:1504.00941).
    case rnnReLU = "rnn-relu"
    /// Gated recurrent unit (Cho et al. 2014, arXiv:1406.1078), reset applied after the matrix product.
    case gru
    /// Long short-term memory with forget gate (Hochreiter & Schmidhuber 1997; Gers et al. 2000).
    case lstm

    /// Rows of the weight matrices per hidden unit: one for the RNNs, `r,z,n` for GRU, `i,f,g,o` for LSTM.
    public var gateCount: Int {
        switch self {
        case .rnnTanh, .rnnReLU: 1
        case .gru: 3
        case .lstm: 4
        }
    }

    /// Whether the cell carries a cell state beside its hidden state.
    public var hasCellState: Bool { self == .lstm }

    /// Whether the backward pass reads the gates of every step; an Elman cell's gradient follows from its hidden state.
    package var keepsGates: Bool { gateCount > 1 }
}
