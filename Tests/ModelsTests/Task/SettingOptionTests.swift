import Diagnostics
import ForecastTestSupport
import ModelTestSupport
import Testing

@testable import Models

@Suite struct SettingOptionTests {
    private let registry = ForecasterRegistry.standard

    /// What is set of a forecaster, as a model file keeps it.
    private func settings<Kind: Forecaster>(_ forecaster: Kind) -> ModelState { ModelState(of: forecaster) }

    @Test(arguments: ForecasterRegistry.standard.all.map(\.identifier))
    func `an option set to the default that its help shows changes nothing`(identifier: String) throws {
        var forecaster = try registry.named(identifier)
        let before = settings(forecaster)
        for option in forecaster.options {
            guard let text = option.defaultText else { continue }
            #expect(try forecaster.set(option.name, to: text), "--\(option.name)")
        }
        // A combination notes what was set of its candidates.
        if !(forecaster is AutoForecaster) { #expect(settings(forecaster) == before) }
        let options = try registry.named(identifier).options
        #expect(forecaster.options == options)
        #expect(Set(options.map(\.name)).count == options.count)
    }

    /// For each option a value that is none of its defaults, and one that it cannot have.
    private static let values: [String: (good: String, bad: String)] = [
        "layers": ("2", "0"), "hidden": ("17", "4097"), "initialization": ("xavier", "none"),
        "series-embedding": ("3", "-1"), "scaling": ("robust", "softly"), "log": ("", "yes"), "steps": ("77", "0"),
        "epochs": ("9", "100001"), "batch": ("5", "0"), "learning-rate": ("0.25", "-1"),
        "schedule": ("cosine", "monday"), "optimizer": ("adamw", "sgd"), "weight-decay": ("0.5", "-0.5"),
        "clip": ("off", "0"), "dropout": ("0.25", "1"), "loss": ("huber", "mape"), "patience": ("3", "none"),
        "truncate": ("4", "0"), "form": ("AAN", "XYZ"), "criterion": ("bic", "cic"), "bounds": ("steady", "unsteady"),
        "variant": ("otm", "ottm"),
        "seasonality": ("full", "some"), "order": ("2,1,1", "2,1"), "seasonal-order": ("1,0,1", "1,4,1"),
        "no-constant": ("", "no"), "candidates": ("ets,naive", "ets,nothing"),
        "fine-tune": ("", "yes"), "seeds": ("3", "0"), "input-lengths": ("24,48", "24,,48"), "cycle": ("on", "maybe"),
        "cell": ("lstm", "elman"), "segment": ("7", "0"), "patch-length": ("8", "0"), "patch-stride": ("3", "0"),
        "model-size": ("24", "20"), "heads": ("2", "3"), "feed-forward": ("64", "0"),
    ]

    @Test(arguments: ForecasterRegistry.standard.all.map(\.identifier))
    func `every option is written as it is read, changes what is kept, and refuses what cannot be`(
        identifier: String
    ) throws {
        for option in try registry.named(identifier).options {
            let (good, bad) = try #require(Self.values[option.name], "--\(option.name) has no values in this test")
            var forecaster = try registry.named(identifier)
            let before = settings(forecaster)
            #expect(try forecaster.set(option.name, to: good))
            #expect(settings(forecaster) != before, "--\(option.name)")
            if option.valueName != nil {
                #expect(forecaster.options.first { $0.name == option.name }?.defaultText == good)
            }
            let changed = settings(forecaster)
            let error = #expect(throws: SettingError.self, "--\(option.name) \(bad)") {
                try forecaster.set(option.name, to: bad)
            }
            switch error {
            case .invalid(option.name, _, let requirement): #expect(!requirement.isEmpty)
            case .switchWithValue(option.name, bad): #expect(option.valueName == nil)
            default: Issue.record("--\(option.name): \(String(describing: error))")
            }
            #expect(error?.exitStatus == .usage)
            #expect(settings(forecaster) == changed, "a value that is refused changes nothing")
        }
    }

    @Test(arguments: [
        ("gru", "hidden", "many", "--hidden is many, but must be a whole number"),
        ("gru", "hidden", "0", "--hidden is 0, but must be at least 1"),
        ("gru", "hidden", "9999", "--hidden is 9999, but must be at most 4096"),
        ("gru", "learning-rate", "nan", "--learning-rate is nan, but must be a positive number"),
        ("gru", "learning-rate", "inf", "--learning-rate is inf, but must be a positive number"),
        ("gru", "clip", "-1", "--clip is -1, but must be a positive number, or off"),
        ("gru", "loss", "mape", "--loss is mape, but must be one of mse, mae, huber"),
        ("ridge", "log", "1", "--log takes no value, and is given 1"),
        (
            "arima", "order", "1,x,1",
            "--order is 1,x,1, but must be three orders from 0 to 10, the middle one at most 3, such as 2,1,1"
        ),
    ])
    func `a value that cannot be is told with what can`(model: String, name: String, text: String, message: String)
        throws
    {
        var forecaster = try registry.named(model)
        let error = #expect(throws: SettingError.self) { try forecaster.set(name, to: text) }
        #expect(error?.message == message && error?.code == "invalid-hyperparameter")
        if case .invalid(_, _, let requirement) = error {
            #expect(message.hasSuffix(requirement) && error?.fix == "pass \(requirement)")
        }
    }

    @Test func `an option that a forecaster does not have is not set, and says so`() throws {
        for identifier in ["naive", "ets", "ridge", "gru", "auto"] {
            var forecaster = try registry.named(identifier)
            let before = settings(forecaster)
            #expect(try !forecaster.set("colour", to: "red"))
            #expect(settings(forecaster) == before)
        }
    }

    @Test func `a combination passes an option on to every candidate that has it, and names the candidates there are`()
        throws
    {
        var auto = AutoForecaster(candidates: [RidgeForecaster(), NaiveForecaster()])
        #expect(auto.options.map(\.name) == ["candidates", "log", "input-lengths"])
        #expect(try auto.set("log", to: ""))
        #expect(auto.settings.options == ["log": ""])
        let error = #expect(throws: SettingError.self) { try auto.set("candidates", to: "ridge,ets") }
        #expect(error?.message == "--candidates is ets, but must be some of ridge, naive")
        #expect(try auto.set("candidates", to: "naive, ridge,naive"))
        #expect(auto.settings.candidates == ["naive", "ridge"])
        let meaningless = SettingError.meaningless(name: "log", models: ["naive"], owners: ["ridge"])
        #expect(throws: meaningless) { try auto.set("candidates", to: "naive") }
        #expect(auto.settings.candidates == ["naive", "ridge"])
    }
}
