public import TimeSeries

/// One series as a network sees it, made once for all the windows that will be cut from it.
///
/// Nothing at a row depends on a later row, and nothing at all on rows from `end` on.
public struct ScaledSeries: Sendable {
    /// Scaled values with each missing one replaced by the last observed before it, shape `[end]`; NaN only before
    /// ``firstObservedRow``, where no window begins.
    public let inputs: [Float]
    /// Scaled values, shape `[end]`; NaN where missing, for the loss to mask.
    public let targets: [Float]
    /// The first row with a value; nil when all are missing.
    public let firstObservedRow: Int?
    /// The map that was applied.
    public let scaling: SeriesScaling

    /// Scales and fills the rows of `series` before `end`.
    ///
    /// - Parameter end: The first row that is not read; by default the series' end.
    /// - Throws: ``WindowingError/noLogarithm(value:)`` or ``WindowingError/tooLarge(value:)`` for the first value that
    ///   cannot be scaled.
    public init(_ series: TimeSeries, scaling: SeriesScaling, end: Int? = nil) throws(WindowingError) {
        let end = end ?? series.count
        precondition(end >= 0 && end <= series.count, "only rows of the series can be scaled")
        var targets: [Float] = []
        var inputs: [Float] = []
        targets.reserveCapacity(end)
        inputs.reserveCapacity(end)
        var lastObserved = Float.nan
        for row in 0..<end {
            let scaled = try Self.scale(series, row, scaling)
            if !scaled.isNaN { lastObserved = scaled }
            targets.append(scaled)
            inputs.append(lastObserved)
        }
        self.inputs = inputs
        self.targets = targets
        self.firstObservedRow = targets.firstIndex { !$0.isNaN }
        self.scaling = scaling
    }

    /// What to subtract from a window's inputs and targets: the last input with last-value scaling, else 0.
    public func anchor(of window: Window) -> Float {
        scaling.specification.method == .lastValue ? inputs[window.inputs.upperBound - 1] : 0
    }

    private static func scale(
        _ series: TimeSeries, _ row: Int, _ scaling: SeriesScaling
    ) throws(WindowingError) -> Float {
        let value = series.values[row]
        guard !value.isNaN else { return .nan }
        guard scaling.specification.accepts(value) else {
            throw scaling.specification.refusal(ValuePlace(series, row: row))
        }
        let scaled = scaling.forward(value)
        guard scaled.isFinite else { throw .tooLarge(value: ValuePlace(series, row: row)) }
        return scaled
    }
}
