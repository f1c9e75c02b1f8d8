public import TimeSeries

/// The three parts of a series, in the order of time.
public enum Partition: String, Sendable, Hashable, Codable, CaseIterable {
    /// Rows that parameters and scalers are learned from.
    case training
    /// Rows that choose the best epoch.
    case validation
    /// Rows that nothing is learned from, kept for the score.
    case test
}

/// How much to hold out for validation and for the test.
public struct SplitSpecification: Sendable, Hashable, Codable {
    /// Rows before the test that choose the best epoch.
    public var validation: PartitionSize
    /// The last rows, which nothing is learned from; `.rows(0)` where they were cut off beforehand.
    public var test: PartitionSize

    /// Creates a specification.
    public init(validation: PartitionSize = .automatic, test: PartitionSize = .automatic) {
        self.validation = validation
        self.test = test
    }

    /// The parts that must hold a window.
    var partitions: [Partition] { test == .rows(0) ? [.training, .validation] : Partition.allCases }

    /// How much is held out for `partition`.
    subscript(partition: Partition) -> PartitionSize { partition == .test ? test : validation }
}

/// One series cut into training, validation and test rows.
///
/// The parts adjoin and together run from the first to the last observed row: what was blank before a series began or
/// after it ended belongs to none of them.
public struct SeriesSplit: Sendable, Hashable, Codable {
    /// Rows that parameters and scalers are learned from.
    public var training: Range<Int>
    /// Rows that choose the best epoch.
    public var validation: Range<Int>
    /// Rows kept for the score.
    public var test: Range<Int>

    /// The rows of `partition`.
    public subscript(partition: Partition) -> Range<Int> {
        switch partition {
        case .training: training
        case .validation: validation
        case .test: test
        }
    }

    init(training: Range<Int>, validation: Range<Int>, test: Range<Int>) {
        self.training = training
        self.validation = validation
        self.test = test
    }

    /// Cuts `rows` from its end; parts that do not fit are cut short, training first.
    init(rows: Range<Int>, validation: Int, test: Int) {
        let testStart = max(rows.lowerBound, rows.upperBound - min(test, rows.count))
        let validationStart = max(rows.lowerBound, testStart - min(validation, rows.count))
        self.init(
            training: rows.lowerBound..<validationStart, validation: validationStart..<testStart,
            test: testStart..<rows.upperBound)
    }
}

/// Every series of a panel cut into training, validation and test rows, oldest first.
///
/// All series are cut at the same two times, because what is learned is learned from all of them: a training row of
/// one series is never later than a held-out row of another. The times are found by counting back from the last
/// observed row of the series that ends last (of several, the one with the most rows, and of several such, the first).
/// A series that ended early may so have no test rows; it is learned from all the same.
///
/// Missing values after a series' last observed one are as if their rows were not there: they move the end from which
/// is counted. No other value and no other gap does, so that nothing after the cuts can move them.
public struct ChronologicalSplit: Sendable, Hashable, Codable {
    /// The parts of each series, in the panel's order.
    public let series: [SeriesSplit]

    /// Cuts every series of `panel`, and makes sure that each part holds a window of some series, and that each series
    /// has a training row to be scaled by and an input to be forecast from.
    ///
    /// - Parameters:
    ///   - specification: How much to hold out.
    ///   - shape: The windows that every part must hold at least one of.
    ///   - seasonLength: Automatic sizes are whole seasons of this many rows, where affordable.
    /// - Throws: ``WindowingError``: ``WindowingError/nothingObserved(series:)`` when all of a series is missing,
    ///   ``WindowingError/beginsAfterTraining(series:firstTime:cutoff:)``,
    ///   ``WindowingError/partitionShorterThanHorizon(partition:rows:horizon:)``, ``WindowingError/tooShort(_:)`` or
    ///   ``WindowingError/shorterThanInput(series:rows:inputLength:longest:)`` with the longest lengths that would do,
    ///   and ``WindowingError/belowOne(flag:value:)`` or ``WindowingError/aboveLongest(flag:value:)`` for the season.
    public init(
        _ panel: Panel,
        specification: SplitSpecification = SplitSpecification(),
        shape: WindowShape,
        seasonLength: Int?
    ) throws(WindowingError) {
        if let seasonLength { try WindowShape.check(seasonLength, flag: "--season") }
        let observations = try Self.observedRows(of: panel)
        let feasibility = SplitFeasibility(
            series: observations, specification: specification, seasonLength: seasonLength)
        try feasibility.check(shape)
        self.series = feasibility.splits(horizon: shape.horizon)
    }

    /// The longest input with which `panel` can be cut; nil when it cannot even with one step.
    ///
    /// - Throws: ``WindowingError/nothingObserved(series:)``.
    package static func longestInputLength(
        _ panel: Panel, specification: SplitSpecification, horizon: Int, seasonLength: Int?
    ) throws(WindowingError) -> Int? {
        let series = try observedRows(of: panel)
        return SplitFeasibility(series: series, specification: specification, seasonLength: seasonLength)
            .longestInputLength(horizon: horizon)
    }

    /// The places of the series that can be scaled, and be forecast from their ends, when these alone are cut.
    ///
    /// Leaving a series out can move the cuts, and so leave another one out.
    package static func usableSeries(
        of panel: Panel, specification: SplitSpecification, shape: WindowShape, seasonLength: Int?
    ) -> [Int] {
        var usable = panel.series.enumerated().compactMap { place, series in
            ObservedRows(series).map { (place: place, rows: $0) }
        }
        while !usable.isEmpty {
            let feasibility = SplitFeasibility(
                series: usable.map(\.rows), specification: specification, seasonLength: seasonLength)
            let splits = feasibility.splits(horizon: shape.horizon)
            let kept = zip(usable, splits).filter { series, split in
                !split.training.isEmpty && series.rows.rowsToForecastFrom >= shape.inputLength
            }
            if kept.count == usable.count { break }
            usable = kept.map(\.0)
        }
        return usable.map(\.place)
    }

    private static func observedRows(of panel: Panel) throws(WindowingError) -> [ObservedRows] {
        var observations: [ObservedRows] = []
        for one in panel.series {
            guard let observed = ObservedRows(one) else { throw .nothingObserved(series: one.id) }
            observations.append(observed)
        }
        return observations
    }

    /// The rows of `partition`, one range for each series.
    public func rows(_ partition: Partition) -> [Range<Int>] { series.map { $0[partition] } }
}
