public import TimeSeries

/// How one covariate becomes numbers.
public struct FeatureColumn: Sendable, Hashable, Codable {
    /// The column's name.
    public let name: String
    /// When it is known.
    public let role: Covariate.Role
    /// The categories that training rows hold, in the order of their features, as places in
    /// ``Covariate/categories``; nil for a column of numbers.
    public let categories: [Int]?
    /// Whether training rows had empty cells: an empty cell ahead is then nothing unusual.
    public let hasBlanks: Bool
    /// Whether categories are learned vectors; only of static columns.
    public let isEmbedded: Bool

    /// Creates a description.
    package init(name: String, role: Covariate.Role, categories: [Int]?, hasBlanks: Bool, isEmbedded: Bool) {
        self.name = name
        self.role = role
        self.categories = categories
        self.hasBlanks = hasBlanks
        self.isEmbedded = isEmbedded
    }

    /// Numbers a row.
    package var width: Int { isEmbedded ? 0 : categories?.count ?? 1 }

    /// The place of `value` among the known categories; nil for a missing or unknown one.
    func place(of value: Double) -> Int? {
        guard !value.isNaN, let categories else { return nil }
        return categories.firstIndex { Double($0) == value }
    }

    /// Appends 1 for the category that `value` stands for and 0 for the others.
    func appendOneHot(_ value: Double, to features: inout [Float]) {
        let place = place(of: value)
        for other in 0..<width { features.append(other == place ? 1 : 0) }
    }
}
