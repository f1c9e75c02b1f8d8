import CKernels
import Numerics

/// Dropout on what enters a layer from below: a share p is zeroed, the rest divided by 1 − p.
///
/// Srivastava et al. 2014, "Dropout"; inputs only after Zaremba et al. 2014 (arXiv:1409.2329). A mask is addressed by
/// seed, epoch, layer and window, so that it does not depend on the window's shard, thread or batch.
package struct InputDropout: Sendable {
    private let seed: UInt64
    private let layerCount: Int
    private let threshold: UInt32
    private let scale: Float

    /// Dropout of the share `rate`, below 1, in a network of `layerCount` layers.
    package init(rate: Double, seed: UInt64, layerCount: Int) {
        self.seed = seed
        self.layerCount = layerCount
        threshold = UInt32(rate * 0x1p32)
        scale = Float(1 / (1 - rate))
    }

    /// Where the mask of one window and layer is drawn from.
    func stream(window: Int, epoch: Int, layer: Int) -> FKDropout {
        FKDropout(
            key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)),
            counter: (
                UInt32(truncatingIfNeeded: window), UInt32(truncatingIfNeeded: epoch * layerCount + layer),
                CounterBasedRandom.Stream.dropout.rawValue
            ),
            threshold: threshold, scale: scale)
    }
}
