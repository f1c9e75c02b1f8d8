extension JSONValue {
    /// The JSON of `value`: members that are nil are left out, numbers stay exact.
    ///
    /// The result is the same for equal values provided the type's own coding is; a `Set`, or a dictionary whose keys
    /// are neither strings nor integers, is coded by Swift as an array in random order and does not belong in a file.
    ///
    /// - Throws: `EncodingError` when a number is not finite: JSON has no text for it.
    package init(encoding value: some Encodable) throws {
        let node = JSONNode()
        try JSONValueEncoder(node: node, codingPath: []).encode(value)
        self = node.value
    }
}

/// A JSON value under construction, shared by the containers that fill it.
private final class JSONNode {
    var leaf: JSONValue?
    var elements: [JSONNode]?
    var members: [String: JSONNode]?

    var value: JSONValue {
        if let leaf { return leaf }
        if let elements { return .array(elements.map(\.value)) }
        // A type that encodes nothing is an empty object, as in Foundation.
        return .object((members ?? [:]).mapValues(\.value))
    }

    func appended() -> JSONNode {
        let node = JSONNode()
        elements = elements ?? []
        elements?.append(node)
        return node
    }

    func member(_ key: String) -> JSONNode {
        let node = members?[key] ?? JSONNode()
        members = members ?? [:]
        members?[key] = node
        return node
    }
}

private struct JSONValueEncoder: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Puts `value` in the node: at once when it is a primitive, by way of its own coding otherwise.
    func encode(_ value: some Encodable) throws {
        guard let primitive = value as? any JSONPrimitive else { return try value.encode(to: self) }
        guard let json = primitive.json else {
            let context = EncodingError.Context(codingPath: codingPath, debugDescription: "the number is not finite")
            throw EncodingError.invalidValue(value, context)
        }
        node.leaf = json
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.members = node.members ?? [:]
        return KeyedEncodingContainer(KeyedContainer(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.elements = node.elements ?? []
        return UnkeyedContainer(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleContainer(node: node, codingPath: codingPath)
    }
}

private struct SingleContainer: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil() { node.leaf = .null }

    func encode(_ value: some Encodable) throws {
        try JSONValueEncoder(node: node, codingPath: codingPath).encode(value)
    }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) { node.member(key.stringValue).leaf = .null }

    func encode(_ value: some Encodable, forKey key: Key) throws { try encoder(for: key).encode(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> { encoder(for: key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder(for: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder(for: JSONKey("super")) }

    func superEncoder(forKey key: Key) -> any Encoder { encoder(for: key) }

    private func encoder(for key: some CodingKey) -> JSONValueEncoder {
        JSONValueEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key])
    }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    var count: Int { node.elements?.count ?? 0 }

    func encodeNil() { node.appended().leaf = .null }

    func encode(_ value: some Encodable) throws { try nextEncoder().encode(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> { nextEncoder().container(keyedBy: type) }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nextEncoder().unkeyedContainer() }

    func superEncoder() -> any Encoder { nextEncoder() }

    private func nextEncoder() -> JSONValueEncoder {
        let key = JSONKey(count)
        return JSONValueEncoder(node: node.appended(), codingPath: codingPath + [key])
    }
}

/// A key made from a name or a place in an array.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ name: String) {
        stringValue = name
        intValue = nil
    }

    init(_ place: Int) {
        stringValue = String(place)
        intValue = place
    }

    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { self.init(intValue) }
}
