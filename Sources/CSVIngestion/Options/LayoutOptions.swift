/// How a file holds its series, and which columns name them.
public struct LayoutOptions: Sendable, Hashable, Codable {
    /// How it holds them; nil to recognise it.
    public var layout: SeriesLayout?
    /// Of a file of one series a column, these columns, by their exact names; empty for those that
    /// ``CSVOptions/target`` names, or all.
    public var columns: [String] = []
    /// The columns whose cells make an id together, by their exact names; empty for what ``CSVOptions/id`` says.
    public var ids: [String] = []

    /// Creates options that leave everything to be found.
    public init() {}
}
