import TimeSeries

extension SeriesRows {
    /// Makes one row of each of `groups` of rows, which are ranges of `sorted`; its line is that of its first row.
    ///
    /// - Parameter covariateChoices: How the values of each covariate become one.
    mutating func combine(
        _ groups: [Range<Int>], of sorted: [Int32], by choice: Aggregation, _ covariateChoices: [Aggregation]
    ) {
        let combined = values.combined(groups, of: sorted, by: choice)
        let others = zip(covariates, covariateChoices).map { $0.combined(groups, of: sorted, by: $1) }
        take(groups.map { sorted[$0.lowerBound] })
        (values, covariates) = (combined, others)
    }

    /// Makes one row of the rows of each step.
    ///
    /// - Parameters:
    ///   - target: The values of the steps.
    ///   - covariates: Those of each covariate.
    mutating func take(_ buckets: StepBuckets, target: [Double], covariates: [[Double]]) {
        let filled = Self.steps(of: filledRows, buckets)
        let drawn = Self.steps(of: interpolatedRows, buckets)
        let rows = buckets.rows.map { rows in Int32(rows.first { !isInserted($0) } ?? rows.lowerBound) }
        (filledRows, interpolatedRows) = ([], [])
        take(rows, at: buckets.starts)
        (values, self.covariates) = (target, covariates)
        for step in filled where !values[step].isNaN { filledRows.append(step..<step + 1) }
        guard !drawn.isEmpty, let first = values.firstIndex(where: { !$0.isNaN }),
            let last = values.lastIndex(where: { !$0.isNaN })
        else { return }
        for step in drawn where (first..<last).contains(step) && values[step].isNaN {
            interpolatedRows.append(step..<step + 1)
        }
        filledRows = filledRows.joined
        interpolatedRows = interpolatedRows.joined
    }

    /// The steps that hold some of `rows`, in order.
    private static func steps(of rows: [Range<Int>], _ buckets: StepBuckets) -> [Int] {
        guard !rows.isEmpty else { return [] }
        var steps: [Int] = []
        var place = 0
        for range in rows {
            while place < buckets.rows.count, buckets.rows[place].upperBound <= range.lowerBound { place += 1 }
            var step = place
            while step < buckets.rows.count, buckets.rows[step].lowerBound < range.upperBound {
                if steps.last.map({ $0 < step }) ?? true { steps.append(step) }
                step += 1
            }
        }
        return steps
    }
}

extension [Double] {
    /// One value of each of `groups` of places, which are ranges of `sorted`.
    fileprivate func combined(_ groups: [Range<Int>], of sorted: [Int32], by choice: Aggregation) -> [Double] {
        var one: [Double] = []
        return groups.map { group in
            if group.count == 1 { return self[Int(sorted[group.lowerBound])] }
            one.removeAll(keepingCapacity: true)
            for place in group { one.append(self[Int(sorted[place])]) }
            return choice.combine(&one)
        }
    }

    /// One value of each of `groups` of places.
    func combined(_ groups: [Range<Int>], by choice: Aggregation) -> [Double] {
        var one: [Double] = []
        return groups.map { group in
            if group.count == 1 { return self[group.lowerBound] }
            one.removeAll(keepingCapacity: true)
            one.append(contentsOf: self[group])
            return choice.combine(&one)
        }
    }
}

extension [Range<Int>] {
    /// The same places in as few ranges as can be; these may overlap and be in any order.
    var joined: [Range<Int>] {
        var all: [Range<Int>] = []
        for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = all.last, range.lowerBound <= last.upperBound {
                all[all.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                all.append(range)
            }
        }
        return all
    }
}
