import Diagnostics

extension CSVError {
    static func tsfLineBeforeData(at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfHeader, "a line before @data begins neither with @ nor with #",
            fix: "put the line @data before the series, or pass --layout long if this is a CSV file", at: place)
    }

    static func tsfNoData(at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfHeader, "the header of the .tsf file has no line @data",
            fix: "put the line @data before the series, or pass --layout long if this is a CSV file", at: place)
    }

    static func tsfNoAttributes(at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfHeader, "no @attribute stands before @data",
            fix: "say what stands before the values, such as @attribute series_name string", at: place)
    }

    static func tsfBadTag(_ tag: String, _ words: [String], expected: String, at place: DiagnosticLocation) -> CSVError
    {
        CSVError(
            .badTsfHeader, "\(display(tag)) says \"\(display(words.joined(separator: " ")))\"",
            fix: "write it as \(expected)", at: place)
    }

    static func tsfUnknownFrequency(_ word: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfHeader, "@frequency says \"\(display(word))\", which is no step",
            fix:
                "write yearly, quarterly, monthly, weekly, daily, hourly, half_hourly, minutely, or a number with a unit "
                + "such as 10_minutes", at: place)
    }

    static func tsfRepeatedAttribute(_ name: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfHeader, "the attribute '\(display(name))' is declared twice", fix: "take one of the two lines out",
            at: place)
    }

    static func tsfTooFewAttributes(_ found: Int, of names: [String], at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfSeries,
            "\(counted(found, "colon")) where the attributes \(list(names)) need \(names.count), one after each",
            fix: "write the line as \(names.joined(separator: ":")):value,value", at: place)
    }

    static func tsfBadStart(_ name: String, _ text: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfSeries, "attribute '\(display(name))': \"\(display(text))\" is no timestamp",
            fix: "write it as 1979-01-31 00-00-00", at: place)
    }

    static func tsfBadNumber(_ name: String, _ text: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfSeries, "\(display(name)): \"\(display(text))\" is not a number",
            fix: "write a plain number such as 1234.5, or ? where it is missing", at: place)
    }

    static func tsfRepeatedID(_ id: String, firstLine: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .repeatedID, "series '\(display(id))' has a second line, the first is line \(firstLine)",
            fix: "delete one of the two, or rename it", at: place)
    }

    static func tsfTooLong(_ id: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .badTsfSeries, "the times of series '\(display(id))' run beyond the year 9999",
            fix: "correct its start or @frequency; --frequency sets another step", at: place)
    }

    static func unknownAttribute(_ name: String, flag: String, names: [String], at place: DiagnosticLocation)
        -> CSVError
    {
        CSVError(
            .unknownColumn, "there is no attribute '\(display(name))'",
            fix: "the attributes are \(list(names))", at: place, exitStatus: .usage)
    }
}
