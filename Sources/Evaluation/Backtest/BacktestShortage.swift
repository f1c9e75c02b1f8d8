/// What is missing before the first cutoff, and what would do.
public struct BacktestShortage: Sendable, Hashable {
    /// Rows from the first observed one to the last, of the series that cutoffs are counted in.
    public var rows: Int
    /// Cutoffs asked for.
    public var cutoffs: Int
    /// Steps from a cutoff to the last that is scored.
    public var reach: Int
    /// Rows from one cutoff to the next.
    public var step: Int
    /// What there is before the first cutoff; nil when there is nothing.
    public var before: Before?
    /// Changes that would do, each by itself, such as `--windows 12 or fewer`.
    public var remedies: [String]

    /// The rows before the first cutoff.
    public struct Before: Sendable, Hashable {
        /// The time of the first cutoff, as the file writes it.
        public var cutoff: String
        /// Rows that may be learned from.
        public var rows: Int
        /// Those of them that are for validation.
        public var validation: Int
        /// Steps a model would see.
        public var inputLength: Int

        /// Creates a description.
        public init(cutoff: String, rows: Int, validation: Int, inputLength: Int) {
            self.cutoff = cutoff
            self.rows = rows
            self.validation = validation
            self.inputLength = inputLength
        }
    }

    /// Creates a shortage.
    public init(rows: Int, cutoffs: Int, reach: Int, step: Int, before: Before?, remedies: [String]) {
        self.rows = rows
        self.cutoffs = cutoffs
        self.reach = reach
        self.step = step
        self.before = before
        self.remedies = remedies
    }

    var message: String {
        guard let before else {
            let apart = cutoffs > 1 ? ", \(counted(step, "row")) apart," : ""
            return "\(counted(cutoffs, "cutoff")) with \(counted(reach, "step")) after \(cutoffs == 1 ? "it" : "each")"
                + "\(apart) \(cutoffs == 1 ? "leaves" : "leave") none of the \(counted(rows, "row")) to learn from"
        }
        let validation = before.validation < before.rows ? ", \(before.validation) of them for validation" : ""
        return "before the first cutoff, \(before.cutoff), there \(before.rows == 1 ? "is" : "are") "
            + "\(counted(before.rows, "row")) to learn from\(validation): too few for windows of "
            + "\(counted(before.inputLength, "input step")) and \(counted(reach, "forecast step")) in both training and "
            + "validation"
    }

    var fix: String { remedies.isEmpty ? "add rows" : "pass " + remedies.joined(separator: ", or ") }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
