/// The lines by which two texts differ, in the manner of `diff -u`.
package struct LineDifference: Sendable, CustomStringConvertible {
    /// A line of either text.
    package enum Line: Sendable, Equatable {
        /// A line of both texts.
        case same(String)
        /// A line that only the expected text has.
        case expected(String)
        /// A line that only the actual text has.
        case actual(String)
    }

    /// Every line of both texts in order.
    package let lines: [Line]

    /// Compares line by line.
    package init(expected: [String], actual: [String]) {
        let changes = actual.difference(from: expected)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [Line] = []
        var (old, new) = (0, 0)
        while old < expected.count || new < actual.count {
            if removed.contains(old) {
                lines.append(.expected(expected[old]))
                old += 1
            } else if inserted.contains(new) {
                lines.append(.actual(actual[new]))
                new += 1
            } else {
                lines.append(.same(expected[old]))
                (old, new) = (old + 1, new + 1)
            }
        }
        self.lines = lines
    }

    /// How many lines of the expected text precede the first difference; `nil` where there is none.
    package var firstDifference: Int? {
        lines.firstIndex { line in
            if case .same = line { false } else { true }
        }
    }

    /// The lines, with `-` before what was expected and `+` before what came instead.
    package var description: String {
        lines.map { line in
            switch line {
            case .same(let text): "  \(text)"
            case .expected(let text): "- \(text)"
            case .actual(let text): "+ \(text)"
            }
        }.joined(separator: "\n")
    }
}
