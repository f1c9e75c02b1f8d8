import JSON

/// The content of a `.safetensors` file: named tensors and a map from text to text.
///
/// The format is that of https://github.com/huggingface/safetensors: eight bytes with the length of a JSON header, the
/// header, then the numbers of all tensors without a gap, little-endian and row-major. This type knows nothing of
/// forecasting; ``TensorFile`` knows of a document.
package struct SafeTensors: Sendable, Equatable {
    /// The header's key for what is no tensor.
    static let metadataName = "__metadata__"

    /// The tensors in the order of the file: I64, F64, F32, F16, and by name within each.
    ///
    /// It is the order that Python's package writes, so that equal content is equal bytes from both; wide types
    /// first keeps every tensor aligned to its element.
    package let tensors: [StoredTensor]
    /// Free text under names of the writer's choice.
    package let metadata: [String: String]

    /// The place of each tensor by its name.
    private let places: [String: Int]

    /// Creates the content of a file.
    ///
    /// - Precondition: no two tensors have the same name.
    package init(tensors: [StoredTensor], metadata: [String: String] = [:]) {
        let sorted = tensors.sorted(by: Self.comesFirst)
        places = Dictionary(sorted.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        precondition(places.count == sorted.count, "tensor names are unique")
        self.tensors = sorted
        self.metadata = metadata
    }

    /// The tensor called `name`, if there is one.
    package subscript(name: String) -> StoredTensor? { places[name].map { tensors[$0] } }

    private static func comesFirst(_ left: StoredTensor, _ right: StoredTensor) -> Bool {
        let order = StoredTensor.DataType.allCases
        let ranks = (order.firstIndex(of: left.dataType) ?? 0, order.firstIndex(of: right.dataType) ?? 0)
        return ranks.0 == ranks.1 ? left.name.precedesByBytes(right.name) : ranks.0 < ranks.1
    }
}
