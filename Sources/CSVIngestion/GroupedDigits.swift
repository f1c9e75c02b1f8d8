/// How a number with grouped digits or a decimal comma is to be written; nil when the text is neither.
func regrouped(_ text: String) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    let hasPoint = text.contains(".")
    guard text.contains(",") || text.split(separator: ".").count > 2 else { return nil }
    func reading(decimal: Character, group: Character) -> String? {
        let parts = text.split(separator: decimal, maxSplits: 1, omittingEmptySubsequences: false)
        let groups = parts[0].split(separator: group, omittingEmptySubsequences: false)
        guard groups.dropFirst().allSatisfy({ $0.count == 3 }), parts.count < 2 || !parts[1].contains(group)
        else { return nil }
        let plain = groups.joined() + (parts.count == 2 ? "." + parts[1] : "")
        return number(utf8: Array(plain.utf8).span) == nil ? nil : plain
    }
    let english = reading(decimal: ".", group: ",")
    let continental = reading(decimal: ",", group: ".")
    if let english, let continental, english != continental, !hasPoint {
        return "\(english), or \(continental) if the comma is a decimal comma"
    }
    return english ?? continental
}
