/// The line of every row of a series, kept as runs of constant distance because almost all files are regular.
struct LineNumbers {
    private struct Run {
        var row: Int
        var line: Int
        var distance: Int
    }

    private var runs: [Run] = []
    private var count = 0
    private var last = 0

    mutating func append(_ line: Int) {
        if let run = runs.last {
            if count - run.row == 1 {
                runs[runs.count - 1].distance = line - run.line
            } else if line - last != run.distance {
                runs.append(Run(row: count, line: line, distance: 0))
            }
        } else {
            runs.append(Run(row: 0, line: line, distance: 0))
        }
        last = line
        count += 1
    }

    /// Appends the lines of rows that are further on in the file.
    mutating func append(_ other: LineNumbers, shiftedBy shift: Int) {
        for (place, run) in other.runs.enumerated() {
            let end = place + 1 < other.runs.count ? other.runs[place + 1].row : other.count
            var row = run.row
            while row < end {
                append(run.line + (row - run.row) * run.distance + shift)
                row += 1
                guard row < end, let open = runs.last, open.distance == run.distance, count - open.row >= 2 else {
                    continue
                }
                // The rest of the run only continues.
                count += end - row
                last += (end - row) * run.distance
                row = end
            }
        }
    }

    /// Moves all lines on.
    mutating func shift(by distance: Int) {
        for run in runs.indices { runs[run].line += distance }
        last += distance
    }

    subscript(row: Int) -> Int {
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].row <= row { low = middle } else { high = middle }
        }
        return runs[low].line + (row - runs[low].row) * runs[low].distance
    }
}
