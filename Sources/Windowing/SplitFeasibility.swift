import TimeSeries

/// Which window lengths a panel is long enough for.
struct SplitFeasibility {
    let series: [ObservedRows]
    let specification: SplitSpecification
    let seasonLength: Int?
    /// The series whose rows are counted to find the times of the cuts: the last to end, the longest among these.
    private let reference: ObservedRows

    /// - Precondition: `series` is not empty.
    init(series: [ObservedRows], specification: SplitSpecification, seasonLength: Int?) {
        self.series = series
        self.specification = specification
        self.seasonLength = seasonLength
        self.reference = series.dropFirst().reduce(series[0]) { best, one in
            (best.end, best.span.count) < (one.end, one.span.count) ? one : best
        }
    }

    /// Rows of the series that the times of the cuts are counted on.
    var referenceRows: Int { reference.span.count }

    /// The parts of every series when windows forecast `horizon` steps.
    func splits(horizon: Int) -> [SeriesSplit] {
        let cut = times(horizon: horizon)
        return series.map { $0.split(at: cut) }
    }

    /// Throws unless some series holds a window of `shape` in each part, and every series can be scaled and forecast.
    func check(_ shape: WindowShape) throws(WindowingError) {
        // With the least horizon the least is held out: what begins too late then begins too late with any.
        for horizon in [1, shape.horizon] where referenceLearns(horizon: horizon) {
            if let late = seriesBeginningLate(horizon: horizon) { throw late }
        }
        guard holdsWindows(splits(horizon: shape.horizon), shape.inputLength, shape.horizon) else {
            throw shortage(shape)
        }
        if let late = seriesBeginningLate(horizon: shape.horizon) { throw late }
        if let short = series.first(where: { $0.rowsToForecastFrom < shape.inputLength }) {
            throw .shorterThanInput(
                series: short.id, rows: short.rowsToForecastFrom, inputLength: shape.inputLength,
                longest: longestInputLength(horizon: shape.horizon))
        }
    }

    /// The longest input with which ``check(_:)`` passes, or nil when it does not even with one step.
    func longestInputLength(horizon: Int) -> Int? {
        let splits = splits(horizon: horizon)
        guard everySeriesLearns(splits) else { return nil }
        let bound = min(shortestSeries, (splits.map(\.training.count).max() ?? 0) - horizon)
        return longest(upTo: bound) { holdsWindows(splits, $0, horizon) }
    }

    /// The longest horizon with which ``check(_:)`` passes, or nil when it does not even with one step.
    func longestHorizon(inputLength: Int) -> Int? {
        guard inputLength <= shortestSeries else { return nil }
        let bound = (series.map(\.span.count).max() ?? 0) - inputLength
        return longest(upTo: bound) { horizon in
            // Most horizons that are too long leave the reference nothing to learn from, which is quick to see.
            guard referenceLearns(horizon: horizon) else { return false }
            let splits = splits(horizon: horizon)
            return everySeriesLearns(splits) && holdsWindows(splits, inputLength, horizon)
        }
    }

    private var shortestSeries: Int { series.map(\.rowsToForecastFrom).min() ?? 0 }

    private func times(horizon: Int) -> SplitTimes {
        let parts = SeriesSplit(
            rows: reference.span,
            validation: size(specification.validation, horizon: horizon),
            test: size(specification.test, horizon: horizon))
        return SplitTimes(
            validation: reference.time(parts.validation.lowerBound), test: reference.time(parts.test.lowerBound))
    }

    private func size(_ size: PartitionSize, horizon: Int) -> Int {
        size.rows(of: reference.span.count, horizon: horizon, seasonLength: seasonLength)
    }

    /// Counts down rather than halving: gaps can make a length feasible and a shorter one not.
    private func longest(upTo bound: Int, where isFeasible: (Int) -> Bool) -> Int? {
        stride(from: min(bound, WindowShape.longest), through: 1, by: -1).first(where: isFeasible)
    }

    private func referenceLearns(horizon: Int) -> Bool {
        !reference.split(at: times(horizon: horizon)).training.isEmpty
    }

    private func everySeriesLearns(_ splits: [SeriesSplit]) -> Bool { splits.allSatisfy { !$0.training.isEmpty } }

    /// Whether every part that was asked for holds a window of some series.
    private func holdsWindows(_ splits: [SeriesSplit], _ inputLength: Int, _ horizon: Int) -> Bool {
        specification.partitions.allSatisfy { partition in
            zip(series, splits).contains {
                $0.holdsWindow(in: $1[partition], inputLength: inputLength, horizon: horizon)
            }
        }
    }
}

extension SplitFeasibility {
    /// The error for the first series without a training row, if there is one.
    private func seriesBeginningLate(horizon: Int) -> WindowingError? {
        let cut = times(horizon: horizon)
        guard let cutoff = cut.validation, let late = series.first(where: { $0.split(at: cut).training.isEmpty })
        else { return nil }
        return .beginsAfterTraining(
            series: late.id, firstTime: late.index.text(at: late.span.lowerBound),
            cutoff: late.index.format.text(cutoff))
    }

    /// The error for a panel without a window of `shape` in some part.
    private func shortage(_ shape: WindowShape) -> WindowingError {
        for partition in specification.partitions.reversed() where partition != .training {
            let rows = size(specification[partition], horizon: shape.horizon)
            guard rows >= shape.horizon else {
                return .partitionShorterThanHorizon(partition: partition, rows: rows, horizon: shape.horizon)
            }
        }
        let shortage = TooShortSeries(
            id: series.count == 1 ? reference.id : nil,
            seriesCount: series.count,
            rows: series.map(\.span.count).max() ?? 0,
            inputLength: shape.inputLength,
            horizon: shape.horizon,
            longestInputLength: longestInputLength(horizon: shape.horizon),
            longestHorizon: longestHorizon(inputLength: shape.inputLength),
            longestInputLengthOfOneStep: longestInputLength(horizon: 1),
            hasTest: specification.partitions.contains(.test)
        )
        // Where a series would be long enough, but a young one ends last and is all held out, no length is the remedy.
        if shortage.rows >= 4, shortage.longestInputLengthOfOneStep == nil, shortage.longestHorizon == nil,
            series.count > 1, let late = seriesBeginningLate(horizon: 1)
        {
            return late
        }
        return .tooShort(shortage)
    }
}
