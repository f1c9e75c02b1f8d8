/// How the times of a file are written, and on which clock.
public struct TimeOptions: Sendable, Hashable, Codable {
    /// The form in terms of strftime, such as `%d/%m/%Y %H:%M`; nil to recognise it.
    public var format: String?

    /// Creates options that leave everything to be found.
    public init(format: String? = nil) {
        self.format = format
    }
}
