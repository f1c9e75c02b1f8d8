public import Models
public import TimeSeries

extension SavedModel {
    /// The rows to forecast from when `newer` continues the data that the model was fitted on.
    ///
    /// Where `newer` alone is long enough it is used alone; where it is not, or the model reads the whole history, the
    /// rows kept in the model file come before it. The two may overlap, and `newer` wins; between them no row may be
    /// missing. The new rows lie on the grid of the kept ones: an hourly model that ends on the hour is not continued at
    /// half past. What the kept rows know ahead of the new ones' end follows them.
    /// - Throws: ``ForecastError`` when the series or columns differ or the rows do not adjoin.
    public func context(continuedBy newer: Panel) throws(ForecastError) -> Panel {
        var newer = leavingOut(newer)
        let (fitted, found) = (context.series.map(\.id), newer.series.map(\.id))
        guard Set(fitted) == Set(found) else {
            throw .otherSeries(found: found.map { $0 ?? "no id" }, fitted: fitted.map { $0 ?? "no id" })
        }
        guard newer.frequency == context.frequency else {
            throw .notContinuing(
                reason: "the new rows are \(newer.frequency), the model was fitted on \(context.frequency) rows",
                fix: "give rows of the same frequency, or fit a model on these")
        }
        newer = try newer.withCovariates(of: context.columns)
        var series: [TimeSeries] = []
        for kept in context.series {
            guard let new = newer.series.first(where: { $0.id == kept.id }) else { continue }
            series.append(try continued(kept, by: new))
        }
        return Panel(series: series, columns: context.columns, frequency: context.frequency)
    }

    /// The rows without the series that were too short to be fitted, which the model cannot forecast.
    private func leavingOut(_ newer: Panel) -> Panel {
        guard let names = document.leftOut else { return newer }
        let leftOut = Set(names)
        var panel = newer
        panel.series.removeAll { $0.id.map(leftOut.contains) ?? false }
        return panel.series.isEmpty ? newer : panel
    }

    private func continued(_ kept: TimeSeries, by new: TimeSeries) throws(ForecastError) -> TimeSeries {
        let grid = TimeGrid(context.frequency, through: kept.index[kept.count - 1])
        if let stray = new.index.timestamps.firstIndex(where: { grid.position(of: $0) == nil }) {
            throw .notContinuing(
                reason: "the new row \(new.index.text(at: stray)) lies beside the model's grid, "
                    + "\(context.frequency.gridDescription) through \(kept.index.text(at: kept.count - 1))",
                fix: "give rows on that grid, or fit a model on these")
        }
        let end = model.forecastOrigin(of: kept)
        let own = kept.count
        let new = kept.rows(end..<kept.count).following(new, grid)
        let observed = new.values.firstIndex { !$0.isNaN } ?? new.count
        if !model.readsWholeHistory, model.forecastOrigin(of: new) - observed >= model.contextLength { return new }
        // Rows that only say what is known ahead may follow others of that kind.
        let knowsAhead = context.columns.covariates.contains { $0.role == .future }
        let kept = observed < new.count && knowsAhead ? kept.rows(0..<end) : kept
        // Numbers of rows without times do not tell which rows are the same.
        let before = context.columns.time == nil ? 0 : kept.index.timestamps.prefix { $0 < new.index[0] }.count
        // A row of sessions may be followed by holidays, of which no calendar knows more than four weekdays in a row.
        let steps = context.frequency.stepsAcrossHolidays
        let reach = context.frequency.timestamps(after: kept.index[kept.count - 1], count: steps)
        guard before < kept.count || reach.last.map({ new.index[0] <= $0 }) ?? false else {
            if !model.readsWholeHistory, new.count >= model.leastContext { return new }
            throw .notContinuing(
                reason: "the new rows begin at \(new.index.text(at: 0)), but the model's end at "
                    + "\(kept.index.text(at: kept.count - 1)), and "
                    + (model.readsWholeHistory
                        ? "the forecast depends on every row" : "\(new.count) rows alone are too few"),
                fix: "give the rows between, or "
                    + (model.readsWholeHistory
                        ? "the series from its beginning" : "at least \(model.contextLength) rows"))
        }
        // A series that was kept with fewer rows is forecast by what can do with them.
        let needed = min(model.leastContext, own)
        guard before + new.count >= needed else {
            throw .contextTooShort(needed: needed, available: before + new.count, series: new.id)
        }
        return kept.rows(0..<before).followed(by: new)
    }
}

extension TimeSeries {
    /// The rows of this series, then those of `other`, under its name and with its statics.
    fileprivate func followed(by other: TimeSeries) -> TimeSeries {
        var joined = TimeSeries(
            id: other.id,
            index: TimeIndex(timestamps: index.timestamps + other.index.timestamps, format: other.index.format),
            values: values + other.values, covariates: zip(covariates, other.covariates).map { $0 + $1 },
            statics: other.statics)
        func shifted(_ rows: Range<Int>) -> Range<Int> { rows.lowerBound + count..<rows.upperBound + count }
        joined.filledRows = filledRows + other.filledRows.map(shifted)
        joined.interpolatedRows = interpolatedRows + other.interpolatedRows.map(shifted)
        return joined
    }

    /// The rows of `other`, and after them those of this series that go on from there.
    fileprivate func following(_ other: TimeSeries, _ grid: TimeGrid) -> TimeSeries {
        let last = other.index[other.count - 1]
        guard let first = index.timestamps.firstIndex(where: { $0 > last }), let end = grid.position(of: last),
            let next = grid.position(of: index[first]), next == end + 1 || grid.frequency.hasHolidays
        else { return other }
        var ahead = rows(first..<count)
        ahead.id = other.id
        ahead.statics = other.statics
        var joined = other.followed(by: ahead)
        joined.index = TimeIndex(timestamps: joined.index.timestamps, format: other.index.format)
        return joined
    }
}

extension Panel {
    /// The panel with the covariates of `columns` in their order, and categories numbered as there; others are unknown.
    ///
    /// - Throws: ``ForecastError/notContinuing(reason:fix:)`` for a column that is not there or holds something else.
    fileprivate func withCovariates(of columns: ColumnNames) throws(ForecastError) -> Panel {
        var panel = self
        let covariates = try recodings(self.columns.covariates, to: columns.covariates)
        let statics = try recodings(self.columns.statics, to: columns.statics)
        for place in series.indices {
            let own = series[place]
            panel.series[place].covariates = covariates.map { recoding in
                own.covariates[recoding.column].map(recoding.code)
            }
            panel.series[place].statics = statics.map { $0.code(own.statics[$0.column]) }
        }
        panel.columns.covariates = columns.covariates
        panel.columns.statics = columns.statics
        return panel
    }

    private func recodings(_ own: [Covariate], to fitted: [Covariate]) throws(ForecastError) -> [Recoding] {
        var recodings: [Recoding] = []
        for covariate in fitted {
            guard let place = own.firstIndex(where: { $0.name == covariate.name }) else {
                throw .notContinuing(
                    reason: "the new rows have no column '\(covariate.name)', which the model was fitted with",
                    fix: "give rows with this column, or fit a model without it")
            }
            guard let recoding = Recoding(own[place], at: place, to: covariate) else {
                throw .notContinuing(
                    reason: "the column '\(covariate.name)' holds categories, where the model was fitted on numbers",
                    fix: "give numbers, or fit a model on these")
            }
            recodings.append(recoding)
        }
        return recodings
    }
}

/// From the numbers of one panel's categories to those of another's.
private struct Recoding {
    /// The column's place among the covariates.
    let column: Int
    /// For each category its number there, past the last for one that is unknown there; nil for a column of numbers.
    private let codes: [Double]?

    /// - Returns: Nil when categories cannot become numbers.
    init?(_ own: Covariate, at column: Int, to other: Covariate) {
        self.column = column
        guard let names = other.categories else {
            if own.categories != nil { return nil }
            codes = nil
            return
        }
        let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        codes = (own.categories ?? []).map { Double(places[$0] ?? names.count) }
    }

    func code(_ value: Double) -> Double {
        guard let codes, !value.isNaN else { return value }
        guard let place = Int(exactly: value), codes.indices.contains(place) else { return .nan }
        return codes[place]
    }
}
