import Foundation
import Testing

/// Ctrl-C and worse in the middle of training.
@Suite struct InterruptionTests {
    /// Long enough that no test waits for its end.
    private static let endless = "forecast fit datasets/temperature.csv --epochs 100000 --patience off --horizon 6"

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
        let epochs = (document?["training"] as? [String: Any])?["epochs"] as? [String: Any]
        #expect(epochs?["end"] as? String == "interrupted")
        try folder.succeed("rm state")
        let quiet = try folder.run(script(Self.endless + " --quiet", signals: "INT"))
        #expect(quiet == Outcome(status: 130, output: "", errors: ""))
    }

    @Test func `a second Ctrl-C ends at once and leaves the old model`() throws {
        let folder = try CommandFolder()
        try folder.write("an older model", to: "forecast.safetensors")
        // One batch takes minutes on the portable kernels.
        let slow = "forecast fit datasets/prices.csv --hidden 512 --input-length 200 --batch 4096 --threads 1"
        let outcome = try folder.run(
            """
            \(slow) & run=$!
            sleep 1
            for signal in INT INT; do kill -s $signal $run; sleep 0.3; done
            wait $run
            """, environment: ["FORECAST_ISA": "portable"], timeout: 30)
        #expect(outcome.status == 130)
        #expect(outcome.output == "")
        #expect(outcome.errors == "")
        #expect(try folder.text("forecast.safetensors") == "an older model")
        #expect(try Set(folder.content().keys) == ["datasets", "forecast.safetensors"])
    }

    @Test func `a run that was killed and resumed ends in the bytes of one that was not`() throws {
        let folder = try CommandFolder()
        let fit = "forecast fit datasets/temperature.csv --epochs 400 --patience off --hidden 48 --horizon 6 --quiet"
        let killed = try folder.run(script("\(fit) -o resumed", signals: "KILL"))
        #expect(killed.status == 137)
        #expect(try !folder.content().keys.contains("resumed"))
        try folder.succeed("\(fit) --resume state -o resumed")
        try folder.succeed("\(fit) -o whole")
        #expect(try folder.data("resumed") == folder.data("whole"))
    }

    @Test func `a run that was stopped by Ctrl-C is resumed to the same bytes`() throws {
        let folder = try CommandFolder()
        let fit = "forecast fit datasets/temperature.csv --epochs 400 --patience off --hidden 48 --horizon 6 --quiet"
        #expect(try folder.run(script("\(fit) -o resumed", signals: "INT")).status == 130)
        try folder.succeed("\(fit) --resume state -o resumed")
        try folder.succeed("\(fit) -o whole")
        #expect(try folder.data("resumed") == folder.data("whole"))
    }

    @Test func `a checkpoint of another run is refused with what differs`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --epochs 2 --quiet --checkpoint state")
        let before = try folder.content()
        for (flags, what) in [("--seed 2", "--seed 1"), ("--hidden 8", "--hidden 32"), ("--model lstm", "--model gru")]
        {
            let outcome = try folder.run("forecast fit datasets/temperature.csv --epochs 2 --resume state \(flags)")
            #expect(outcome.status == 64)
            #expect(outcome.errors.hasPrefix("error: state: the checkpoint was written by a run with \(what)\n"))
            #expect(try folder.content() == before)
        }
        let missing = try folder.run("forecast fit datasets/temperature.csv --epochs 2 --resume nothing")
        #expect(missing.status == 66)
        #expect(missing.errors.contains("nothing"))
        let model = try folder.run("forecast fit datasets/temperature.csv --epochs 2 --resume forecast.safetensors")
        #expect(model.status == 65)
        #expect(try folder.content() == before)
    }
}
