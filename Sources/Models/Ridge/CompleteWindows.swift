import Windowing

extension ScaledSeries {
    /// Runs of consecutive origins in `rows` whose windows are complete, as long as they can be.
    ///
    /// A window is complete when it begins no earlier than the first observed row, has a value at every target, and does not
    /// end in a hole that will be bridged: only windows that see the same inputs can be summed up together.
    func completeOrigins(in rows: Range<Int>, shape: WindowShape) -> [Range<Int>] {
        guard let firstObservedRow else { return [] }
        var runs: [Range<Int>] = []
        var first = max(rows.lowerBound, firstObservedRow + shape.inputLength)
        func close(before row: Int) {
            let end = row - shape.horizon + 1
            if openHole(at: first) != nil { first += 1 }
            if first < end { runs.append(first..<end) }
            first = row + 1
        }
        guard first < rows.upperBound else { return [] }
        for row in first..<rows.upperBound where targets[row].isNaN { close(before: row) }
        close(before: rows.upperBound)
        return runs
    }
}
