import Diagnostics
import ForecastTestSupport
import JSON
import ModelTestSupport
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import ModelStore
@testable import Models

/// Models that are made of models, in one file.
@Suite struct NestedModelTests {
    private let panel = samplePanel(
        wavySeries(90), wavySeries(90, seed: 2).map { 3 * $0 }, wavySeries(90, seed: 3), wavySeries(90, seed: 4))

    private func part(_ places: Range<Int>) -> Panel {
        Panel(series: Array(panel.series[places]), columns: panel.columns, frequency: panel.frequency)
    }

    private func auto(_ candidates: String) throws -> AutoForecaster {
        var auto = try #require(try ForecasterRegistry.standard.named("auto") as? AutoForecaster)
        _ = try auto.set("candidates", to: candidates)
        return auto
    }

    /// A ridge regression of the first series and another model of the second.
    private func pair(_ other: String, as auto: AutoForecaster, _ plan: FitPlan) throws -> AutoModel {
        let second = try ForecasterRegistry.standard.named(other)
        return AutoModel(
            covering: [(try fit(RidgeForecaster(), part(0..<1), plan), 1), (try fit(second, part(1..<2), plan), 1)],
            as: auto)
    }

    /// A combination of the first two series within one that a statistical model stands in for on the third, within one
    /// of a ridge regression's for the fourth.
    private func nested(_ plan: FitPlan) throws -> AutoModel {
        let auto = try auto("naive,ets,ridge,gru")
        let inner = try pair("gru", as: auto, plan)
        let other = try fit(ForecasterRegistry.standard.named("theta"), part(2..<3), plan)
        let middle = AutoModel(covering: [(inner, 2), (other, 1)], as: auto)
        return AutoModel(
            covering: [(middle, 3), (try fit(RidgeForecaster(), part(3..<4), plan), 1)], as: RidgeForecaster())
    }

    private func depth(_ state: ModelState) -> Int { 1 + (state.children.map(depth).max() ?? 0) }

    @Test func `a combination within a combination forecasts the same from its file, bit for bit`() throws {
        let plan = try smallPlan()
        let model = try nested(plan)
        #expect(depth(model.state) == 4 && model.columnName == "Ridge")
        #expect(model.state.children[0].children[0].children.count >= 2)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
            let back = try SavedModel.read(path)
            #expect(back.model.state == model.state)
            #expect(back.model.columnName == "Ridge" && back.document.model.kind == "auto")
            for horizon in [1, 3, 11] {
                #expect(
                    try back.model.forecast(back.context, horizon: horizon) == model.forecast(panel, horizon: horizon))
            }
            try back.write(to: folder + "/again.safetensors")
            #expect(try contents(folder + "/again.safetensors") == contents(path))
        }
    }

    @Test func `each model forecasts the series that it was fitted to, as if it were alone`() throws {
        let plan = try smallPlan()
        let model = try nested(plan)
        let alone = try fit(ForecasterRegistry.standard.named("theta"), part(2..<3), plan)
        let own = try model.predict(panel.series[2], index: 2, origins: [70, 90], horizon: 5)
        #expect(try own == alone.predict(panel.series[2], index: 0, origins: [70, 90], horizon: 5))
    }

    @Test func `tensors stand under the place of their model, and settings and kinds in a tree`() throws {
        let plan = try smallPlan()
        let model = try pair("gru", as: auto("ridge,gru"), plan)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try SavedModel(model, fittedOn: part(0..<2), task: plan.task, scores: []).write(to: path)
            let content = try TensorFile.read(path)
            let kinds = model.state.children.map(\.kind)
            #expect(Set(kinds) == ["ridge", "gru"])
            for (place, kind) in kinds.enumerated() {
                let name = kind == "ridge" ? "ridge.weight" : "weight_ih_l0"
                #expect(content.tensors["members.\(place).\(name)"] != nil && content.tensors[name] == nil)
            }
            #expect(content.document["model"]?["kind"] == .string("auto"))
        }
    }

    @Test func `models nested deeper than any that can be fitted are refused`() throws {
        let plan = try smallPlan()
        var model = try nested(plan)
        let ets = LocalForecaster<ETSSettings>()
        model = AutoModel(covering: [(model, 4)], as: ets)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
            let error = #expect(throws: ModelFileError.self) { try SavedModel.read(path) }
            #expect(error?.message.contains("nested deeper than any that can be fitted") == true)
        }
    }

    @Test func `each sound file with a hostile tree is refused with the reason`() throws {
        let plan = try smallPlan()
        let auto = try auto("naive,ridge,ets")
        let inner = try pair("ets", as: auto, plan)
        let other = try fit(ForecasterRegistry.standard.named("theta"), part(2..<3), plan)
        let saved = SavedModel(
            AutoModel(covering: [(inner, 2), (other, 1)], as: auto), fittedOn: part(0..<3), task: plan.task, scores: [])
        let changes = [
            ("\"places\":[0,1,null]", "\"places\":[0,1,1]"), ("\"places\":[0,1,null]", "\"places\":[0,1]"),
            ("\"places\":[0,1,null]", "\"places\":[0,null,null]"), ("\"places\":[0,1,null]", "\"places\":[1,0,null]"),
            ("\"places\":[0,1,null]", "\"places\":[0,7,null]"), ("\"places\":[0,1,null]", "\"places\":[-1,1,null]"),
            ("\"places\":[0,1,null]", "\"places\":[null,null,null]"), ("\"places\":[0,1,null]", "\"places\":7"),
            ("\"weight\":1", "\"weight\":0"), ("\"weight\":1", "\"weight\":-1"), ("\"weight\":1", "\"weight\":7"),
            ("\"kind\":\"theta\"", "\"kind\":\"auto\""), ("\"kind\":\"theta\"", "\"kind\":\"gru\""),
            ("\"kind\":\"theta\"", "\"kind\":\"unheard\""), ("\"kind\":\"ridge\"", "\"kind\":\"mstl\""),
            ("\"children\":[", "\"children\":[],\"x\":["), ("\"members\":[", "\"members\":[],\"x\":["),
            ("\"fits\":[{", "\"fits\":[{},{"), ("\"fits\":[{", "\"fitz\":[{"),
        ]
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for change in changes {
                try saved.write(to: path)
                try rewriteDocument(path) {
                    #expect($0.contains(change.0), "\(change.0) in \($0)")
                    return $0.replacing(change.0, with: change.1)
                }
                do {
                    let back = try SavedModel.read(path)
                    // What can be read can forecast, or says why not.
                    _ = try back.model.forecast(back.context, horizon: 3)
                    Issue.record("\(change.1) was believed")
                } catch {
                    #expect(error is any Diagnostic, "\(change.1): \(error)")
                }
            }
        }
    }
}
