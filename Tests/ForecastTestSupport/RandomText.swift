package import JSON

extension JSONValue {
    /// A document whose every kind of value is as likely as another.
    package static func random(depth: Int, using numbers: inout SplitMix64) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &numbers) {
        case 0: return .null
        case 1: return .bool(.random(using: &numbers))
        case 2: return .integer(Int64(bitPattern: numbers.next() >> UInt64.random(in: 0..<64, using: &numbers)))
        case 3: return JSONValue(numbers.next())
        case 4:
            let value = Double(bitPattern: numbers.next())
            return .double(value.isFinite ? value : 0.5)
        case 5: return .string(.random(using: &numbers))
        case 6:
            return .array(
                (0..<Int.random(in: 0..<5, using: &numbers)).map { _ in .random(depth: depth - 1, using: &numbers) })
        default:
            var members: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 0..<5, using: &numbers) {
                members[.random(using: &numbers)] = .random(depth: depth - 1, using: &numbers)
            }
            return .object(members)
        }
    }
}

extension String {
    /// A string of up to 12 characters from all of Unicode, the awkward ones often.
    package static func random(using numbers: inout SplitMix64) -> String {
        var string = ""
        for _ in 0..<Int.random(in: 0...12, using: &numbers) {
            let limit: UInt32 = [0x20, 0x80, 0x800, 0x10000, 0x110000].randomElement(using: &numbers) ?? 0x80
            string.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0..<limit, using: &numbers)) ?? "\"")
        }
        return string
    }
}
