/// How a file holds its series, and which columns name them.
public struct LayoutOptions: Sendable, Hashable, Codable {
    /// Creates options that leave everything to be found.
    public init() {}
}
