public import TimeSeries

/// Cuts that ask for no window: for what can learn from however few rows there are.
extension ChronologicalSplit {
    /// Cuts every series of `panel` at the same two times, found as by
    /// ``init(_:specification:shape:seasonLength:)``; a part may be empty, and of a series without a value all are.
    ///
    /// - Parameter horizon: The automatic sizes are never less.
    /// - Throws: ``WindowingError/belowOne(flag:value:)`` or ``WindowingError/aboveLongest(flag:value:)`` for the season.
    package init(
        cutting panel: Panel, specification: SplitSpecification, horizon: Int, seasonLength: Int?
    ) throws(WindowingError) {
        if let seasonLength { try WindowShape.check(seasonLength, flag: "--season") }
        let observed = panel.series.map(ObservedRows.init)
        let known = observed.compactMap { $0 }
        guard !known.isEmpty else {
            series = panel.series.map { _ in SeriesSplit(rows: 0..<0, validation: 0, test: 0) }
            return
        }
        var splits = SplitFeasibility(series: known, specification: specification, seasonLength: seasonLength)
            .splits(horizon: horizon)[...]
        series = observed.map { rows in
            rows == nil ? SeriesSplit(rows: 0..<0, validation: 0, test: 0) : splits.removeFirst()
        }
    }

    /// Every observed row of `panel` to learn from, none held out.
    package init(whole panel: Panel) {
        series = panel.series.map { series in
            SeriesSplit(rows: ObservedRows(series)?.span ?? 0..<0, validation: 0, test: 0)
        }
    }

    /// For each series of `panel` its observed rows before those that are held out for the test.
    ///
    /// - Throws: ``WindowingError`` for the season.
    public static func rowsBeforeTest(
        of panel: Panel, specification: SplitSpecification, horizon: Int, seasonLength: Int?
    ) throws(WindowingError) -> [Range<Int>] {
        try Self(cutting: panel, specification: specification, horizon: horizon, seasonLength: seasonLength)
            .series.map { $0.training.lowerBound..<$0.validation.upperBound }
    }

    /// Rows of the series that cuts are counted on: the last to end, the longest among these; 0 where no value is observed.
    package static func referenceRows(of panel: Panel) -> Int {
        let known = panel.series.compactMap(ObservedRows.init)
        guard !known.isEmpty else { return 0 }
        return SplitFeasibility(series: known, specification: SplitSpecification(), seasonLength: nil).referenceRows
    }
}

extension PartitionSize {
    /// As many of `count` rows as ``automatic`` takes where that is at most half of them, else a third; nil for fewer than
    /// three rows, of which none can be spared.
    ///
    /// The half leaves as many rows to learn from as are forecast; the third keeps some of both where even that is not to be had.
    package static func affordable(of count: Int, horizon: Int, seasonLength: Int?) -> Int? {
        guard count >= 3 else { return nil }
        let wanted = PartitionSize.automatic.rows(of: count, horizon: horizon, seasonLength: seasonLength)
        return wanted <= count / 2 ? wanted : count / 3
    }
}
