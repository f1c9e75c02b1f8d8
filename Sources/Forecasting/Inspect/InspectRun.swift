import CSVIngestion
import Models
import Parallelism
public import Reporting
import TimeSeries

/// An inspection of a CSV file: what was understood, what is wrong, and what the series are like.
public struct InspectRun: Sendable {
    /// What was found.
    public var summary: InspectSummary

    /// Rows over all series that are analysed beyond counting.
    private static let mostRows = 1 << 22

    /// Reads the files twice, once for their series and once for their columns; a pipe only for its series.
    ///
    /// - Throws: A ``Diagnostic`` when the files cannot be read as series.
    public init(_ request: InspectRequest) throws {
        try request.season.check()
        let (ingestion, request, choices) = try Self.read(request)
        let panel = ingestion.panel
        let survey = try Self.survey(request, ingestion)
        let search = request.season == .automatic ? SeasonSearch(panel) : nil
        let season = search?.found?.seasonLength ?? Self.season(request, panel)
        let most = min(SeriesDiagnosis.mostRows, max(1024, Self.mostRows / panel.series.count))
        let diagnoses = WorkerPool(workers: min(request.threads, panel.series.count)).map(panel.series.count) {
            SeriesDiagnosis(
                panel.series[$0].values, seasonLength: season, longerSeason: search?.longer?.seasonLength,
                mostRows: most)
        }
        let findings = InspectFindings(ingestion, diagnoses)
        var columns = survey.map { Self.columns($0, ingestion) } ?? []
        let next = NextCommand(request, ingestion, diagnoses, season: search?.found?.seasonLength)
        let data = FitSummary.Data(ingestion, season: nil, choices: choices + IDHint.notes(ingestion, columns))
        Self.setSpan(&columns, data)
        summary = InspectSummary(
            data: data,
            columns: columns, furtherColumns: survey?.furtherColumns ?? 0,
            findings: findings.kept, counts: findings.counts,
            series: zip(panel.series, diagnoses).map(InspectSummary.Series.init),
            season: search?.found, assumedSeason: season, target: panel.columns.target,
            next: next.text)
        summary.layout = ingestion.layout.rawValue
        summary.dialect = InspectSummary.Dialect(ingestion.dialect)
        summary.hints = InspectHints(request, ingestion, columns, next).texts
    }

    /// What the files hold, read as they suggest where the user did not say how: with the columns that tell series apart, and
    /// in the zone whose clock they show.
    private static func read(_ request: InspectRequest) throws -> (Ingestion, InspectRequest, notes: [String]) {
        let ingestion = try readPanel(paths: request.paths, options: request.csv.lenient)
        guard request.canReadAgain,
            let better = try? ReadingSuggestion(
                paths: request.paths, options: request.csv.lenient, ingestion: ingestion), !better.isEmpty
        else { return (ingestion, request, []) }
        var other = request
        if let zone = better.timezone { other.csv.times.zone = zone }
        if !better.ids.isEmpty { other.csv.id = better.ids.joined(separator: ",") }
        other.arguments += better.flags
        guard let again = try? readPanel(paths: request.paths, options: other.csv.lenient) else {
            return (ingestion, request, [])
        }
        return (again, other, better.notes)
    }

    /// What the columns hold; nil where the files are no tables, or cannot be read twice.
    private static func survey(_ request: InspectRequest, _ ingestion: Ingestion) throws -> ColumnSurvey? {
        guard request.canReadAgain, ingestion.layout == .long || ingestion.layout == .columns else { return nil }
        return try surveyColumns(paths: request.paths, options: request.csv.lenient)
    }

    /// Says from when to when the dates of the time column are, in whatever order their characters would be.
    private static func setSpan(_ columns: inout [InspectSummary.Column], _ data: FitSummary.Data) {
        for time in columns.indices where columns[time].role == "time" && columns[time].kind == "date" {
            (columns[time].first, columns[time].last) = (data.firstTime, data.lastTime)
        }
    }

    private static func season(_ request: InspectRequest, _ panel: Panel) -> Int? {
        var plan = TaskRequest()
        plan.season = request.season
        return plan.seasonLength(panel.frequency)
    }

    private static func columns(_ survey: ColumnSurvey, _ ingestion: Ingestion) -> [InspectSummary.Column] {
        let panel = ingestion.panel
        let series = Set(panel.series.compactMap(\.id))
        return survey.columns.map { column in
            // In a file of one series a column ids are names of columns.
            let isTime = ingestion.timeColumns.contains(column.name)
            let role =
                panel.columns.role(of: column.name)
                ?? (isTime ? "time" : series.contains(column.name) ? "series" : nil)
            return InspectSummary.Column(column, rows: survey.rows, role: role, ingestion)
        }
    }
}

extension CSVOptions {
    /// These options, so that rows that are to be told about do not stop the reading.
    fileprivate var lenient: CSVOptions {
        var options = self
        if (repairs.duplicates ?? .error) == .error { options.repairs.duplicates = NextCommand.duplicates }
        if (repairs.unsorted ?? .error) == .error { options.repairs.unsorted = NextCommand.unsorted }
        if repairs.gaps == .error { options.repairs.gaps = .leave }
        if repairs.fill == .error { options.repairs.fill = .leave }
        options.skipOffGrid = true
        options.takesFirstTarget = true
        return options
    }
}

extension InspectRequest {
    /// Whether no file is a pipe.
    fileprivate var canReadAgain: Bool { paths.allSatisfy { $0 != "-" && PipeIdentity(path: $0) == nil } }
}

extension ReadingSuggestion {
    /// The flags that say so.
    fileprivate var flags: [String] {
        (ids.isEmpty ? [] : ["--id", ids.joined(separator: ",")]) + (timezone.map { ["--timezone", $0] } ?? [])
    }

    fileprivate var notes: [String] {
        let apart = "as rows of one time differ in \(ids.count == 1 ? "it" : "these")"
        return (ids.isEmpty ? [] : ["read with --id \(shellWord(ids.joined(separator: ","))), \(apart)"])
            + (timezone.map { ["read with --timezone \($0), whose clock repeats the times that come twice"] } ?? [])
    }
}

extension ColumnNames {
    /// What a column is used as; nil for nothing.
    fileprivate func role(of name: String) -> String? {
        switch name {
        case time: "time"
        case target: "target"
        case id: "id"
        case _ where idParts.contains(name): "id"
        default: (covariates + statics).first { $0.name == name }?.role.rawValue
        }
    }
}

extension InspectSummary.Column {
    fileprivate init(_ column: SurveyedColumn, rows: Int, role: String?, _ ingestion: Ingestion) {
        self.init(
            name: column.name, role: role, kind: column.kind.rawValue, rows: rows, missing: column.missing,
            distinct: column.distinct > SurveyedColumn.mostDistinct ? nil : column.distinct,
            first: column.first, last: column.last, minimum: column.minimum, maximum: column.maximum)
        guard let cell = column.firstUnlike else { return }
        let place = ingestion.place(ofLine: cell.line)
        (unlikeCount, unlikeLine, unlikeText) = (column.unlike, place.line ?? cell.line, cell.text)
        unlikeFile = ingestion.files.count > 1 ? place.file : nil
    }
}

extension InspectSummary.Dialect {
    fileprivate init(_ dialect: FileDialect) {
        self.init(
            delimiter: String(decoding: [dialect.delimiter], as: UTF8.self), comment: dialect.comment,
            decimal: dialect.decimal.rawValue,
            thousands: dialect.thousands == .none ? nil : dialect.thousands.rawValue,
            encoding: dialect.encoding.rawValue)
    }
}

extension InspectSummary.Series {
    fileprivate init(_ series: TimeSeries, _ diagnosis: SeriesDiagnosis) {
        self.init(
            id: series.id, firstTime: series.index.text(at: 0), lastTime: series.index.text(at: series.count - 1),
            diagnosis: diagnosis, outline: SeriesOutline(series.values))
    }
}
