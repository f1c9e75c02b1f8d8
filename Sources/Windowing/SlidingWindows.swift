public import TimeSeries

/// One window: the rows a model sees, and right after them the rows it forecasts.
public struct Window: Sendable, Hashable {
    /// The series' place in the panel.
    public var series: Int
    /// Rows seen, `inputLength` of them.
    public var inputs: Range<Int>
    /// Rows forecast, `horizon` of them, beginning where `inputs` ends.
    public var targets: Range<Int>

    /// The first row forecast; the row before it is the cutoff.
    public var origin: Int { targets.lowerBound }
}

/// Every window whose targets lie in one partition of one or many series, computed when asked for.
///
/// Inputs may reach back before the partition but never before the series' first observed row, and never forward.
/// A window none of whose targets was observed has nothing to learn from or to score, and is left out; one with some
/// targets missing is kept, and the loss masks them.
///
/// What is stored is one record for each stretch of possible origins: one a series, and one more for each gap of at
/// least `horizon` missing values. Access is arithmetic after a binary search among these records.
///
/// With a stride, the first window of a series is the first that is possible, so that there is a window at any
/// stride when there is one at stride 1.
public struct SlidingWindows: Sendable, RandomAccessCollection {
    /// The windows' lengths and stride.
    public let shape: WindowShape
    /// The number of windows.
    public let count: Int
    private let stretches: [Stretch]

    /// Creates the windows of `series` whose targets lie in `rows`.
    ///
    /// - Parameters:
    ///   - series: The series; only which of their values are missing matters.
    ///   - rows: For each series the partition's rows.
    ///   - shape: Lengths and stride of the windows.
    /// - Precondition: There are as many ranges as series, each within its series.
    public init(_ series: [TimeSeries], rows: [Range<Int>], shape: WindowShape) {
        precondition(series.count == rows.count, "each series has its rows")
        var stretches: [Stretch] = []
        var count = 0
        for place in series.indices {
            for origins in series[place].observedValues.originRuns(in: rows[place], shape: shape) {
                stretches.append(Stretch(series: place, firstOrigin: origins.lowerBound, firstWindow: count))
                count += (origins.count - 1) / shape.stride + 1
            }
        }
        self.shape = shape
        self.count = count
        self.stretches = stretches
    }

    /// Creates the windows of one partition of a panel.
    public init(_ panel: Panel, partition: Partition, of split: ChronologicalSplit, shape: WindowShape) {
        self.init(panel.series, rows: split.series.map { $0[partition] }, shape: shape)
    }

    /// Zero.
    public var startIndex: Int { 0 }
    /// The number of windows.
    public var endIndex: Int { count }

    /// The window at `position`, in order of series and then of rows.
    public subscript(position: Int) -> Window {
        precondition(position >= 0 && position < count, "window index out of range")
        let stretch = stretches[lastStretch(startingAtOrBefore: position)]
        let origin = stretch.firstOrigin + (position - stretch.firstWindow) * shape.stride
        return Window(
            series: stretch.series,
            inputs: origin - shape.inputLength..<origin,
            targets: origin..<origin + shape.horizon
        )
    }

    private func lastStretch(startingAtOrBefore position: Int) -> Int {
        var low = 0
        var high = stretches.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if stretches[middle].firstWindow <= position { low = middle } else { high = middle }
        }
        return low
    }

    /// Consecutive origins, a stride apart, of one series.
    private struct Stretch: Sendable {
        var series: Int
        var firstOrigin: Int
        var firstWindow: Int
    }
}

extension [Double] {
    /// Runs of origins that make a window: enough rows before them, and an observed value among their targets.
    ///
    /// Each run begins on the grid that the stride draws from the series' first possible origin.
    fileprivate func originRuns(in rows: Range<Int>, shape: WindowShape) -> [ClosedRange<Int>] {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "the partition lies within the series")
        guard let firstObserved = firstIndex(where: { !$0.isNaN }) else { return [] }
        let earliest = Swift.max(rows.lowerBound, firstObserved + shape.inputLength)
        let latest = rows.upperBound - shape.horizon
        guard earliest <= latest else { return [] }
        let runs = runsReachingAnObservation(earliest...latest, horizon: shape.horizon)
        guard let anchor = runs.first?.lowerBound else { return [] }
        return runs.compactMap { run in
            let steps = (run.lowerBound - anchor + shape.stride - 1) / shape.stride
            let first = anchor + steps * shape.stride
            return first <= run.upperBound ? first...run.upperBound : nil
        }
    }

    /// The origins among `origins` whose `horizon` targets hold an observed value, as maximal runs.
    private func runsReachingAnObservation(_ origins: ClosedRange<Int>, horizon: Int) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for row in origins.lowerBound..<origins.upperBound + horizon where !self[row].isNaN {
            let lower = Swift.max(origins.lowerBound, row - horizon + 1)
            let upper = Swift.min(origins.upperBound, row)
            if let last = runs.last, lower <= last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...upper
            } else {
                runs.append(lower...upper)
            }
        }
        return runs
    }
}
