/// Bytes of known number that can be read from any place: a file, or an array.
package protocol ByteSource: ~Copyable {
    /// How many bytes there are.
    var count: Int { get }

    /// Fills `buffer` with the bytes from `offset` on; the caller has made sure that there are as many.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileReadError)
}

extension ByteSource where Self: ~Copyable {
    /// `count` elements from byte `offset` on.
    ///
    /// The one allocation is of the size asked for, which the caller has held against ``count``.
    package func elements<Element: LittleEndianElement>(
        _ type: Element.Type, count: Int, at offset: Int
    ) throws(FileReadError) -> [Element] {
        var failure: FileReadError?
        let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            do throws(FileReadError) {
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
package protocol LittleEndianElement: BitwiseCopyable {
    /// The number whose little-endian bytes lie in memory as this one's.
    var fromLittleEndian: Self { get }
}

extension UInt8: LittleEndianElement {
    package var fromLittleEndian: Self { self }
}
extension UInt64: LittleEndianElement {
    package var fromLittleEndian: Self { Self(littleEndian: self) }
}
extension Int64: LittleEndianElement {
    package var fromLittleEndian: Self { Self(littleEndian: self) }
}
extension Float: LittleEndianElement {
    package var fromLittleEndian: Self { Self(bitPattern: UInt32(littleEndian: bitPattern)) }
}
extension Double: LittleEndianElement {
    package var fromLittleEndian: Self { Self(bitPattern: UInt64(littleEndian: bitPattern)) }
}

/// Bytes in memory as a source.
package struct ByteArraySource: ByteSource {
    private let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { bytes.count }

    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
        unsafe buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
    }
}
