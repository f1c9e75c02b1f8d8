/// How numbers are written: their decimal mark, and what groups their digits.
struct NumberStyle: Hashable, Sendable {
    /// Between groups of three digits.
    typealias Group = DialectOptions.ThousandsMark

    /// The byte before the fraction, a point or a comma.
    var decimal = UInt8(ascii: ".")
    var group = Group.none

    /// As in 1234.5.
    static let plain = NumberStyle()

    /// Every style, the plainest first.
    static let all: [NumberStyle] = [
        .plain, NumberStyle(.point, .comma), NumberStyle(.comma, .none), NumberStyle(.comma, .point),
        NumberStyle(.point, .blank), NumberStyle(.point, .apostrophe), NumberStyle(.comma, .blank),
        NumberStyle(.comma, .apostrophe),
    ]

    init() {}

    init(_ decimal: DialectOptions.DecimalMark, _ group: Group) {
        self.decimal = decimal == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".")
        self.group = group
    }

    var decimalMark: DialectOptions.DecimalMark { decimal == UInt8(ascii: ",") ? .comma : .point }

    /// The styles that are left when a user has said something.
    static func allowed(by options: DialectOptions) -> [NumberStyle] {
        let left = all.filter { style in
            (options.decimal ?? style.decimalMark) == style.decimalMark
                && (options.thousands ?? style.group) == style.group
        }
        return left.isEmpty ? [.plain] : left
    }

    /// The flags that choose this style where another was taken.
    func flags(instead known: NumberStyle) -> String {
        let decimal = decimal == known.decimal ? [] : ["--decimal \(decimalMark.rawValue)"]
        let group =
            group == known.group
            ? [] : ["--thousands \(group == .apostrophe ? shellWord(group.rawValue) : group.rawValue)"]
        return (decimal + group).joined(separator: " ")
    }
}
