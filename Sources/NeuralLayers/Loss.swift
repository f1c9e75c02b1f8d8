/// What training makes small: a function of the error `e = forecast − target`, averaged over the observed targets.
///
/// Errors are in the scaled unit the network sees. A target that is NaN is missing: it adds no loss and no gradient,
/// and the mean divides by the number of targets that were observed. Definitions and derivatives are PyTorch's
/// (`MSELoss`, `L1Loss`, `HuberLoss(delta=1)`, each with `reduction="mean"`).
public enum Loss: String, Sendable, Hashable, Codable, CaseIterable {
    /// Mean squared error, `e²`: forecasts the mean.
    case mse
    /// Mean absolute error, `|e|`: forecasts the median, and is not moved by outliers.
    case mae
    /// Huber's loss (1964) with δ = 1: `e²/2` up to `|e| = 1`, `|e| − ½` beyond it.
    case huber

    /// The loss of one error.
    @inlinable
    public func value<Scalar: BinaryFloatingPoint>(ofError error: Scalar) -> Scalar {
        switch self {
        case .mse: error * error
        case .mae: error.magnitude
        case .huber: error.magnitude < 1 ? 0.5 * error * error : error.magnitude - 0.5
        }
    }

    /// The derivative of the loss by the error: `2e`; the sign of `e`, 0 at 0; `e` clamped to `[−1, 1]`.
    ///
    /// NaN at NaN, so that a network that has diverged is noticed.
    @inlinable
    public func derivative<Scalar: BinaryFloatingPoint>(atError error: Scalar) -> Scalar {
        switch self {
        case .mse: 2 * error
        case .mae: error > 0 ? 1 : error < 0 ? -1 : error
        case .huber: error > 1 ? 1 : error < -1 ? -1 : error
        }
    }

    /// How many targets are observed, the divisor of the mean.
    @inlinable
    package static func observedCount<Scalar: BinaryFloatingPoint>(_ targets: Span<Scalar>) -> Int {
        var count = 0
        for index in targets.indices where !targets[index].isNaN { count += 1 }
        return count
    }

    /// Adds up the loss over the observed targets, in index order, and writes the gradient of the mean.
    ///
    /// A shard of a batch passes the observed count of the whole batch, and the shards' sums divided by that count
    /// add up to the batch's loss.
    /// - Parameters:
    ///   - forecasts: Any shape, flat.
    ///   - targets: As many, NaN where missing.
    ///   - observedCount: Observed targets the mean is over; 0 gives a zero gradient.
    ///   - gradient: As many; overwritten with `dLoss/dforecast`.
    /// - Returns: The sum of losses, not yet divided.
    @inlinable
    package func sumWritingGradient<Scalar: BinaryFloatingPoint>(
        forecasts: Span<Scalar>, targets: Span<Scalar>, observedCount: Int, gradient: inout MutableSpan<Scalar>
    ) -> Scalar {
        precondition(forecasts.count == targets.count && gradient.count == targets.count, "one target a forecast")
        let divisor = Scalar(max(observedCount, 1))
        var sum: Scalar = 0
        for index in targets.indices {
            let error = forecasts[index] - targets[index]
            if targets[index].isNaN {
                gradient[index] = 0
            } else {
                sum += value(ofError: error)
                gradient[index] = derivative(atError: error) / divisor
            }
        }
        return sum
    }

    /// The mean loss over the observed targets and its gradient by the forecasts; no mean when nothing was observed.
    @inlinable
    package func mean<Scalar: BinaryFloatingPoint>(
        forecasts: [Scalar], targets: [Scalar]
    ) -> (mean: Scalar?, gradient: [Scalar]) {
        let count = Loss.observedCount(targets.span)
        var gradient = [Scalar](repeating: 0, count: targets.count)
        var slot = gradient.mutableSpan
        let sum = sumWritingGradient(
            forecasts: forecasts.span, targets: targets.span, observedCount: count, gradient: &slot)
        return (count == 0 ? nil : sum / Scalar(count), gradient)
    }
}
