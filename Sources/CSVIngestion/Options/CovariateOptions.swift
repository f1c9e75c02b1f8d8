/// Which columns explain the target besides its own past.
public struct CovariateOptions: Sendable, Hashable, Codable {
    /// Columns that are known up to the cutoff.
    public var past: [String] = []
    /// Columns that are known ahead, such as prices set in advance.
    public var future: [String] = []
    /// Columns that are the same on every row of a series.
    public var statics: [String] = []

    /// Creates options without covariates.
    public init() {}

    /// Whether there are none.
    public var isEmpty: Bool { past.isEmpty && future.isEmpty && statics.isEmpty }
}
