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
    /// The last rows, which nothing is learned from.
    public var test: PartitionSize

    /// Creates a specification.
    public init(validation: PartitionSize = .automatic, test: PartitionSize = .automatic) {
        self.validation = validation
        self.test = test
    }
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

    /// Cuts `rows` from its end; parts that do not fit are cut short, training first.
    init(rows: Range<Int>, validation: Int, test: Int) {
        let testStart = max(rows.lowerBound, rows.upperBound - min(test, rows.count))
        let validationStart = max(rows.lowerBound, testStart - min(validation, rows.count))
        self.training = rows.lowerBound..<validationStart
        self.validation = validationStart..<testStart
        self.test = testStart..<rows.upperBound
    }
}

/// Every series of a panel cut into training, validation and test rows, oldest first.
public struct ChronologicalSplit: Sendable, Hashable, Codable {
    /// The parts of each series, in the panel's order.
    public let series: [SeriesSplit]

    /// Cuts every series of `panel`, and makes sure that each part of each series holds a window.
    ///
    /// - Parameters:
    ///   - specification: How much to hold out.
    ///   - shape: The windows that every part must hold at least one of.
    ///   - seasonLength: Automatic sizes are whole seasons of this many rows, where affordable.
    /// - Throws: ``WindowingError``: ``WindowingError/nothingObserved(series:)`` when all of a series is missing,
    ///   ``WindowingError/partitionShorterThanHorizon(partition:rows:horizon:)``, or ``WindowingError/tooShort(_:)``
    ///   with the longest lengths that would do.
    public init(
        _ panel: Panel,
        specification: SplitSpecification = SplitSpecification(),
        shape: WindowShape,
        seasonLength: Int?
    ) throws(WindowingError) {
        let observations = try Self.observedRows(of: panel)
        let feasibility = SplitFeasibility(
            series: observations, specification: specification, seasonLength: seasonLength)
        try feasibility.check(shape)
        self.series = observations.map { feasibility.split($0, horizon: shape.horizon) }
    }

    /// The longest input that leaves every part of every series a window; nil when not even one step does.
    ///
    /// - Throws: ``WindowingError/nothingObserved(series:)``.
    package static func longestInputLength(
        _ panel: Panel, specification: SplitSpecification, horizon: Int, seasonLength: Int?
    ) throws(WindowingError) -> Int? {
        let series = try observedRows(of: panel)
        return SplitFeasibility(series: series, specification: specification, seasonLength: seasonLength)
            .longestInputLength(horizon: horizon)
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
