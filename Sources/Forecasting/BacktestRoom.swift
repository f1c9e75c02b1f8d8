import Evaluation
import Models
import Reporting
import TimeSeries
import Windowing

/// Whether the rows of a panel are enough for a backtest, and what would do where they are not.
struct BacktestRoom {
    let request: BacktestRequest
    let panel: Panel
    let season: Int?
    /// Whether a model asked for learns from windows of training and validation rows.
    let learnsFromWindows: Bool
    /// Whether the input length means something to one of them.
    let readsWindows: Bool

    /// Where cutoffs lie, what is before the first, and what models are fitted for.
    struct Preparation {
        let schedule: OriginSchedule
        /// The rows before the first cutoff.
        let training: Panel
        let task: ForecastTask
    }

    /// What the request comes to.
    ///
    /// - Throws: A ``Diagnostic`` that names the flags and numbers with which there would be room.
    func preparation(_ choices: inout Choices) throws -> Preparation {
        let preparation: Preparation
        do {
            preparation = try Self.preparation(
                request, panel, season: season, readsWindows: readsWindows, &choices)
        } catch let error as BacktestError {
            throw withRemedies(error)
        }
        if learnsFromWindows, !preparation.isEnough { throw shortage(preparation) }
        return preparation
    }

    private static func preparation(
        _ request: BacktestRequest, _ panel: Panel, season: Int?, readsWindows: Bool, _ choices: inout Choices
    ) throws -> Preparation {
        let design = request.design(horizon: request.task.horizon(season: season, &choices))
        let schedule = try OriginSchedule(panel, design: design, seasonLength: season)
        let training = schedule.rowsBeforeFirstCutoff(of: panel)
        if case .rolling(let rows?) = request.window, training.series.allSatisfy({ $0.values.allSatisfy(\.isNaN) }) {
            let cutoff = panel.series[0].index.format.text(schedule.cutoffs[0])
            throw BacktestError.nothingObserved(window: rows, before: cutoff)
        }
        let validation = schedule.validationRows.map { PartitionSize.rows($0) } ?? request.task.validation
        let shape = try WindowShape(inputLength: 1, horizon: design.reach)
        // A series that begins just before the first cutoff would allow hardly any input; the backtest leaves it out.
        let learnable = training.withoutShort.usable(
            SplitSpecification(validation: validation, test: .rows(0)), shape, seasonLength: season)
        let task = try request.task.task(
            for: learnable ?? training, test: .rows(0), validation: validation, horizon: design.reach, season: season,
            needsInput: readsWindows, &choices)
        return Preparation(schedule: schedule, training: training, task: task)
    }

    /// The design, however little room there is for it.
    private var design: BacktestDesign {
        var ignored: Choices = []
        return request.design(horizon: request.task.horizon(season: season, &ignored))
    }

    /// The error of cutoffs that leave nothing to learn from, with what would do.
    private func withRemedies(_ error: BacktestError) -> BacktestError {
        let (cutoffs, rows): (Int, Int)
        switch error {
        case .tooManyWindows(let windows, _, let available): (cutoffs, rows) = (windows, available)
        case .testTooLong(let test, let available):
            (cutoffs, rows) = ((test - design.reach) / design.step + 1, available)
        default: return error
        }
        return .tooLittleToLearnFrom(
            BacktestShortage(
                rows: rows, cutoffs: cutoffs, reach: design.reach, step: design.step, before: nil, remedies: remedies))
    }

    /// The error of too few rows before the first cutoff.
    private func shortage(_ preparation: Preparation) -> BacktestError {
        let (schedule, task) = (preparation.schedule, preparation.task)
        let validation = task.split.validation.rows(
            of: schedule.rowsBeforeFirst, horizon: design.reach, seasonLength: season)
        if validation < design.reach {
            return .validationTooShort(
                flag: schedule.validationRows == nil ? "--validation" : "--split", rows: validation, gap: design.gap,
                horizon: design.horizon)
        }
        var rows = schedule.rowsBeforeFirst
        if case .rolling(let most?) = request.window { rows = min(rows, most) }
        return .tooLittleToLearnFrom(
            BacktestShortage(
                rows: schedule.rows, cutoffs: schedule.cutoffs.count, reach: design.reach, step: design.step,
                before: BacktestShortage.Before(
                    cutoff: panel.series[0].index.format.text(schedule.cutoffs[0]), rows: rows,
                    validation: min(validation, rows), inputLength: task.windows.inputLength),
                remedies: remedies))
    }
}

extension BacktestRoom.Preparation {
    /// Whether some series has windows to learn from in both training and validation.
    var isEnough: Bool {
        guard let usable = training.usable(task.split, task.windows, seasonLength: task.seasonLength) else {
            return false
        }
        let longest = try? ChronologicalSplit.longestInputLength(
            usable, specification: task.split, horizon: task.windows.horizon, seasonLength: task.seasonLength)
        return (longest.flatMap { $0 } ?? 0) >= task.windows.inputLength
    }
}

/// What would do.
extension BacktestRoom {
    /// Changes of one flag that make room, such as `--windows 12 or fewer`; the flags passed come first.
    private var remedies: [String] {
        let window: String? =
            if case .rolling(let rows?) = request.window {
                least("--window", above: rows) { $0.window = .rolling(rows: $1) }
            } else { nil }
        let others = [
            request.task.inputLength.flatMap { most("--input-length", below: $0) { $0.task.inputLength = $1 } },
            window,
            most("--gap", from: 0, below: request.gap) { $0.gap = $1 },
            validation,
            request.step.flatMap { most("--step", below: $0) { $0.step = $1 } },
            most("--horizon", below: design.horizon) { $0.task.horizon = $1 },
        ]
        return Array(([extent] + others).compactMap { $0 }.prefix(3))
    }

    private var extent: String? {
        let rows = panel.series.map(\.count).max() ?? 0
        switch request.extent {
        case .windows(let windows): return most("--windows", below: windows, "fewer") { $0.extent = .windows($1) }
        case .testSize(.automatic): return nil
        case .testSize(let size):
            let held = size.rows(of: rows, horizon: design.reach, seasonLength: season)
            return most("--test-size", from: design.reach, below: min(held, rows)) { $0.extent = .testSize(.rows($1)) }
        case .split: return learnsFromWindows ? "--split with a larger first part" : nil
        }
    }

    private var validation: String? {
        if case .split = request.extent { return nil }
        guard case .rows(let rows) = request.task.validation else { return nil }
        return most("--validation", from: design.reach, below: rows) { $0.task.validation = .rows($1) }
    }

    /// The largest number below `bound` for which there is room.
    private func most(
        _ flag: String, from least: Int = 1, below bound: Int, _ fewer: String = "less",
        _ change: (inout BacktestRequest, Int) -> Void
    ) -> String? {
        guard least < bound, hasRoom(least, change) else { return nil }
        var (low, high) = (least, bound)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if hasRoom(middle, change) { low = middle } else { high = middle }
        }
        return "\(flag) \(low)" + (low > least ? " or \(fewer)" : "")
    }

    /// The smallest number above `bound` for which there is room.
    private func least(_ flag: String, above bound: Int, _ change: (inout BacktestRequest, Int) -> Void) -> String? {
        let most = panel.series.map(\.count).max() ?? 0
        guard bound < most, hasRoom(most, change) else { return nil }
        var (low, high) = (bound, most)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if hasRoom(middle, change) { high = middle } else { low = middle }
        }
        return "\(flag) \(high) or more"
    }

    private func hasRoom(_ number: Int, _ change: (inout BacktestRequest, Int) -> Void) -> Bool {
        var (changed, ignored) = (request, Choices())
        change(&changed, number)
        let preparation = try? Self.preparation(changed, panel, season: season, readsWindows: readsWindows, &ignored)
        return preparation.map { !learnsFromWindows || $0.isEnough } ?? false
    }
}
