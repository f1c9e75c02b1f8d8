import Diagnostics
import TimeSeries

/// Which columns of a file of forecasts hold what.
struct ForecastColumns {
    let time: Int
    let ids: [Int]
    let cutoff: Int?
    /// Columns of forecasts, in the order of the file.
    let values: [Int]
    let notes: [String]

    /// The columns whose cells are needed.
    var columns: [Int] { [time] + ids + [cutoff].compactMap { $0 } + values }

    /// Chooses by the user's flags, the names of the target's columns, known names and content.
    init(table: SampledTable, options: CSVOptions, target: ForecastTarget, models: [String]?) throws(CSVError) {
        func column(_ names: String?...) -> Int? {
            names.lazy.compactMap { $0.flatMap(table.names.firstIndex) }.first
        }
        let normalised = table.names.map(KnownNames.normalised)
        let time = column(options.time, target.columns.time ?? "row")
        let ids = Self.ids(table, options, target)
        let others = Set([time].compactMap { $0 } + ids)
        let cutoff = normalised.indices.first { normalised[$0] == "cutoff" && !others.contains($0) }
        self.cutoff = cutoff
        let steps = normalised.indices.filter { normalised[$0] == "step" && !others.contains($0) }
        let targets = [options.target, target.columns.target].compactMap { $0 }
        let actuals = table.names.indices.filter {
            !others.contains($0) && (targets.contains(table.names[$0]) || ["actual", "y"].contains(normalised[$0]))
        }
        var chooser = ColumnChooser(table: table, options: options)
        let found = try chooser.chooseTimeAndID(
            time: time, id: ids,
            except: [cutoff].compactMap { $0 } + steps + actuals, mustHaveID: target.columns.id != nil)
        guard let chosen = found.time else { throw .noTimeColumn(names: table.names, at: table.places[0]) }
        self.time = chosen
        self.ids = found.ids
        var rest = table.names.indices.filter {
            ![chosen, cutoff].contains($0) && !found.ids.contains($0) && !steps.contains($0)
        }
        var notes = found.notes
        if let index = rest.first, index == 0, table.names[0] == "column1", table.profiles[0].isCounter {
            rest.removeFirst()
            notes.append("the first column has no name and numbers the rows; it is left out")
        }
        let forecasts = rest.filter { !actuals.contains($0) }
        // Some tools call the forecast as the target is called.
        values = try Self.chosen(models, from: forecasts.isEmpty ? rest : forecasts, in: table)
        self.notes = table.notes + notes
        guard !values.isEmpty else { throw .noForecastColumn(at: table.places[0]) }
        try chooser.rejectDuplicates(columns)
    }

    /// The columns of the user's flag, else those that the target's ids are made of, as far as the file has them.
    private static func ids(_ table: SampledTable, _ options: CSVOptions, _ target: ForecastTarget) -> [Int] {
        let finder = ColumnFinder(table)
        if let asked = try? finder.columns(options.id, flag: "--id"), !asked.isEmpty { return asked }
        let names = target.columns.idColumns
        let known = names.compactMap { table.names.firstIndex(of: $0) }
        return known.count == names.count ? known : []
    }

    /// The columns called as `models`, with those of their bounds.
    private static func chosen(_ models: [String]?, from columns: [Int], in table: SampledTable) throws(CSVError)
        -> [Int]
    {
        guard let models else { return columns }
        let names = columns.map { table.names[$0] }
        for model in models where !names.contains(model) {
            throw .unknownColumn(
                model, flag: "--model", names: names,
                at: DiagnosticLocation(file: table.path, line: table.places[0].line))
        }
        return columns.filter { column in
            models.contains { model in
                [model + "-lo-", model + "-hi-"].contains { table.names[column].hasPrefix($0) }
                    || table.names[column] == model
            }
        }
    }
}
