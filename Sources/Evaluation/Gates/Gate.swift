/// A condition under which scores are not good enough, such as `mae > 2.5` or `lstm.smape >= seasonal-naive.smape`.
///
/// It fails when it is true, and also when one of its values is undefined: a result that cannot be judged is not good.
public struct Gate: Sendable, Hashable {
    /// The condition as the user wrote it, without blanks around it.
    public var text: String
    /// What is compared.
    public var subject: GateQuantity
    /// How.
    public var comparison: Comparison
    /// What it is compared with.
    public var operand: Operand

    /// The order of two numbers.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        /// Above.
        case above = ">"
        /// Above or equal.
        case atLeast = ">="
        /// Below.
        case below = "<"
        /// Below or equal.
        case atMost = "<="

        /// Whether `left` and `right` are in this order.
        public func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .above: left > right
            case .atLeast: left >= right
            case .below: left < right
            case .atMost: left <= right
            }
        }
    }

    /// The right-hand side.
    public enum Operand: Sendable, Hashable {
        /// A number, in the unit of the metric.
        case number(Double)
        /// Another of the values.
        case quantity(GateQuantity)
    }

    /// The values that are compared.
    var quantities: [GateQuantity] {
        if case .quantity(let quantity) = operand { return [subject, quantity] }
        return [subject]
    }
}
