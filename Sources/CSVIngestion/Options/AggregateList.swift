/// What `--aggregate` says, such as `sum,price=mean`: a choice for the target, and one for each column that is named.
///
/// A name may hold commas and equals signs, as long as what stands before a comma in it is no choice.
public struct AggregateList: Sendable, Hashable {
    /// The choice for the target, the last that was made.
    public private(set) var target: Aggregation?
    /// The choices for columns by name.
    public private(set) var columns: [String: Aggregation] = [:]
    /// What is neither a choice nor a name with one; nil when all is understood.
    public private(set) var stray: String?

    /// Reads lists with commas.
    public init(_ lists: [String]) {
        for list in lists { read(list) }
    }

    private mutating func read(_ list: String) {
        var name = ""
        for piece in list.split(separator: ",", omittingEmptySubsequences: false) {
            let text = name.isEmpty ? String(piece) : "\(name),\(piece)"
            if name.isEmpty, let choice = Aggregation(rawValue: text) {
                target = choice
            } else if let mark = text.lastIndex(of: "="), mark > text.startIndex,
                let choice = Aggregation(rawValue: String(text[text.index(after: mark)...]))
            {
                columns[String(text[..<mark])] = choice
                name = ""
            } else {
                if text.isEmpty { stray = stray ?? list }
                name = text
            }
        }
        if !name.isEmpty || list.isEmpty { stray = stray ?? name }
    }
}
