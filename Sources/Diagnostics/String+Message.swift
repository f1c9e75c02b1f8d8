extension String {
    /// The string in quotes for a message.
    package var quotedForMessage: String { "'\(printable(atMost: 60))'" }

    /// The string with control characters escaped, cut after `limit` characters.
    ///
    /// A name that comes from a file may hold terminal escapes or be megabytes long.
    package func printable(atMost limit: Int) -> String {
        let shown = unicodeScalars.prefix(limit)
        let isCut = shown.endIndex < unicodeScalars.endIndex
        let text = shown.map { $0.properties.generalCategory.isPrintable ? String($0) : $0.escaped(asASCII: true) }
        return text.joined() + (isCut ? "…" : "")
    }
}

extension Unicode.GeneralCategory {
    /// Whether a character of this category shows as itself.
    fileprivate var isPrintable: Bool {
        switch self {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
