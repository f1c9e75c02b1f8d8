/// Which columns explain the target besides its own past.
///
/// An entry is a column's name, or several with commas between them; a name that holds a comma is taken as it is.
public struct CovariateOptions: Sendable, Hashable, Codable {
    /// Columns that are known up to the cutoff.
    public var past: [String] = []
    /// Columns that are known ahead, such as prices set in advance.
    public var future: [String] = []
    /// Columns that are the same on every row of a series.
    public var statics: [String] = []
    /// Those of them whose numbers are categories, such as the number of a shop.
    public var categorical: [String] = []
    /// For columns by name the categories that are known already, in the order of their numbers; others come after them.
    public var categories: [String: [String]] = [:]

    /// Creates options without covariates.
    public init() {}

    /// Whether there are none.
    public var isEmpty: Bool { past.isEmpty && future.isEmpty && statics.isEmpty }
}
