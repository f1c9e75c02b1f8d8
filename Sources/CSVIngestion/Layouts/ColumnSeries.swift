import TimeSeries

extension SeriesRows {
    /// The rows of a file of one series a column as those series.
    ///
    /// A series has the rows from its first value to its last, in time; where a covariate is known ahead, those after
    /// the last too.
    ///
    /// - Parameters:
    ///   - names: The columns, that of ``values`` first.
    ///   - isAhead: For each covariate whether it is known ahead.
    /// - Returns: The series, and the names of columns without a value.
    func split(_ names: [String], isAhead: [Bool]) -> (series: [SeriesRows], empty: [String]) {
        var series: [SeriesRows] = []
        var empty: [String] = []
        let lastAhead = zip(covariates, isAhead).filter(\.1).compactMap { lastTime($0.0) }.max()
        for (name, values) in zip(names, [values] + otherValues) {
            let times = zip(timestamps, values).lazy.filter { !$0.1.isNaN }.map(\.0)
            guard let first = times.min(), let last = times.max() else {
                empty.append(name)
                continue
            }
            series.append(column(name, values, first...max(last, lastAhead ?? last)))
        }
        return (series, empty)
    }

    /// The last time at which there is a value.
    private func lastTime(_ values: [Double]) -> Timestamp? {
        zip(timestamps, values).lazy.filter { !$0.1.isNaN }.map(\.0).max()
    }

    private func column(_ name: String, _ values: [Double], _ span: ClosedRange<Timestamp>) -> SeriesRows {
        var rows = SeriesRows(id: name, capacity: values.count)
        rows.covariates = covariates.map { _ in [] }
        rows.disorder = disorder
        for row in timestamps.indices where span.contains(timestamps[row]) {
            rows.timestamps.append(timestamps[row])
            rows.values.append(values[row])
            rows.lines.append(lines[row])
            for place in covariates.indices { rows.covariates[place].append(covariates[place][row]) }
        }
        return rows
    }

    /// Gives the categories of a covariate, or of a column that does not change, their final numbers.
    mutating func renumber(_ place: Int, _ covariateCount: Int, _ order: [Int]) {
        func final(_ value: Double) -> Double { value.isNaN ? value : Double(order[Int(value)]) }
        if place < covariateCount {
            covariates[place] = covariates[place].map(final)
        } else {
            statics[place - covariateCount] = final(statics[place - covariateCount])
        }
    }
}

extension ColumnNames {
    /// The names under which series of a file of one series a column are forecast.
    static func ofColumns(time: String?) -> ColumnNames {
        let id = time == "series" ? "unique_id" : "series"
        return ColumnNames(time: time, target: time == "value" ? "y" : "value", id: id)
    }
}
