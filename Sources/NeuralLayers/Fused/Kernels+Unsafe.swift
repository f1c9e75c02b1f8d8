package import CKernels
public import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The innermost loops of one instruction set.
///
/// All sets give the same bits; the fastest that the machine can run is the default, and the environment variable
/// `FORECAST_ISA` (`avx512`, `avx2`, `neon`, `portable`) forces another.
@safe
public struct Kernels: @unchecked Sendable {
    package let table: UnsafePointer<FKKernels>

    private init?(index: Int) {
        guard let table = unsafe fk_kernels(Int32(index)) else { return nil }
        unsafe self.table = table
    }

    /// The instruction set's name.
    public var name: String { unsafe String(cString: table.pointee.name) }

    /// Every set that this machine can run, fastest first.
    public static let available: [Kernels] = (0..<Int(fk_instruction_set_count())).compactMap(Kernels.init)

    /// The set that `FORECAST_ISA` names, else the fastest.
    ///
    /// - Throws: ``KernelError`` when the variable names a set that is unknown or that this machine cannot run.
    public static func chosen() throws(KernelError) -> Kernels {
        let wanted = unsafe getenv("FORECAST_ISA").map { unsafe String(cString: $0) } ?? ""
        return wanted.isEmpty ? available[0] : try named(wanted)
    }

    /// The set called `name`.
    ///
    /// - Throws: ``KernelError`` when it is unknown or this machine cannot run it.
    public static func named(_ name: String) throws(KernelError) -> Kernels {
        guard let match = available.first(where: { $0.name == name }) else {
            throw KernelError(requested: name, available: available.map(\.name))
        }
        return match
    }
}

/// An instruction set was asked for that this machine does not have.
public struct KernelError: Diagnostic {
    /// The name asked for.
    public var requested: String
    /// The names that would have worked.
    public var available: [String]

    /// `instruction-set-unavailable`.
    public var code: String { "instruction-set-unavailable" }
    /// Which set was asked for.
    public var message: String { "FORECAST_ISA names '\(requested)', which this machine cannot run" }
    /// The sets that work here.
    public var fix: String { "unset FORECAST_ISA, or set it to one of \(available.joined(separator: ", "))" }
    /// A usage error.
    public var exitStatus: ExitStatus { .usage }
}
