import TimeSeries

extension [SeriesRows] {
    /// Numbers the rows of series without times so that all of them end together, the longest being numbered from 1; says so
    /// where they are of different lengths.
    ///
    /// Nothing tells which rows of two such series are of one time. Ending together, the last rows of every series are what
    /// models are tested on, as in the M4 competition; beginning together, they would be those of the longest only.
    mutating func numberToCommonEnd() -> String? {
        let last = reduce(0) { Swift.max($0, $1.timestamps.last?.ticks ?? 0) }
        var isUneven = false
        for place in indices {
            let shift = last - (self[place].timestamps.last?.ticks ?? last)
            guard shift > 0 else { continue }
            isUneven = true
            for row in self[place].timestamps.indices { self[place].timestamps[row].ticks += shift }
        }
        return isUneven ? "series of different lengths are numbered so that all of them end at \(last)" : nil
    }
}
