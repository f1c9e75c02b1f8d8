import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Whether the user pressed Ctrl-C: the first time is noted, the second ends the program at once.
///
/// Noted only from ``begin()`` on: before there is something worth keeping, the first ends the program too.
struct Interruption {
    private static let flag = Atomic<Bool>(false)
    private var hasBegun = false

    /// Notes Ctrl-C from the first call on.
    mutating func begin() {
        guard !hasBegun else { return }
        hasBegun = true
        signal(SIGINT) { _ in
            Interruption.flag.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
    }

    /// Lets the first Ctrl-C end the program with its status at once, until ``begin()``: for work of which nothing is
    /// worth keeping.
    static func endAtOnce() {
        signal(SIGINT) { _ in Terminal.endInterrupted() }
    }

    /// Whether it was pressed.
    var happened: Bool { Self.flag.load(ordering: .relaxed) }
}
