import Testing

/// In-sample values that are not those which the forecasts knew, and columns that are not the naive forecasts they are
/// called.
@Suite struct EvaluateInSampleTests {
    /// Days of January, each ten times its number, without those in `hollow`.
    private func rows(_ days: ClosedRange<Int>, factor: Int = 10) -> String {
        "date,v\n" + dailyRows([""], days: days) { "\($1),\($2 * factor)" }
    }

    /// Forecasts of days 25 to 31 from day 24, further off than naive ones, beside actual values of all days.
    private func folder(cutoff: String = ",2024-01-24") throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.write(rows(1...31), to: "a.csv")
        let header = cutoff.isEmpty ? "date,M\n" : "date,cutoff,M\n"
        try folder.write(
            header + dailyRows([""], days: 25...31) { "\($1)\(cutoff),\($2 * 10 - 100)" }, to: "f.csv")
        return folder
    }

    private let gate = "forecast evaluate f.csv a.csv --must-beat naive --insample"

    @Test func `in-sample values that end before the cutoff are refused, and make no gate pass`() throws {
        let folder = try folder()
        #expect(try folder.run("\(gate) a.csv").status == 1)
        try folder.write(rows(1...12), to: "stale.csv")
        for flags in ["", " --partial"] {
            let stale = try folder.run("\(gate) stale.csv\(flags)")
            #expect(stale.status == 65 && stale.output == "")
            #expect(
                stale.errors
                    == "error: stale.csv: the in-sample values end at 2024-01-12, and the forecasts are from 2024-01-24\n"
                    + "  fix: give in-sample values up to 2024-01-24, with an empty cell where one is not known\n",
                "\(stale.errors)")
        }
    }

    @Test func `a row at the cutoff is enough, though its value is missing`() throws {
        let folder = try folder()
        try folder.write(rows(1...23) + "2024-01-24,\n", to: "known.csv")
        #expect(try folder.run("\(gate) known.csv").status == 1)
        try folder.write(rows(1...23), to: "known.csv")
        #expect(try folder.run("\(gate) known.csv").status == 65)
    }

    @Test func `the series whose in-sample values end early is named, and the cutoffs after the end are counted`()
        throws
    {
        let folder = try CommandFolder()
        try folder.write(longActuals, to: "a.csv")
        try folder.write(
            "id,ds,cutoff,M\n"
                + (5...7).map { cutoff in
                    dailyRows(["A", "B"], days: cutoff + 1...cutoff + 2) { "\($0),\($1),2024-01-0\(cutoff),\($2)" }
                }.joined(), to: "f.csv")
        try folder.write(
            "id,ds,y\n" + dailyRows(["A"]) { "\($0),\($1),\($2)" }
                + dailyRows(["B"], days: 1...5) {
                    "\($0),\($1),\($2)"
                }, to: "known.csv")
        let outcome = try folder.run("forecast evaluate f.csv a.csv --insample known.csv")
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.hasPrefix(
                "error: known.csv: the in-sample values of series 'B' end at 2024-01-05, and the forecasts are from "
                    + "2024-01-06 (2 cutoffs after the end)\n"), "\(outcome.errors)")
    }

    @Test func `sessions know their holidays, and a cutoff on a day without one is not after the end`() throws {
        let folder = try CommandFolder()
        // Mondays to Fridays, without Monday the 15th; forecasts of the 16th from the holiday.
        let days = [2, 3, 4, 5, 8, 9, 10, 11, 12, 16, 17, 18, 19].map { "2024-01-\($0 < 10 ? "0" : "")\($0),\($0)\n" }
        try folder.write("date,v\n" + days.joined(), to: "a.csv")
        try folder.write("date,v\n" + days[..<9].joined(), to: "known.csv")
        let write = { (cutoff: Int) in
            try folder.write("date,cutoff,M\n2024-01-17,2024-01-\(cutoff),1\n", to: "f.csv")
        }
        let evaluate = "forecast evaluate f.csv a.csv --insample known.csv --frequency sessions"
        try write(15)
        try folder.succeed(evaluate)
        try write(16)
        #expect(try folder.run(evaluate).status == 65)
    }

    @Test func `without cutoffs a note says how many rows lie before the first forecast`() throws {
        let folder = try folder(cutoff: "")
        try folder.write(rows(1...12), to: "stale.csv")
        let note = "between the end of the in-sample values and the first forecast"
        let stale = try folder.run("\(gate) stale.csv")
        #expect(stale.output.contains("12 rows lie \(note)"), "\(stale.output)\(stale.errors)")
        for file in ["a.csv", "known.csv"] {
            try folder.write(rows(1...24), to: "known.csv")
            let known = try folder.run("\(gate) \(file)")
            #expect(known.status == 1 && !known.output.contains(note), "\(known.errors)")
        }
    }

    @Test func `in-sample values that the actual ones contradict are refused with both`() throws {
        let folder = try folder()
        try folder.write(rows(1...31, factor: 11), to: "other.csv")
        let other = try folder.run("\(gate) other.csv")
        #expect(other.status == 65 && other.output == "")
        #expect(
            other.errors.hasPrefix(
                "error: other.csv: the value at 2024-01-01 is 11.0, and a.csv has 10.0 (31 values that differ)\n  fix: "
            ),
            "\(other.errors)")
        try folder.succeed("sed 's/-03,30/-03,30.000001/; s/-04,40/-04,/' a.csv > digits.csv")
        let digits = try folder.run("\(gate) digits.csv")
        #expect(digits.status == 1, "\(digits.errors)")
    }

    // MARK: - Columns called as naive forecasts

    @Test(arguments: ["Naive", "SeasonalNaive", "Naive2", "naive", "seasonal-naive"])
    func `a column called as a naive forecast must be it`(name: String) throws {
        let folder = try folder()
        let cells = { (value: Double) in
            "date,cutoff,M,\(name)\n" + dailyRows([""], days: 25...31) { "\($1),2024-01-24,\($2 * 10 - 100),\(value)" }
        }
        let evaluate = "\(gate) a.csv --season none"
        try folder.write(cells(0), to: "f.csv")
        let forged = try folder.run("\(gate) a.csv --season 1")
        #expect(forged.status == 65 && forged.output == "", "\(forged.errors)")
        let baseline = ["seasonal-naive": "SeasonalNaive", "naive": "Naive"][name] ?? name
        #expect(
            forged.errors.hasPrefix(
                "error: f.csv: the column '\(name)' is not the \(baseline) forecast of the values in a.csv: its MAE is "
                    + "280.0, and that of the forecast made of them 40.0\n  fix: rename the column '\(name)', or leave "
            ),
            "\(forged.errors)")
        #expect(try folder.run("\(gate) a.csv --season 1 --model M").status == 1)
        // Nearly, and exactly, what it is called.
        for value in [240, 240.3] where baseline != "SeasonalNaive" {
            try folder.write(cells(value), to: "f.csv")
            let same = try folder.run("\(evaluate) --json")
            #expect(same.status == 1, "\(same.errors)")
            let document = try EvaluateDocument(same.output)
            #expect(document.models.map(\.name) == ["M", name])
            #expect(document.baselines.contains { $0.name == name } == false)
        }
    }
}
