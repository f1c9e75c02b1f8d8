import Evaluation
import Models
import Reporting
import TimeSeries
import Windowing

/// Names that every form of output has to get past its own markup.
let hostileNames = ["a|b,<c>&\"'`*_[x](y)", "two\nlines \u{1B}[31m]]>"]

/// A backtest of two series of 40 rows from 3 cutoffs, 2 steps ahead, one actual missing.
func sampleBacktest(
    gates: [GateOutcome] = [], metrics: [Metric] = [.mae, .mape, .owa], levels: [PredictionLevel] = [],
    breakdowns: [ScoreBreakdown] = [], time: String? = "day, \"local\"", ids: [String?] = hostileNames
) throws -> BacktestSummary {
    let series = ids.enumerated().map { place, id in
        var values = (0..<40).map { Double(($0 * 7 + place * 3) % 11) + 0.1 * Double($0) }
        values[0] = 0
        if place == 0 { values[37] = .nan }
        let timestamps = values.indices.map { Timestamp(ticks: Int64(100 + $0)) }
        return TimeSeries(
            id: id, index: TimeIndex(timestamps: timestamps, format: .ordinal), values: values)
    }
    let columns = ColumnNames(time: time, target: "value", id: ids[0] == nil ? nil : "store|town")
    let panel = Panel(series: series, columns: columns, frequency: .ordinal(step: 1))
    let design = BacktestDesign(horizon: 2, extent: .windows(3), levels: levels)
    let task = ForecastTask(
        windows: try WindowShape(inputLength: 4, horizon: 2),
        split: SplitSpecification(validation: .rows(12), test: .rows(0)), seasonLength: 4)
    let named = { (names: [String]) in try names.map(ForecasterRegistry.standard.named) }
    let result = try Backtester(
        panel, schedule: OriginSchedule(panel, design: design, seasonLength: 4), models: try named(["drift"]),
        baselines: try named(["naive", "seasonal-naive"]), measuresNaive2: metrics.contains(.owa), task: task,
        keepsForecasts: true
    ).run()
    var summary = BacktestSummary(
        data: FitSummary.Data(
            file: "a <b> & |c|.csv", seriesCount: ids.count, rows: 40 * ids.count, firstTime: "100", lastTime: "139",
            frequency: "numbered rows", gaps: 0, missing: 1, notes: []),
        panel: panel, task: task, result: result, metrics: metrics, models: ["drift"],
        fingerprint: panel.fingerprint)
    summary.gates = gates
    summary.breakdowns = breakdowns
    return summary
}

/// One gate that passed and one that failed, with names that XML and Markdown have to escape.
let sampleGates = [
    GateOutcome(name: "mae < 0.5 & \"x\"", passed: true, detail: "GRU has an MAE of 0.4"),
    GateOutcome(name: "a|b `c` > 1", passed: false, detail: "it's <2>, above by 1 \u{1B}]\u{FFFF}"),
]
