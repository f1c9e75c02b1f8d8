import Foundation
import Testing

/// Ctrl-C and worse in the middle of training.
@Suite struct InterruptionTests {
    /// Long enough that no test waits for its end.
    private static let endless =
        "forecast fit datasets/temperature.csv --model gru --epochs 100000 --patience off --horizon 6"

    /// Waits until the first epoch is on disk, then sends `signals` and waits for the end.
    private func script(_ command: String, signals: String) -> String {
        """
        \(command) --checkpoint state & run=$!
        tries=0
        while [ ! -e state ] && [ $tries -lt 500 ]; do sleep 0.02; tries=$((tries + 1)); done
        sleep 0.05
        for signal in \(signals); do kill -s $signal $run; done
        wait $run
        """
    }

    @Test func `Ctrl-C ends after the batch with the best model so far, its report and status 130`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run(script(Self.endless, signals: "INT"))
        #expect(outcome.status == 130)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains(#/\nepochs +interrupted after \d+ of 100000, /#))
        #expect(outcome.output.contains("\nwritten     forecast.safetensors\n"))
        #expect(outcome.output.contains("\nGRU "))
        let forecast = try folder.run("forecast predict")
        #expect(forecast.status == 0)
        #expect(forecast.lines.count == 7)
    }

    @Test func `Ctrl-C leaves one JSON document, and silence under --quiet`() throws {
        let folder = try CommandFolder()
        let json = try folder.run(script(Self.endless + " --json", signals: "INT"))
        #expect(json.status == 130)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let run = (document?["training"] as? [String: Any])?["run"] as? [String: Any]
        #expect(run?["end"] as? String == "interrupted")
        try folder.succeed("rm state")
        let quiet = try folder.run(script(Self.endless + " --quiet", signals: "INT"))
        #expect(quiet == Outcome(status: 130, output: "", errors: ""))
    }

    @Test func `a second Ctrl-C ends at once and leaves the old model`() throws {
        let folder = try CommandFolder()
        try folder.write("an older model", to: "forecast.safetensors")
        // One of ten batches takes seconds on the portable kernels; the first tenth is told when it is done.
        let slow =
            "forecast fit datasets/prices.csv --model gru --hidden 96 --input-length 200 --batch 60 --epochs 1 --threads 1"
        let outcome = try folder.run(
            """
            \(slow) 2> log & run=$!
            tries=0
            while [ ! -s log ] && [ $tries -lt 2500 ]; do sleep 0.02; tries=$((tries + 1)); done
            for signal in INT INT; do kill -s $signal $run; sleep 0.3; done
            wait $run
            """, environment: ["FORECAST_ISA": "portable"])
        #expect(outcome == Outcome(status: 130, output: "", errors: ""))
        #expect(try folder.text("forecast.safetensors") == "an older model")
        #expect(try Set(folder.content().keys) == ["datasets", "forecast.safetensors", "log"])
    }

    @Test func `Ctrl-C while rows are read ends at once and leaves the old model`() throws {
        let folder = try CommandFolder()
        try folder.write("an older model", to: "forecast.safetensors")
        // In the foreground: a shell lets its background commands ignore Ctrl-C.
        let outcome = try folder.run(
            """
            mkfifo rows
            { exec 3> rows; echo 'step,y' >&3; sleep 0.3; kill -s INT $(cat run); sleep 1; } &
            sh -c 'echo $$ > run; exec forecast fit rows --model gru'
            """, timeout: 10)
        #expect(outcome == Outcome(status: 130, output: "", errors: ""))
        #expect(try folder.text("forecast.safetensors") == "an older model")
    }

    @Test func `SIGINT ends a command that a script started in the background, though it begins with it ignored`()
        throws
    {
        let folder = try CommandFolder()
        let outcome = try folder.run(
            """
            mkfifo pipe; (trap '' INT; exec forecast fit pipe) & job=$!
            (sleep 20; kill -9 $job) >/dev/null 2>&1 & sleep 1; kill -INT $job; wait $job
            """)
        #expect(outcome.status == 130)
    }

    @Test func `Ctrl-C before an epoch was better than the start writes no model, and says so`() throws {
        let folder = try CommandFolder()
        try folder.write("an older model", to: "forecast.safetensors")
        // A step of nearly nothing on a constant series improves nothing.
        try folder.write("step,y\n" + (0..<400).map { "\($0),5\n" }.joined(), to: "constant.csv")
        let fit = "forecast fit constant.csv --model gru --epochs 100000 --patience off --horizon 3"
        for flags in ["", " --quiet"] {
            let outcome = try folder.run("rm -f state\n" + script(fit + flags, signals: "INT"))
            #expect(outcome.status == 130)
            #expect(outcome.output == "")
            #expect(
                outcome.errors.hasPrefix(
                    "error: forecast.safetensors: interrupted before any round was better than the untrained start; "
                        + "no model was written\n"))
            #expect(try folder.text("forecast.safetensors") == "an older model")
        }
    }

    /// Commands of which nothing is worth keeping before their end.
    private static let indivisible = [
        "forecast backtest datasets/temperature.csv --model gru --epochs 100000 --patience off --save a -o b --junit c",
        "forecast audit datasets/temperature.csv --model gru --epochs 100000 --patience off",
    ]

    /// Sends Ctrl-C as soon as the command listens to it: a shell lets its background commands ignore it before.
    private func interrupting(_ command: String) -> String {
        """
        \(command) & run=$!
        { sleep 1; kill -s INT $run; sleep 3; kill -s INT $run; sleep 9; kill -s KILL $run; } > /dev/null 2>&1 &
        signals=$!
        wait $run
        echo "status $?"
        kill $signals
        """
    }

    @Test(arguments: indivisible)
    func `Ctrl-C ends a backtest and an audit at once with status 130, and nothing is written`(command: String) throws {
        let folder = try CommandFolder()
        for flags in ["", " --quiet"] {
            let outcome = try folder.run(interrupting(command + flags), timeout: 20)
            #expect(outcome == Outcome(status: 0, output: "status 130\n", errors: ""))
            #expect(try Set(folder.content().keys) == ["datasets"])
        }
        let shown = try PseudoTerminal.run(interrupting(command), in: folder.url)
        let clear = "\r\u{1B}[K"
        #expect(shown.hasPrefix(clear + "["))
        #expect(shown.hasSuffix("left\(clear)status 130\r\n"), "\(shown)")
        #expect(try Set(folder.content().keys) == ["datasets"])
    }

    @Test func `a run that was killed and resumed ends in the bytes of one that was not`() throws {
        let folder = try CommandFolder()
        let fit =
            "forecast fit datasets/temperature.csv --model gru --epochs 400 --patience off --hidden 48 --horizon 6 --quiet"
        let killed = try folder.run(script("\(fit) -o resumed", signals: "KILL"))
        #expect(killed.status == 137)
        #expect(try !folder.content().keys.contains("resumed"))
        try folder.succeed("\(fit) --resume state -o resumed")
        try folder.succeed("\(fit) -o whole")
        #expect(try folder.data("resumed") == folder.data("whole"))
    }

    @Test func `a run that was stopped by Ctrl-C is resumed to the same bytes`() throws {
        let folder = try CommandFolder()
        let fit =
            "forecast fit datasets/temperature.csv --model gru --epochs 400 --patience off --hidden 48 --horizon 6 --quiet"
        #expect(try folder.run(script("\(fit) -o resumed", signals: "INT")).status == 130)
        try folder.succeed("\(fit) --resume state -o resumed")
        try folder.succeed("\(fit) -o whole")
        #expect(try folder.data("resumed") == folder.data("whole"))
    }

    @Test func `a checkpoint of another run is refused with what differs`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model gru --epochs 2 --quiet --checkpoint state")
        let before = try folder.content()
        for (flags, what) in [("--seed 2", "--seed 1"), ("--hidden 8", "--hidden 32"), ("--model lstm", "--model gru")]
        {
            let outcome = try folder.run(
                "forecast fit datasets/temperature.csv --model gru --epochs 2 --resume state \(flags)")
            #expect(outcome.status == 64)
            #expect(outcome.errors.hasPrefix("error: state: the checkpoint was written by a run with \(what)\n"))
            #expect(try folder.content() == before)
        }
        let missing = try folder.run("forecast fit datasets/temperature.csv --model gru --epochs 2 --resume nothing")
        #expect(missing.status == 66)
        #expect(
            missing.errors
                == "error: nothing: there is no such checkpoint\n"
                + "  fix: name the file that --checkpoint wrote, or start anew without --resume\n")
        let model = try folder.run(
            "forecast fit datasets/temperature.csv --model gru --epochs 2 --resume forecast.safetensors")
        #expect(model.status == 64)
        #expect(model.errors.contains("--output and --checkpoint name the same file"))
        let other = try folder.run(
            "forecast fit datasets/temperature.csv --model gru --epochs 2 --resume forecast.safetensors -o other")
        #expect(other.status == 65)
        #expect(
            other.errors
                == "error: forecast.safetensors: this is a model, not a checkpoint\n"
                + "  fix: name the file that --checkpoint wrote, or start anew without --resume\n")
        #expect(try folder.content() == before)
    }
}
