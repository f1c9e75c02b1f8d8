import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Tensors
import Testing
import TimeSeries
import Windowing

@testable import Evaluation
@testable import Models

/// Forecasts a mean of whatever it was told to look at.
private struct Leaking: Forecaster {
    enum Leak: CaseIterable { case none, fit, scaler, forecast }

    let leak: Leak
    let identifier = "leaking"
    let columnName = "Leaking"

    func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        let rows = { (leaks: Bool) in leaks ? 0..<panel.series[0].count : split.series[0].training }
        let values = panel.series[0].values[rows(leak == .fit)].filter { !$0.isNaN }
        let scaling = try SeriesScaling(
            fitting: panel.series[0], rows: rows(leak == .scaler),
            specification: ScalingSpecification(method: .standard))
        return Model(
            mean: values.reduce(0, +) / Double(values.count), scaling: scaling, looksAhead: leak == .forecast)
    }

    func restore(_ state: ModelState, in context: RestoreContext) -> any FittedModel { NaiveModel() }

    struct Model: FittedModel {
        let mean: Double
        let scaling: SeriesScaling
        let looksAhead: Bool
        let columnName = "Leaking"
        let contextLength = 1
        var state: ModelState { ModelState(kind: "leaking", scalings: [scaling]) }

        func predictions(
            _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
        ) -> [Prediction] {
            origins.map { origin in
                let seen = looksAhead && origin < series.count ? series.values[origin] : mean
                return Prediction(point: Array(repeating: seen, count: horizon))
            }
        }
    }
}

/// Forecasts the mean of the training rows, and lets the first row after the cutoff into one thing that it learns.
private struct Peeking: Forecaster {
    enum Leak: String, CaseIterable { case none, parameters, scalers, rounds, intervals, forecasts }

    let leak: Leak
    let identifier = "peeking"
    let columnName = "Peeking"

    func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        let (series, rows, cutoff) = (panel.series[0], split.series[0].training, split.series[0].test.lowerBound)
        let peek = { (wanted: Leak) in leak == wanted && !series.values[cutoff].isNaN ? series.values[cutoff] : 0 }
        var seen = series
        seen.values[0] += peek(.scalers)
        let scaling = try SeriesScaling(
            fitting: seen, rows: rows, specification: ScalingSpecification(method: .standard))
        var record = TrainingRecord(
            initialValidationLoss: 1, roundLength: 1, countsEpochs: true, plannedSteps: 1, clips: false)
        record.rounds = [TrainingRecord.Round(trainingLoss: 1, validationLoss: 1 + peek(.rounds))]
        return Model(
            mean: series.values[rows].reduce(0, +) / Double(rows.count), cutoff: cutoff,
            before: peek(.intervals), at: peek(.forecasts),
            state: ModelState(
                kind: "peeking", scalings: [scaling], training: record,
                tensors: [StoredTensor(name: "weight", shape: [1], elements: .float64([1 + peek(.parameters)]))]))
    }

    func restore(_ state: ModelState, in context: RestoreContext) -> any FittedModel { NaiveModel() }

    struct Model: FittedModel {
        let mean: Double
        let cutoff: Int
        /// Added to forecasts from rows before the cutoff, which intervals are made of.
        let before: Double
        /// Added to those from the cutoff.
        let at: Double
        let columnName = "Peeking"
        let contextLength = 1
        let state: ModelState

        func predictions(
            _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
        ) -> [Prediction] {
            origins.map { origin in
                let leaked = origin < cutoff ? before : origin == cutoff ? at : 0
                return Prediction(point: Array(repeating: mean + leaked, count: horizon))
            }
        }
    }
}

private func audit(_ forecaster: any Forecaster, _ series: [Double]...) throws -> LeakageAudit {
    let plan = FitPlan(
        windows: try WindowShape(inputLength: 6, horizon: 3),
        split: SplitSpecification(validation: .rows(16), test: .rows(14)), seasonLength: 8,
        network: NetworkConfiguration(hiddenSize: 4), training: TrainingConfiguration(epochs: 2, batchSize: 16))
    let panel = series.count == 1 ? samplePanel(series[0]) : samplePanel(series[0], series[1])
    return try LeakageAudit(forecaster, panel, plan: plan)
}

@Suite struct LeakageAuditTests {
    @Test(arguments: ForecasterRegistry.standard.all.map(\.identifier))
    func `no model of the registry leaks`(identifier: String) throws {
        let audit = try audit(
            ForecasterRegistry.standard.named(identifier), wavySeries(120), wavySeries(120, seed: 2).map { 3 * $0 })
        #expect(audit.passed)
        #expect(audit.checks.contains { $0.name == "forecasts" && $0.compared == 4 * 2 * 3 })
        #expect(audit.replaced == 28 && audit.cutoff == Timestamp(ticks: 105))
    }

    @Test(arguments: ["gru", "naive", "window-average"])
    func `gaps do not look like leaks, be they before the cutoff, after it or at the end`(identifier: String) throws {
        var values = wavySeries(120)
        for row in [7, 40, 41, 80, 95, 104, 106, 112] { values[row] = .nan }
        let blank = [Double](repeating: .nan, count: 9)
        let audit = try audit(
            ForecasterRegistry.standard.named(identifier), values + blank,
            wavySeries(110, seed: 2) + blank + blank + [.nan])
        #expect(audit.passed, "\(audit.checks.filter { $0.changedBy != nil })")
        // Of the first series the last 14 rows up to the last observed one, of the second the 4 after the same time.
        #expect(audit.replaced == 18 && audit.cutoff == Timestamp(ticks: 105))
    }

    @Test(arguments: ["naive", "ets", "auto"])
    func `a series that begins after the cutoff does not move it`(identifier: String) throws {
        let late = [Double](repeating: .nan, count: 110) + wavySeries(10, seed: 2)
        let audit = try audit(ForecasterRegistry.standard.named(identifier), wavySeries(120), late)
        #expect(audit.passed)
        #expect(audit.replaced == 24 && audit.cutoff == Timestamp(ticks: 105))
    }

    @Test(arguments: ForecasterRegistry.standard.all.map(\.identifier), [false, true])
    func `what fills gaps on both sides of a cutoff does not leak`(identifier: String, interpolates: Bool) throws {
        // Within training rows, from these to validation rows, from these to test rows, and within test rows.
        let holes = [30..<34, 86..<93, 103..<109, 112..<114]
        var values = wavySeries(120)
        for row in holes.joined() { values[row] = interpolates ? .nan : values[row - 1] }
        var panel = samplePanel(values)
        if interpolates { panel.series[0].interpolatedRows = holes } else { panel.series[0].filledRows = holes }
        let plan = FitPlan(
            windows: try WindowShape(inputLength: 6, horizon: 3),
            split: SplitSpecification(validation: .rows(16), test: .rows(14)), seasonLength: 8,
            network: NetworkConfiguration(hiddenSize: 4), training: TrainingConfiguration(epochs: 2, batchSize: 16))
        let audit = try LeakageAudit(ForecasterRegistry.standard.named(identifier), panel, plan: plan)
        #expect(audit.passed, "\(audit.checks.filter { $0.changedBy != nil })")
    }

    @Test func `progress goes from the first fit to the end of the last`() throws {
        var reports: [AuditProgress] = []
        let plan = FitPlan(
            windows: try WindowShape(inputLength: 6, horizon: 3),
            split: SplitSpecification(validation: .rows(16), test: .rows(14)), seasonLength: 8,
            network: NetworkConfiguration(hiddenSize: 4), training: TrainingConfiguration(epochs: 2, batchSize: 16))
        _ = try LeakageAudit(ForecasterRegistry.standard.named("gru"), samplePanel(wavySeries(120)), plan: plan) {
            reports.append($0)
        }
        let fractions = reports.map(\.fraction)
        #expect(zip(fractions, fractions.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(fractions.last.map { abs($0 - 1) < 1e-12 } ?? false)
        #expect(Set(reports.map(\.fit)) == [1, 2, 3, 4, 5])
        #expect(reports.allSatisfy { $0.fits == 5 && $0.model == "GRU" })
    }

    @Test(arguments: [
        (Leaking.Leak.fit, "forecasts"), (.scaler, "scalers"), (.forecast, "later forecasts"),
    ])
    fileprivate func `a model that looks ahead is caught, and where`(leak: Leaking.Leak, name: String) throws {
        let audit = try audit(Leaking(leak: leak), wavySeries(120))
        #expect(!audit.passed)
        #expect(audit.checks.first { $0.name == name }?.changedBy != nil)
    }

    @Test(arguments: Peeking.Leak.allCases)
    fileprivate func `one value after the cutoff in one thing that is learned is caught there and nowhere else`(
        leak: Peeking.Leak
    ) throws {
        let audit = try audit(Peeking(leak: leak), wavySeries(120))
        #expect(audit.checks.filter { $0.changedBy != nil }.map(\.name) == (leak == .none ? [] : [leak.rawValue]))
        #expect(audit.passed == (leak == .none))
        #expect(
            Set(audit.checks.map(\.name)) == [
                "parameters", "scalers", "rounds", "intervals", "forecasts", "later forecasts",
            ])
        #expect(audit.checks.allSatisfy { $0.compared > 0 })
    }

    @Test func `the same model without a leak passes`() throws {
        #expect(try audit(Leaking(leak: .none), wavySeries(120)).passed)
    }
}
