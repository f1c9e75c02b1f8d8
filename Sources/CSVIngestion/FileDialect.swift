/// How a file was found to be written.
public struct FileDialect: Sendable, Hashable {
    /// The byte between fields.
    public var delimiter = UInt8(ascii: ",")
    /// What lines begin with that are skipped; nil for none.
    public var comment: String?
    /// The decimal mark.
    public var decimal = DialectOptions.DecimalMark.point
    /// The thousands separator.
    public var thousands = DialectOptions.ThousandsMark.none
    /// Whether a number tells that points stand before fractions, in a file where they might stand between thousands.
    public var tellsPoint = false
    /// The encoding.
    public var encoding = TextEncoding.utf8

    init() {}

    init(_ dialect: Dialect, encoding: TextEncoding) {
        delimiter = dialect.delimiter
        comment = dialect.comment.isEmpty ? nil : String(decoding: dialect.comment, as: UTF8.self)
        decimal = dialect.numbers.decimalMark
        thousands = dialect.numbers.group
        tellsPoint = dialect.tellsPoint
        self.encoding = encoding
    }

    /// Whether the file says how numbers are written, for others of its kind that do not.
    package var tellsNumbers: Bool { decimal != .point || thousands != .none || tellsPoint }
}
