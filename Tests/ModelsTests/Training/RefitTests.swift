import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

/// What learns again from every row keeps what was chosen.
@Suite struct RefitTests {
    @Test(arguments: recurrentForecasters, [nil, 6] as [Int?])
    func `a network takes as many steps as its best round had taken`(forecaster: RecurrentForecaster, epochs: Int?)
        throws
    {
        let panel = wavyPanel()
        let plan = try smallPlan(hidden: 6) { ($0.epochs, $0.steps, $0.patience) = (epochs, 300, 2) }
        let model = try fit(forecaster, panel, plan)
        let record = try #require(model.training)
        #expect(record.bestRound > 0 && record.refittedSteps == nil)
        let again = try forecaster.refit(model, to: panel, plan: plan)
        let kept = try #require(again.training)
        #expect(kept.refittedSteps == record.bestSteps && record.bestSteps == record.bestRound * record.roundLength)
        var expected = record
        expected.refittedSteps = record.bestSteps
        #expect(kept == expected)
        #expect(again.state.tensors != model.state.tensors)
    }

    @Test func `a network refitted with nothing held out is the one of so many steps`() throws {
        // Without rows to hold out a run of three passes and its refit see the same windows in the same order.
        var panel = samplePanel(wavySeries(80))
        let plan = try smallPlan { ($0.epochs, $0.schedule) = (3, .constant) }
        let model = try fit(recurrentForecasters[0], panel, plan)
        let again = try recurrentForecasters[0].refit(model, to: panel, plan: plan)
        // A value of the test rows bears on what learns from all rows, and on nothing else.
        panel.series[0].values[75] += 3
        #expect(try fit(recurrentForecasters[0], panel, plan).state == model.state)
        #expect(try recurrentForecasters[0].refit(model, to: panel, plan: plan).state != again.state)
    }

    @Test func `a ridge regression keeps its penalty, and every row bears on its weights`() throws {
        var panel = wavyPanel()
        let plan = try smallPlan()
        let model = try fitRidge(panel, plan)
        let again = try #require(try RidgeForecaster().refit(model, to: panel, plan: plan) as? RidgeModel)
        #expect(again.parts == model.parts && again.state != model.state)
        panel.series[0].values[88] += 3
        #expect(try RidgeForecaster().refit(model, to: panel, plan: plan).state != again.state)
    }

    @Test(arguments: localForecasters.map(\.identifier))
    func `a local model is the one fitted without held-out rows`(identifier: String) throws {
        let panel = wavyPanel()
        var plan = try smallPlan()
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        let again = try forecaster.refit(try fit(forecaster, panel, plan), to: panel, plan: plan)
        plan.split.test = .rows(0)
        #expect(try again.state == fit(forecaster, panel, plan).state)
    }

    @Test(arguments: recurrentForecasters + [RidgeForecaster()] as [any Forecaster])
    func `it is the same on any number of threads`(forecaster: any Forecaster) throws {
        let panel = wavyPanel()
        var plan = try smallPlan { ($0.epochs, $0.steps) = (nil, 60) }
        let model = try fit(forecaster, panel, plan)
        let one = try forecaster.refit(model, to: panel, plan: plan).state
        for threads in [2, 4] {
            plan.runtime.threads = threads
            #expect(try forecaster.refit(model, to: panel, plan: plan).state == one)
        }
    }
}
