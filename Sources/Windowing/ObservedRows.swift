import TimeSeries

/// Where a series was observed, in a form that answers "is there a window?" at once.
struct ObservedRows {
    /// The series' name, if it has one.
    let id: String?
    /// From the first observed row to the last.
    let span: Range<Int>
    /// The time of every row.
    let index: TimeIndex
    /// For each row of the series the first observed row at or after it; `count` when there is none.
    private let next: [Int]

    /// Nil when every value is missing.
    init?(_ series: TimeSeries) {
        let values = series.observedValues
        guard let first = values.firstIndex(where: { !$0.isNaN }), let last = values.lastIndex(where: { !$0.isNaN })
        else { return nil }
        var next = [Int](repeating: values.count, count: values.count)
        for row in stride(from: last, through: 0, by: -1) {
            next[row] = values[row].isNaN ? next[row + 1] : row
        }
        self.id = series.id
        self.span = first..<last + 1
        self.index = series.index
        self.next = next
    }

    /// The time of the last observed row.
    var end: Timestamp { index[span.upperBound - 1] }

    /// The rows that a forecast from the end of the span can look back on.
    var rowsToForecastFrom: Int { span.count }

    /// Whether a window of these lengths has its targets in `rows` and an observed value among them.
    ///
    /// The targets of all possible origins together are every row from the earliest origin to the end of `rows`.
    func holdsWindow(in rows: Range<Int>, inputLength: Int, horizon: Int) -> Bool {
        let earliest = max(rows.lowerBound, span.lowerBound + inputLength)
        return earliest <= rows.upperBound - horizon && next[earliest] < rows.upperBound
    }

    /// The series cut at two times; nil is later than any.
    func split(at cut: SplitTimes) -> SeriesSplit {
        let validation = row(cut.validation)
        let test = row(cut.test)
        return SeriesSplit(
            training: span.lowerBound..<validation, validation: validation..<test, test: test..<span.upperBound)
    }

    /// The time of `row`; nil after the last row.
    func time(_ row: Int) -> Timestamp? { row < index.count ? index[row] : nil }

    /// The first row of the span that is not before `time`, or the span's end.
    private func row(_ time: Timestamp?) -> Int {
        guard let time else { return span.upperBound }
        var low = span.lowerBound
        var high = span.upperBound
        while low < high {
            let middle = (low + high) / 2
            if index[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The times at which every series of a panel is cut.
struct SplitTimes {
    /// The first validation row's; nil is later than any.
    var validation: Timestamp?
    /// The first test row's; nil is later than any.
    var test: Timestamp?
}
