/// How the times of a file are written, and on which clock.
public struct TimeOptions: Sendable, Hashable, Codable {
    /// Creates options that leave everything to be found.
    public init() {}
}
