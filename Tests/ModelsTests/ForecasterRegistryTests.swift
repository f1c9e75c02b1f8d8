import Diagnostics
import ForecastTestSupport
import JSON
import ModelTestSupport
import Testing
import TimeSeries

@testable import Models

/// Nothing but a name.
private struct Named: Forecaster {
    var identifier: String
    var columnName = "Named"

    func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) -> any FittedModel { NaiveModel() }

    func restore(_ state: ModelState, in context: RestoreContext) -> any FittedModel { NaiveModel() }
}

@Suite struct ForecasterRegistryTests {
    private let standard = ForecasterRegistry.standard

    @Test func `it is a value: what a copy learns to know changes no other`() throws {
        var copy = standard
        copy.register(Named(identifier: "other"), as: .model)
        #expect(try copy.named("other").columnName == "Named")
        #expect(copy.all.count == standard.all.count + 1)
        #expect(throws: ForecastError.self) { try standard.named("other") }
        #expect(ForecasterRegistry().all.isEmpty && ForecasterRegistry().references.isEmpty)
    }

    @Test func `a forecaster takes the place of the one with its identifier, and its role`() throws {
        var copy = standard
        let place = try #require(copy.all.firstIndex { $0.identifier == "drift" })
        copy.register(Named(identifier: "drift"), as: .model)
        #expect(copy.all.map(\.identifier) == standard.all.map(\.identifier))
        #expect(copy.all[place].columnName == "Named")
        #expect(standard.baselines.map(\.identifier).contains("drift"))
        #expect(!copy.baselines.map(\.identifier).contains("drift"))
    }

    @Test func `roles say what scores stand beside, and what a backtest measures against`() {
        #expect(standard.references.map(\.identifier) == ["naive", "seasonal-naive"])
        #expect(
            standard.baselines.map(\.identifier)
                == ["naive", "seasonal-naive", "drift", "mean", "window-average", "ridge"])
        #expect(standard.entries.first?.forecaster.identifier == "auto")
    }

    @Test func `names are found in any case, each once, and what was set reaches all that have it`() throws {
        let chosen = try standard.named(
            ["GRU", "ridge", "gru", "lstm"],
            settings: [OptionValue(name: "hidden", text: "9"), OptionValue(name: "log", text: "")])
        #expect(chosen.map(\.identifier) == ["gru", "ridge", "lstm"])
        #expect(chosen.map(\.takesLogarithm) == [true, true, true])
        let sizes = chosen.compactMap { ($0 as? RecurrentForecaster)?.settings.network.hiddenSize }
        #expect(sizes == [9, 9])
        let later = try standard.named(
            ["gru"], settings: [OptionValue(name: "hidden", text: "9"), OptionValue(name: "hidden", text: "11")])
        #expect((later[0] as? RecurrentForecaster)?.settings.network.hiddenSize == 11)
        #expect((try standard.named("gru") as? RecurrentForecaster)?.settings == RecurrentSettings())
    }

    @Test func `a flag that means nothing to the chosen models names those that have it`() throws {
        let error = #expect(throws: SettingError.self) {
            try standard.named(["ets", "naive"], settings: [OptionValue(name: "hidden", text: "8")])
        }
        #expect(
            error
                == .meaningless(
                    name: "hidden", models: ["ets", "naive"],
                    owners: ["auto", "segment-gru", "gru", "lstm", "rnn", "rnn-relu"]))
        #expect(error?.code == "meaningless-flag" && error?.exitStatus == .usage)
        #expect(error?.message == "--hidden means nothing to ets, naive")
        #expect(
            error?.fix
                == "leave --hidden out, or choose a model that has it: --model auto, or segment-gru, or gru, or lstm, or rnn, or rnn-relu"
        )
        let nobody = SettingError.meaningless(name: "colour", models: ["ets"], owners: [])
        #expect(nobody.fix == "leave --colour out")
    }

    @Test func `a model is restored by whoever its state names, with the settings it was fitted with`() throws {
        let plan = try smallPlan(hidden: 4)
        let model = try fit(recurrentForecasters[0], wavyPanel(), plan)
        let back = try standard.restore(model.state, task: plan.task, runtime: plan.runtime, seriesCount: 2)
        #expect(back.state == model.state)
        var state = model.state
        state.kind = "nobody"
        #expect(throws: ForecastError.self) {
            try standard.restore(state, task: plan.task, runtime: plan.runtime, seriesCount: 2)
        }
        state = model.state
        state.settings = .object(["network": .string("large")])
        let error = #expect(throws: InvalidState.self) {
            try standard.restore(state, task: plan.task, runtime: plan.runtime, seriesCount: 2)
        }
        #expect(error?.reason.hasPrefix("the settings of 'gru'") == true)
    }
}
