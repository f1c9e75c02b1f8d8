import Diagnostics
import JSON

/// The header of a `.safetensors` file, read and proven sound before a byte of the tensors is touched.
struct SafeTensorsHeader {
    /// The longest header accepted, in bytes; the reference implementation has the same limit.
    static let maximumLength = 100_000_000
    /// The most axes a tensor may have; numpy has the same limit.
    static let maximumRank = 64

    /// What the header says of one tensor.
    struct Entry {
        var name: String
        var dataType: StoredTensor.DataType
        var shape: [Int]
        /// Bytes of the tensor, counted from the end of the header.
        var bytes: Range<Int>
    }

    /// The tensors in the order of their bytes: without a gap, together exactly the rest of the file.
    private(set) var entries: [Entry] = []
    private(set) var metadata: [String: String] = [:]

    /// Reads the header from its JSON and holds it against the `dataLength` bytes that follow it.
    ///
    /// - Throws: ``TensorFileError`` for the first thing that is wrong.
    init(parsing json: [UInt8], dataLength: Int) throws(TensorFileError) {
        guard json.first == UInt8(ascii: "{") else {
            throw .header(reason: "it does not begin with '{'", offset: 0)
        }
        do {
            var reader = JSONReader(json)
            try reader.object { reader, key throws(JSONError) in
                if key == SafeTensors.metadataName {
                    try readMetadata(&reader)
                } else {
                    entries.append(try Self.readEntry(&reader, name: key))
                }
            }
            try reader.end()
        } catch {
            throw .header(reason: error.reason, offset: error.offset)
        }
        // An empty tensor shares its begin with the next one and comes before it.
        entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
        try checkLayout(dataLength: dataLength)
    }

    private mutating func readMetadata(_ reader: inout JSONReader) throws(JSONError) {
        try reader.object { reader, key throws(JSONError) in metadata[key] = try reader.string() }
    }

    private static func readEntry(_ reader: inout JSONReader, name: String) throws(JSONError) -> Entry {
        _ = reader.peek()
        let start = reader.offset
        var dataType: StoredTensor.DataType?
        var shape: [Int]?
        var offsets: [Int]?
        try reader.object { reader, key throws(JSONError) in
            switch key {
            case "dtype": dataType = try readDataType(&reader, tensor: name)
            case "shape": shape = try readIntegers(&reader, atMost: maximumRank, tensor: name)
            case "data_offsets": offsets = try readIntegers(&reader, atMost: 2, tensor: name)
            default: throw reader.unexpected("'dtype', 'shape' or 'data_offsets' in tensor \(name.quotedForMessage)")
            }
        }
        guard let dataType, let shape, let offsets, offsets.count == 2 else {
            let reason = "tensor \(name.quotedForMessage) lacks a dtype, a shape or two data_offsets"
            throw JSONError(reason: reason, offset: start)
        }
        guard offsets[0] <= offsets[1] else {
            throw JSONError(reason: "tensor \(name.quotedForMessage) ends before it begins", offset: start)
        }
        return Entry(name: name, dataType: dataType, shape: shape, bytes: offsets[0]..<offsets[1])
    }

    private static func readDataType(
        _ reader: inout JSONReader, tensor name: String
    ) throws(JSONError) -> StoredTensor.DataType {
        let start = reader.offset
        let text = try reader.string()
        guard let dataType = StoredTensor.DataType(rawValue: text) else {
            let known = "not of F16, F32, F64 or I64"
            let reason = "tensor \(name.quotedForMessage) is of type \(text.quotedForMessage), \(known)"
            throw JSONError(reason: reason, offset: start)
        }
        return dataType
    }

    private static func readIntegers(
        _ reader: inout JSONReader, atMost limit: Int, tensor name: String
    ) throws(JSONError) -> [Int] {
        var integers: [Int] = []
        try reader.array { reader throws(JSONError) in
            guard integers.count < limit else {
                let reason = "tensor \(name.quotedForMessage) lists more than \(limit) numbers"
                throw JSONError(reason: reason, offset: reader.offset)
            }
            integers.append(try reader.nonNegativeInteger())
        }
        return integers
    }

    /// Every tensor begins where the one before it ends, has the bytes its shape needs, and the last ends the file.
    private func checkLayout(dataLength: Int) throws(TensorFileError) {
        var end = 0
        for entry in entries {
            guard entry.bytes.lowerBound == end else {
                let what = entry.bytes.lowerBound < end ? "overlaps the tensor before it" : "leaves a hole before it"
                throw .tensor(name: entry.name, reason: what)
            }
            guard let needed = entry.neededBytes else {
                throw .tensor(name: entry.name, reason: "has a shape too large for any memory")
            }
            guard needed == entry.bytes.count else {
                let what = "needs \(needed) bytes for its shape but has \(entry.bytes.count)"
                throw .tensor(name: entry.name, reason: what)
            }
            end = entry.bytes.upperBound
        }
        guard end == dataLength else { throw .dataLength(declared: end, found: dataLength) }
    }
}

extension SafeTensorsHeader.Entry {
    /// Bytes that the shape takes; nil when that is beyond `Int`.
    fileprivate var neededBytes: Int? {
        var product = dataType.size
        for size in shape {
            let (next, overflow) = product.multipliedReportingOverflow(by: size)
            if overflow { return nil }
            product = next
        }
        return product
    }
}
