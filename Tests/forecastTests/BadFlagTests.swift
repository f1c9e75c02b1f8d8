import Foundation
import Testing

/// Flags that cannot be, and the error.
private let badFlags: [(arguments: String, message: String, fix: String)] = [
    ("--horizon 0", "--horizon is 0, and must be at least 1", "pass --horizon 1 or more"),
    ("--horizon -3", "--horizon is -3, and must be at least 1", "pass --horizon 1 or more"),
    ("--input-length 0", "--input-length is 0, and must be at least 1", "pass --input-length 1 or more"),
    ("--stride -1", "--stride is -1, and must be at least 1", "pass --stride 1 or more"),
    (
        "--horizon 9223372036854775807", "--horizon is 9223372036854775807, and must be at most 1048576",
        "pass --horizon 1048576 or less"
    ),
    (
        "--horizon 1048577", "--horizon is 1048577, and must be at most 1048576",
        "pass --horizon 1048576 or less"
    ),
    (
        "--input-length 9223372036854775807", "--input-length is 9223372036854775807, and must be at most 1048576",
        "pass --input-length 1048576 or less"
    ),
    (
        "--input-length 1048577", "--input-length is 1048577, and must be at most 1048576",
        "pass --input-length 1048576 or less"
    ),
    (
        "--stride 9223372036854775807", "--stride is 9223372036854775807, and must be at most 1048576",
        "pass --stride 1048576 or less"
    ),
    (
        "--stride 1048577", "--stride is 1048577, and must be at most 1048576",
        "pass --stride 1048576 or less"
    ),
    (
        "--season 9223372036854775807", "--season is 9223372036854775807, and must be at most 1048576",
        "pass --season 1048576 or less"
    ),
    (
        "--season 1048577", "--season is 1048577, and must be at most 1048576",
        "pass --season 1048576 or less"
    ),
    (
        "--horizon five", "The value 'five' is invalid for '--horizon <steps>'",
        "see what can be passed: forecast fit --help"
    ),
    (
        "--steps 5 --epochs 5", "--steps and --epochs contradict each other; pass one of them",
        "see what can be passed: forecast fit --help"
    ),
    (
        "--model naive --input-length 5", "--input-length means nothing to naive",
        "leave --input-length out, or choose a model that has it: --model auto, or ridge, or segment-gru, or gru, or lstm, or rnn, or rnn-relu, or transformer"
    ),
    (
        "--model ets --stride 2", "--stride means nothing to ets",
        "leave --stride out, or choose a model that has it: --model auto, or ridge, or segment-gru, or gru, or lstm, or rnn, or rnn-relu, or transformer"
    ),
    (
        "--model ets --one-hot", "--one-hot means nothing to ets",
        "leave --one-hot out, or choose a model that has it: --model auto, or arima, or segment-gru, or gru, or lstm, or rnn, or rnn-relu, or transformer"
    ),
    (
        "--candidates ets,naive --hidden 64", "--hidden means nothing to naive, ets",
        "leave --hidden out, or choose a model that has it: --model segment-gru, or gru, or lstm, or rnn, or rnn-relu"
    ),
    ("--season 0", "--season is 0, and must be at least 1", "pass --season 1 or more"),
    (
        "--test 200%",
        "--test takes a number of rows, a percentage between 0 and 100, or auto, not '200%'",
        "write rows such as 120, or a percentage such as 20%"
    ),
    (
        "--model gru --test 3 --horizon 5", "the test partition of 3 rows cannot hold a horizon of 5",
        "pass --test 5 or more, or --horizon 3"
    ),
    (
        "--model gruu", "there is no model called 'gruu'",
        "did you mean gru? choose one of \(modelNames)"
    ),
    ("--epochs -1", "--epochs is -1, but must be at least 1", "pass at least 1"),
    ("--batch 0", "--batch is 0, but must be at least 1", "pass at least 1"),
    (
        "--model transformer --heads 3", "--heads is 3, but must be 1, 2, 4 or 8", "pass 1, 2, 4 or 8"
    ),
    (
        "--model transformer --model-size 20", "--model-size is 20, but must be a multiple of 8 up to 4096",
        "pass a multiple of 8 up to 4096"
    ),
    ("--layers 0", "--layers is 0, but must be at least 1", "pass at least 1"),
    ("--hidden 4097", "--hidden is 4097, but must be at most 4096", "pass at most 4096"),
    ("--epochs 100001", "--epochs is 100001, but must be at most 100000", "pass at most 100000"),
    (
        "--model naive --learning-rate nan", "--learning-rate means nothing to naive",
        "leave --learning-rate out, or choose a model that has it: --model auto, or segment-gru, or gru, or lstm, or rnn, or rnn-relu, or transformer"
    ),
    (
        "--model naive --hidden 0", "--hidden means nothing to naive",
        "leave --hidden out, or choose a model that has it: --model auto, or segment-gru, or gru, or lstm, or rnn, or rnn-relu"
    ),
    (
        "--model naive --checkpoint state",
        "--checkpoint keeps the state between rounds of training, and naive has none",
        "leave --checkpoint out"
    ),
    (
        "--model seasonal-naive --resume state",
        "--resume keeps the state between rounds of training, and seasonal-naive has none", "leave --resume out"
    ),
    ("--threads 0", "--threads is 0, but must be at least 1", "pass at least 1"),
    ("--learning-rate 0", "--learning-rate is 0, but must be a positive number", "pass a positive number"),
    ("--clip -1", "--clip is -1, but must be a positive number, or off", "pass a positive number, or off"),
    (
        "--dropout 1", "--dropout is 1, but must be a share from 0 to less than 1",
        "pass a share from 0 to less than 1"
    ),
    ("--nonsense", "Unknown option '--nonsense'", "see what can be passed: forecast fit --help"),
    (
        "--quiet again", "again: there is no such file", "check the path; it is taken relative to the current folder"
    ),
    ("-o ''", "cannot write a file without a name", "name the file with -o"),
]

/// Every model's name, as an error lists them.
let modelNames =
    "auto, naive, seasonal-naive, drift, mean, window-average, ridge, ets, theta, arima, ces, mstl, level-shape, "
    + "ar-ridge, croston, sba, tsb, adida, imapa, segment-gru, gru, lstm, rnn, rnn-relu, transformer, pretrained, naive2"

@Suite struct BadFlagTests {
    @Test(arguments: badFlags.indices)
    func `a flag that cannot be is refused before anything is trained or written`(row: Int) throws {
        let (arguments, message, fix) = badFlags[row]
        let folder = try CommandFolder()
        let outcome = try folder.run("forecast fit datasets/prices.csv \(arguments)")
        let status: Int32 = arguments.hasPrefix("-o") ? 73 : arguments.hasSuffix("again") ? 66 : 64
        #expect(outcome == Outcome(status: status, output: "", errors: "error: \(message)\n  fix: \(fix)\n"))
        #expect(try Set(folder.content().keys) == ["datasets"])
    }

    @Test(arguments: ["0", "-3", "100001"])
    func `predict refuses a horizon that cannot be before it looks for a model`(horizon: String) throws {
        let outcome = try CommandFolder().run("forecast predict --horizon \(horizon)")
        let errors = "error: --horizon is \(horizon)\n  fix: pass a number of steps from 1 to 100000\n"
        #expect(outcome == Outcome(status: 64, output: "", errors: errors))
    }

    @Test func `predict refuses flags about rows beside a model file, and newer rows beside rows`() throws {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model ets --quiet")
        for flag in ["--target temperature", "--time month", "--id city", "--season 12"] {
            let name = String(flag.prefix { $0 != " " })
            #expect(
                try folder.run("forecast predict \(flag)")
                    == Outcome(
                        status: 64, output: "",
                        errors: """
                            error: \(name) is about a file of rows, and 'forecast.safetensors' is a model file
                              fix: leave \(name) out, or name a CSV file instead of the model

                            """))
        }
        #expect(
            try folder.run("forecast predict datasets/prices.csv --data datasets/prices.csv")
                == Outcome(
                    status: 64, output: "",
                    errors: """
                        error: --data datasets/prices.csv goes on from a model file, and none is named
                          fix: forecast these rows alone: forecast predict datasets/prices.csv

                        """))
        try folder.succeed("forecast predict datasets/prices.csv")
    }

    @Test func `predict is asked for one format only`() throws {
        let outcome = try CommandFolder().run("forecast predict --json --format csv")
        #expect(outcome.status == 64)
        #expect(
            outcome.errors.contains("\"message\": \"--json and --format csv contradict each other; pass one of them\""))
    }

    @Test(arguments: ["fit", "predict"])
    func `an instruction set that is not there is named, with those that are`(command: String) throws {
        let folder = try CommandFolder()
        let outcome = try folder.run(
            "forecast \(command) datasets/prices.csv", environment: ["FORECAST_ISA": "abacus"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.hasPrefix("error: FORECAST_ISA names 'abacus', which this machine cannot run\n"))
        #expect(outcome.errors.contains("portable"))
    }

    @Test func `without a command the help is printed, and a wrong command is bad usage`() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("forecast").output == folder.run("forecast --help").output)
        let wrong = try folder.run("forecast train")
        #expect(wrong.status == 64)
        #expect(wrong.errors == "error: Unexpected argument 'train'\n  fix: see what can be passed: forecast --help\n")
        let missing = try folder.run("forecast fit")
        #expect(missing.status == 64)
        #expect(
            missing.errors
                == "error: Missing expected argument '<data> ...'\n  fix: see what can be passed: forecast fit --help\n"
        )
    }
}
