import Diagnostics
import ForecastTestSupport
import JSON
import ModelTestSupport
import NeuralLayers
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import ModelStore
@testable import Models

@Suite struct SavedModelCovariatesTests {
    /// The panel of covariates with rows after its end, of which only what is known ahead is known.
    private func panel(ahead: Int) -> Panel {
        var panel = covariatePanel(rows: 90 + ahead)
        for place in panel.series.indices {
            for row in 90..<90 + ahead {
                panel.series[place].values[row] = .nan
                panel.series[place].covariates[0][row] = .nan
                panel.series[place].covariates[1][row] = .nan
            }
        }
        return panel
    }

    private func saved(_ panel: Panel, oneHot: Bool = false) throws -> SavedModel {
        let plan = try covariatePlan {
            $0.features.oneHotStatics = oneHot
            $0.features.calendar.holidays = HolidayList(days: [19_723, 19_725, 19_820])
        }
        let model = try fit(recurrentForecasters[0], panel, plan)
        return SavedModel(
            model, fittedOn: panel, task: plan.task, scores: [],
            calibration: try calibrated(model, panel, plan))
    }

    @Test(arguments: [false, true])
    func `what is read forecasts like what was written, bit for bit`(oneHot: Bool) throws {
        let panel = panel(ahead: 5)
        let saved = try saved(panel, oneHot: oneHot)
        let back = try withTemporaryFolder { folder in
            try saved.write(to: folder + "/model.safetensors")
            let back = try SavedModel.read(folder + "/model.safetensors")
            try back.write(to: folder + "/again.safetensors")
            #expect(
                try contents(folder + "/again.safetensors") == contents(folder + "/model.safetensors"))
            return back
        }
        #expect(back.model.state.features == saved.model.state.features)
        #expect(back.document.columns == panel.columns)
        #expect(back.document.task.features == saved.document.task.features)
        // Six rows that were observed, and five of what is known ahead.
        #expect(back.context.series.map(\.count) == [11, 11])
        for horizon in 1...3 {
            let expected = try saved.model.forecast(panel, horizon: horizon)
            let own = try back.model.forecast(back.context, horizon: horizon)
            #expect(own == expected)
            #expect(expected.series[0].timestamps[0] == panel.series[0].index[90])
        }
    }

    @Test func `a model of the target alone keeps no covariates`() throws {
        let panel = covariatePanel()
        let plan = try smallPlan()
        let model = try fit(NaiveForecaster(), panel, plan)
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try SavedModel(model, fittedOn: panel, task: plan.task, scores: []).write(to: path)
            let back = try SavedModel.read(path)
            #expect(back.document.columns.covariates.isEmpty && back.context.series[0].covariates.isEmpty)
            #expect(try back.context(continuedBy: panel).columns == back.document.columns)
        }
    }

    @Test func `each sound file with a hostile description of features is refused`() throws {
        let saved = try saved(panel(ahead: 5))
        let changes: [(String, String)] = [
            ("\"features\":{\"columns\"", "\"featurez\":{\"columns\""),
            ("\"categories\":[1,2,0]", "\"categories\":[1,2,3]"), ("\"categories\":[1,2,0]", "\"categories\":[1,2,1]"),
            ("\"categories\":[1,2,0]", "\"categories\":[1,2]"), ("\"categories\":[1,2,0]", "\"categories\":[-1,2,0]"),
            ("\"futureSize\":13", "\"futureSize\":12"), ("\"futureSize\":13", "\"futureSize\":4611686018427387904"),
            ("\"inputSize\":19", "\"inputSize\":18"), ("\"count\":2,\"size\":1", "\"count\":3,\"size\":1"),
            ("\"count\":2,\"size\":1", "\"count\":2,\"size\":2"), ("\"isEmbedded\":true", "\"isEmbedded\":false"),
            ("\"role\":\"past\"", "\"role\":\"future\""), ("\"scale\":0.5", "\"scale\":-0.5"),
            ("\"fields\":[\"weekday\",\"month\"]", "\"fields\":[\"weekday\"]"),
            ("\"2024-01-01\"", "\"2024-13-01\""), ("\"name\":\"price\"", "\"name\":\"prize\""),
        ]
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for change in changes {
                try saved.write(to: path)
                try rewriteDocument(path) { text in
                    #expect(text.contains(change.0), "\(change.0) in \(text)")
                    guard let range = text.firstRange(of: change.0) else { return text }
                    return text.replacingCharacters(in: range, with: change.1)
                }
                do {
                    _ = try SavedModel.read(path)
                    Issue.record("\(change.1) was believed")
                } catch {
                    #expect(error is any Diagnostic, "\(change.1): \(error)")
                }
            }
        }
    }

    @Test func `each sound document with tensors of covariates that do not fit is refused`() throws {
        let saved = try saved(panel(ahead: 5))
        let bad: [(String, StoredTensor?)] = [
            ("context.1.covariates", nil),
            ("context.0.covariates", StoredTensor(name: "context.0.covariates", elements: .float64([1]))),
            ("context.statics", StoredTensor(name: "context.statics", shape: [1, 2], elements: .float64([1, 2]))),
            ("features.offsets", StoredTensor(name: "features.offsets", shape: [0, 3], elements: .float64([]))),
            (
                "features.scales",
                StoredTensor(name: "features.scales", shape: [2, 3], elements: .float64([1, 1, 1, 1, 0, 1]))
            ),
            (
                "features.scales",
                StoredTensor(name: "features.scales", shape: [2, 3], elements: .float64([1, 1, 1, 1, .nan, 1]))
            ),
        ]
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            for (name, tensor) in bad {
                try saved.write(to: path)
                let old = try TensorFile.read(path)
                let others = old.tensors.tensors.filter { $0.name != name } + (tensor.map { [$0] } ?? [])
                let metadata = [TensorFile.documentKey: old.document.text]
                try put(SafeTensors(tensors: others, metadata: metadata).encode(), at: path)
                #expect(throws: ModelFileError.self, "\(name)") { try SavedModel.read(path) }
            }
        }
    }

    @Test func `newer rows bring their covariates, by name, and what is kept ahead follows them`() throws {
        let whole = covariatePanel(rows: 100)
        var fitted = panel(ahead: 10)
        fitted.series = zip(fitted.series, whole.series).map { one, other in
            var one = one
            one.covariates[2] = other.covariates[2]
            return one
        }
        let saved = try saved(fitted)
        // Four newer rows, under other numbers of the categories and in another order of the columns.
        var newer = whole
        newer.columns.covariates = [
            whole.columns.covariates[2], whole.columns.covariates[0],
            Covariate(name: "sky", role: .past, categories: ["snow", "hail", "sun", "rain"]),
        ]
        newer.series = whole.series.map { series in
            var rows = series.rows(90..<94)
            rows.covariates = [
                rows.covariates[2], rows.covariates[0], rows.covariates[1].map { [2, 3, 0][Int($0)] },
            ]
            return rows
        }
        let context = try saved.context(continuedBy: newer)
        let seen = whole.series.map { series in
            var seen = series
            for row in 94..<100 { seen.values[row] = .nan }
            return seen
        }
        let expected = try saved.model.forecast(
            Panel(series: seen, columns: whole.columns, frequency: whole.frequency), horizon: 3)
        #expect(try saved.model.forecast(context, horizon: 3) == expected)
        #expect(expected.series[0].timestamps[0] == whole.series[0].index[94])
        #expect(context.series[0].count == 6 + 10)
    }

    @Test func `rows that only say what is known ahead continue the fitted ones`() throws {
        let whole = covariatePanel(rows: 93)
        var observed = whole
        observed.series = whole.series.map { $0.rows(0..<90) }
        let saved = try saved(observed)
        var plan = whole
        plan.series = whole.series.map { series in
            var rows = series.rows(90..<93)
            rows.values = [.nan, .nan, .nan]
            rows.covariates[0] = rows.values
            rows.covariates[1] = rows.values
            return rows
        }
        let context = try saved.context(continuedBy: plan)
        let forecast = try saved.model.forecast(context, horizon: 3)
        for (place, series) in whole.series.enumerated() {
            let direct = try saved.model.predict(series, index: place, origins: [90], horizon: 3)[0]
            #expect(forecast.series[place].values == direct)
        }
        let error = #expect(throws: CovariateError.self) { try saved.model.forecast(saved.context, horizon: 3) }
        #expect(error?.fix == "give a file with rows for these times to --data, with 'price' and an empty target")
    }

    @Test func `newer rows without a column, or with text in it, are refused`() throws {
        let saved = try saved(panel(ahead: 3))
        var newer = covariatePanel(rows: 100)
        newer.columns.covariates[0].name = "other"
        #expect(throws: ForecastError.self) { try saved.context(continuedBy: newer) }
        newer.columns.covariates[0] = Covariate(name: "load", role: .past, categories: ["high"])
        #expect(throws: ForecastError.self) { try saved.context(continuedBy: newer) }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
