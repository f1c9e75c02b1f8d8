public import CSVIngestion
import ModelStore
public import Models
import Reporting
import TimeSeries

/// What to forecast.
public struct PredictRequest: Sendable {
    /// The model file, or a file of rows to forecast at once, without a fit; see ``isOfRows``.
    public var model = "forecast.safetensors"
    /// Further files of rows; with the first they are one dataset.
    public var further: [String] = []
    /// The season of rows that are forecast at once.
    public var season = TaskRequest.Season.automatic
    /// Files of newer rows of the same columns; none to forecast from the end of the rows the model was fitted on.
    ///
    /// Where the model knows columns ahead, rows without the target are those to forecast.
    public var data: [String] = []
    /// How to read them; the columns are the model's, and what is left out is as it was for the file it was fitted on.
    public var csv = CSVOptions()
    /// Steps to forecast; nil for as many as the model was trained for.
    public var horizon: Int?
    /// Levels of the intervals around the forecast; none for a forecast of one number a step.
    public var levels: [PredictionLevel] = []
    /// Threads and instruction set.
    public var runtime = Runtime()

    /// Creates a request with every default.
    public init() {}

    /// The values that a forecast of rows at once may have.
    public var range = ValueRange.automatic

    /// Whether what is named holds rows, or is standard input: the pretrained network forecasts them.
    ///
    /// A model file is known by how it begins; of what begins otherwise, or cannot be read, the ending says what was meant.
    public var isOfRows: Bool { Self.holdsRows(model) }

    /// The first of the files that is a model.
    fileprivate var modelFile: String? { ([model] + further).first { !Self.holdsRows($0) } }

    static func holdsRows(_ path: String) -> Bool {
        if path == "-" { return true }
        return switch SavedModel.beginsAsModel(path) {
        case true?: false
        case false?: !path.lowercased().hasSuffix(".safetensors")
        case nil: endings.contains { path.lowercased().hasSuffix($0) }
        }
    }

    private static let endings = [".csv", ".tsv", ".tsf", ".txt", ".dat"]
}

/// A forecast from a model file, with what should be said about it.
public struct PredictRun: Sendable {
    /// The most steps that are forecast at once.
    public static let longestHorizon = 100_000

    /// The forecast.
    public var forecast: Forecast
    /// What was done beside the asked, a line each.
    public var notes: [String] = []
    /// Digits after the point in which a table shows it.
    public var decimals: Int

    /// Reads the model, and newer rows if there are any, and forecasts.
    ///
    /// - Throws: A ``Diagnostic`` of the stage that cannot go on.
    public init(_ request: PredictRequest, registry: ForecasterRegistry = .standard) throws {
        if let horizon = request.horizon, !(1...Self.longestHorizon).contains(horizon) {
            throw ForecastError.horizonOutOfRange(horizon, longest: Self.longestHorizon)
        }
        let saved: SavedModel
        if !request.further.isEmpty, let model = request.modelFile {
            throw ForecastError.modelAmongRows(path: model)
        }
        if request.isOfRows {
            let fit = try Self.fitAtOnce(request, registry)
            saved = fit.saved
            notes += fit.summary.data.notes
        } else {
            if request.data.isEmpty, request.csv != CSVOptions() {
                throw ForecastError.nothingToRead(model: request.model)
            }
            saved = try SavedModel.read(request.model, runtime: request.runtime, registry: registry)
        }
        var context = saved.context
        if !request.data.isEmpty {
            let newer = try Self.readNewerRows(request.data, request.csv, saved)
            try Self.checkStep(of: newer, saved)
            context = try saved.context(continuedBy: newer.panel)
            if newer.lacksTarget {
                notes.append(
                    "\(newer.files.title) has no column '\(saved.document.columns.target)': "
                        + "its rows only say what is known ahead")
            }
            notes += Self.notesOnLeftOut(newer.panel, saved) + newer.unseenCategories.map { newer.note(on: $0) }
            if let note = Self.noteOnOlderEnd(of: context, newer.files.title, saved) { notes.append(note) }
        }
        let trained = saved.document.task.windows.horizon
        let horizon = request.horizon ?? trained
        if let block = saved.model.trainedHorizon, horizon > block {
            let reach = min(horizon, saved.model.farthestHorizon ?? horizon)
            let blocks = (reach + block - 1) / block
            notes.append(
                "\(reach) steps are \(blocks) blocks of the \(block) the model was trained for; "
                    + "each reads the forecasts before it as if they had happened")
            if reach < horizon {
                notes.append(
                    "from step \(reach + 1) on the last season goes on with what it gains over the one before, "
                        + "less and less of it")
            }
        }
        forecast = try saved.forecast(context, horizon: horizon, levels: request.levels)
        notes += Self.notesOnUndefinedIntervals(of: forecast)
        decimals = NumberText.decimals(of: context.series.flatMap(\.values).filter { !$0.isNaN })
    }

    /// What forecasts rows without having learned from them.
    private static func fitAtOnce(_ request: PredictRequest, _ registry: ForecasterRegistry) throws -> FitRun {
        if let newer = request.data.first {
            let isModel = newer != "-" && !PredictRequest.holdsRows(newer)
            throw ForecastError.newerRowsWithoutModel(path: newer, model: isModel ? newer : nil, rows: request.model)
        }
        var fit = FitRequest(paths: [request.model] + request.further)
        fit.csv = request.csv
        fit.model = registry.immediate.identifier
        fit.test = .rows(0)
        fit.task.horizon = request.horizon
        fit.task.season = request.season
        fit.task.range = request.range
        fit.task.runtime = request.runtime
        return try FitRun(fit, registry: registry) { _ in .proceed }
    }

    /// Makes sure that the rows are of the model's step, and not of a coarser one that is on its grid as well.
    private static func checkStep(of newer: Ingestion, _ saved: SavedModel) throws {
        let values = saved.context.series.flatMap(\.values)
        let isSparse = values.count(where: \.isNaN) * 2 > values.count
        let absent = newer.gaps.insertedRows
        guard absent > newer.rowsRead, !isSparse else { return }
        throw ForecastError.notContinuing(
            reason:
                "\(newer.files.title): the rows are further apart than \(saved.document.frequency), as which the model "
                + "was fitted: \(absent) times have no row, and \(newer.rowsRead) have one",
            fix: "give rows of that step, or fit a model on these: forecast fit "
                + newer.files.map(\.path).joined(separator: " "))
    }

    /// Says which series of the rows were too short to be fitted, and so are not forecast.
    private static func notesOnLeftOut(_ newer: Panel, _ saved: SavedModel) -> [String] {
        let leftOut = Set(saved.document.leftOut ?? [])
        let names = newer.series.compactMap(\.id).filter(leftOut.contains)
        guard let first = names.first else { return [] }
        let others = names.count > 1 ? " and \(names.count - 1) more" : ""
        return ["series '\(first)'\(others) had too few rows when the model was fitted and cannot be forecast"]
    }

    /// Says where the forecast begins when the rows end before those the model was fitted on.
    private static func noteOnOlderEnd(of context: Panel, _ path: String, _ saved: SavedModel) -> String? {
        for (new, kept) in zip(context.series, saved.context.series) {
            let end = saved.model.forecastOrigin(of: new) - 1
            let fitted = saved.model.forecastOrigin(of: kept) - 1
            guard end >= 0, fitted >= 0, new.index[end] < kept.index[fitted] else { continue }
            let owner = new.id.map { " of series '\($0)'" } ?? ""
            return "the rows\(owner) of \(path) end at \(new.index.text(at: end)), before the "
                + "\(kept.index.text(at: fitted)) the model was fitted up to: the forecast begins there"
        }
        return nil
    }

    /// Says for each level which series has steps without an interval, a line a level.
    private static func notesOnUndefinedIntervals(of forecast: Forecast) -> [String] {
        let levels = forecast.series.first?.intervals.map(\.level) ?? []
        return levels.enumerated().compactMap { place, level in
            let without = forecast.series.filter { $0.intervals[place].lower.contains(where: \.isNaN) }
            guard let first = without.first else { return nil }
            let others = without.count > 1 ? " and \(without.count - 1) more series" : ""
            let series = first.id.map { " of series '\($0)'" } ?? ""
            return "steps\(series)\(others) have no interval of \(level)%: "
                + "too few held-out windows with values, or forecasts beyond every number"
        }
    }

    /// Reads rows of the columns that the model was fitted on.
    private static func readNewerRows(
        _ paths: [String], _ csv: CSVOptions, _ saved: SavedModel
    ) throws -> Ingestion {
        do {
            return try readPanel(paths: paths, options: options(csv, saved))
        } catch {
            guard let fix = fix(of: error, paths, saved) else { throw error }
            let place = error.kind == .unknownColumn ? error.location?.file : error.location?.description
            throw ForecastError.notContinuing(reason: "\(place ?? paths[0]): \(error.message)", fix: fix)
        }
    }

    /// What to do about rows without the model's columns: no flag named them, the model did; nil for other errors.
    private static func fix(of error: CSVError, _ paths: [String], _ saved: SavedModel) -> String? {
        let columns = saved.document.columns
        let ahead = columns.covariates.filter { $0.role == .future }
        let fromEnd = "leave --data out to forecast from the end of the rows the model was fitted on"
        switch error.kind {
        case .unknownColumn:
            let names =
                columns.idColumns + [columns.time, columns.target].compactMap { $0 }
                + (columns.covariates + columns.statics).map(\.name)
            let give = "give rows with the columns that the model was fitted on, \(quoted(names))"
            let empty = ahead.isEmpty ? "" : "; '\(columns.target)' may be empty in rows that are still to come"
            return give + empty + "; or fit a model on these: forecast fit \(paths.joined(separator: " "))"
        case .allMissing:
            return "give rows with values in '\(columns.target)', or \(fromEnd)"
        case .notANumber where error.fix.hasPrefix("pass --target"):
            return "write numbers in '\(columns.target)', the column that the model was fitted on"
        default: return nil
        }
    }

    private static func quoted(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }

    /// The model's columns and grid; the rest as the user says, or as the model's file was read.
    private static func options(_ csv: CSVOptions, _ saved: SavedModel) -> CSVOptions {
        var options = csv.completed(by: saved.document.reading)
        options.nameColumns(of: saved.document.columns, series: saved.context.series.compactMap(\.id))
        // Another frequency than the model's is refused, but in the words of the model.
        let frequency = saved.document.frequency
        if csv.frequency == nil || csv.frequency == frequency.request { options.grid = frequency }
        return options
    }
}

extension Ingestion {
    /// Says that the model knows nothing about some categories.
    fileprivate func note(on unseen: UnseenCategory) -> String {
        let place = place(ofLine: unseen.line)
        let cells = unseen.cells == 1 ? "1 cell" : "\(unseen.cells) cells"
        return
            "\(cells) of '\(unseen.column)' \(unseen.cells == 1 ? "is" : "are") of categories the model was not fitted on, "
            + "the first '\(unseen.category)' on line \(place.line ?? unseen.line) of \(place.file): "
            + "it forecasts as if nothing were known of them"
    }
}
