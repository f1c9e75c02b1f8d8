public import Models
import NeuralLayers
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
    /// The residuals that intervals are made of; nil from a file of before there were any.
    public let calibration: ConformalCalibration?

    /// Takes what is to be kept of a fit.
    ///
    /// - Parameters:
    ///   - identifier: The forecaster's name in the registry.
    ///   - scores: Held-out scores, the model first.
    ///   - calibration: The model's residuals on the validation rows; without them there will be no intervals.
    public init(
        _ model: any FittedModel, identifier: String, fittedOn panel: Panel, plan: FitPlan,
        scores: [ModelDocument.Score], calibration: ConformalCalibration? = nil
    ) {
        let state = model.state
        self.model = model
        var columns = panel.columns
        if state.features == nil { (columns.covariates, columns.statics) = ([], []) }
        document = ModelDocument(
            model: identifier, columns: columns, timestampFormat: panel.series[0].index.format,
            frequency: panel.frequency,
            series: panel.series.enumerated().map { place, series in
                ModelDocument.Series(
                    id: series.id, rows: series.count,
                    scaling: state.scalings.isEmpty ? nil : state.scalings[place])
            },
            features: state.features?.description, network: state.network, plan: plan, training: state.training,
            dataFingerprint: panel.fingerprint,
            residuals: calibration?.residuals, heldOutScores: scores)
        self.calibration = calibration
        context = Panel(
            series: panel.series.map { series in
                var kept = series.rows(model.firstContextRow(of: series)..<series.count)
                if state.features == nil { (kept.covariates, kept.statics) = ([], []) }
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
        return model.state.tensors + context + covariateTensors + (calibration?.tensors ?? [])
    }

    private static func valuesName(_ series: Int) -> String { "context.\(series).values" }
    private static func timesName(_ series: Int) -> String { "context.\(series).timestamps" }
}

extension SavedModel {
    /// Reads a model file; nothing in it is believed before it was checked.
    ///
    /// - Parameter compute: What the model will forecast with.
    /// - Throws: ``ModelFileError`` with the reason.
    public static func read(_ path: String, compute: Compute = Compute()) throws -> SavedModel {
        do {
            return try SavedModel(TensorFile.read(path), compute: compute)
        } catch let error as TensorFileError {
            throw ModelFileError(error, file: path)
        } catch let error as RestoreError {
            throw ModelFileError(error.problem, file: path)
        }
    }

    private init(_ content: TensorFile.Content, compute: Compute) throws {
        var document = try content.document(as: ModelDocument.self)
        document.plan.compute = compute
        try document.check()
        try document.checkMemory(fileBytes: content.tensors.tensors.reduce(0) { $0 + $1.byteCount })
        let context = try Self.context(document, content.tensors)
        let state = FittedState(
            network: document.network, scalings: document.series.compactMap(\.scaling),
            features: try Self.featureMap(document, content.tensors), training: document.training,
            tensors: content.tensors.tensors)
        guard let forecaster = try? ForecasterRegistry.named(document.model) else {
            throw TensorFileError.document(reason: "it is of a model that is not known here")
        }
        self.model = try forecaster.restore(state, plan: document.plan)
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
        let sizes = [plan.windows.inputLength, plan.windows.horizon, plan.windows.stride]
        let network = network.map { [$0.inputSize, $0.hiddenSize, $0.layerCount, $0.outputSize] } ?? []
        guard (sizes + network).allSatisfy({ (1...Self.largestSize).contains($0) }) else {
            throw TensorFileError.document(reason: "a size is not between 1 and \(Self.largestSize)")
        }
        if let shape = self.network {
            guard shape.hiddenSize <= NetworkConfiguration.largestHiddenSize,
                shape.layerCount <= NetworkConfiguration.largestLayerCount
            else { throw TensorFileError.document(reason: "the network is larger than any that can be fitted") }
            guard (0...NetworkConfiguration.mostFutures).contains(shape.futureSize),
                shape.embeddings.count <= NetworkConfiguration.mostEmbeddings,
                shape.embeddings.allSatisfy({
                    (1...Self.largestSize).contains($0.count)
                        && (1...NetworkConfiguration.largestEmbeddingSize).contains($0.size)
                })
            else { throw TensorFileError.document(reason: "the network has covariates that none can be fitted with") }
        }
        guard !series.isEmpty else { throw TensorFileError.document(reason: "there is no series") }
        let scaled = series.count { $0.scaling != nil }
        guard scaled == series.count || scaled == 0 && self.network == nil else {
            throw TensorFileError.document(reason: "a series has no scaling")
        }
        guard plan.seasonLength.map({ (1...Self.largestSize).contains($0) }) ?? true else {
            throw TensorFileError.document(reason: "the season is not between 1 and \(Self.largestSize) rows")
        }
        guard residuals.map({ $0.takesLogarithm == plan.scaling.takesLogarithm }) ?? true else {
            throw TensorFileError.document(reason: "the residuals are of other numbers than the plan says")
        }
        guard !reading.hasImpossibleDelimiter else {
            throw TensorFileError.document(reason: "the delimiter is a quote or a line's end")
        }
    }

    /// Makes sure that a small file cannot ask for much memory.
    ///
    /// What a forecast needs beyond the file is the states of one window, at most two sequences of them; training held
    /// at least twice as many for every layer and every window of a batch. A file may ask for 64 times its bytes, which
    /// a million steps of 64 units need, and for 64 MB, which cover every shorter window.
    func checkMemory(fileBytes: Int) throws(TensorFileError) {
        guard let network else { return }
        let needed = RecurrentWorkspace.inferenceBytes(network, rows: 1, steps: plan.windows.inputLength)
        guard needed <= 64 * fileBytes + (64 << 20) else {
            throw .document(
                reason: "a forecast would take \(needed >> 20) MB of memory, "
                    + "more than an input of \(plan.windows.inputLength) steps accounts for in a file so small")
        }
    }
}
