import Evaluation
public import Models
public import ModelStore
public import Reporting
import CSVIngestion
import TimeSeries
import Windowing

/// A model that was fitted to a CSV file, with its scores and all that a report says.
public struct FitRun: Sendable {
    /// The model with what a later forecast needs.
    public var saved: SavedModel
    /// What is worth knowing.
    public var summary: FitSummary

    /// Whether the observer stopped training before its end.
    public var wasInterrupted: Bool { summary.training.record?.end == .interrupted }

    /// Whether training ended before any round was better than the untrained start.
    public var learnedNothing: Bool { summary.training.record.map { $0.bestRound == 0 } ?? false }

    /// Reads, splits, trains, scores, and learns again from all rows; writes nothing but checkpoints.
    ///
    /// - Parameters:
    ///   - request: What to fit, and how.
    ///   - registry: The forecasters there are.
    ///   - progress: Called as work gets done.
    /// - Throws: A ``Diagnostic`` of the stage that cannot go on.
    public init(
        _ request: FitRequest, registry: ForecasterRegistry = .standard,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws {
        let forecaster = try registry.named([request.model], settings: request.task.settings)[0]
        try request.check(for: forecaster)
        try request.task.checkMeaning(to: [forecaster], in: registry)
        let ingestion = try readPanel(paths: request.paths, options: request.csv)
        let request = request.following(ingestion)
        var notes: Choices = []
        let season = request.task.seasonLength(ingestion.panel.frequency)
        let fittable = try FittableSeries(ingestion.panel, request, forecaster, season: season, &notes)
        let stages = try FitStages(forecaster, fittable, request, registry: registry, progress: progress)
        notes += stages.notes
        saved = SavedModel(
            stages.model, fittedOn: stages.panel, task: fittable.task,
            scores: (stages.scores?.scores ?? []).map {
                ModelDocument.Score(name: $0.name, mae: $0[.mae], rmse: $0[.rmse])
            }, calibration: stages.calibration)
        saved.document.learnedFromAllRows = stages.learnedFromAllRows
        saved.document.reading = FileReading(request.csv, ingestion)
        saved.document.leftOut = fittable.leftOut.isEmpty ? nil : fittable.leftOut.compactMap(\.id)
        let check = request.task.seasonSummary(season, fittable.panel, rows: stages.checkedRows)
        let data = FitSummary.Data(ingestion, season: check, choices: notes)
        summary = FitSummary(
            data: data, split: stages.parts, model: stages.model.columnName,
            training: FitSummary.Training(
                inputLength: forecaster.learnsFromWindows && forecaster.readsWindows
                    ? fittable.task.windows.inputLength : nil,
                horizon: fittable.task.windows.horizon, parameterCount: stages.model.state.parameterCount,
                record: stages.record),
            heldOut: stages.scores, format: fittable.panel.series[0].index.format, modelPath: request.output)
        summary.candidates = stages.candidates
        summary.learnedFromAllRows = stages.learnedFromAllRows
        summary.series = fittable.panel.series.map(\.id)
        summary.leftOut = fittable.leftOut.map(\.id)
    }
}

extension FitRequest {
    /// Checks what does not depend on the data, before it is read; for every model, so that no flag is ignored.
    fileprivate func check(for forecaster: any Forecaster) throws {
        try task.check()
        guard !forecaster.isTrained else { return }
        if checkpoint.resume != nil { throw TrainingError.notTrained(model: forecaster.identifier, flag: "--resume") }
        if checkpoint.write != nil {
            throw TrainingError.notTrained(model: forecaster.identifier, flag: "--checkpoint")
        }
    }
}

extension FitSummary.Data {
    init(_ ingestion: Ingestion, season: SeasonSummary?, choices: Choices) {
        let panel = ingestion.panel
        let ends = panel.series.map { ($0.index[0], $0.index[$0.count - 1]) }
        let format = panel.series[0].index.format
        let gaps = ingestion.gaps
        self.init(
            file: ingestion.files.title, seriesCount: panel.series.count, rows: ingestion.rowsRead,
            firstTime: ends.map(\.0).min().map(format.text) ?? "", lastTime: ends.map(\.1).max().map(format.text) ?? "",
            frequency: "\(panel.frequency)", gaps: gaps.insertedRows + gaps.absentSessions,
            missing: ingestion.missingValues, notes: ingestion.notes + [season?.note].compactMap { $0 } + choices,
            season: season)
    }
}
