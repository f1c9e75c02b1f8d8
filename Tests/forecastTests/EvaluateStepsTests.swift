import Testing

/// Windows of one series with fewer steps than others, cutoffs missing between others, and files that are pipes.
@Suite struct EvaluateStepsTests {
    private static let horizon = 4

    /// The 60 days from 2024-01-01 on.
    private static func day(_ number: Int) -> String {
        let (month, day) = number <= 31 ? ("01", number) : number <= 60 ? ("02", number - 31) : ("03", number - 60)
        return "2024-\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// Forecasts of four days from each cutoff, a day off, without those of `dropped`, each a cutoff and a step.
    private func forecasts(_ cutoffs: [Int], steps: ClosedRange<Int> = 1...horizon, dropped: [(Int, Int)] = [])
        -> String
    {
        "date,cutoff,M\n"
            + cutoffs.flatMap { cutoff in
                steps.filter { step in !dropped.contains { $0 == (cutoff, step) } }.map {
                    "\(Self.day(cutoff + $0)),\(Self.day(cutoff)),\(cutoff + $0 + 1)\n"
                }
            }.joined()
    }

    private func folder(_ forecasts: String, actuals days: ClosedRange<Int> = 1...60) throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.write("date,v\n" + days.map { "\(Self.day($0)),\($0)\n" }.joined(), to: "a.csv")
        try folder.write(forecasts, to: "f.csv")
        return folder
    }

    private let evaluate = "forecast evaluate f.csv a.csv"

    @Test(arguments: [
        (
            [(18, 3), (18, 4)],
            "f.csv:11: no forecast of 2024-01-21 stands beside this one, and a.csv has its value (2 "
        ),
        ([(10, 1)], "f.csv:2: no forecast of 2024-01-11 stands beside this one"),
        ([(30, 4)], "f.csv:24: no forecast of 2024-02-03 stands beside this one"),
        ([(14, 2)], "f.csv:6: no forecast of 2024-01-16 stands beside this one"),
        (
            (1...4).map { (22, $0) },
            "f.csv: no forecast is from 2024-01-22, while most cutoffs are 4 rows apart, and a.csv has its values\n"
        ),
        (
            (1...4).flatMap { [(18, $0), (22, $0)] },
            "f.csv: no forecast is from 2024-01-18, while most cutoffs are 4 rows apart, and a.csv has its values "
                + "(2 cutoffs that are missing)\n"
        ),
    ])
    func `windows of one series have the same steps, and no cutoff is missing between others`(
        dropped: [(Int, Int)], message: String
    ) throws {
        let folder = try folder(forecasts(Array(stride(from: 10, through: 34, by: 4)), dropped: dropped))
        let outcome = try folder.run(evaluate)
        #expect(outcome.status == 65 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("error: \(message)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("or pass --partial to score what there is"))
        let partial = try EvaluateDocument(folder.succeed("\(evaluate) --partial --json"))
        #expect(partial.observed == 28 - dropped.count && partial.valuesWithoutForecast == dropped.count)
        // The other forecasts stay those of their steps.
        let steps = (1...4).map { step in Double(7 - dropped.count { $0.1 == step }) }
        #expect(partial.models[0].bySteps.map { $0.metrics["observed"] ?? nil } == steps)
    }

    @Test(arguments: [[10, 15, 24, 31, 33], [10, 20, 25], [10, 14], [10, 14, 18, 23, 27], [1, 32]])
    func `cutoffs that are not evenly spaced, or by chance nearly, are scored`(cutoffs: [Int]) throws {
        let text = try folder(forecasts(cutoffs)).succeed(evaluate)
        #expect(text.contains("scored     \(4 * cutoffs.count) values in \(cutoffs.count) windows\n"))
        let distances = zip(cutoffs, cutoffs.dropFirst()).map { $1 - $0 }
        let (least, most) = (distances.min() ?? 0, distances.max() ?? 0)
        #expect(text.contains("cutoffs are \(least) to \(most) rows apart\n") == (least < most))
    }

    @Test func `windows need no steps whose actual values are not there`() throws {
        let cutoffs = [10, 14, 18, 22]
        let shorter = try folder(forecasts(cutoffs, dropped: [(22, 3), (22, 4)]), actuals: 1...24)
        try shorter.succeed(evaluate)
        // The actual values begin after the first cutoff.
        try folder(forecasts(cutoffs), actuals: 11...60).succeed(evaluate)
        let first = try folder(forecasts(cutoffs, dropped: [(10, 1)]), actuals: 11...60).run(evaluate)
        #expect(first.status == 65, "\(first.errors)")
    }

    @Test func `a gap after every cutoff is no missing step, and is said`() throws {
        let text = try folder(forecasts([10, 14, 18], steps: 3...6)).succeed(evaluate)
        #expect(text.contains("the first forecast lies 3 rows after its cutoff in every window\n"))
        #expect(try !folder(forecasts([10, 14, 18])).succeed(evaluate).contains("after its cutoff"))
    }

    @Test func `forecasts that each go as far as the next cutoff may have fewer steps than others`() throws {
        let rows = [(10, 5), (15, 3), (18, 4)].map { cutoff, steps in
            forecasts([cutoff], steps: 1...steps).split(separator: "\n").dropFirst().map { "\($0)\n" }.joined()
        }
        try folder("date,cutoff,M\n" + rows.joined(), actuals: 1...22).succeed(evaluate)
    }

    @Test func `sessions count rows, not days`() throws {
        let folder = try CommandFolder()
        // Mondays to Fridays from 2024-01-01 on, without Monday the 15th.
        let days = (1...60).filter { ($0 - 1) % 7 < 5 && $0 != 15 }
        try folder.write("date,v\n" + days.map { "\(Self.day($0)),\($0)\n" }.joined(), to: "a.csv")
        let rows = stride(from: 0, through: 32, by: 4).map { cutoff in
            (1...4).map { "\(Self.day(days[cutoff + $0])),\(Self.day(days[cutoff])),1\n" }
        }
        let evaluate = evaluate + " --frequency sessions"
        try folder.write("date,cutoff,M\n" + rows.joined().joined(), to: "f.csv")
        try folder.succeed(evaluate)
        try folder.write("date,cutoff,M\n" + (rows[..<4] + rows[5...]).joined().joined(), to: "f.csv")
        let missing = try folder.run(evaluate)
        #expect(
            missing.errors.contains("no forecast is from \(Self.day(days[16])), while most cutoffs are 4 rows apart"),
            "\(missing.errors)")
    }

    @Test func `series that lack different cutoffs, as many each, miss them`() throws {
        let folder = try CommandFolder()
        try folder.write(
            "id,date,v\n"
                + ["A", "B"].map { id in (1...60).map { "\(id),\(Self.day($0)),\($0)\n" }.joined() }.joined(),
            to: "a.csv")
        let rows = [("A", 18), ("B", 26)].map { id, missing in
            forecasts([10, 14, 18, 22, 26, 30].filter { $0 != missing }).split(separator: "\n").dropFirst().map {
                "\(id),\($0)\n"
            }.joined()
        }
        try folder.write("id,date,cutoff,M\n" + rows.joined(), to: "f.csv")
        let outcome = try folder.run(evaluate)
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.hasPrefix(
                "error: f.csv: no forecast of series 'A' is from 2024-01-18, while most cutoffs are 4 rows apart, "
                    + "and a.csv has its values (2 cutoffs that are missing)\n"), "\(outcome.errors)")
    }

    // MARK: - Pipes

    @Test(arguments: [
        "cat f.csv | forecast evaluate /dev/stdin a.csv", "cat a.csv | forecast evaluate f.csv /dev/stdin",
    ])
    func `a pipe is not taken for an empty file`(command: String) throws {
        let folder = try folder(forecasts([10, 14, 18]))
        let outcome = try folder.run(command)
        #expect(outcome.status == 66 && outcome.output == "")
        #expect(
            outcome.errors.hasPrefix("error: /dev/stdin: this is a pipe, which can be read only once, ")
                && outcome.errors.contains("\n  fix: write it to a file first"), "\(outcome.errors)")
        try folder.succeed(command + " --layout long")
    }

    @Test func `a pipe can be the in-sample values, but not two files`() throws {
        let folder = try folder(forecasts([10, 14, 18]))
        try folder.succeed("cat a.csv | forecast evaluate f.csv a.csv --insample /dev/stdin")
        let twice = try folder.run(
            "cat a.csv | forecast evaluate f.csv /dev/stdin --insample /dev/stdin --layout long")
        #expect(twice.status == 66 && twice.errors.contains("one pipe was given for two files"), "\(twice.errors)")
    }
}
