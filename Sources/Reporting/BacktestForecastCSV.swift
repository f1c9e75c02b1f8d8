public import Diagnostics
import Evaluation
public import Models
public import TimeSeries

/// Writes every forecast of a backtest beside what happened, for whoever wants to score or draw them otherwise.
///
/// A line for each series, cutoff and step, in this order: the user's own id and time columns, the `cutoff`, the `step`
/// from 1, the `actual`, and a column a model, such as `GRU`, with the bounds of its intervals, such as `GRU-lo-80` and
/// `GRU-hi-80`. Numbers have every digit, in the series' own unit; what is missing is an empty field.
public enum BacktestForecastCSV {
    /// Makes sure that no two columns would have one name.
    ///
    /// - Parameters:
    ///   - hasID: Whether series have names, with or without an id column.
    ///   - models: Column names of models and baselines.
    /// - Throws: ``ColumnClash``.
    public static func check(
        _ columns: ColumnNames, hasID: Bool, models: [String], levels: [PredictionLevel]
    ) throws(ColumnClash) {
        let header = leading(columns, hasID: hasID) + models.flatMap { names(of: $0, levels: levels) }
        var seen: Set<String> = []
        for name in header where !seen.insert(name).inserted { throw ColumnClash(name: name) }
    }

    /// The document.
    public static func text(_ summary: BacktestSummary) -> String {
        let result = summary.result
        let hasID = hasID(summary.panel)
        let levels = result.design.levels
        var csv = CSVText()
        csv.append(
            leading(summary.columns, hasID: hasID) + result.scores.flatMap { names(of: $0.name, levels: levels) })
        let cutoffs = result.cutoffs.map { CSVText.record([summary.format.text($0)]) }
        for forecasts in result.forecasts {
            let id = summary.panel.series[forecasts.series].id
            let ids = hasID ? summary.columns.idCells(of: id).map { CSVText.record([$0]) } : []
            append(forecasts, of: summary.panel.series[forecasts.series], ids: ids, result, cutoffs, to: &csv)
        }
        return csv.text
    }

    private static func append(
        _ forecasts: BacktestResult.SeriesForecasts, of series: TimeSeries, ids: [String], _ result: BacktestResult,
        _ cutoffs: [String], to csv: inout CSVText
    ) {
        let columns = forecasts.values.indices.flatMap { model in
            [forecasts.values[model]] + zip(forecasts.lower[model], forecasts.upper[model]).flatMap { [$0, $1] }
        }
        let horizon = result.design.horizon
        let observed = series.observedValues
        for (window, first) in forecasts.firstRows.enumerated() {
            for step in 0..<horizon {
                let row = first + step
                csv.append(
                    ids + [
                        CSVText.record([series.index.text(at: row)]), cutoffs[forecasts.cutoffs[window]],
                        String(step + 1),
                    ],
                    numbers: [observed[row]] + columns.map { $0[window * horizon + step] })
            }
        }
    }

    /// Whether lines need the series' name.
    public static func hasID(_ panel: Panel) -> Bool {
        panel.columns.id != nil || panel.series.contains { $0.id != nil }
    }

    private static func leading(_ columns: ColumnNames, hasID: Bool) -> [String] {
        let ids = columns.idColumns.isEmpty ? ["id"] : columns.idColumns
        return (hasID ? ids : []) + [columns.time ?? "row", "cutoff", "step", "actual"]
    }

    private static func names(of model: String, levels: [PredictionLevel]) -> [String] {
        [model] + levels.flatMap { [$0.lowerColumn(of: model), $0.upperColumn(of: model)] }
    }
}

/// A column of the user's that has the name of one which is written beside it.
public struct ColumnClash: Diagnostic, Hashable {
    /// The name.
    public var name: String

    /// `output-column-clash`.
    public var code: String { "output-column-clash" }
    /// Which name is taken twice.
    public var message: String { "two columns of --output would be called '\(name)'" }
    /// Renaming the user's.
    public var fix: String { "rename the column '\(name)' in the header of the data, or leave --output away" }
    /// The data's header has to change.
    public var exitStatus: ExitStatus { .badData }
}
