public import Models
import NeuralLayers
import Parallelism
import Synchronization
public import TimeSeries
import Windowing

/// Rolling-origin evaluation: fits models on the rows up to a cutoff, forecasts what follows, moves on, and adds up how
/// far off the forecasts were.
///
/// No model is handed a row after the cutoff it is fitted at: the panel is cut off there. All models forecast the same
/// windows, and the same missing actuals are skipped for all. Fits and windows are shared out over the plan's threads in
/// pieces that do not depend on their number, and added up in one order.
public struct Backtester: Sendable {
    let panel: Panel
    let schedule: OriginSchedule
    let entrants: [Entrant]
    /// What models are fitted for; its windows forecast the gap as well.
    let task: ForecastTask
    /// What they are fitted and forecast with.
    let runtime: Runtime
    let keepsForecasts: Bool

    /// A model that takes part.
    struct Entrant: Sendable {
        enum Role: Sendable { case model, baseline, naive2 }
        let forecaster: any Forecaster
        let role: Role
        /// Whether only series are scored that it can forecast: models in question, and what every score is beside.
        var isReference = false
        var decidesSeries: Bool { role == .model || isReference }
    }

    /// Prepares a backtest.
    ///
    /// - Parameters:
    ///   - models: The models in question.
    ///   - baselines: What they are measured against; one that is also among the models is scored once, as a model. A
    ///     baseline that cannot be fitted or cannot forecast is left out with the reason.
    ///   - measuresNaive2: Whether the Naive2 forecast is made too, which ``Metric/owa`` needs.
    ///   - task: What they are fitted for: windows whose horizon is the design's gap and horizon together, and no test rows.
    ///   - runtime: What they are fitted and forecast with.
    ///   - keepsForecasts: Whether every forecast is kept in the result.
    ///   - registry: Where the Naive2 forecast is found.
    public init(
        _ panel: Panel, schedule: OriginSchedule, models: [any Forecaster], baselines: [any Forecaster],
        measuresNaive2: Bool = false, task: ForecastTask, runtime: Runtime = Runtime(), keepsForecasts: Bool = false,
        registry: ForecasterRegistry = .standard
    ) {
        precondition(task.windows.horizon == schedule.design.reach, "models are fitted for what they forecast")
        precondition(task.split.test == .rows(0), "the rows after a cutoff are cut off, not held out")
        self.panel = panel
        self.schedule = schedule
        let asked = Set(models.map(\.identifier))
        let references = Set(registry.references.map(\.identifier))
        let naive2 = measuresNaive2 ? registry.all.filter { $0.identifier == "naive2" } : []
        entrants =
            models.map { Entrant(forecaster: $0, role: .model) }
            + baselines.filter { !asked.contains($0.identifier) }.map {
                Entrant(forecaster: $0, role: .baseline, isReference: references.contains($0.identifier))
            }
            + naive2.map { Entrant(forecaster: $0, role: .naive2) }
        self.task = task
        self.runtime = runtime
        self.keepsForecasts = keepsForecasts
    }

    /// Fits whose models are in memory together.
    private static let fitsPerRound = 64

    /// Fits, forecasts and scores.
    ///
    /// - Parameter progress: Called from any thread, one call at a time.
    /// - Throws: What a model that was asked for throws, or ``BacktestError/nothingToScore``.
    public func run(progress: @escaping @Sendable (BacktestProgress) -> Void = { _ in }) throws -> BacktestResult {
        let pool = WorkerPool(workers: runtime.threads)
        try checkLevels(pool)
        var tally = BacktestTally(self, units: try units(pool))
        let meter = ProgressMeter(entrants, schedule, progress)
        // So many folds at once that all threads have work and few models are in memory, whatever the threads: which of
        // two errors comes first does not depend on them.
        let round = max(1, Self.fitsPerRound / max(1, entrants.count))
        for first in stride(from: 0, to: schedule.folds.count, by: round) {
            let folds = try fit(first..<min(first + round, schedule.folds.count), pool, meter, &tally)
            for fold in folds { try score(fold, pool, meter, &tally) }
        }
        return try tally.result()
    }
}

/// The models fitted at one cutoff.
struct FittedFold: Sendable {
    /// The fold's place in the schedule.
    let fold: Int
    /// Places in the panel of the series that were fitted on.
    let members: [Int]
    /// For each entrant its model; nil where it is out.
    var models: [(any FittedModel)?]
    /// For each member the first row, of those it was fitted on, that parameters were not learned from.
    let validationStarts: [Int]
}

extension Backtester {
    /// Fits every entrant that is still in at the first cutoff of each of `folds`.
    private func fit(
        _ folds: Range<Int>, _ pool: WorkerPool, _ meter: ProgressMeter, _ tally: inout BacktestTally
    ) throws -> [FittedFold] {
        let panels = folds.map { trainingPanel(fold: $0, pool) }
        let units = folds.indices.flatMap { fold in
            entrants.indices.filter { tally.isIn($0) }.map { (fold: fold, entrant: $0) }
        }
        // Small networks on one thread each are faster than one after the other on all; the bytes are the same.
        let trained = units.count { entrants[$0.entrant].forecaster.isTrained }
        let isShared = trained == 0 || trained >= pool.workerCount
        let runtime = isShared ? runtime.single : runtime
        let fitUnit = { @Sendable (unit: Int) -> Result<any FittedModel, any Error> in
            let forecaster = entrants[units[unit].entrant].forecaster
            let panel = panels[units[unit].fold - folds.lowerBound].panel
            let cutoff = schedule.folds[units[unit].fold].lowerBound
            return Result {
                let model = try meter.observe(forecaster, at: cutoff) {
                    try forecaster.fit(panel, task: task, runtime: runtime, progress: $0)
                }
                return model.bounded(to: task.range)
            }
        }
        let outcomes = isShared ? pool.map(units.count, fitUnit) : units.indices.map(fitUnit)
        var fitted = zip(folds, panels).map { fold, training in
            FittedFold(
                fold: fold, members: training.members, models: entrants.map { _ in nil },
                validationStarts: validationStarts(training.panel))
        }
        for (unit, outcome) in zip(units, outcomes) {
            do {
                fitted[unit.fold - folds.lowerBound].models[unit.entrant] = try outcome.get()
            } catch {
                try tally.leaveOut(unit.entrant, because: error)
            }
        }
        tally.count(fitted)
        meter.endFits(ofFolds: folds.upperBound)
        return fitted
    }

    /// The rows that fold `fold` may learn from, of the series that have enough of them.
    ///
    /// Where no series has enough for all entrants, all are kept, and whoever cannot do with them says what is lacking.
    func trainingPanel(fold: Int, _ pool: WorkerPool) -> (panel: Panel, members: [Int]) {
        let cut = pool.map(panel.series.count) { place in
            panel.series[place].rows(schedule.trainingRows(of: panel.series[place], fold: fold))
        }
        // What a baseline cannot forecast leaves the baseline out, not the series.
        let decisive = entrants.filter(\.decidesSeries).map(\.forecaster)
        let context = decisive.map { $0.contextLength(task) }.max() ?? 1
        var places = cut.indices.filter { place in
            guard let first = cut[place].values.firstIndex(where: { !$0.isNaN }) else { return false }
            return cut[place].count - first >= context
        }
        if decisive.contains(where: \.learnsFromWindows), !places.isEmpty {
            let usable = ChronologicalSplit.usableSeries(
                of: part(of: cut, places), specification: task.split, shape: task.windows,
                seasonLength: task.seasonLength)
            places = usable.map { places[$0] }
        }
        if places.isEmpty { places = cut.indices.filter { !cut[$0].values.allSatisfy(\.isNaN) } }
        if places.isEmpty { places = Array(cut.indices) }
        return (part(of: cut, places), places)
    }

    /// The first validation row of each series, from which intervals are calibrated; its first row where there is no
    /// split, as nothing is learned then, and where there are no intervals.
    func validationStarts(_ training: Panel) -> [Int] {
        if schedule.design.levels.isEmpty { return training.series.map { _ in 0 } }
        let split = try? ChronologicalSplit(
            training, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        return split.map { $0.series.map(\.validation.lowerBound) } ?? training.series.map { _ in 0 }
    }

    private func part(of series: [TimeSeries], _ places: [Int]) -> Panel {
        Panel(series: places.map { series[$0] }, columns: panel.columns, frequency: panel.frequency)
    }
}
