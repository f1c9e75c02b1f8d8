import JSON
public import Models
import TimeSeries

/// The forms a forecast can be written in.
public enum ForecastFormat: String, Sendable, CaseIterable {
    /// Aligned columns for people.
    case table
    /// RFC 4180, for spreadsheets and programs.
    case csv
    /// One document with sorted keys, for programs.
    case json
}

/// Writes forecasts under the user's own column names.
public enum ForecastRenderer {
    /// The forecast in `format`.
    ///
    /// - Parameter decimals: Digits after the point in the table, as ``NumberText/decimals(of:)`` finds them in the
    ///   data; CSV and JSON have every digit, the shortest text that reads back as the same number.
    public static func text(_ forecast: Forecast, as format: ForecastFormat, decimals: Int) -> String {
        switch format {
        case .table: table(forecast, decimals: decimals)
        case .csv: csv(forecast)
        case .json: json(forecast)
        }
    }

    /// One line a step under a line of names: id if there is one, time, value, then each interval's bounds.
    public static func table(_ forecast: Forecast, decimals: Int) -> String {
        let header = header(of: forecast)
        var table = TextTable(
            header.leading.map { ($0, TextTable.Alignment.left) } + header.values.map { ($0, .right) })
        forEachRow(of: forecast) { id, time, values in
            let ids = header.hasID ? forecast.columns.idCells(of: id) : []
            let leading = ids.map { $0 ?? "" } + [time]
            table.append(leading + values.map { NumberText.fixed($0, decimals: decimals) })
        }
        return table.text
    }

    /// The same lines as RFC 4180; a value that is not a number is an empty field.
    public static func csv(_ forecast: Forecast) -> String {
        let header = header(of: forecast)
        var csv = CSVText()
        csv.append(header.leading + header.values)
        forEachRow(of: forecast) { id, time, values in
            let ids = header.hasID ? forecast.columns.idCells(of: id) : []
            let leading: [String?] = ids + [time]
            csv.append(leading + values.map { $0.isFinite ? $0.description : nil })
        }
        return csv.text
    }

    /// One document: `columns`, `model`, and for each of `series` its `id`, its `timestamps` and, under the model's
    /// name, its `values`, beside the bounds of each interval under names such as `GRU-lo-80` and `GRU-hi-80`.
    public static func json(_ forecast: Forecast) -> String {
        let series = forecast.series.map { one in
            JSONValue.object([
                "id": .optional(one.id),
                "timestamps": .array(one.timestamps.map { .string(forecast.format.text($0)) }),
                "values": .object(
                    Dictionary(
                        one.columns(of: forecast.modelColumn).map {
                            ($0.name, .array($0.values.map(JSONValue.number)))
                        },
                        uniquingKeysWith: { first, _ in first })),
            ])
        }
        return JSONValue.object([
            "columns": .object([
                "id": .optional(forecast.columns.id),
                "target": .string(forecast.columns.target),
                "time": .optional(forecast.columns.time),
            ]),
            "model": .string(forecast.modelColumn),
            "series": .array(series),
        ]).document
    }

    /// The names of the columns, the forecast's own last; rows that are only numbered are called `row`.
    private static func header(of forecast: Forecast) -> (leading: [String], values: [String], hasID: Bool) {
        let hasID = forecast.columns.id != nil || forecast.series.contains { $0.id != nil }
        let time = forecast.columns.time ?? "row"
        let values = forecast.series.first?.columns(of: forecast.modelColumn).map(\.name) ?? [forecast.modelColumn]
        let ids = forecast.columns.idColumns.isEmpty ? ["id"] : forecast.columns.idColumns
        return (hasID ? ids + [time] : [time], values, hasID)
    }

    private static func forEachRow(of forecast: Forecast, _ body: (String?, String, [Double]) -> Void) {
        for series in forecast.series {
            let columns = series.columns(of: forecast.modelColumn)
            for (step, timestamp) in series.timestamps.enumerated() {
                body(series.id, forecast.format.text(timestamp), columns.map { $0.values[step] })
            }
        }
    }
}

extension Forecast.Series {
    /// The columns of numbers: the forecast, then the lower and the upper bounds of each interval.
    fileprivate func columns(of model: String) -> [(name: String, values: [Double])] {
        [(model, values)]
            + intervals.flatMap {
                [($0.level.lowerColumn(of: model), $0.lower), ($0.level.upperColumn(of: model), $0.upper)]
            }
    }
}
