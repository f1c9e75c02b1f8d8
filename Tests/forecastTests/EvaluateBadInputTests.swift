import Testing

/// Files of forecasts that do not fit, and wrong flags.
@Suite struct EvaluateBadInputTests {
    private func folder() throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.write(longActuals, to: "actuals.csv")
        return folder
    }

    @Test(arguments: [
        ("V1,V2,V3\nA,1,2\nB,1,2\nB,3,4\n", "f.csv:4:1: series 'B' has a second row, the first is on line 3"),
        ("V1,V2,V3\nA,1,2\nC,1,2\n", "f.csv:3: series 'C' is not in a.csv (2 forecasts of series that are not there)"),
        (
            "V1,V2,V3\nA,1\nB,3,4\n",
            "f.csv:2: no forecast of step 2 of series 'A' stands beside this one, and a.csv has its value"
        ),
        ("V1,V2,V3\nA,1,2\n", "a.csv: f.csv has no forecast of series 'B'"),
        ("V1,V2,V3,V4\nA,1,2,5\nB,1,2\n", "f.csv:2: 3 forecasts of series 'A', and a.csv has 2 of its values"),
        ("V1,V2,V3\nA,,2\nB,1,2\n", "f.csv:2: column 'f': the forecast is missing"),
        ("V1,V2,V3\nA,x,2\nB,1,2\n", "f.csv:2:3: column 'V2': \"x\" is not a number"),
        ("id,ds,m\nA,2024-01-01,2\n", "a.csv holds one series a row, and f.csv does not"),
    ])
    func `rows that do not fit the actual ones are refused with their line`(file: String, message: String) throws {
        let folder = try CommandFolder()
        try folder.write("V1,V2,V3\nA,1,2\nB,3,4\n", to: "a.csv")
        try folder.write(file, to: "f.csv")
        let outcome = try folder.run("forecast evaluate f.csv a.csv")
        #expect(outcome.status == 65 && outcome.output == "")
        #expect(outcome.errors.contains(message) && outcome.errors.contains("\n  fix: "), "\(outcome.errors)")
    }

    @Test(arguments: [
        (
            "id,ds,M\nA,2024-01-10,1\nA,2024-01-11,1\nA,2024-01-12,1\n", 65,
            "f.csv:3: 2024-01-11 of series 'A' is not in"
        ),
        ("id,ds,M\nA,2024-01-10,1\nC,2024-01-10,1\n", 65, "f.csv:3: series 'C' is not in actuals.csv"),
        ("id,ds,M\nA,2024-01-10,1\nA,2024-01-10,2\n", 65, "f.csv:3: a second forecast of 2024-01-10 of series 'A'"),
        ("id,ds,M\nA,2024-01-10,\nB,2024-01-10,2\n", 65, "f.csv:2: column 'M': the forecast is missing"),
        ("id,ds,M\nA,2024-01-10,many\nB,2024-01-10,2\n", 65, "f.csv:2:14: column 'M': \"many\" is not a number"),
        (
            "id,ds,M\nA,2024-01-10,NaN\nB,2024-01-10,2\n", 65,
            "fix: fill it in, or name the columns that are complete with --model"
        ),
        ("id,ds,M\nA,1704844801,1\nB,1704844801,2\n", 65, "f.csv:2: 1704844801 of series 'A' is not in"),
        ("id,ds,M\nA,01/10/2024,1\nB,01/10/2024,2\n", 65, "f.csv:2:3: column 'ds': \"01/10/2024\" may be"),
        ("id,ds,M\nA,10,1\nB,10,2\n", 65, "times are written as integers"),
        ("ds,M\n2024-01-10,1\n", 65, "no column tells series apart, and actuals.csv holds several"),
        ("id,ds,M,M-lo-80\nA,2024-01-10,1,0\nB,2024-01-10,2,0\n", 65, "there is no 'M-hi-80'"),
        ("id,ds,M-lo-80,M-hi-80\nA,2024-01-10,1,0\nB,2024-01-10,2,0\n", 65, "around 'M', and there is no such column"),
        ("id,ds,cutoff,M\nA,2024-01-10,3,1\nB,2024-01-10,3,2\n", 65, "f.csv:2:14: column 'cutoff': \"3\" is"),
        (
            "id,ds,M,M-lo-80,M-hi-80\nA,2024-01-10,1,2,0\nB,2024-01-10,2,0,3\n", 65,
            "f.csv:2: the bounds of an interval are crossed: M-lo-80 is 2.0, above M-hi-80, which is 0.0\n"
        ),
        (
            "id,ds,M,M-lo-80,M-hi-80\nA,2024-01-10,1,,2\nB,2024-01-10,2,0,\n", 65,
            "f.csv:2: column 'M-lo-80': the bound is missing, and its counterpart is there (2 cells like this)"
        ),
        (
            "id,ds,M,M-lo-.8,M-hi-.8\nA,2024-01-10,1,0,2\nB,2024-01-10,2,0,3\n", 65,
            "f.csv: 'M-lo-.8' is called like a bound of an interval, and '.8' is no percentage"
        ),
        ("", 65, "f.csv: the file is empty"), ("id,ds,M\n", 65, "f.csv:1:1: there is a header but no row"),
        ("id,ds\nA,2024-01-10\nB,2024-01-10\n", 65, "no column is left that could hold forecasts"),
        ("id,name,M\nA,x,1\nB,y,2\n", 65, "no column holds the times that are forecast"),
    ])
    func `forecasts that do not fit the actual values are refused with their line`(
        file: String, status: Int32, message: String
    ) throws {
        let folder = try folder()
        try folder.write(file, to: "f.csv")
        let outcome = try folder.run("forecast evaluate f.csv actuals.csv")
        #expect(outcome.status == status && outcome.output == "")
        #expect(outcome.errors.contains(message) && outcome.errors.contains("\n  fix: "), "\(outcome.errors)")
    }

    @Test(arguments: [
        ("missing.csv actuals.csv", 66, "missing.csv: there is no such file"),
        ("actuals.csv", 64, "Missing expected argument"),
        ("f.csv actuals.csv --metrics mea", 64, "did you mean mae?"),
        ("f.csv actuals.csv --metrics coverage-x", 64, "'coverage-x' has no level"),
        ("f.csv actuals.csv --metrics coverage-80", 64, "add the bounds to f.csv as columns called like GRU-lo-80"),
        ("f.csv actuals.csv --per cutoff", 64, "f.csv: --per cutoff needs the times that forecasts are from"),
        ("f.csv actuals.csv --per steps", 64, "'series', 'step' or 'cutoff'"),
        ("f.csv empty.csv", 65, "empty.csv: the file is empty"),
        ("actuals.csv ./actuals.csv", 64, "actuals.csv: 'y' holds both the forecasts and what happened"),
        ("rows.csv rows.csv", 64, "rows.csv: one file was given for the forecasts and for what happened"),
        ("rows.csv rows.csv --model M", 64, "rows.csv: there is no column 'M'"),
        ("f.csv actuals.csv --model N", 64, "there is no column 'N'"),
        ("f.csv actuals.csv --layout wide", 64, "wide"),
        ("f.csv actuals.csv --insample train.csv", 65, "train.csv: there is no row of series 'B'"),
    ])
    func `wrong flags and files keep their exit codes`(arguments: String, status: Int32, message: String) throws {
        let folder = try folder()
        try folder.write("", to: "empty.csv")
        try folder.write("V1,V2\nA,1\n", to: "rows.csv")
        try folder.write("id,ds,M\nA,2024-01-10,1\nB,2024-01-10,2\n", to: "f.csv")
        try folder.write("id,ds,y\n" + dailyRows(["A", "C"], days: 1...6) { "\($0),\($1),\($2)" }, to: "train.csv")
        let outcome = try folder.run("forecast evaluate \(arguments)")
        #expect(outcome.status == status && outcome.output == "")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    /// Forecasts of two days each from three days for both series, without one row.
    private func withoutRow(_ row: String) -> String {
        let rows = (5...7).map { cutoff in
            dailyRows(["A", "B"], days: cutoff + 1...cutoff + 2) { "\($0),\($1),2024-01-0\(cutoff),\($2 + 1)" }
        }
        return "id,ds,cutoff,M\n" + rows.joined().replacing(row, with: "")
    }

    @Test(arguments: [
        ("A,2024-01-08,2024-01-06,9\n", "f.csv:6: no forecast of 2024-01-08 of series 'A' stands beside this one"),
        ("A,2024-01-07,2024-01-06,8\n", "f.csv:6: no forecast of 2024-01-07 of series 'A' stands beside this one"),
        (
            "A,2024-01-07,2024-01-06,8\nA,2024-01-08,2024-01-06,9\n",
            "f.csv: series 'A' has no forecast from 2024-01-06, as others have, and actuals.csv has its values\n"
        ),
    ])
    func `the first step, the last and all from a cutoff are missed where other series have them`(
        row: String, message: String
    ) throws {
        let folder = try folder()
        try folder.write(withoutRow(row), to: "f.csv")
        let outcome = try folder.run("forecast evaluate f.csv actuals.csv")
        #expect(outcome.status == 65 && outcome.errors.hasPrefix("error: " + message), "\(outcome.errors)")
        let partial = try EvaluateDocument(folder.succeed("forecast evaluate f.csv actuals.csv --partial --json"))
        let missed = row.split(separator: "\n").count
        #expect(partial.observed == 12 - missed && partial.valuesWithoutForecast == missed)
        // Whatever is missing, the other forecasts stay those of their steps.
        let isFirst = row.contains("A,2024-01-07")
        let isLast = row.contains("A,2024-01-08")
        let observed = partial.models[0].bySteps.map { $0.metrics["observed"] ?? nil }
        #expect(observed == [isFirst ? 5 : 6, isLast ? 5 : 6])
    }

    @Test(arguments: [7, 9])
    func `without cutoffs a series with fewer steps than others misses some`(day: Int) throws {
        let folder = try folder()
        let rows = dailyRows(["A", "B"], days: 7...9) { "\($0),\($1),\($2)" }
        try folder.write("id,ds,M\n" + rows.replacing("A,2024-01-0\(day),\(day)\n", with: ""), to: "f.csv")
        let outcome = try folder.run("forecast evaluate f.csv actuals.csv")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("no forecast of 2024-01-0\(day) of series 'A' stands"), "\(outcome.errors)")
    }

    @Test func `without cutoffs series may be forecast at different times, and end where their values do`() throws {
        let folder = try folder()
        try folder.write(
            "id,ds,M\n" + dailyRows(["A"], days: 3...5) { "\($0),\($1),\($2)" }
                + dailyRows(["B"], days: 8...10) { "\($0),\($1),\($2)" }, to: "f.csv")
        try folder.succeed("forecast evaluate f.csv actuals.csv")
        try folder.write(
            "id,ds,M\n" + dailyRows(["A"], days: 9...10) { "\($0),\($1),\($2)" }
                + dailyRows(["B"], days: 8...10) { "\($0),\($1),\($2)" }, to: "f.csv")
        try folder.succeed("sed 's/A,2024-01-08,8/A,2024-01-08,/' actuals.csv > a.csv; forecast evaluate f.csv a.csv")
    }

    @Test func `intervals without both bounds are left out of their metrics, and counted`() throws {
        let folder = try folder()
        try folder.write(
            "id,ds,M,M-lo-80,M-hi-80\nA,2024-01-10,1,,\nB,2024-01-10,2,0,12\n", to: "f.csv")
        let text = try folder.succeed("forecast evaluate f.csv actuals.csv")
        #expect(text.contains("M has no bounds of 80% around 1 of 2 forecasts, which metrics of intervals leave out\n"))
        #expect(
            try EvaluateDocument(folder.succeed("forecast evaluate f.csv actuals.csv --json")).value(
                "coverage-80", of: "M") == 100)
    }
}
