import CKernels
package import Parallelism

/// Adds several buffers up, piece by piece on the worker threads.
///
/// Every float is added in the order of the buffers, so the sum does not depend on the threads.
package final class BufferSum: ParallelWork {
    /// Floats of a piece, which stays in the first cache while it is added up.
    private static let pieceSize = 4_096

    private let buffers: [AlignedBuffer]
    private let kernels: Kernels
    private var summandCount = 0

    /// Prepares sums of `buffers`, at least one and all of one size; the sum takes the place of the first.
    package init(_ buffers: [AlignedBuffer], kernels: Kernels) {
        precondition(buffers.allSatisfy { $0.count == buffers[0].count }, "buffers of one size")
        self.buffers = buffers
        self.kernels = kernels
    }

    /// Adds the first `count` buffers up.
    package func run(_ pool: WorkerPool, count: Int) {
        precondition(count <= buffers.count, "no more buffers than there are")
        if count < 2 { return }
        summandCount = count
        pool.run(self, count: (buffers[0].count + Self.pieceSize - 1) / Self.pieceSize)
    }

    package func perform(task piece: Int, worker: Int) {
        let first = piece * Self.pieceSize
        let count = min(Self.pieceSize, buffers[0].count - first)
        for other in buffers[1..<summandCount] {
            unsafe kernels.table.pointee.add(count, buffers[0].base + first, other.base + first)
        }
    }
}
