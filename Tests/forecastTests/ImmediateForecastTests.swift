import Foundation
import Testing

/// `forecast predict DATA.csv`: a forecast without a fit.
@Suite struct ImmediateForecastTests {
    @Test func `it is what fit with the pretrained network and predict give`() throws {
        let folder = try CommandFolder()
        let atOnce = try folder.succeed("forecast predict datasets/temperature.csv --levels 80,95 --quiet")
        try folder.succeed("forecast fit datasets/temperature.csv --model pretrained --quiet")
        #expect(try folder.succeed("forecast predict --levels 80,95 --quiet") == atOnce)
        let header = ["month", "Pretrained"] + ["lo-80", "hi-80", "lo-95", "hi-95"].map { "Pretrained-\($0)" }
        #expect(atOnce.hasPrefix(header.joined(separator: ",") + "\n"))
    }

    @Test func `rows come from standard input as well, and nothing is left behind`() throws {
        let folder = try CommandFolder()
        let before = try Set(folder.content().keys)
        let piped = try folder.succeed("cat datasets/prices.csv | forecast predict - --horizon 3 --quiet")
        #expect(try piped == folder.succeed("forecast predict datasets/prices.csv --horizon 3 --quiet"))
        #expect(try Set(folder.content().keys) == before)
    }

    @Test func `columns and season can be named, and what was chosen is said`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run(
            "forecast predict datasets/prices.csv --target open,close --season none --horizon 2")
        #expect(outcome.status == 0 && outcome.lines.count == 5)
        #expect(outcome.errors.contains("note: using 'date' as the time column"))
        #expect(!outcome.errors.contains("season"))
    }

    @Test func `a file of rows is known by what is in it, whatever its name`() throws {
        let folder = try CommandFolder()
        try folder.succeed("cp datasets/temperature.csv sales && cp datasets/temperature.csv sales.log")
        let expected = try folder.succeed("forecast predict datasets/temperature.csv --quiet")
        #expect(try folder.succeed("forecast predict sales --quiet") == expected)
        #expect(try folder.succeed("forecast predict sales.log --quiet") == expected)
        try folder.succeed("forecast fit datasets/temperature.csv --model naive -o model --quiet")
        #expect(try folder.succeed("forecast predict model --quiet").contains("Naive"))
        let swapped = try folder.run("forecast predict datasets/temperature.csv --data model")
        #expect(swapped.status == 64)
        #expect(swapped.errors.contains("forecast predict model --data datasets/temperature.csv"))
        #expect(try folder.run("forecast predict model --data datasets/temperature.csv").status == 0)
    }

    @Test func `what a file begins with goes before its name`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model naive -o model.csv --quiet")
        #expect(try folder.succeed("forecast predict model.csv --quiet").contains("Naive"))
    }

    @Test func `several files, or a pattern, are one dataset, and a model is none of them`() throws {
        let folder = try CommandFolder()
        try folder.succeed(
            "head -400 datasets/temperature.csv >a1.csv && (head -1 a1.csv; tail -n +401 datasets/temperature.csv) >a2.csv"
        )
        let expected = try folder.succeed("forecast predict datasets/temperature.csv --levels 80 --quiet")
        #expect(try folder.succeed("forecast predict a1.csv a2.csv --levels 80 --quiet") == expected)
        #expect(try folder.succeed("forecast predict 'a?.csv' --levels 80 --quiet") == expected)
        try folder.succeed("forecast fit a1.csv --model naive --quiet")
        let mixed = try folder.run("forecast predict a1.csv forecast.safetensors")
        #expect(mixed.status == 64 && mixed.errors.contains("forecast predict forecast.safetensors --data FILE"))
    }

    @Test func `flags about reading need rows to read`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model pretrained --quiet")
        let outcome = try folder.run("forecast predict --gaps zero")
        #expect(outcome.status == 64 && outcome.errors.contains("--data"))
    }

    @Test func `a model takes as few newer rows as rows alone may be`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model pretrained --quiet")
        try folder.succeed(
            "head -1 datasets/temperature.csv >few.csv && sed -n 102,131p datasets/temperature.csv >>few.csv")
        #expect(
            try folder.succeed("forecast predict --data few.csv --quiet")
                == folder.succeed("forecast predict few.csv --quiet"))
    }

    @Test func `one value far from all others is named`() throws {
        let folder = try CommandFolder()
        let rows = (1...60).map { "\(2_000 + $0),\($0 == 60 ? 90_000 : 100 + $0 % 4)\n" }.joined()
        try folder.write("year,sold\n" + rows, to: "slip.csv")
        let outcome = try folder.run("forecast predict slip.csv --horizon 1")
        #expect(outcome.errors.contains("the value of 2060 lies farther from all others"))
        #expect(Double(outcome.lines[1].split(separator: ",")[1]) ?? 0 < 110)
    }

    @Test func `what a note names can be typed`() throws {
        let folder = try CommandFolder()
        try folder.write("day,sold\n" + (1...20).map { "2024-03-\($0 + 9),\($0 % 3)\n" }.joined(), to: "counts.csv")
        let outcome = try folder.run("forecast predict counts.csv")
        #expect(outcome.errors.contains("--range any allows it"))
        #expect(try folder.run("forecast predict counts.csv --range any").status == 0)
    }

    @Test func `a long horizon says what it is made of`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("forecast predict datasets/temperature.csv --horizon 60000")
        #expect(outcome.status == 0 && outcome.errors.contains("96 steps are 4 blocks of the 24"))
        #expect(outcome.errors.contains("from step 97 on the last season goes on"))
    }

    @Test func `threads and instruction sets change no byte`() throws {
        let folder = try CommandFolder()
        let plain = try folder.succeed("forecast predict datasets/temperature.csv --horizon 60 --levels 80 --quiet")
        let portable = try folder.succeed(
            "FORECAST_ISA=portable forecast predict datasets/temperature.csv --horizon 60 --levels 80 --quiet")
        #expect(plain == portable)
    }

    @Test func `fine-tuning says what it did, and keeps what it began with where it did not help`() throws {
        let folder = try CommandFolder()
        let report = try folder.succeed("forecast fit datasets/temperature.csv --model pretrained --fine-tune")
        #expect(report.contains("fine-tun"))
        let one = try folder.succeed("forecast predict")
        try folder.succeed("forecast fit datasets/temperature.csv --model pretrained --fine-tune --threads 1 --quiet")
        #expect(try folder.succeed("forecast predict") == one)
    }
}
