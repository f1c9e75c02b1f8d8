import ForecastTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

/// Nothing that is learned may depend on rows after the cutoff.
///
/// These tests are never skipped, disabled or loosened.
@Suite struct LeakageTests {
    static let scalings = ScalingMethod.allCases.flatMap { method in
        [false, true].map { ScalingSpecification(method: method, takesLogarithm: $0) }
    }

    @Test(arguments: ForecasterRegistry.all.map(\.identifier), scalings)
    func `changing every value after the cutoff changes no parameter, scaler or forecast`(
        identifier: String, scaling: ScalingSpecification
    ) throws {
        let forecaster = try ForecasterRegistry.named(identifier)
        let plan = try smallPlan(layers: 2, scaling: scaling) {
            $0.dropout = 0.2
            $0.patience = 2
        }
        let panel = wavyPanel()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let original = try fit(forecaster, panel, plan)
        for change in Self.changes {
            var changed = panel
            for (place, rows) in split.rows(.test).enumerated() {
                for row in rows { changed.series[place].values[row] = change(changed.series[place].values[row]) }
            }
            let other = try fit(forecaster, changed, plan)
            #expect(other.state.tensors == original.state.tensors)
            #expect(other.state.scalings == original.state.scalings)
            #expect(other.training == original.training)
            for (place, rows) in split.rows(.test).enumerated() {
                let origins = [rows.lowerBound]
                let before = try original.predict(panel.series[place], index: place, origins: origins, horizon: 7)
                let after = try other.predict(changed.series[place], index: place, origins: origins, horizon: 7)
                #expect(before.map { $0.map(\.bitPattern) } == after.map { $0.map(\.bitPattern) })
            }
        }
    }

    // The epoch is chosen on the validation rows, so these may change which parameters are kept, but not their way.
    @Test(arguments: recurrentForecasters, scalings)
    func `changing every value after the training rows changes no scaler and no step`(
        forecaster: RecurrentForecaster, scaling: ScalingSpecification
    ) throws {
        let plan = try smallPlan(scaling: scaling)
        let panel = wavyPanel()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        var changed = panel
        for (place, rows) in split.series.enumerated() {
            for row in rows.validation.lowerBound..<rows.test.upperBound {
                changed.series[place].values[row] = 1.5 * changed.series[place].values[row] + 1
            }
        }
        let trainers = try [panel, changed].map { try makeTrainer(forecaster.cell, $0, plan) }
        for trainer in trainers { try trainer.run(progress: { _ in .proceed }, epochEnded: { _ in }) }
        #expect(trainers[0].state.parameters.array == trainers[1].state.parameters.array)
        let losses = trainers.map { $0.state.record.epochs }
        #expect(losses[0].map(\.trainingLoss) == losses[1].map(\.trainingLoss))
        #expect(losses[0].map(\.validationLoss) != losses[1].map(\.validationLoss))
        let models = try [panel, changed].map { try fit(forecaster, $0, plan) }
        #expect(models[0].state.scalings == models[1].state.scalings)
    }

    // A test that would pass whatever is changed shows nothing.
    @Test(arguments: recurrentForecasters)
    func `changing one training value changes the parameters`(forecaster: RecurrentForecaster) throws {
        let plan = try smallPlan()
        let panel = wavyPanel()
        var changed = panel
        changed.series[1].values[40] += 0.25
        #expect(try fit(forecaster, panel, plan).state.tensors != fit(forecaster, changed, plan).state.tensors)
    }

    private static let changes: [@Sendable (Double) -> Double] = [
        { 1000 - $0 }, { 3 * $0 + 17 }, { _ in 1e6 }, { $0 / 1e6 },
    ]
}
