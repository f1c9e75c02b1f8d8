/// Memory of a fixed count of numbers: an array whose address stays, for loops over pointers.
@safe
final class WorkspaceBuffer<Element: BitwiseCopyable> {
    /// How many there are.
    let count: Int
    /// The first of them; valid as long as the buffer lives.
    let base: UnsafeMutablePointer<Element>

    init(_ element: Element, count: Int) {
        self.count = count
        unsafe base = .allocate(capacity: count)
        unsafe base.initialize(repeating: element, count: count)
    }

    deinit { unsafe base.deallocate() }

    /// The number at a place within the count.
    subscript(place: Int) -> Element {
        @inline(__always) get {
            assert(place >= 0 && place < count)
            return unsafe base[place]
        }
        @inline(__always) set {
            assert(place >= 0 && place < count)
            unsafe base[place] = newValue
        }
    }
}
