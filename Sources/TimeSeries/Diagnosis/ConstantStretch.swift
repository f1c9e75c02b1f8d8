/// Equal values in a row, more of them than chance explains: a sensor that is stuck.
public struct ConstantStretch: Sendable, Hashable {
    /// Its rows.
    public var rows: Range<Int>
    /// The value of all of them.
    public var value: Double
}

extension ConstantStretch {
    /// The fewest rows of a stretch.
    private static let fewest = 5
    /// The expected number of such stretches, by chance, below which one is told.
    private static let rarity = 0.001

    /// The stretches of `values`, in the order of rows; a missing value ends one.
    ///
    /// With p the share of neighbours that are equal outside of the stretch, n rows are expected to have n (1 − p) pᴸ⁻¹
    /// runs of L equal values or more: the geometric runs of Gordon, Schilling & Waterman 1986, "An extreme value theory
    /// for long head runs". Told is a run of which fewer than 0.001 are expected, so that prices that seldom move, or
    /// sales that are mostly 0, are no finding.
    package static func found(in values: [Double]) -> [ConstantStretch] {
        let (runs, pairs) = (longRuns(of: values), Double(max(1, values.count - 1)))
        let equal = Double(zip(values.dropFirst(), values).count { $0 == $1 })
        return runs.compactMap { run in
            let inside = Double(run.count - 1)
            let p = max(equal - inside, 1) / max(pairs - inside, 1)
            guard p < 1 else { return nil }
            var expected = pairs * (1 - p)
            for _ in 1..<run.count {
                expected *= p
                if expected < rarity { return ConstantStretch(rows: run, value: values[run.lowerBound]) }
            }
            return nil
        }
    }

    /// The maximal ranges of equal values that are long enough to be told, and not all there is.
    private static func longRuns(of values: [Double]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for row in values.indices {
            if row + 1 < values.count, values[row + 1] == values[row] { continue }
            let run = start..<row + 1
            if run.count >= fewest, run.count < values.count { runs.append(run) }
            start = row + 1
        }
        return runs
    }
}
