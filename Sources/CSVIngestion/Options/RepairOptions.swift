/// What is done about gaps, repeated and misplaced rows, and to which step rows are brought together.
public struct RepairOptions: Sendable, Hashable, Codable {
    /// Creates options that leave everything to be found.
    public init() {}
}
