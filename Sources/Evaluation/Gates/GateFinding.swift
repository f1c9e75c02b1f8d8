/// What one gate found: the values, and whether they are good enough.
public struct GateFinding: Sendable, Hashable {
    /// One value of what was scored.
    public struct Reading: Sendable, Hashable {
        /// The model's column name.
        public var model: String
        /// What was measured; the model of a skill by its column name.
        public var measure: GateQuantity.Measure
        /// The value; nil where it is undefined.
        public var value: Double?
        /// Why the model has no score; nil when it has one.
        public var omission: String?

        /// Creates a reading.
        public init(
            model: String, measure: GateQuantity.Measure, value: Double?, omission: String? = nil
        ) {
            self.model = model
            self.measure = measure
            self.value = value
            self.omission = omission
        }
    }

    /// What was demanded.
    public enum Rule: Sendable, Hashable {
        /// The subject must not compare so with a number.
        case notBeyond(Gate.Comparison, Double)
        /// The subject must not compare so with another value.
        case notBeyondReading(Gate.Comparison, Reading)
        /// The subject must be smaller than the reference, by at least so many percent of it.
        case beats(Reading, percent: Double)
        /// The subject may be at most so many percent larger than the same value of a result saved earlier.
        case notWorse(than: Double?, percent: Double)
    }

    /// The gate, such as `mae > 2.5`.
    public var name: String
    /// What was judged.
    public var subject: Reading
    /// By what.
    public var rule: Rule

    /// Creates a finding.
    public init(name: String, subject: Reading, rule: Rule) {
        self.name = name
        self.subject = subject
        self.rule = rule
    }

    /// The value that the subject was compared with; nil where it is undefined.
    public var operand: Double? {
        switch rule {
        case .notBeyond(_, let number): number
        case .notBeyondReading(_, let reading), .beats(let reading, _): reading.value
        case .notWorse(let before, _): before
        }
    }

    /// Whether the result is good enough; not where a value is undefined.
    public var passed: Bool {
        guard let value = subject.value, let operand else { return false }
        switch rule {
        case .notBeyond(let comparison, _), .notBeyondReading(let comparison, _):
            return !comparison.holds(value, operand)
        case .beats(_, let percent): return value < operand && 100 * (operand - value) >= percent * operand
        case .notWorse(_, let percent): return value <= operand || 100 * (value - operand) <= percent * operand
        }
    }
}
