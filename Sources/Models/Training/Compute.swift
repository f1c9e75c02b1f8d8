public import NeuralLayers

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a computation may use; never what it computes.
public struct Compute: Sendable {
    /// Threads, the caller's included.
    public var threads: Int
    /// The instruction set.
    public var kernels: Kernels
    /// Bytes that training may take; one that needs more is refused before it begins.
    public var memoryLimit: Int

    /// Creates a choice; by default one thread, the fastest instruction set and the machine's memory.
    public init(
        threads: Int = 1, kernels: Kernels = Kernels.available[0], memoryLimit: Int = Compute.physicalMemory
    ) {
        self.threads = threads
        self.kernels = kernels
        self.memoryLimit = memoryLimit
    }

    /// Bytes of memory that the machine has; no limit when it does not say.
    public static var physicalMemory: Int {
        let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
        let bytes = pages.multipliedReportingOverflow(by: size)
        return pages > 0 && size > 0 && !bytes.overflow ? bytes.partialValue : .max
    }
}
