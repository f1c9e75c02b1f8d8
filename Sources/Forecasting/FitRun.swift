import CSVIngestion
import Evaluation
public import ModelStore
public import Models
public import Reporting
import TimeSeries
import Windowing

/// A model that was fitted to a CSV file, with its scores and all that a report says.
public struct FitRun: Sendable {
    /// The model with what a later forecast needs.
    public var saved: SavedModel
    /// What is worth knowing.
    public var summary: FitSummary

    /// Training windows below which a note warns.
    private static let fewWindows = 50

    /// Whether the observer stopped training before its end.
    public var wasInterrupted: Bool { saved.model.training?.end == .interrupted }

    /// Whether training ended before any epoch was better than the untrained start.
    public var learnedNothing: Bool { saved.model.training.map { $0.bestEpoch == 0 } ?? false }

    /// Reads, splits, trains and scores; writes nothing but checkpoints.
    ///
    /// - Parameters:
    ///   - request: What to fit, and how.
    ///   - progress: Called after every batch.
    /// - Throws: A ``Diagnostic`` of the stage that cannot go on.
    public init(
        _ request: FitRequest, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws {
        let forecaster = try ForecasterRegistry.named(request.model)
        try request.check(for: forecaster)
        let ingestion = try readPanel(paths: request.paths, options: request.csv)
        let request = request.following(ingestion)
        var notes: Choices = []
        let season = request.plan.seasonLength(ingestion.panel.frequency)
        let fittable = try FittableSeries(ingestion.panel, request, season: season, &notes)
        let panel = fittable.panel
        var plan = fittable.plan
        plan.checkpoint = request.checkpoint
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let trainingWindows = SlidingWindows(panel, partition: .training, of: split, shape: plan.windows).count
        if trainingWindows < Self.fewWindows {
            let count = trainingWindows == 1 ? "a single training window is" : "\(trainingWindows) training windows are"
            notes.append("\(count) little to learn from; trust the baselines first")
        }
        notes += plan.featureNotes(panel, rows: split.rows(.training), models: [forecaster])
        let model = try forecaster.fit(panel, plan: plan, progress: progress)
        let scores = try HeldOutEvaluation(
            panel, split: split, shape: plan.windows, seasonLength: plan.seasonLength
        ).scores(of: [model])
        saved = SavedModel(
            model, identifier: forecaster.identifier, fittedOn: panel, plan: plan,
            scores: scores.scores.map { ModelDocument.Score(name: $0.name, mae: $0[.mae], rmse: $0[.rmse]) },
            calibration: try ConformalCalibration(of: model, panel, split: split, plan: plan))
        saved.document.reading = FileReading(request.csv, ingestion)
        saved.document.leftOut = fittable.leftOut.isEmpty ? nil : fittable.leftOut.compactMap(\.id)
        let check = request.plan.seasonSummary(season, panel, rows: split.rows(.training))
        let data = FitSummary.Data(ingestion, season: check, choices: notes)
        summary = FitSummary(
            data: data, split: Partition.allCases.map { FitSummary.Part($0, of: panel, split, plan.windows) },
            model: model.columnName, training: FitSummary.Training(model, plan), heldOut: scores,
            format: panel.series[0].index.format, modelPath: request.output)
        summary.series = panel.series.map(\.id)
        summary.leftOut = fittable.leftOut.map(\.id)
    }
}

extension FitRequest {
    /// Checks what does not depend on the data, before it is read; for every model, so that no flag is ignored.
    fileprivate func check(for forecaster: any Forecaster) throws {
        try plan.check()
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

extension FitSummary.Part {
    fileprivate init(_ partition: Partition, of panel: Panel, _ split: ChronologicalSplit, _ shape: WindowShape) {
        let format = panel.series[0].index.format
        let rows = split.rows(partition)
        let times = zip(panel.series, rows).filter { !$0.1.isEmpty }.map { series, rows in
            (series.index[rows.lowerBound], series.index[rows.upperBound - 1])
        }
        self.init(
            name: partition.rawValue, rows: rows.reduce(0) { $0 + $1.count },
            firstTime: times.map(\.0).min().map(format.text) ?? "",
            lastTime: times.map(\.1).max().map(format.text) ?? "",
            windows: SlidingWindows(panel, partition: partition, of: split, shape: shape).count)
    }
}

extension FitSummary.Training {
    fileprivate init(_ model: any FittedModel, _ plan: FitPlan) {
        let record = model.training
        self.init(
            inputLength: plan.windows.inputLength, horizon: plan.windows.horizon,
            parameterCount: model.state.parameterCount,
            epochs: record.map {
                Epochs(
                    planned: plan.training.epochs, run: $0.epochs.count, best: $0.bestEpoch, end: $0.end,
                    clipRate: plan.training.clipNorm == nil ? nil : $0.clipRate)
            })
    }
}
