extension BacktestDesign.TrainingWindow {
    /// Reads `expanding`, `rolling`, or a number of rows.
    ///
    /// - Throws: ``BacktestError/unreadableChoice(flag:text:choices:number:)`` for anything else.
    public init(parsing text: String) throws(BacktestError) {
        switch text {
        case "expanding": self = .expanding
        case "rolling": self = .rolling(rows: nil)
        default:
            guard let rows = Int(text) else {
                throw .unreadableChoice(
                    flag: "--window", text: text, choices: ["expanding", "rolling"], number: "rows")
            }
            self = .rolling(rows: rows)
        }
    }
}

extension BacktestDesign.Refit {
    /// Reads `never`, `always`, or a number of cutoffs.
    ///
    /// - Throws: ``BacktestError/unreadableChoice(flag:text:choices:number:)`` for anything else.
    public init(parsing text: String) throws(BacktestError) {
        switch text {
        case "never": self = .never
        case "always": self = .always
        default:
            guard let cutoffs = Int(text) else {
                throw .unreadableChoice(flag: "--refit", text: text, choices: ["never", "always"], number: "cutoffs")
            }
            self = .every(cutoffs)
        }
    }
}
