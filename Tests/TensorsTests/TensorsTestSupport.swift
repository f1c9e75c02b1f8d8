import Foundation

/// The path of a golden file.
func goldenModelFile(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens/\(name)").path
}

/// A safetensors file of `header` as it stands, and `dataLength` bytes of zero.
func file(header: String, dataLength: Int = 0) -> [UInt8] {
    file(header: Array(header.utf8), dataLength: dataLength)
}

/// A safetensors file of `header` as it stands, and `dataLength` bytes of zero.
func file(header: [UInt8], dataLength: Int = 0) -> [UInt8] {
    length(UInt64(header.count)) + header + Array(repeating: 0, count: dataLength)
}

/// The first eight bytes of a file whose header has `count` bytes.
func length(_ count: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
}
