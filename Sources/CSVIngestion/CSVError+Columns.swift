import Diagnostics

extension CSVError {
    static func unknownColumn(_ name: String, flag: String, names: [String], at place: DiagnosticLocation) -> CSVError {
        let nearest = nearestName(to: name, among: names)
        let fix = nearest.map { "did you mean \(flag) \(shellWord($0))? " } ?? ""
        return CSVError(
            .unknownColumn, "there is no column '\(display(name))'", fix: fix + "the columns are \(list(names))",
            at: place, exitStatus: .usage)
    }

    static func duplicateColumn(_ name: String, first: Int, second: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .duplicateColumn,
            "two columns are called '\(display(name))', the \(ordinal(first)) and the \(ordinal(second))",
            fix: "rename one of them in the header", at: place)
    }

    static func ambiguousColumn(_ role: String, flag: String, candidates: [String], at place: DiagnosticLocation)
        -> CSVError
    {
        let one = "pass \(flag) with one of them, such as \(flag) \(shellWord(candidates.first ?? "NAME"))"
        let each = role == "target" ? ", or --layout columns to read each as a series" : ""
        return CSVError(
            .ambiguousColumn, "\(candidates.count) columns could be the \(role): \(list(candidates))",
            fix: one + each, at: place, exitStatus: .usage)
    }

    static func columnUsedTwice(_ name: String, _ one: String, _ other: String, at place: DiagnosticLocation)
        -> CSVError
    {
        CSVError(
            .columnUsedTwice, "column '\(display(name))' cannot be both the \(one) and the \(other)",
            fix: "pass another column with --\(other) or --\(one)", at: place, exitStatus: .usage)
    }

    /// A cell that was expected to hold a number.
    struct FoundCell {
        var column: String
        var text: String
        var place: DiagnosticLocation
    }

    /// No column can be the target.
    ///
    /// - Parameter cell: The first cell that holds no number, in the column that looks most like one of numbers.
    static func noNumberColumn(
        names: [String],
        cell: FoundCell?,
        firstLine: String,
        at place: DiagnosticLocation
    ) -> CSVError {
        let message = "no column holds numbers to forecast"
        if let mark = commentMark(firstLine) {
            let fix = "pass --comment '\(mark)' to skip lines that begin with it, as the first line does"
            return CSVError(.noNumberColumn, message, fix: fix, at: place)
        }
        guard let cell else {
            let fix =
                names.isEmpty
                ? "give a file with a column of numbers"
                : "pass --target with the column to forecast, one of \(list(names)); its cells must be numbers"
            return CSVError(.noNumberColumn, message, fix: fix, at: place)
        }
        let fix =
            if let flags = NumberStyle.fix(cell.text, .plain) {
                flags
            } else {
                "write the column to forecast, one of \(list(names)), as plain numbers such as 1234.5"
            }
        return CSVError(
            .noNumberColumn, "\(message): column '\(display(cell.column))' holds \"\(display(cell.text))\"", fix: fix,
            at: cell.place)
    }

    /// The id takes the only column that could be forecast.
    static func nothingLeft(id: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .noNumberColumn, "no column of numbers is left to forecast: column '\(display(id))' is the id",
            fix: "pass --id with another column, or leave --id out", at: place)
    }

    private static func ordinal(_ number: Int) -> String {
        let suffix =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(suffix)"
    }
}
