import Forecasting
import Testing

@testable import forecast

/// What becomes of the options of models before arguments are parsed.
@Suite struct ModelArgumentsTests {
    private func rewritten(_ line: String) throws -> String {
        let arguments = line.split(separator: " ").map(String.init)
        return try ModelArguments.rewritten(arguments, registry: .standard).joined(separator: " ")
    }

    @Test(arguments: [
        ("fit a.csv --hidden 64", "fit a.csv --set hidden=64"), ("fit a.csv --hidden=64", "fit a.csv --set hidden=64"),
        ("fit a.csv --log --horizon 3", "fit a.csv --set log --horizon 3"),
        ("fit a.csv --learning-rate -1", "fit a.csv --set learning-rate=-1"),
        ("fit a.csv --loss= --seed 3", "fit a.csv --set loss= --seed 3"),
        ("fit a.csv --log=1", "fit a.csv --set log=1"),
        ("backtest a.csv --order 1,0,0", "backtest a.csv --set order=1,0,0"),
        ("audit a.csv --epochs 2 --epochs 3", "audit a.csv --set epochs=2 --set epochs=3"),
        ("fit --hidden 8 a.csv -- --hidden 9", "fit --set hidden=8 a.csv -- --hidden 9"),
        ("predict --hidden 64", "predict --hidden 64"), ("inspect a.csv --log", "inspect a.csv --log"),
        ("fit a.csv --hiddens 64 --set x=y", "fit a.csv --hiddens 64 --set x=y"), ("--help", "--help"),
    ])
    func `options of models become settings by name, everything else stays`(typed: String, expected: String) throws {
        #expect(try rewritten(typed) == expected)
    }

    @Test func `an option that ends the line has no value, and that is said`() throws {
        let error = #expect(throws: MissingValue.self) { try rewritten("fit a.csv --hidden") }
        #expect(error?.message == "--hidden is given no value" && error?.fix == "pass --hidden <count>")
        #expect(error?.exitStatus == .usage)
        #expect(try rewritten("fit a.csv --log") == "fit a.csv --set log")
    }

    @Test func `an option of a model that was registered is rewritten, and is not where it was not`() throws {
        #expect(
            try ModelArguments.rewritten(["fit", "--hidden", "3"], registry: ForecasterRegistry())
                == ["fit", "--hidden", "3"])
    }

    @Test func `the help of models has every option once, with its default`() {
        let text = ModelHelp.text(.standard)
        for option in ForecasterRegistry.standard.options {
            let lines = text.split(separator: "\n").filter {
                $0.hasPrefix("  --\(option.name) ") || $0 == "  --\(option.name)"
            }
            #expect(!lines.isEmpty, "--\(option.name)")
        }
        #expect(text.contains("OPTIONS OF GRU, LSTM, RNN, RNN-RELU:") || text.contains("OPTIONS OF AUTO"))
        #expect(text.contains("(default: 32)"))
    }

    @Test func `a switch, a choice and a number reach the command and the model`() throws {
        let folder = try CommandFolder()
        let fit = "forecast fit datasets/temperature.csv --quiet --horizon 3"
        try folder.succeed("\(fit) --model gru --hidden 3 --steps 30 --log --loss=mae -o flags")
        try folder.succeed("\(fit) --model gru --set hidden=3 --set steps=30 --set log --set loss=mae -o set")
        #expect(try folder.data("flags") == folder.data("set"))
        let text = String(decoding: try folder.data("flags"), as: UTF8.self)
        #expect(text.contains(#"\"hiddenSize\":3"#) && text.contains(#"\"loss\":\"mae\""#))
        let meaningless = try folder.run("\(fit) --model ets --hidden 3")
        #expect(
            meaningless
                == Outcome(
                    status: 64, output: "",
                    errors: """
                        error: --hidden means nothing to ets
                          fix: leave --hidden out, or choose a model that has it: --model auto, or segment-gru, or gru, or lstm, or rnn, or \
                        rnn-relu

                        """))
    }
}
