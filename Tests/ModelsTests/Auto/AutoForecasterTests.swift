import Diagnostics
import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

/// Forecasts what it was told, or fails where it was told to.
private struct Told: Forecaster {
    enum Failure: Sendable { case none, fit, refit, secondFit, forecast, unsuitable }

    /// What was thrown.
    struct Refusal: Diagnostic {
        let code = "refused"
        let message = "it was told to fail"
        let fix = "tell it otherwise"
        let exitStatus = ExitStatus.badData
    }

    var identifier: String
    var columnName: String { identifier }
    /// The value of each row, to be forecast however little has been seen.
    var values: [Double]
    var failure = Failure.none

    func unsuitability(for panel: Panel, task: ForecastTask) -> String? {
        failure == .unsuitable ? "it was told to be of no use" : nil
    }

    func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        _ = progress(TrainingProgress(fraction: 1))
        if failure == .fit || failure == .secondFit && task.split.test == .rows(0) { throw Refusal() }
        return Model(forecaster: self)
    }

    func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        if failure == .refit { throw Refusal() }
        return model
    }

    func restore(_ state: ModelState, in context: RestoreContext) -> any FittedModel { Model(forecaster: self) }

    struct Model: FittedModel {
        let forecaster: Told
        var columnName: String { forecaster.identifier }
        var state: ModelState { ModelState(of: forecaster) }

        func predictions(
            _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
        ) throws -> [Prediction] {
            if forecaster.failure == .forecast { throw Refusal() }
            return origins.map { origin in
                Prediction(point: (origin..<origin + horizon).map { forecaster.values[$0 % forecaster.values.count] })
            }
        }
    }
}

@Suite struct AutoForecasterTests {
    private static let values = wavySeries(160)
    private let panel = samplePanel(values)

    private func told(_ identifier: String, off: Double, _ failure: Told.Failure = .none) -> Told {
        Told(identifier: identifier, values: Self.values.map { $0 + off }, failure: failure)
    }

    private func fitted(_ candidates: [any Forecaster], _ panel: Panel? = nil) throws -> AutoModel {
        let model = try fit(AutoForecaster(candidates: candidates), panel ?? self.panel, smallPlan())
        return try #require(model as? AutoModel)
    }

    @Test func `what forecasts best of rows it had not seen gets the most, and a report says so, best first`() throws {
        let model = try fitted([
            told("farther", off: 30), told("far", off: 9), told("exact", off: 0), told("near", off: 3),
        ])
        let reports = model.candidateReports
        #expect(reports.map(\.identifier) == ["exact", "near", "far", "farther"])
        // None is about as good as the exact one.
        #expect(reports[0].weight == 1 && reports[1].weight == 0 && reports[3].weight == 0)
        #expect(abs(reports.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
        // In terms of the median, so that errors of 3 and 9 are three times apart.
        let scores = reports.compactMap(\.score)
        #expect(scores.count == 4 && scores[0] == 0 && abs(scores[2] / scores[1] - 3) < 1e-9)
        #expect(reports.allSatisfy { $0.reason == nil && $0.seconds >= 0 })
    }

    @Test func `a forecast is the weighted mean of its members'`() throws {
        let model = try fitted([told("exact", off: 0), told("near", off: 3), told("below", off: -6)])
        let forecast = try model.predict(panel.series[0], index: 0, origins: [100, 130], horizon: 4)
        let shift = zip(model.weights, [0.0, 3, -6]).reduce(0) { $0 + $1.0 * $1.1 }
        for (origin, steps) in zip([100, 130], forecast) {
            for step in 0..<4 { #expect(abs(steps[step] - (Self.values[origin + step] + shift)) < 1e-9) }
        }
    }

    @Test(arguments: [Told.Failure.fit, .secondFit, .forecast, .unsuitable])
    fileprivate func `a candidate that fails is left out, with its reason where it has one, and the others go on`(
        failure: Told.Failure
    ) throws {
        let model = try fitted([told("bad", off: 0, failure), told("near", off: 3)])
        #expect(model.weights == [0, 1])
        let report = try #require(model.candidateReports.first { $0.identifier == "bad" })
        #expect(report.weight == 0 && report.score == nil)
        switch failure {
        case .unsuitable: #expect(report.reason == "it was told to be of no use")
        case .forecast: #expect(report.reason == nil)
        default: #expect(report.reason == "it was told to fail")
        }
        let alone = try fitted([told("near", off: 3)])
        let forecasts = try [model, alone].map {
            try $0.predict(panel.series[0], index: 0, origins: [120], horizon: 3)
        }
        #expect(forecasts[0] == forecasts[1])
    }

    @Test func `a candidate that cannot learn again is left out then`() throws {
        let auto = AutoForecaster(candidates: [told("bad", off: 0.5, .refit), told("near", off: 3)])
        let plan = try smallPlan()
        let model = try #require(try fit(auto, panel, plan) as? AutoModel)
        #expect(model.weights[0] > 0.5)
        let again = try #require(try auto.refit(model, to: panel, plan: plan) as? AutoModel)
        #expect(again.weights == [0, 1])
        #expect(again.candidateReports.first { $0.identifier == "bad" }?.reason == "it was told to fail")
    }

    @Test func `when nothing can be fitted every reason is told`() throws {
        let auto = AutoForecaster(candidates: [told("a", off: 0, .fit), told("b", off: 0, .unsuitable)])
        let error = #expect(throws: AutoError.self) { try fit(auto, panel, smallPlan()) }
        #expect(
            error?.message
                == "none of the candidates could be fitted: a: it was told to fail; b: it was told to be of no use")
        #expect(error?.exitStatus == .badData && error?.code == "no-candidate-fitted")
    }

    @Test func `only the candidates that were named are tried`() throws {
        var auto = try #require(try ForecasterRegistry.standard.named("auto") as? AutoForecaster)
        #expect(try auto.set("candidates", to: "naive,ridge,theta"))
        let model = try #require(try fit(auto, panel, smallPlan()) as? AutoModel)
        #expect(Set(model.candidateReports.map(\.identifier)) == ["naive", "ridge", "theta"])
        #expect(!auto.seesCovariates)
    }

    @Test func `methods for intermittent demand are not tried on what is never zero, and one for seasons without any`()
        throws
    {
        var auto = AutoForecaster(
            candidates: try ["naive", "croston", "tsb", "mstl"].map { try ForecasterRegistry.standard.named($0) })
        var plan = try smallPlan()
        plan.seasonLength = nil
        let reports = try fit(auto, panel, plan).candidateReports
        let reasons = Dictionary(uniqueKeysWithValues: reports.map { ($0.identifier, $0.reason) })
        #expect(reasons["croston"] == "fewer than a quarter of the values are zero" && reasons["naive"] == .some(nil))
        #expect(reasons["tsb"] == reasons["croston"] && reasons["mstl"] == "there is no season")
        let sparse = samplePanel((0..<120).map { $0 % 4 == 0 ? Double(1 + $0 % 3) : 0 })
        let tried = try fit(auto, sparse, plan).candidateReports.filter { $0.reason == nil }.map(\.identifier)
        #expect(Set(tried) == ["naive", "croston", "tsb"])
        // What the user names is tried, however unlikely.
        #expect(try auto.set("candidates", to: "naive,croston"))
        #expect(try fit(auto, panel, plan).candidateReports.allSatisfy { $0.reason == nil })
    }

    private func small(_ candidates: String) throws -> AutoForecaster {
        var auto = try #require(try ForecasterRegistry.standard.named("auto") as? AutoForecaster)
        _ = try auto.set("candidates", to: candidates)
        return auto
    }

    // Never skipped or loosened.
    @Test func `values after the cutoff change neither what is learned nor a forecast`() throws {
        let auto = try small("naive,ets,theta,ridge,ar-ridge,gru")
        let (panel, plan) = (wavyPanel(), try smallPlan())
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let original = try fit(auto, panel, plan)
        for value in [-1e6, 0, 1e-9, .nan] {
            var changed = panel
            for (place, rows) in split.rows(.test).enumerated() {
                for row in rows where row < panel.series[place].count - 1 { changed.series[place].values[row] = value }
            }
            let other = try fit(auto, changed, plan)
            #expect(other.state == original.state)
            for (place, rows) in split.rows(.test).enumerated() {
                let forecasts = try [(original, panel), (other, changed)].map { model, panel in
                    try model.predict(panel.series[place], index: place, origins: [rows.lowerBound], horizon: 7)
                }
                #expect(forecasts[0] == forecasts[1])
            }
        }
        // A test that would pass whatever is changed shows nothing.
        var changed = panel
        changed.series[0].values[60] += 4
        #expect(try fit(auto, changed, plan).state != original.state)
    }

    // Never skipped or loosened.
    @Test func `it is the same on 1, 2 and 4 threads and on every instruction set, learning again included`() throws {
        let auto = try small("naive,ets,theta,ridge,gru")
        let panel = wavyPanel()
        var plan = try smallPlan()
        let model = try fit(auto, panel, plan)
        let again = try auto.refit(model, to: panel, plan: plan)
        for (threads, kernels) in [(2, Kernels.available[0]), (4, Kernels.available[Kernels.available.count - 1])] {
            plan.runtime = Runtime(threads: threads, kernels: kernels)
            let other = try fit(auto, panel, plan)
            #expect(other.state == model.state)
            #expect(try auto.refit(other, to: panel, plan: plan).state == again.state)
        }
    }

    @Test func `what learns again weighs its members by the held-out windows too`() throws {
        // Exact until the test rows, far off in them.
        var values = Self.values
        for row in 148..<160 { values[row] += 50 }
        let failing = Told(identifier: "failing", values: values)
        let auto = AutoForecaster(candidates: [failing, told("near", off: 1), told("far", off: 40)])
        let plan = try smallPlan()
        let model = try #require(try fit(auto, panel, plan) as? AutoModel)
        let again = try #require(try auto.refit(model, to: panel, plan: plan) as? AutoModel)
        #expect(model.weights[0] > model.weights[1] && again.weights[0] < again.weights[1])
    }

    @Test(arguments: [1, 2, 3, 4, 6, 10])
    func `a series of a few rows has a forecast all the same`(rows: Int) throws {
        let few = samplePanel(Array(Self.values.prefix(rows)))
        var plan = try smallPlan()
        plan.split = SplitSpecification(test: .rows(0))
        let model = try fit(ForecasterRegistry.standard.named("auto"), few, plan)
        let forecast = try model.forecast(few, horizon: 5).series[0].values
        #expect(forecast.count == 5 && forecast.allSatisfy(\.isFinite))
    }

    @Test(arguments: ["naive,ets,theta", "naive,ridge"])
    func `quantiles rise with their probability around the point`(candidates: String) throws {
        let model = try fit(small(candidates), wavyPanel(), smallPlan())
        #expect(model.hasDistribution)
        let prediction = try model.predictions(
            wavyPanel().series[0], index: 0, origins: [80], horizon: 3, probabilities: [0.05, 0.5, 0.95])[0]
        for step in 0..<3 {
            let steps = prediction.quantiles.map { $0[step] }
            #expect(steps[0] < steps[1] && steps[1] < steps[2])
            #expect(steps[0] < prediction.point[step] && prediction.point[step] < steps[2])
        }
    }

    @Test func `without a distribution a combination is as unsure as it was wrong`() throws {
        let model = try fitted([told("two off", off: 2)])
        let spread = try #require(model.spread)
        // Every error is 2; the more points there are, the less is added.
        #expect(spread.deviations.count == 1)
        #expect(spread.deviations[0].allSatisfy { $0 > 2 && $0 < 2.3 }, "\(spread.deviations)")
        let prediction = try model.predictions(
            panel.series[0], index: 0, origins: [100], horizon: 5, probabilities: [0.1, 0.9])[0]
        for step in 0..<5 {
            let width = prediction.quantiles[1][step] - prediction.quantiles[0][step]
            #expect(abs(width - 2 * 1.2815515655446004 * spread.deviations[0][min(step, 2)]) < 1e-9)
        }
        #expect(model.state.children.count == 1)
    }

    @Test func `progress rises from nothing to all of it`() throws {
        var fractions: [Double] = []
        _ = try small("naive,gru,ridge").fit(wavyPanel(), plan: smallPlan()) {
            fractions.append($0.fraction)
            return .proceed
        }
        #expect(zip(fractions, fractions.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
        #expect(fractions.allSatisfy { (0...1).contains($0) } && fractions.count > 4)
    }
}
