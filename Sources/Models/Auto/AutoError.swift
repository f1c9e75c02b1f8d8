public import Diagnostics

/// Why no combination can be made.
public enum AutoError: Diagnostic, Equatable {
    /// Every candidate was left out; a line each says why.
    case nothingFitted(reasons: [String])

    /// `no-candidate-fitted`.
    public var code: String { "no-candidate-fitted" }

    /// What is wrong.
    public var message: String {
        switch self {
        case .nothingFitted(let reasons):
            "none of the candidates could be fitted: \(reasons.joined(separator: "; "))"
        }
    }

    /// What to type.
    public var fix: String { "pass --candidates with more models, or leave it out to try all that suit" }

    /// Bad data.
    public var exitStatus: ExitStatus { .badData }
}
