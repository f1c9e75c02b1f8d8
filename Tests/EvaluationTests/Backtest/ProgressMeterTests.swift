import ForecastTestSupport
import ModelTestSupport
import Models
import Synchronization
import Testing
import TimeSeries
import Windowing

@testable import Evaluation

/// What was reported, in order.
private final class Reports: Sendable {
    private let reports = Mutex<[BacktestProgress]>([])

    func note(_ progress: BacktestProgress) { reports.withLock { $0.append(progress) } }
    var all: [BacktestProgress] { reports.withLock { $0 } }
}

@Suite struct ProgressMeterTests {
    private let design = BacktestDesign(horizon: 4, extent: .windows(6), refit: .every(2))

    private func run(
        _ models: [String], _ panel: Panel, threads: Int, progress: @escaping @Sendable (BacktestProgress) -> Void
    ) throws -> BacktestResult {
        try Backtester(
            panel, schedule: OriginSchedule(panel, design: design, seasonLength: 8),
            models: models.map(ForecasterRegistry.standard.named), baselines: ForecasterRegistry.standard.baselines,
            plan: smallPlan(design, threads: threads), keepsForecasts: true
        ).run(progress: progress)
    }

    @Test(arguments: [1, 2, 3])
    func `the share done never falls and ends at all of it, whoever reports`(threads: Int) throws {
        let reports = Reports()
        // The second series begins too late for the first fits.
        let panel = samplePanel(
            wavySeries(140), [Double](repeating: .nan, count: 100) + wavySeries(40, seed: 2))
        _ = try run(["gru", "lstm"], panel, threads: threads) { reports.note($0) }
        let fractions = reports.all.map(\.fraction)
        #expect(fractions.first.map { $0 < 0.01 } ?? false)
        #expect(zip(fractions, fractions.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
        #expect(fractions.last.map { $0 > 0.97 && $0 <= 1 } ?? false)
        #expect(reports.all.allSatisfy { $0.cutoffs == 6 && (1...6).contains($0.cutoff) })
        let fitted = reports.all.filter { $0.activity != .scoring }
        #expect(Set(fitted.map(\.cutoff)) == [1, 3, 5])
        #expect(reports.all.filter { $0.activity == .scoring }.map(\.cutoff).max() == 6)
        for name in ["GRU", "LSTM", "Ridge", "Naive"] {
            #expect(fitted.contains { $0.activity == .fitting(model: name) }, "\(name)")
        }
    }

    @Test func `a baseline that is left out is counted as done`() throws {
        let reports = Reports()
        let design = BacktestDesign(horizon: 4, extent: .windows(6), refit: .always)
        let panel = samplePanel(wavySeries(140))
        // Without a season the seasonal naive forecast cannot be made.
        var plan = try smallPlan(design)
        plan.seasonLength = nil
        let result = try Backtester(
            panel, schedule: OriginSchedule(panel, design: design, seasonLength: nil),
            models: [ForecasterRegistry.standard.named("naive")], baselines: ForecasterRegistry.standard.baselines,
            plan: plan
        ).run { reports.note($0) }
        #expect(result.omitted.map(\.name) == ["SeasonalNaive"])
        #expect(reports.all.last.map { abs($0.fraction - 1) < 1e-9 } ?? false)
    }

    @Test func `whether anybody looks does not change a bit`() throws {
        let panel = samplePanel(wavySeries(120))
        let reports = Reports()
        let seen = try run(["gru"], panel, threads: 2) { reports.note($0) }
        let unseen = try run(["gru"], panel, threads: 2) { _ in }
        #expect(!reports.all.isEmpty)
        #expect(seen.bits == unseen.bits)
    }
}
