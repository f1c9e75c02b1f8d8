import JSON

extension SafeTensors {
    /// The bytes of the file: the same for equal content, whatever the machine.
    package func encode() -> [UInt8] {
        let header = encodedHeader()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + tensors.reduce(0) { $0 + $1.byteCount })
        bytes.append(littleEndian: UInt64(header.count))
        bytes += header
        for tensor in tensors {
            switch tensor.elements {
            case .float32(let values): for value in values { bytes.append(littleEndian: value.bitPattern) }
            case .float16(let values): for value in values { bytes.append(littleEndian: value.bitPattern) }
            case .float64(let values): for value in values { bytes.append(littleEndian: value.bitPattern) }
            case .int64(let values): for value in values { bytes.append(littleEndian: value) }
            }
        }
        return bytes
    }

    /// The JSON header, padded with spaces so that the numbers begin at a multiple of 8.
    private func encodedHeader() -> [UInt8] {
        var header = Array("{".utf8)
        if !metadata.isEmpty {
            header += "\"\(Self.metadataName)\":".utf8
            JSONValue.object(metadata.mapValues(JSONValue.string)).write(to: &header)
        }
        var offset = 0
        for tensor in tensors {
            if header.count > 1 { header.append(UInt8(ascii: ",")) }
            JSONValue.writeString(tensor.name, to: &header)
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            let end = offset + tensor.byteCount
            header +=
                #":{"dtype":"\#(tensor.dataType.rawValue)","shape":[\#(shape)],"data_offsets":[\#(offset),\#(end)]}"#
                .utf8
            offset = end
        }
        header.append(UInt8(ascii: "}"))
        return header + Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
