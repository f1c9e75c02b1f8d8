/// A column that explains the target besides its own past.
public struct Covariate: Sendable, Hashable, Codable {
    /// When its values are known.
    public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
        /// Up to the cutoff, as the target is.
        case past
        /// Ahead, such as the calendar or prices set in advance.
        case future
        /// Always: it is the same on every row of a series.
        case `static`
    }

    /// The column's name.
    public var name: String
    /// When it is known.
    public var role: Role
    /// Its categories, in the order of the numbers that stand for them; nil for a column of numbers.
    public var categories: [String]?

    /// Creates a description.
    public init(name: String, role: Role, categories: [String]? = nil) {
        self.name = name
        self.role = role
        self.categories = categories
    }
}
