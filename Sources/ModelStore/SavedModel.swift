public import Models
import Tensors
public import TimeSeries
import Windowing

/// A fitted model together with all that a later forecast needs: columns, frequency and the last rows it saw.
public struct SavedModel: Sendable {
    /// What the file says about the model.
    public var document: ModelDocument
    /// The model.
    public var model: any FittedModel
    /// The last rows of every series, enough to forecast without the CSV.
    public var context: Panel
    /// The residuals that intervals are made of; nil for a model that has a distribution of its own.
    public let calibration: ConformalCalibration?

    /// Takes what is to be kept of a fit.
    ///
    /// - Parameters:
    ///   - scores: Held-out scores, the model first.
    ///   - calibration: Residuals on rows that the model did not learn from; without them a model that has no distribution
    ///     of its own will have no intervals.
    public init(
        _ model: any FittedModel, fittedOn panel: Panel, task: ForecastTask, scores: [ModelDocument.Score],
        calibration: ConformalCalibration? = nil
    ) {
        let state = StoredState(model.state)
        self.model = model
        var columns = panel.columns
        if !state.seesFeatures { (columns.covariates, columns.statics) = ([], []) }
        document = ModelDocument(
            model: state, columns: columns, timestampFormat: panel.series[0].index.format,
            frequency: panel.frequency,
            series: panel.series.map { ModelDocument.Series(id: $0.id, rows: $0.count) }, task: task,
            dataFingerprint: panel.fingerprint, residuals: calibration?.residuals, heldOutScores: scores)
        self.calibration = calibration
        context = Panel(
            series: panel.series.map { series in
                var kept = series.rows(model.firstContextRow(of: series)..<series.count)
                if !state.seesFeatures { (kept.covariates, kept.statics) = ([], []) }
                return kept
            }, columns: columns, frequency: panel.frequency)
        for (place, series) in context.series.enumerated() where !series.interpolatedRows.isEmpty {
            document.series[place].interpolatedRows = series.interpolatedRows.flatMap {
                [$0.lowerBound, $0.upperBound]
            }
        }
    }

    /// Writes the model file, whole or not at all.
    ///
    /// - Throws: ``ModelFileError``; an older file is as it was.
    public func write(to path: String) throws(ModelFileError) {
        do {
            try TensorFile.write(document: document, tensors: tensors, to: path)
        } catch {
            throw ModelFileError(error)
        }
    }

    private var tensors: [StoredTensor] {
        let context = context.series.enumerated().flatMap { place, series in
            [
                StoredTensor(name: Self.valuesName(place), elements: .float64(series.values)),
                StoredTensor(name: Self.timesName(place), elements: .int64(series.index.timestamps.map(\.ticks))),
            ]
        }
        return StoredState.tensors(of: model.state) + context + covariateTensors + (calibration?.tensors ?? [])
    }

    private static func valuesName(_ series: Int) -> String { "context.\(series).values" }
    private static func timesName(_ series: Int) -> String { "context.\(series).timestamps" }
}

extension SavedModel {
    /// Whether the file at `path` begins as a model file does; nil where there is no file that can be read.
    public static func beginsAsModel(_ path: String) -> Bool? { TensorFile.beginsAsOne(path) }

    /// Reads a model file; nothing in it is believed before it was checked.
    ///
    /// - Parameters:
    ///   - runtime: What the model will forecast with.
    ///   - registry: The forecasters that models are restored by.
    /// - Throws: ``ModelFileError`` with the reason.
    public static func read(
        _ path: String, runtime: Runtime = Runtime(), registry: ForecasterRegistry = .standard
    ) throws -> SavedModel {
        do {
            return try SavedModel(TensorFile.read(path), runtime: runtime, registry: registry)
        } catch let error as TensorFileError {
            throw ModelFileError(error, file: path)
        } catch let error as InvalidState {
            throw ModelFileError(.document(reason: error.reason), file: path)
        } catch ForecastError.unknownModel(let name, _) {
            throw ModelFileError(
                .document(reason: "it is of a model called '\(name)', which is not known here"), file: path)
        }
    }

    private init(_ content: TensorFile.Content, runtime: Runtime, registry: ForecasterRegistry) throws {
        let document = try content.document(as: ModelDocument.self)
        try document.check()
        let context = try Self.context(document, content.tensors)
        let model = try registry.restore(
            try document.model.state(document, content.tensors), task: document.task, runtime: runtime,
            seriesCount: document.series.count)
        self.model = model.bounded(to: document.task.range)
        self.calibration = try ConformalCalibration(document, content.tensors)
        self.document = document
        self.context = context
    }

    /// What timestamps may be in a file, here as in its document: no step from one of them overflows.
    private static let largestTicks = -999_999_999_999_999...Int64(999_999_999_999_999)

    private static func context(_ document: ModelDocument, _ tensors: SafeTensors) throws -> Panel {
        let statics = try statics(document, tensors)
        let series = try document.series.enumerated().map { place, series in
            let values = try tensors.float64(valuesName(place), allowingMissing: true)
            let times = try tensors.int64(timesName(place), shape: [values.count]).map(Timestamp.init(ticks:))
            guard !values.isEmpty, zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else {
                throw TensorFileError.tensor(name: timesName(place), reason: "does not rise from row to row")
            }
            guard times.allSatisfy({ largestTicks.contains($0.ticks) }) else {
                throw TensorFileError.tensor(name: timesName(place), reason: "holds a number that is no timestamp")
            }
            let index = TimeIndex(timestamps: times, format: document.timestampFormat)
            let covariates = try covariates(document, tensors, place, rows: values.count)
            var kept = TimeSeries(
                id: series.id, index: index, values: values, covariates: covariates, statics: statics[place])
            kept.interpolatedRows = try series.interpolatedRanges(of: values.count)
            return kept
        }
        return Panel(series: series, columns: document.columns, frequency: document.frequency)
    }
}

extension ModelDocument.Series {
    /// ``interpolatedRows`` of a context of so many rows, in order and apart.
    fileprivate func interpolatedRanges(of rows: Int) throws(TensorFileError) -> [Range<Int>] {
        let ends = interpolatedRows ?? []
        guard ends.count.isMultiple(of: 2), zip([0] + ends, ends + [rows]).allSatisfy({ $0 <= $1 }) else {
            throw TensorFileError.document(reason: "rows that are interpolated are not rows in their order")
        }
        return stride(from: 0, to: ends.count, by: 2).map { ends[$0]..<ends[$0 + 1] }
    }
}

extension ModelDocument {
    /// The largest number of steps, and of anything else, that a file may claim: what can be fitted.
    ///
    /// Tensors of such sizes are checked against the file before anything is computed from them.
    private static var largestSize: Int { WindowShape.longest }

    /// Makes sure that sizes are sizes and that every series has what the model needs.
    func check() throws(TensorFileError) {
        let sizes = [task.windows.inputLength, task.windows.horizon, task.windows.stride] + task.longerSeasons
        guard sizes.allSatisfy({ (1...Self.largestSize).contains($0) }) else {
            throw TensorFileError.document(reason: "a size is not between 1 and \(Self.largestSize)")
        }
        guard !series.isEmpty else { throw TensorFileError.document(reason: "there is no series") }
        guard task.seasonLength.map({ (1...Self.largestSize).contains($0) }) ?? true else {
            throw TensorFileError.document(reason: "the season is not between 1 and \(Self.largestSize) rows")
        }
        guard model.seesFeatures || columns.covariates.isEmpty && columns.statics.isEmpty else {
            throw TensorFileError.document(reason: "it does not say how covariates become numbers")
        }
        try model.checkScalings(series.count)
        guard !reading.hasImpossibleDelimiter else {
            throw TensorFileError.document(reason: "the delimiter is a quote or a line's end")
        }
    }
}

extension StoredState {
    /// Makes sure that every series has its map, where there are any.
    fileprivate func checkScalings(_ count: Int) throws(TensorFileError) {
        guard scalings.map({ (1...count).contains($0.count) }) ?? true else {
            throw .document(reason: "a series has no scaling")
        }
        for child in children ?? [] { try child.checkScalings(count) }
    }
}
