import Files

extension SafeTensors {
    /// Reads the content of a file from its bytes, trusting none of them.
    ///
    /// - Throws: ``TensorFileError`` for the first thing that is wrong.
    package init(decoding bytes: [UInt8]) throws(TensorFileError) {
        try self.init(from: ByteArraySource(bytes: bytes))
    }

    /// Reads the file at `path`, trusting nothing in it.
    ///
    /// Only a regular file is read, and no more memory is used than its size justifies.
    ///
    /// - Throws: ``TensorFileError``: no such file, a directory, or the first thing that is wrong.
    package init(path: String) throws(TensorFileError) {
        let file: RegularFile
        do {
            file = try RegularFile(path: path)
        } catch {
            throw .file(error)
        }
        try self.init(from: file)
    }

    private init(from source: borrowing some ByteSource & ~Copyable) throws(TensorFileError) {
        guard source.count >= 8 else { throw .tooShort(found: source.count) }
        let declared = try source.checkedElements(UInt64.self, count: 1, at: 0)[0]
        guard declared <= UInt64(source.count - 8) else {
            throw .headerTooLong(declared: declared, limit: source.count - 8)
        }
        guard declared <= UInt64(SafeTensorsHeader.maximumLength) else {
            throw .headerTooLong(declared: declared, limit: SafeTensorsHeader.maximumLength)
        }
        let headerEnd = 8 + Int(declared)
        let json = try source.checkedElements(UInt8.self, count: Int(declared), at: 8)
        let header = try SafeTensorsHeader(parsing: json, dataLength: source.count - headerEnd)
        var tensors: [StoredTensor] = []
        for entry in header.entries {
            tensors.append(try Self.tensor(entry, from: source, at: headerEnd + entry.bytes.lowerBound))
        }
        self.init(tensors: tensors, metadata: header.metadata)
    }

    private static func tensor(
        _ entry: SafeTensorsHeader.Entry, from source: borrowing some ByteSource & ~Copyable, at offset: Int
    ) throws(TensorFileError) -> StoredTensor {
        let count = entry.bytes.count / entry.dataType.size
        let elements: StoredTensor.Elements =
            switch entry.dataType {
            case .float16: .float16(try source.checkedElements(Half.self, count: count, at: offset))
            case .float32: .float32(try source.checkedElements(Float.self, count: count, at: offset))
            case .float64: .float64(try source.checkedElements(Double.self, count: count, at: offset))
            case .int64: .int64(try source.checkedElements(Int64.self, count: count, at: offset))
            }
        return StoredTensor(name: entry.name, shape: entry.shape, elements: elements)
    }
}

extension ByteSource where Self: ~Copyable {
    /// ``ByteSource/elements(_:count:at:)`` with the error of a file of tensors.
    fileprivate func checkedElements<Element: LittleEndianElement>(
        _ type: Element.Type, count: Int, at offset: Int
    ) throws(TensorFileError) -> [Element] {
        do {
            return try elements(type, count: count, at: offset)
        } catch {
            throw .file(error)
        }
    }
}
