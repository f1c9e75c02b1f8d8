#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The addresses that this process may use.
enum AddressSpace {
    /// Bytes, by the soft limit; as many as can be counted where there is none.
    static var limit: Int {
        var limits = rlimit()
        #if canImport(Glibc)
            let failed = unsafe getrlimit(Int32(RLIMIT_AS.rawValue), &limits) != 0
        #else
            let failed = unsafe getrlimit(Int32(RLIMIT_AS), &limits) != 0
        #endif
        return failed ? .max : Int(clamping: limits.rlim_cur)
    }
}
