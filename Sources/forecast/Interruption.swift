import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Whether the user pressed Ctrl-C: the first time is noted, the second ends the program at once.
struct Interruption {
    private static let flag = Atomic<Bool>(false)

    init() {
        signal(SIGINT) { _ in
            Interruption.flag.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
    }

    /// Whether it was pressed.
    var happened: Bool { Self.flag.load(ordering: .relaxed) }
}
