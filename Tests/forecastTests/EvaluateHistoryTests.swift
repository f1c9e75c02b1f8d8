import Testing

/// What `forecast evaluate` takes to be known before forecasts.
@Suite struct EvaluateHistoryTests {
    @Test func `a cutoff at the very time of the first forecast is refused, the one before it is not`() throws {
        let folder = try CommandFolder()
        try folder.write(longActuals, to: "actuals.csv")
        for (cutoff, status) in [("2024-01-07", Int32(65)), ("2024-01-06", 0)] {
            let rows = dailyRows(["A", "B"], days: 7...8) { "\($0),\($1),\(cutoff),\($2)" }
            try folder.write("id,ds,cutoff,M\n" + rows, to: "f.csv")
            let outcome = try folder.run("forecast evaluate f.csv actuals.csv")
            #expect(outcome.status == status, "\(outcome.errors)")
            guard status != 0 else { continue }
            #expect(
                outcome.errors
                    == "error: f.csv:2: the forecast of 2024-01-07 is from 2024-01-07, which is not before it\n"
                    + "  fix: write the last time that the forecast knew as its cutoff\n")
        }
    }

    /// Weekdays of January 2024, from Tuesday 2, with the holiday of Monday 15 missing.
    private static let days = [2, 3, 4, 5, 8, 9, 10, 11, 12, 16, 17, 18, 19, 22, 23, 24, 25, 26]

    private func rows(_ days: some Sequence<Int>, _ value: (Int) -> Int) -> String {
        days.map { "2024-01-\($0 < 10 ? "0" : "")\($0),\(value($0))\n" }.joined()
    }

    @Test(arguments: [true, false])
    func `sessions are counted from one to the next, so that a holiday moves no season`(
        hasHistory: Bool
    ) throws {
        let folder = try CommandFolder()
        // The value is the row's place in a season of five rows; the forecasts begin after the holiday.
        let place = Dictionary(uniqueKeysWithValues: Self.days.enumerated().map { ($1, 10 + ($0 % 5) * ($0 % 5)) })
        let value = { (day: Int) in place[day] ?? 0 }
        try folder.write("date,y\n" + rows(Self.days.filter { $0 < 15 }, value), to: "train.csv")
        try folder.write("date,y\n" + rows(Self.days.filter { hasHistory || $0 > 15 }, value), to: "actuals.csv")
        try folder.write("date,M\n" + rows([16, 17, 18, 19, 22], value), to: "f.csv")
        let document = try EvaluateDocument(
            folder.succeed("forecast evaluate f.csv actuals.csv --insample train.csv --json"))
        #expect(document.observed == 5)
        #expect(try document.value("mae", of: "SeasonalNaive") == 0)
        #expect(try document.value("mae", of: "Naive") > 0)
    }
}
