import TimeSeries

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How many bytes rows may take.
enum RowMemory {
    /// The memory of the machine, or half of the addresses that this process may have, whichever is less.
    static var limit: Int {
        let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
        let memory = pages > 0 && size > 0 ? pages.multipliedReportingOverflow(by: size).partialValue : Int.max
        var limits = rlimit()
        #if canImport(Glibc)
            let failed = unsafe getrlimit(Int32(RLIMIT_AS.rawValue), &limits) != 0
        #else
            let failed = unsafe getrlimit(Int32(RLIMIT_AS), &limits) != 0
        #endif
        return failed ? memory : min(memory, Int(clamping: limits.rlim_cur) / 2)
    }
}

extension CSVError {
    /// More rows than fit into the memory.
    static func tooManyRows(_ rows: Int, needed: Int, limit: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .tooManyRows,
            "\(rows) rows up to here, which need \(needed >> 20) MiB and more follow; there are \(limit >> 20) MiB",
            fix: "give fewer rows, as with head or by reading the latest files only", at: place)
    }
}
