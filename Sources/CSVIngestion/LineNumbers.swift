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
