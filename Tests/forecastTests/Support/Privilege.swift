#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What to put before a command so that file permissions hold for it: root is above them.
let unprivileged = getuid() == 0 ? "setpriv --inh-caps=-all --bounding-set=-all" : ""
