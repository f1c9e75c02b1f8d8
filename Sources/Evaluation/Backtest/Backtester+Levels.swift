import Models
import NeuralLayers
import Parallelism
import TimeSeries
import Windowing

extension Backtester {
    /// Makes sure, before anything is fitted, that the rows before the first cutoff hold windows enough to calibrate
    /// every level on.
    func checkLevels(_ pool: WorkerPool) throws {
        let calibrates = entrants.contains { $0.role != .naive2 && !$0.forecaster.statesQuantiles }
        guard !schedule.design.levels.isEmpty, calibrates else { return }
        let reach = schedule.design.reach
        let training = trainingPanel(fold: 0, pool).panel
        let rows = training.series.map(\.count)
        let windows = zip(rows, validationStarts(training)).map { rows, start in
            min(RollingCalibration.windows(from: start, before: rows, reach: reach), ConformalCalibration.longest)
        }
        do {
            try ConformalCalibration.check(schedule.design.levels, windows: windows.max() ?? 0, horizon: reach)
        } catch {
            guard case .tooFewWindows(let found) = error else { throw error }
            throw BacktestError.tooFewForLevel(shortage(found, rows: rows.max() ?? 0))
        }
    }

    /// - Parameter rows: Rows before the first cutoff, of the series that has most.
    private func shortage(_ found: IntervalError.Shortage, rows: Int) -> LevelShortage {
        let reach = schedule.design.reach
        let validation = (found.needed - 1) * RollingCalibration.spacing(reach: reach) + reach
        let isPossible = validation + task.windows.inputLength + reach <= rows
        return LevelShortage(
            level: found.level, needed: found.needed, available: found.available,
            validation: isPossible ? validation : nil, isSplit: schedule.validationRows != nil,
            highest: PredictionLevel.highest(with: found.available))
    }
}
