#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Floats on a cache-line boundary, zero when created, freed with the object.
///
/// Whoever holds it decides which thread may touch which part; nothing here locks.
@safe
package final class AlignedBuffer: @unchecked Sendable {
    /// The first float.
    package let base: UnsafeMutablePointer<Float>
    /// How many floats there are.
    package let count: Int

    /// What Linux maps at once where it is asked to.
    private static let hugePage = 1 << 21

    /// Allocates `count` zeros.
    package init(count: Int) {
        self.count = count
        let bytes = max(count, 1) * 4
        let isLarge = bytes >= Self.hugePage
        let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: isLarge ? Self.hugePage : 64)
        #if os(Linux)
            if isLarge { unsafe madvise(raw, bytes, MADV_HUGEPAGE) }
        #endif
        unsafe base = raw.bindMemory(to: Float.self, capacity: max(count, 1))
        unsafe base.initialize(repeating: 0, count: max(count, 1))
    }

    deinit { unsafe base.deallocate() }

    /// The content as an array.
    package var array: [Float] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }

    /// Copies `values` to the front.
    ///
    /// - Precondition: They fit.
    package func assign(_ values: [Float]) {
        precondition(values.count <= count, "values fit the buffer")
        unsafe values.withUnsafeBufferPointer { values in
            if let first = values.baseAddress { unsafe base.update(from: first, count: values.count) }
        }
    }
}
