/// What one gate said.
public struct GateOutcome: Sendable, Hashable {
    /// The condition as the user wrote it, such as `mae > 0.5` or `must beat naive by 2%`.
    public var name: String
    /// Whether the result is good enough.
    public var passed: Bool
    /// The values that decided, such as `GRU has an MAE of 0.843: above by 0.343 (68.6%)`.
    public var detail: String

    /// Creates an outcome.
    public init(name: String, passed: Bool, detail: String) {
        self.name = name
        self.passed = passed
        self.detail = detail
    }
}
