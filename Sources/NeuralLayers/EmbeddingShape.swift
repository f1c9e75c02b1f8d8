/// The sizes of one table of learned vectors: a categorical code, or the series itself, becomes numbers.
///
/// Entity embeddings (Guo & Berkhahn 2016, arXiv:1604.06737): each of `count` codes has a vector of `size` numbers that
/// is learned with the rest of the network. A code outside the table means "unknown" and is a vector of zeros.
public struct EmbeddingShape: Sendable, Hashable, Codable {
    /// How many codes there are.
    public var count: Int
    /// Numbers of each code's vector.
    public var size: Int

    /// Creates a shape.
    ///
    /// - Precondition: both are at least 1.
    public init(count: Int, size: Int) {
        precondition(min(count, size) >= 1, "sizes are at least 1")
        self.count = count
        self.size = size
    }

    /// The row of `code` in the table; nil for one that is not in it.
    func row(of code: Int32) -> Int? { (0..<count).contains(Int(code)) ? Int(code) : nil }

    /// What a code outside the table is written as.
    public static let unknownCode: Int32 = -1
}
