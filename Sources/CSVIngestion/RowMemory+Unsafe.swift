import Diagnostics

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
        let known = min(memory, containerLimit ?? .max)
        return failed ? known : min(known, Int(clamping: limits.rlim_cur) / 2)
    }

    /// The memory that a container may take; nil where none is set.
    private static var containerLimit: Int? {
        for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
            let file = unsafe open(path, O_RDONLY)
            guard file >= 0 else { continue }
            defer { close(file) }
            var text = [UInt8](repeating: 0, count: 32)
            let count = unsafe text.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
            let digits = text.prefix(max(0, count)).prefix { $0 != 0x0a }
            if let limit = Int(String(decoding: digits, as: UTF8.self)), limit > 0 { return limit }
        }
        return nil
    }
}

extension RowMemory {
    /// Bytes that a series takes besides its values: its id, and where it is found again.
    static let ofSeries = 512

    /// Stops a file of one series a row that would not fit.
    static func check(rows: Int, values: Int, limit: Int, _ reader: borrowing RecordReader) throws(CSVError) {
        // Values, their times and their lines, and arrays that are copied while they grow.
        let bytes = rows * ofSeries + values * 48
        guard bytes > limit else { return }
        throw .tooManyRows(
            rows, needed: bytes, limit: limit, at: DiagnosticLocation(file: reader.path, line: reader.recordLine))
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
