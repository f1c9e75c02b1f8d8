import Foundation
import Testing

/// What cannot be written, and that it is noticed without harm.
@Suite struct OutputTests {
    @Test(arguments: [
        (
            "nowhere/model.safetensors", "there is no folder 'nowhere'", "make it with: mkdir -p 'nowhere'"
        ),
        ("folder", "this is a folder", "name a file in it, such as folder/forecast.safetensors"),
        ("datasets/prices.csv", "it is what is read, and would be lost", "name another file with -o"),
    ])
    func `a place where no model can go is noticed before training`(path: String, reason: String, fix: String) throws {
        let folder = try CommandFolder()
        try folder.succeed("mkdir folder")
        for flag in ["--output", "--checkpoint"] {
            let outcome = try folder.run("forecast fit datasets/prices.csv --model gru \(flag) \(path)")
            let ofFlag =
                flag == "--output"
                ? fix
                : fix.replacing("with -o", with: "with \(flag)").replacing(
                    ", such as folder/forecast.safetensors", with: "")
            let errors = "error: \(path): cannot write the file: \(reason)\n  fix: \(ofFlag)\n"
            #expect(outcome == Outcome(status: 73, output: "", errors: errors))
        }
        #expect(try Set(folder.content().keys) == ["datasets", "folder"])
    }

    @Test func `a folder and a file that may not be written are noticed before training, the old model kept`() throws {
        let folder = try CommandFolder()
        try folder.succeed(
            "mkdir closed && echo old > closed/model && chmod 555 closed && echo old > model && chmod 444 model")
        for path in ["closed/new", "closed/model", "model"] {
            let outcome = try folder.run("\(unprivileged) forecast fit datasets/prices.csv --model gru -o \(path)")
            #expect(outcome.status == 73)
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("error: \(path): cannot write the file: "))
            #expect(!outcome.errors.contains("trained"))
        }
        #expect(try folder.text("closed/model") == "old\n")
        #expect(try folder.text("model") == "old\n")
        #expect(try folder.succeed("ls -A closed") == "model\n")
        try folder.succeed("chmod 755 closed")
    }

    @Test(arguments: [
        "forecast fit datasets/prices.csv --model gru --holidays-from days.csv -o days.csv",
        "forecast fit datasets/prices.csv --model gru --holidays-from days.csv --checkpoint days.csv",
        "forecast backtest datasets/prices.csv --model gru --holidays-from days.csv -o days.csv",
        "forecast backtest datasets/prices.csv --model gru --holidays-from days.csv --save days.csv",
        "forecast backtest datasets/prices.csv --model gru --holidays-from days.csv --junit days.csv",
        "forecast fit - --model gru -o days.csv < days.csv",
        "forecast backtest - --model naive --save days.csv < days.csv",
        "forecast predict model --data - -o days.csv < days.csv",
    ])
    func `a file of holidays and one that is standard input are never replaced`(command: String) throws {
        let folder = try CommandFolder()
        let days = "date,y\n" + (1...28).map { "2008-10-\($0 < 10 ? "0" : "")\($0),\($0 % 7)\n" }.joined()
        try folder.write(days, to: "days.csv")
        let outcome = try folder.run(command)
        #expect(outcome.status == 73)
        #expect(
            outcome.errors.contains("error: days.csv: cannot write the file: it is what is read, and would be lost"))
        #expect(try folder.text("days.csv") == days)
    }

    @Test(arguments: ["state", "./state", "../work/state", "link"])
    func `a checkpoint and a model are never the same file`(path: String) throws {
        let folder = try CommandFolder()
        try folder.succeed("ln -s state link")
        for _ in 0..<2 {
            let before = try folder.content()
            let outcome = try folder.run(
                "forecast fit datasets/temperature.csv --model gru --checkpoint state -o \(path)")
            #expect(
                outcome
                    == Outcome(
                        status: 64, output: "",
                        errors: """
                            error: \(path): --output and --checkpoint name the same file: the model would replace the \
                            state of the run
                              fix: name another file with -o

                            """))
            #expect(try folder.content() == before)
            try folder.write("a state", to: "state")
        }
        let resumed = try folder.run(
            "forecast fit datasets/temperature.csv --model gru --resume state --checkpoint next -o \(path)")
        #expect(resumed.status == 73)
        #expect(resumed.errors.contains("it is what is read, and would be lost"))
        #expect(try folder.text("state") == "a state")
    }

    @Test(arguments: ["2>&-", "2>/dev/full"])
    func `a standard error that takes nothing does not stop training`(stream: String) throws {
        let folder = try CommandFolder()
        let fit = "forecast fit datasets/temperature.csv --model gru --epochs 20 --patience off"
        let expected = try folder.succeed(fit)
        let outcome = try folder.run("\(fit) \(stream)")
        #expect(outcome == Outcome(status: 0, output: expected, errors: ""))
        #expect(try folder.run("forecast fit nothing.csv --model gru \(stream)").status == 66)
    }

    @Test func `a reader of standard error that went away does not stop training`() throws {
        let folder = try CommandFolder()
        let fit = "forecast fit datasets/temperature.csv --model gru --epochs 20 --patience off"
        let outcome = try folder.run("{ \(fit) 2>&3 3>&-; echo $? > status; } 3>&1 >report | true")
        #expect(outcome.status == 0)
        #expect(try folder.text("status") == "0\n")
        #expect(try folder.text("report").contains("written     forecast.safetensors"))
    }

    @Test func `a standard output that is closed is an error`() throws {
        let outcome = try CommandFolder().run("forecast fit datasets/temperature.csv --model naive >&-")
        #expect(outcome.status == 73)
        #expect(outcome.errors.hasPrefix("error: standard output cannot be written"))
    }

    #if os(Linux)
        @Test func `a full device is an error`() throws {
            let folder = try CommandFolder()
            let full = "error: /dev/full: cannot write the file: No space left on device\n"
            let fit = try folder.run("forecast fit datasets/temperature.csv --model naive -o /dev/full")
            #expect(fit.status == 73)
            #expect(fit.output == "")
            #expect(fit.errors.hasPrefix(full))
            try folder.succeed("forecast fit datasets/temperature.csv --model naive --quiet")
            let predict = try folder.run("forecast predict -o /dev/full")
            #expect(predict.status == 73)
            #expect(predict.errors.hasPrefix(full))
        }

        @Test(arguments: ["fit datasets/temperature.csv --model naive -o other", "predict"])
        func `a standard output that takes no more is an error, not a silent loss`(arguments: String) throws {
            let folder = try CommandFolder()
            try folder.succeed("forecast fit datasets/temperature.csv --model naive --quiet")
            let outcome = try folder.run("forecast \(arguments) > /dev/full")
            #expect(outcome.status == 73)
            #expect(
                outcome.errors == """
                    error: standard output cannot be written: No space left on device
                      fix: make room where it goes, or send it somewhere else; files named by flags are written all the same

                    """)
        }
    #endif

    @Test func `a disk that fills while the model is written leaves the old model and no temporary file`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model gru --epochs 1 --quiet")
        let before = try folder.content()
        let outcome = try folder.run(
            "ulimit -f 8; forecast fit datasets/temperature.csv --model gru --epochs 1 --seed 2")
        #expect(outcome.status == 73)
        #expect(outcome.output == "")
        #expect(
            outcome.errors.hasSuffix(
                """
                error: forecast.safetensors: cannot write the file: File too large
                  fix: raise the limit on file sizes with: ulimit -f unlimited

                """))
        #expect(try folder.content() == before)
    }

    @Test func `the model and the rows that predict reads are not written over`() throws {
        let folder = try CommandFolder()
        try folder.succeed("cp datasets/temperature.csv data.csv && ln -s data.csv link.csv")
        try folder.succeed("forecast fit data.csv --model naive --quiet")
        let before = try folder.content()
        for path in ["forecast.safetensors", "./data.csv", "link.csv"] {
            let outcome = try folder.run("forecast predict --data data.csv -o \(path)")
            #expect(outcome.status == 73)
            #expect(outcome.errors.contains("it is what is read, and would be lost"))
        }
        #expect(try folder.content() == before)
    }

    @Test func `a reader that went away is no error of ours`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model naive --quiet")
        let outcome = try folder.run("forecast predict --horizon 50000 | head -1")
        #expect(outcome == Outcome(status: 0, output: "month,Naive\n", errors: outcome.errors))
        #expect(!outcome.errors.contains("error"))
    }
}
