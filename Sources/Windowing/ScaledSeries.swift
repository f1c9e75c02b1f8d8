public import TimeSeries

/// One series as a network sees it, made once for all the windows that will be cut from it.
///
/// Nothing at a row depends on a later row, but for the straight lines across holes that are over, and nothing at all on
/// rows from `end` on. What a window sees, ``inputs(_:)``, depends on no row after it.
public struct ScaledSeries: Sendable {
    /// Scaled values with each missing one replaced by the last observed before it, or by a straight line where the series
    /// says so (see ``openHole(at:)``), shape `[end]`; NaN only before ``firstObservedRow``, where no window begins.
    public let inputs: [Float]
    /// Scaled values, shape `[end]`; NaN where missing, for the loss to mask.
    public let targets: [Float]
    /// The first row with a value; nil when all are missing.
    public let firstObservedRow: Int?
    /// The map that was applied.
    public let scaling: SeriesScaling
    /// The place in the cycle of the first row; 0 without a cycle.
    private let cyclePlace: Int
    /// Holes across which ``inputs`` are straight lines, in order.
    private let bridges: [HoleBridge]

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
        cyclePlace = scaling.cycle?.place(ofFirstRowOf: series) ?? 0
        for row in 0..<end {
            let scaled = try Self.scale(series, row, scaling) - Float(Self.cycle(scaling, cyclePlace, row: row))
            if !scaled.isNaN { lastObserved = scaled }
            targets.append(scaled)
            inputs.append(lastObserved)
        }
        bridges = HoleBridge.bridges(across: series.interpolatedRows, in: targets)
        for bridge in bridges { bridge.draw(in: &inputs) }
        self.inputs = inputs
        self.targets = targets
        self.firstObservedRow = targets.firstIndex { !$0.isNaN }
        self.scaling = scaling
    }

    /// What to subtract from a window's inputs and targets: the last input with last-value scaling, else 0.
    public func anchor(of window: Window) -> Float {
        guard scaling.specification.method == .lastValue else { return 0 }
        return openHole(at: window.origin)?.value ?? inputs[window.origin - 1]
    }

    /// The hole in which a window that forecasts from row `origin` on ends, so that ``inputs`` there are not known yet, and
    /// the last value before it, which it sees instead; nil when there is none.
    public func openHole(at origin: Int) -> (first: Int, value: Float)? {
        guard !bridges.isEmpty else { return nil }
        var low = 0
        var high = bridges.count
        while low < high {
            let middle = (low + high) / 2
            if bridges[middle].rows.upperBound < origin { low = middle + 1 } else { high = middle }
        }
        guard low < bridges.count, bridges[low].rows.lowerBound < origin else { return nil }
        return (bridges[low].rows.lowerBound, bridges[low].before)
    }

    /// What a window sees of `rows` when it forecasts from their end on: ``inputs``, level across a hole that is not over.
    public func inputs(_ rows: Range<Int>) -> [Float] {
        var seen = Array(inputs[rows])
        if let hole = openHole(at: rows.upperBound) {
            for row in max(hole.first, rows.lowerBound)..<rows.upperBound { seen[row - rows.lowerBound] = hole.value }
        }
        return seen
    }

    /// What was subtracted at `row`, or is to be added to a forecast of it: the value of the cycle, 0 without one.
    package func cycle(at row: Int) -> Double { Self.cycle(scaling, cyclePlace, row: row) }

    private static func cycle(_ scaling: SeriesScaling, _ first: Int, row: Int) -> Double {
        guard let values = scaling.cycle?.values else { return 0 }
        return values[(first + row) % values.count]
    }

    /// The forecast of `row` in the series' own unit.
    ///
    /// - Parameters:
    ///   - scaled: What a model put out, with ``ScalingMethod/lastValue`` relative to the last input.
    ///   - lastInput: The last input in the series' own unit, and its row.
    package func inverse(_ scaled: Double, row: Int, lastInput: (value: Double, row: Int)) -> Double {
        let isRelative = scaling.specification.method == .lastValue
        let moved = cycle(at: row) - (isRelative ? cycle(at: lastInput.row) : 0)
        return scaling.inverse(inDouble: scaled + moved, lastInput: lastInput.value)
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

/// A straight line across missing rows, from the value before them to the value after them.
private struct HoleBridge {
    /// The missing rows.
    let rows: Range<Int>
    let before: Float
    let after: Float

    /// The holes of `targets` that lie in `rows` and are over.
    static func bridges(across rows: [Range<Int>], in targets: [Float]) -> [HoleBridge] {
        rows.compactMap { rows in
            guard rows.lowerBound > 0, rows.upperBound < targets.count, targets[rows].allSatisfy(\.isNaN) else {
                return nil
            }
            let (before, after) = (targets[rows.lowerBound - 1], targets[rows.upperBound])
            return before.isNaN || after.isNaN ? nil : HoleBridge(rows: rows, before: before, after: after)
        }
    }

    func draw(in inputs: inout [Float]) {
        let steps = Float(rows.count + 1)
        for row in rows {
            inputs[row] = before + (after - before) * (Float(row - rows.lowerBound + 1) / steps)
        }
    }
}
