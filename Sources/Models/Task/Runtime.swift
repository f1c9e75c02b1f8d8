public import NeuralLayers

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a computation may use; never what it computes: neither threads, instruction set nor a stop on the way change a
/// byte of a result.
public struct Runtime: Sendable {
    /// Threads, the caller's included.
    public var threads: Int
    /// The instruction set.
    public var kernels: Kernels
    /// Bytes that training may take; one that needs more is refused before it begins.
    public var memoryLimit: Int
    /// Where a training run's state is kept between its rounds.
    public var checkpoint = CheckpointPaths()

    /// Creates a choice; by default one thread, the fastest instruction set and the memory there is.
    public init(
        threads: Int = 1, kernels: Kernels = Kernels.available[0], memoryLimit: Int = Runtime.availableMemory
    ) {
        self.threads = threads
        self.kernels = kernels
        self.memoryLimit = memoryLimit
    }

    /// The same on one thread, without checkpoints: what one of several fits at a time may use.
    package var single: Runtime {
        var runtime = self
        runtime.threads = 1
        runtime.checkpoint = CheckpointPaths()
        return runtime
    }

    /// Bytes of memory that the machine has and that the process may use; no limit when the system does not say.
    ///
    /// Of an address space that was limited (`ulimit -v`), the program and its threads' stacks take their share too;
    /// half is left to them.
    public static var availableMemory: Int {
        let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
        let bytes = pages.multipliedReportingOverflow(by: size)
        let physical = pages > 0 && size > 0 && !bytes.overflow ? bytes.partialValue : Int.max
        return min(physical, AddressSpace.limit / 2)
    }
}
