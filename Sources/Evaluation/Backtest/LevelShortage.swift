public import Models

/// What is missing to calibrate an interval before the first cutoff.
public struct LevelShortage: Sendable, Hashable {
    /// The level asked for.
    public var level: PredictionLevel
    /// Windows that it needs.
    public var needed: Int
    /// Windows of the series that has most.
    public var available: Int
    /// The validation rows that would do; nil where there are not so many before the first cutoff.
    public var validation: Int?
    /// Whether `--split` sets the validation rows.
    public var isSplit: Bool
    /// The highest level in whole percent that there are windows enough for, if any.
    public var highest: PredictionLevel?

    var message: String {
        "an interval of \(level)% is calibrated on \(counted(needed, "window")) of the validation rows before the first "
            + "cutoff, and there \(available == 1 ? "is" : "are") \(available)"
    }

    var fix: String {
        let rows = validation.map {
            "pass \(isSplit ? "--split with a second part of" : "--validation") \($0) or more"
        }
        let lower = highest.map { "\(rows == nil ? "pass " : "")--levels \($0) or lower" }
        let both = [rows, lower].compactMap { $0 }
        return both.isEmpty ? "leave --levels out, or add rows" : both.joined(separator: ", or ")
    }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
