/// How the text of a file is to be read: its encoding, its decimal mark and the like.
public struct DialectOptions: Sendable, Hashable, Codable {
    /// Creates options that leave everything to be found.
    public init() {}
}
