public import TimeSeries

extension SavedModel {
    /// The rows to forecast from when `newer` continues the data that the model was fitted on.
    ///
    /// Where `newer` alone is long enough it is used alone; where it is not, or the model reads the whole history, the
    /// rows kept in the model file come before it. The two may overlap, and `newer` wins; between them no row may be
    /// missing. The new rows lie on the grid of the kept ones: an hourly model that ends on the hour is not continued at
    /// half past.
    /// - Throws: ``ForecastError`` when the series differ or the rows do not adjoin.
    public func context(continuedBy newer: Panel) throws(ForecastError) -> Panel {
        let (fitted, found) = (context.series.map(\.id), newer.series.map(\.id))
        guard Set(fitted) == Set(found) else {
            throw .otherSeries(found: found.map { $0 ?? "no id" }, fitted: fitted.map { $0 ?? "no id" })
        }
        guard newer.frequency == context.frequency else {
            throw .notContinuing(
                reason: "the new rows are \(newer.frequency), the model was fitted on \(context.frequency) rows",
                fix: "give rows of the same frequency, or fit a model on these")
        }
        var series: [TimeSeries] = []
        for kept in context.series {
            guard let new = newer.series.first(where: { $0.id == kept.id }) else { continue }
            series.append(try continued(kept, by: new))
        }
        return Panel(series: series, columns: context.columns, frequency: context.frequency)
    }

    private func continued(_ kept: TimeSeries, by new: TimeSeries) throws(ForecastError) -> TimeSeries {
        let last = kept.index.count - 1
        let grid = TimeGrid(context.frequency, through: kept.index[last])
        if let stray = new.index.timestamps.firstIndex(where: { grid.position(of: $0) == nil }) {
            throw .notContinuing(
                reason: "the new row \(new.index.text(at: stray)) lies beside the model's grid, "
                    + "\(context.frequency.gridDescription) through \(kept.index.text(at: last))",
                fix: "give rows on that grid, or fit a model on these")
        }
        let observed = new.values.firstIndex { !$0.isNaN } ?? new.count
        if !model.readsWholeHistory, new.count - observed >= model.contextLength { return new }
        let before = kept.index.timestamps.prefix { $0 < new.index[0] }.count
        // A row of sessions may be followed by holidays, of which no calendar knows more than four weekdays in a row.
        let steps = context.frequency.stepsAcrossHolidays
        let reach = context.frequency.timestamps(after: kept.index[kept.count - 1], count: steps)
        guard before < kept.count || reach.last.map({ new.index[0] <= $0 }) ?? false else {
            throw .notContinuing(
                reason: "the new rows begin at \(new.index.text(at: 0)), but the model's end at "
                    + "\(kept.index.text(at: kept.count - 1)), and "
                    + (model.readsWholeHistory
                        ? "the forecast depends on every row" : "\(new.count) rows alone are too few"),
                fix: "give the rows between, or "
                    + (model.readsWholeHistory
                        ? "the series from its beginning" : "at least \(model.contextLength) rows"))
        }
        guard before + new.count >= model.contextLength else {
            throw .contextTooShort(needed: model.contextLength, available: before + new.count, series: new.id)
        }
        let index = TimeIndex(
            timestamps: Array(kept.index.timestamps.prefix(before)) + new.index.timestamps, format: new.index.format)
        return TimeSeries(id: new.id, index: index, values: Array(kept.values.prefix(before)) + new.values)
    }
}
