import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Tensors
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

    /// Every forecaster under every scaling that it can be told of; what is not told of any takes part once.
    static let cases = ForecasterRegistry.standard.all.flatMap { forecaster in
        let isScaled = forecaster.options.contains { $0.name == "scaling" || $0.name == "log" }
        return (isScaled ? scalings : Array(scalings.prefix(2))).map { (forecaster.identifier, $0) }
    }

    @Test(arguments: cases)
    func `changing every value after the cutoff changes no parameter, scaler or forecast`(
        identifier: String, scaling: ScalingSpecification
    ) throws {
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        let plan = try smallPlan(layers: 2, scaling: scaling) {
            $0.dropout = 0.2
            $0.patience = 2
        }
        let panel = wavyPanel()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let original = try fit(forecaster, panel, plan)
        let residuals = try calibrated(original, panel, plan)
        for change in Self.changes {
            var changed = panel
            for (place, rows) in split.rows(.test).enumerated() {
                changed.series[place].change(rows, change)
            }
            let other = try fit(forecaster, changed, plan)
            #expect(other.state == original.state)
            #expect(try calibrated(other, changed, plan) == residuals)
            for (place, rows) in split.rows(.test).enumerated() {
                let origins = [rows.lowerBound]
                let before = try original.predict(panel.series[place], index: place, origins: origins, horizon: 7)
                let after = try other.predict(changed.series[place], index: place, origins: origins, horizon: 7)
                #expect(before.map { $0.map(\.bitPattern) } == after.map { $0.map(\.bitPattern) })
            }
        }
    }

    @Test(arguments: ForecasterRegistry.standard.all.map(\.identifier))
    func `changing the values after the cutoff in any one of series that end apart changes nothing`(
        identifier: String
    ) throws {
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        let plan = try smallPlan()
        let panel = unevenPanel()
        // The cutoff of the panel is that of the series whose test rows begin first.
        let cutoff = try #require(try earliestTime(of: .test, panel, plan))
        let original = try fit(forecaster, panel, plan)
        let residuals = try calibrated(original, panel, plan)
        for place in panel.series.indices {
            let series = panel.series[place]
            let first = series.index.timestamps.firstIndex { $0 >= cutoff } ?? series.count
            for change in Self.changes {
                var changed = panel
                changed.series[place].change(first..<series.count, change)
                let other = try fit(forecaster, changed, plan)
                #expect(other.state == original.state)
                #expect(try calibrated(other, changed, plan) == residuals)
                let before = try original.predict(series, index: place, origins: [first], horizon: 7)
                let after = try other.predict(changed.series[place], index: place, origins: [first], horizon: 7)
                #expect(before.map { $0.map(\.bitPattern) } == after.map { $0.map(\.bitPattern) })
            }
        }
    }

    @Test func `no training target of any series is as late as the first validation row of another`() throws {
        let plan = try smallPlan()
        let panel = unevenPanel()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let data = try TrainingWindows(panel, split: split, plan: plan)
        for (earlier, later) in [(data.training, Partition.validation), (data.validation, .test)] {
            let cutoff = try #require(try earliestTime(of: later, panel, plan))
            let times = earlier.flatMap { window in window.targets.map { panel.series[window.series].index[$0] } }
            #expect(!times.isEmpty && times.allSatisfy { $0 < cutoff })
        }
    }

    // The epoch is chosen on the validation rows, so these may change which parameters are kept, but not their way.
    @Test(arguments: recurrentForecasters, scalings)
    func `changing every value after the training rows changes no scaler and no step`(
        forecaster: RecurrentForecaster, scaling: ScalingSpecification
    ) throws {
        let plan = try smallPlan(scaling: scaling)
        let panel = unevenPanel()
        let cutoff = try #require(try earliestTime(of: .validation, panel, plan))
        var changed = panel
        for (place, series) in panel.series.enumerated() {
            let first = series.index.timestamps.firstIndex { $0 >= cutoff } ?? series.count
            changed.series[place].change(first..<series.count) { 1.5 * $0 + 1 }
        }
        let trainers = try [panel, changed].map { try makeTrainer(#require(forecaster.cell), $0, plan) }
        for trainer in trainers { try trainer.run(progress: { _ in .proceed }, roundEnded: { _ in }) }
        #expect(trainers[0].state.parameters.array == trainers[1].state.parameters.array)
        let losses = trainers.map { $0.state.record.rounds }
        #expect(losses[0].map(\.trainingLoss) == losses[1].map(\.trainingLoss))
        #expect(losses[0].map(\.validationLoss) != losses[1].map(\.validationLoss))
        let models = try [panel, changed].map { try fit(forecaster, $0, plan) }
        #expect(models[0].state.scalings == models[1].state.scalings)
    }

    // A test that would pass whatever is changed shows nothing.
    @Test(arguments: learningForecasters.filter { !intermittent.contains($0.identifier) })
    func `changing one training value changes the parameters`(forecaster: any Forecaster) throws {
        let plan = try smallPlan()
        let panel = wavyPanel()
        var changed = panel
        changed.series[1].values[40] += 0.25
        #expect(try fit(forecaster, panel, plan).state != fit(forecaster, changed, plan).state)
    }

    // SBA and TSB have weights that are given, and learn none.
    @Test(arguments: ["croston", "adida", "imapa"])
    func `changing one demand changes the weights`(identifier: String) throws {
        let forecaster = try ForecasterRegistry.standard.named(identifier)
        var plan = try smallPlan()
        plan.seasonLength = nil
        let noise = normalNoise(120, seed: 5)
        let panel = samplePanel((0..<120).map { $0 % 3 == 0 ? 4 + noise[$0] : 0 })
        var changed = panel
        for row in stride(from: 30, to: 90, by: 3) { changed.series[0].values[row] += Double(row) / 4 }
        #expect(try fit(forecaster, panel, plan).state != fit(forecaster, changed, plan).state)
    }

    private static let changes: [@Sendable (Double) -> Double] = [
        { 1000 - $0 }, { 3 * $0 + 17 }, { _ in 1e6 }, { $0 / 1e6 }, { _ in .nan },
    ]

    /// The time of the first row of any series that the split puts into `partition`.
    private func earliestTime(of partition: Partition, _ panel: Panel, _ plan: FitPlan) throws -> Timestamp? {
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        return zip(panel.series, split.rows(partition)).filter { !$1.isEmpty }.map { $0.index[$1.lowerBound] }.min()
    }

    /// Three series with a common time in which they overlap; only the first goes on to the end.
    private func unevenPanel() -> Panel {
        var panel = samplePanel(
            wavySeries(90), wavySeries(90, seed: 2).map { 3 * $0 }, wavySeries(90, seed: 3).map { 2 * $0 })
        panel.series[1] = panel.series[1].rows(8..<84)
        panel.series[2] = panel.series[2].rows(0..<70)
        return panel
    }
}

extension TimeSeries {
    /// Changes the values of `rows`.
    ///
    /// The last stays observed: missing values that a series ends with are as if their rows were not there, so that
    /// the end from which held-out rows are counted would be another one. All that lies between may go missing.
    fileprivate mutating func change(_ rows: Range<Int>, _ change: (Double) -> Double) {
        for row in rows {
            let value = change(values[row])
            if row < count - 1 || !value.isNaN { values[row] = value }
        }
    }
}
