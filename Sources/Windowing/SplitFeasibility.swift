import TimeSeries

/// Where a series was observed, in a form that answers "is there a window?" at once.
struct ObservedRows {
    /// The series' name, if it has one.
    let id: String?
    /// From the first observed row to the last.
    let span: Range<Int>
    /// For each row of the series the first observed row at or after it; `count` when there is none.
    private let next: [Int]

    /// Nil when every value is missing.
    init?(_ series: TimeSeries) {
        let values = series.values
        guard let first = values.firstIndex(where: { !$0.isNaN }), let last = values.lastIndex(where: { !$0.isNaN })
        else { return nil }
        var next = [Int](repeating: values.count, count: values.count)
        for row in stride(from: last, through: 0, by: -1) {
            next[row] = values[row].isNaN ? next[row + 1] : row
        }
        self.id = series.id
        self.span = first..<last + 1
        self.next = next
    }

    /// Whether a window of these lengths has its targets in `rows` and an observed value among them.
    ///
    /// The targets of all possible origins together are every row from the earliest origin to the end of `rows`.
    func holdsWindow(in rows: Range<Int>, inputLength: Int, horizon: Int) -> Bool {
        let earliest = max(rows.lowerBound, span.lowerBound + inputLength)
        return earliest <= rows.upperBound - horizon && next[earliest] < rows.upperBound
    }
}

/// Which window lengths a panel is long enough for.
struct SplitFeasibility {
    let series: [ObservedRows]
    let specification: SplitSpecification
    let seasonLength: Int?

    /// The parts of one series when windows forecast `horizon` steps.
    func split(_ one: ObservedRows, horizon: Int) -> SeriesSplit {
        let rows = one.span.count
        return SeriesSplit(
            rows: one.span,
            validation: specification.validation.rows(of: rows, horizon: horizon, seasonLength: seasonLength),
            test: specification.test.rows(of: rows, horizon: horizon, seasonLength: seasonLength)
        )
    }

    /// Throws unless every part of every series holds a window of `shape`.
    func check(_ shape: WindowShape) throws(WindowingError) {
        guard let failing = series.first(where: { !isLongEnough($0, shape.inputLength, shape.horizon) }) else { return }
        for (partition, size) in [(Partition.test, specification.test), (.validation, specification.validation)] {
            let rows = size.rows(of: failing.span.count, horizon: shape.horizon, seasonLength: seasonLength)
            guard rows >= shape.horizon else {
                throw .partitionShorterThanHorizon(partition: partition, rows: rows, horizon: shape.horizon)
            }
        }
        throw .tooShort(
            TooShortSeries(
                id: failing.id,
                rows: failing.span.count,
                inputLength: shape.inputLength,
                horizon: shape.horizon,
                longestInputLength: longestInputLength(horizon: shape.horizon),
                longestHorizon: longestHorizon(inputLength: shape.inputLength),
                longestInputLengthOfOneStep: longestInputLength(horizon: 1)
            ))
    }

    /// The longest input that leaves every part of every series a window, or nil when not even one step does.
    func longestInputLength(horizon: Int) -> Int? {
        let bound = series.map { split($0, horizon: horizon).training.count - horizon }.min() ?? 0
        return longest(upTo: bound) { isLongEnough(inputLength: $0, horizon: horizon) }
    }

    /// The longest horizon that leaves every part of every series a window, or nil when not even one step does.
    func longestHorizon(inputLength: Int) -> Int? {
        let bound = series.map { $0.span.count - inputLength }.min() ?? 0
        return longest(upTo: bound) { isLongEnough(inputLength: inputLength, horizon: $0) }
    }

    /// Counts down rather than halving: gaps can make a length feasible and a shorter one not.
    private func longest(upTo bound: Int, where isFeasible: (Int) -> Bool) -> Int? {
        stride(from: bound, through: 1, by: -1).first(where: isFeasible)
    }

    private func isLongEnough(inputLength: Int, horizon: Int) -> Bool {
        series.allSatisfy { isLongEnough($0, inputLength, horizon) }
    }

    private func isLongEnough(_ one: ObservedRows, _ inputLength: Int, _ horizon: Int) -> Bool {
        let split = split(one, horizon: horizon)
        return Partition.allCases.allSatisfy {
            one.holdsWindow(in: split[$0], inputLength: inputLength, horizon: horizon)
        }
    }
}
