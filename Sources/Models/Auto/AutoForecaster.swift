import Parallelism
public import TimeSeries
import Windowing

/// Tries forecasters of every kind on rows that they have not learned from, and combines what forecasts those best.
///
/// Each candidate is fitted to the rows before a stretch of validation rows at the end of those to learn from, and
/// forecasts windows of that stretch from one rolling origin after the other. `EnsembleSelection` chooses weights by
/// these forecasts, shared by all series of a panel. Then all candidates are fitted to every row before the test. Averages
/// of unlike forecasts beat most of what they are made of (Bates & Granger 1969; Petropoulos & Svetunkov 2020, "A simple
/// combination of univariate models").
///
/// When it learns again from all rows, the held-out windows, which its candidates have forecast by then, join those that
/// weights are chosen by. What is tried depends on data, settings and seed, never on a clock.
public struct AutoForecaster: Forecaster {
    /// `auto`.
    public let identifier = "auto"
    /// `Auto`.
    public let columnName = AutoModel.name
    /// What was set of it and its candidates.
    public var settings = AutoSettings()
    /// What can be tried.
    private var pool: [any Forecaster]
    /// Of these, what is tried only where the user names it.
    private let unasked: Set<String>

    /// Creates the forecaster.
    ///
    /// - Parameters:
    ///   - candidates: What can be tried; those with a role of reference are among them.
    ///   - unasked: Identifiers of those that are tried only where the user names them: too much alike to others, or too
    ///     slow, to be tried on every file.
    public init(candidates: [any Forecaster], unasked: Set<String> = []) {
        pool = candidates
        self.unasked = unasked
    }

    /// Whether a candidate does.
    public var readsWindows: Bool { chosen.contains(where: \.learnsFromWindows) }

    /// Whether a candidate does.
    public var seesCovariates: Bool { chosen.contains(where: \.seesCovariates) }

    /// Its own, and those of its candidates.
    public var options: [OptionDescription] {
        var options = AutoSettings.options.map { $0.described(settings) }
        for option in chosen.flatMap(\.options) where !options.contains(where: { $0.name == option.name }) {
            options.append(option)
        }
        return options
    }

    /// Its own, or one of every candidate that has it.
    public mutating func set(_ option: String, to text: String) throws(SettingError) -> Bool {
        // Nothing is changed by what is refused.
        var changed = self
        if let own = AutoSettings.options.first(where: { $0.name == option }) {
            try own.write(&changed.settings, text)
            try changed.checkCandidates()
        } else {
            var isKnown = false
            for place in pool.indices where try changed.pool[place].set(option, to: text) { isKnown = true }
            guard isKnown else { return false }
            changed.settings.options[option] = text
        }
        try changed.checkOptions()
        self = changed
        return true
    }

    private func checkCandidates() throws(SettingError) {
        let known = pool.map(\.identifier)
        for name in settings.candidates ?? [] where !known.contains(name) {
            throw .invalid(name: "candidates", value: name, requirement: "some of \(known.joined(separator: ", "))")
        }
    }

    /// Makes sure that what was set means something to a candidate.
    private func checkOptions() throws(SettingError) {
        func owners(_ option: String, _ forecasters: [any Forecaster]) -> [String] {
            forecasters.filter { $0.options.contains { $0.name == option } }.map(\.identifier)
        }
        for option in settings.options.keys.sorted() where owners(option, chosen).isEmpty {
            throw .meaningless(name: option, models: chosen.map(\.identifier), owners: owners(option, pool))
        }
    }

    /// The candidates that may be tried.
    private var chosen: [any Forecaster] {
        guard let names = settings.candidates else { return pool.filter { !unasked.contains($0.identifier) } }
        return pool.filter { names.contains($0.identifier) }
    }

    /// A candidate that takes no longer than it may, unless the user said how long it is trained.
    private func bounded(_ forecaster: any Forecaster, _ task: ForecastTask) -> any Forecaster {
        let isSet = settings.options["steps"] != nil || settings.options["epochs"] != nil
        return isSet ? forecaster : forecaster.asCandidate(for: task)
    }

    /// Tries, chooses and fits.
    ///
    /// - Throws: ``WindowingError`` when the panel cannot be cut, or the error of the only candidate.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let rows = try ChronologicalSplit.rowsBeforeTest(
            of: panel, specification: task.split, horizon: task.windows.horizon, seasonLength: task.seasonLength)
        let known = panel.ending(at: rows.map(\.upperBound))
        var task = task
        task.split.test = .rows(0)
        var candidates = chosen.map { forecaster in
            var candidate = Candidate(bounded(forecaster, task))
            // What the user named is tried, however unlikely.
            if settings.candidates == nil { candidate.reason = forecaster.unsuitability(for: known, task: task) }
            return candidate
        }
        let share = 1 / Double(2 * max(1, candidates.count))
        let trial = try Trial(known, task: task)
        var trials: [TrialResult] = []
        for place in candidates.indices {
            let stage = Double(place) * share
            if let trial {
                trials.append(
                    trial.run(&candidates[place], known, runtime: runtime) { progress($0.within(stage, share)) })
            }
        }
        for place in candidates.indices {
            let stage = 0.5 + Double(place) * share
            candidates[place].fit(known, task: task, runtime: runtime) { progress($0.within(stage, share)) }
        }
        return try model(candidates, trials: trials, known)
    }

    /// Chooses weights again with the held-out windows among those to choose by, and fits what has one to every row.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let fitted = model as? AutoModel else { return model }
        let split = try ChronologicalSplit(
            cutting: panel, specification: task.split, horizon: task.windows.horizon, seasonLength: task.seasonLength)
        let heldOut = split.rows(.test)
        var task = task
        task.split.test = .rows(0)
        var candidates = fitted.candidates
        let trials = try trials(
            of: &candidates, before: fitted.trials, panel, heldOut: heldOut, task, runtime
        ) { progress($0.within(0, 0.5)) }
        let chosen = try self.model(candidates, trials: trials, panel)
        let members = chosen.memberPlaces
        for (done, place) in members.enumerated() {
            let share = 0.5 / Double(members.count)
            candidates[place].refit(panel, task: task, runtime: runtime) {
                progress($0.within(0.5 + Double(done) * share, share))
            }
        }
        return try self.model(candidates, trials: trials, panel)
    }

    /// What the last weights are chosen by: trial windows, and the held-out ones.
    ///
    /// What was fitted to fewer rows than show the season says little about what is now fitted to more. Trial windows of such
    /// rows do not count beside held-out ones of more; where the held-out ones are of such rows too, candidates are tried
    /// once more, on the last of all rows.
    private func trials(
        of candidates: inout [Candidate], before: [TrialResult], _ panel: Panel, heldOut rows: [Range<Int>],
        _ task: ForecastTask, _ runtime: Runtime, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> [TrialResult] {
        let longest = rows.map(\.count).max() ?? 0
        guard longest > 0 else { return before }
        let enough = Trial.enoughRows(seasonLength: task.seasonLength)
        let windows = TrialWindows(panel, rows: rows, horizon: min(task.windows.horizon, longest))
        if windows.learnedRows < enough, let last = try Trial(panel, task: task), last.learnedRows >= enough {
            let share = 1 / Double(max(1, candidates.count))
            return candidates.indices.map { place in
                last.run(&candidates[place], panel, runtime: runtime) {
                    progress($0.within(Double(place) * share, share))
                }
            }
        }
        let pool = WorkerPool(workers: runtime.threads)
        let results = candidates.map {
            TrialResult(windows: windows, forecasts: windows.forecasts(of: $0, panel, pool))
        }
        guard let learned = before.first?.learnedRows else { return results }
        if learned < enough, windows.learnedRows >= enough, longest >= Trial.fewestRows { return results }
        var joined = before
        for (place, result) in results.enumerated() { joined[place].append(result) }
        return joined
    }

    /// The combination of fitted candidates by what they forecast.
    private func model(_ candidates: [Candidate], trials: [TrialResult], _ panel: Panel) throws -> AutoModel {
        let model = AutoModel(forecaster: self, candidates: candidates, trials: trials, panel: panel)
        guard model.weights.contains(where: { $0 > 0 }) else {
            throw AutoError.nothingFitted(reasons: candidates.map { "\($0.forecaster.identifier): \($0.reason ?? "")" })
        }
        return model
    }

    /// The combination that `state` holds.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        try AutoModel(state, forecaster: self, context)
    }
}

extension Panel {
    /// The panel with each series cut before the given row.
    package func ending(at ends: [Int]) -> Panel {
        Panel(series: zip(series, ends).map { $0.rows(0..<$1) }, columns: columns, frequency: frequency)
    }
}
