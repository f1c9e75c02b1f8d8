import CSVIngestion
import Reporting
import TimeSeries

/// The files of an evaluation as they were read.
struct EvaluateInputs {
    let forecasts: ForecastTable
    let actuals: [TimeSeries]
    /// The values known before the forecasts; nil without.
    private(set) var inSample: [TimeSeries]?
    /// The step between rows; nil where every row is a series.
    private(set) var frequency: Frequency?
    private(set) var seasonLength: Int?
    /// Names of the columns of the actual values; nil where every row is a series.
    private(set) var columns: ColumnNames?
    private(set) var files: [EvaluateSummary.File] = []
    private(set) var notes: [String] = []

    init(_ request: EvaluateRequest) throws {
        try Self.checkPipes(request)
        let layout = try SeriesLayout.recognised(path: request.forecasts, options: request.csv)
        if request.csv.layout.layout == nil { try Self.checkLayouts(request, layout) }
        switch layout {
        case .rows:
            let rows = try readRowSeries(path: request.forecasts, options: request.csv)
            forecasts = rows.forecasts
            for model in request.models ?? [] where !forecasts.columns.contains(model) {
                throw ForecastFileError.noColumns(model: model, file: request.forecasts)
            }
            actuals = try readRowSeries(path: request.actuals, options: request.csv).timeSeries
            inSample = try request.inSample.map { try readRowSeries(path: $0, options: request.csv).timeSeries }
            notes.append("every row is a series, its first cell the id; --layout long reads rows of single values")
        case .long, .columns, .tsf:
            var options = request.csv
            if let path = request.inSample {
                let known = try readPanel(path: path, options: options)
                inSample = known.panel.series
                // So that few actual values need not tell it.
                options.grid = known.panel.frequency
                notes += known.notes.map { "\(path): \($0)" }
            }
            let read = try readPanel(path: request.actuals, options: options)
            actuals = read.panel.series.map(\.withoutFillings)
            frequency = read.panel.frequency
            columns = read.panel.columns
            forecasts = try readForecasts(
                path: request.forecasts, options: request.csv,
                target: ForecastTarget(columns: read.panel.columns, format: read.panel.series[0].index.format),
                models: request.models)
            notes =
                forecasts.notes.map { "\(request.forecasts): \($0)" }
                + read.notes.map { "\(request.actuals): \($0)" } + notes
        }
        chooseSeason(request)
        describe(request)
    }

    /// Makes sure that no pipe is read twice.
    private static func checkPipes(_ request: EvaluateRequest) throws(ForecastFileError) {
        var seen: Set<PipeIdentity> = []
        for (place, path) in [request.forecasts, request.actuals, request.inSample].enumerated() {
            guard let path, let pipe = PipeIdentity(path: path) else { continue }
            // The first two are looked at to find how they hold their series.
            if place < 2, request.csv.layout.layout == nil { throw .pipe(file: path, isShared: false) }
            if !seen.insert(pipe).inserted { throw .pipe(file: path, isShared: true) }
        }
    }

    /// Makes sure that both files are in one form.
    private static func checkLayouts(_ request: EvaluateRequest, _ layout: SeriesLayout) throws {
        let other = try SeriesLayout.recognised(path: request.actuals, options: request.csv)
        if (other == .rows) == (layout == .rows) { return }
        throw layout == .rows
            ? ForecastFileError.layoutsDiffer(rows: request.forecasts, long: request.actuals)
            : ForecastFileError.layoutsDiffer(rows: request.actuals, long: request.forecasts)
    }

    private mutating func chooseSeason(_ request: EvaluateRequest) {
        guard inSample != nil else { return }
        var plan = TaskRequest()
        plan.season = request.season
        if let frequency {
            seasonLength = plan.seasonLength(frequency, &notes)
        } else if case .rows(let rows) = request.season {
            seasonLength = rows
        } else if request.season == .automatic {
            notes.append(
                "rows without times do not tell their season: errors are scaled by those of the naive forecast one row "
                    + "ahead, and Naive2 has no season; --season sets it, such as --season 24 for hours")
        }
    }

    private mutating func describe(_ request: EvaluateRequest) {
        files.append(
            EvaluateSummary.File(
                role: "forecasts", path: request.forecasts, rows: forecasts.rowCount, series: forecasts.series.count,
                first: time(forecasts.series.compactMap { $0.timestamps.min() }.min(), forecasts.format),
                last: time(forecasts.series.compactMap { $0.timestamps.max() }.max(), forecasts.format)))
        files.append(file("actuals", request.actuals, actuals))
        if let inSample, let path = request.inSample { files.append(file("in sample", path, inSample)) }
    }

    private func file(_ role: String, _ path: String, _ series: [TimeSeries]) -> EvaluateSummary.File {
        let format = series[0].index.format
        return EvaluateSummary.File(
            role: role, path: path, rows: series.reduce(0) { $0 + $1.count }, series: series.count,
            first: time(series.compactMap { $0.index.timestamps.first }.min(), format),
            last: time(series.compactMap { $0.index.timestamps.last }.max(), format))
    }

    /// Nil where every row is a series.
    private func time(_ timestamp: Timestamp?, _ format: TimestampFormat) -> String? {
        frequency == nil ? nil : timestamp.map(format.text)
    }
}

extension RowSeries {
    /// Each row as a series of numbered values.
    fileprivate var timeSeries: [TimeSeries] {
        series.map { row in
            let times = row.values.indices.map { Timestamp(ticks: Int64($0 + 1)) }
            return TimeSeries(id: row.id, index: TimeIndex(timestamps: times, format: .ordinal), values: row.values)
        }
    }
}
