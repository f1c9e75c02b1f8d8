/// Bytes of known number that can be read from any place: a file, or an array.
protocol ByteSource: ~Copyable {
    /// How many bytes there are.
    var count: Int { get }

    /// Fills `buffer` with the bytes from `offset` on; the caller has made sure that there are as many.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ModelFileError)
}

extension ByteSource where Self: ~Copyable {
    /// `count` elements from byte `offset` on.
    ///
    /// The one allocation is of the size asked for, which the caller has held against ``count``.
    func elements<Element: LittleEndianElement>(
        _ type: Element.Type, count: Int, at offset: Int
    ) throws(ModelFileError) -> [Element] {
        var failure: ModelFileError?
        let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            do throws(ModelFileError) {
                let exact = unsafe UnsafeMutableBufferPointer(rebasing: buffer.prefix(count))
                try unsafe read(at: offset, into: UnsafeMutableRawBufferPointer(exact))
                initializedCount = count
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        #if _endian(big)
            return elements.map(\.fromLittleEndian)
        #else
            return elements
        #endif
    }
}

/// A number that is stored little-endian and for which every pattern of bits is a value.
protocol LittleEndianElement: BitwiseCopyable {
    /// The number whose little-endian bytes lie in memory as this one's.
    var fromLittleEndian: Self { get }
}

extension UInt8: LittleEndianElement {
    var fromLittleEndian: Self { self }
}
extension UInt64: LittleEndianElement {
    var fromLittleEndian: Self { Self(littleEndian: self) }
}
extension Int64: LittleEndianElement {
    var fromLittleEndian: Self { Self(littleEndian: self) }
}
extension Float: LittleEndianElement {
    var fromLittleEndian: Self { Self(bitPattern: UInt32(littleEndian: bitPattern)) }
}
extension Double: LittleEndianElement {
    var fromLittleEndian: Self { Self(bitPattern: UInt64(littleEndian: bitPattern)) }
}

/// Bytes in memory as a source.
struct ByteArraySource: ByteSource {
    let bytes: [UInt8]

    var count: Int { bytes.count }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
        unsafe buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
    }
}
