import Models
import Tensors
import TimeSeries
import Windowing

extension SavedModel {
    private static func contextName(_ series: Int) -> String { "context.\(series).covariates" }
    private static let staticsName = "context.statics"
    private static let offsetsName = "features.offsets"
    private static let scalesName = "features.scales"

    /// The covariates of the context, `[K, rows]` for each series, the statics, `[series, S]`, and how both become
    /// numbers, `[series, K]`; none for a model that sees the target alone.
    var covariateTensors: [StoredTensor] {
        guard let map = model.state.features else { return [] }
        let (series, columns) = (context.series.count, map.columns.count)
        var tensors: [StoredTensor] = []
        if columns > 0 {
            tensors = context.series.enumerated().map { place, series in
                StoredTensor(
                    name: Self.contextName(place), shape: [columns, series.count],
                    elements: .float64(series.covariates.flatMap { $0 }))
            }
            let maps = map.scales.flatMap { $0 }
            tensors.append(
                StoredTensor(
                    name: Self.offsetsName, shape: [series, columns], elements: .float64(maps.map(\.offset))))
            tensors.append(
                StoredTensor(name: Self.scalesName, shape: [series, columns], elements: .float64(maps.map(\.scale))))
        }
        if !map.statics.isEmpty {
            tensors.append(
                StoredTensor(
                    name: Self.staticsName, shape: [series, map.statics.count],
                    elements: .float64(context.series.flatMap(\.statics))))
        }
        return tensors
    }

    /// The covariates of the context of series `place`.
    static func covariates(
        _ document: ModelDocument, _ tensors: SafeTensors, _ place: Int, rows: Int
    ) throws(TensorFileError) -> [[Double]] {
        let columns = document.columns.covariates.count
        guard columns > 0 else { return [] }
        let values = try tensors.float64(contextName(place), shape: [columns, rows], allowingMissing: true)
        return (0..<columns).map { Array(values[$0 * rows..<($0 + 1) * rows]) }
    }

    /// The static values of every series.
    static func statics(_ document: ModelDocument, _ tensors: SafeTensors) throws(TensorFileError) -> [[Double]] {
        let (series, columns) = (document.series.count, document.columns.statics.count)
        guard columns > 0 else { return Array(repeating: [], count: series) }
        let values = try tensors.float64(staticsName, shape: [series, columns], allowingMissing: true)
        return (0..<series).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
    }

    /// How covariates become numbers, of parts that belong together; nil where the model sees the target alone.
    static func featureMap(_ document: ModelDocument, _ tensors: SafeTensors) throws(TensorFileError) -> FeatureMap? {
        let names = document.columns
        guard let features = document.features else {
            guard names.covariates.isEmpty, names.statics.isEmpty else {
                throw TensorFileError.document(reason: "it does not say how covariates become numbers")
            }
            return nil
        }
        guard features.fits(names, calendar: document.plan.features.calendar) else {
            throw TensorFileError.document(reason: "its features are not those of its columns")
        }
        var scales = Array(repeating: [FeatureScale](), count: document.series.count)
        if !names.covariates.isEmpty {
            let shape = [document.series.count, names.covariates.count]
            let offsets = try tensors.float64(offsetsName, shape: shape)
            let factors = try tensors.float64(scalesName, shape: shape)
            guard factors.allSatisfy({ $0 > 0 }) else {
                throw TensorFileError.tensor(name: scalesName, reason: "holds a number that is not positive")
            }
            for (place, pair) in zip(offsets, factors).enumerated() {
                scales[place / shape[1]].append(FeatureScale(offset: pair.0, scale: pair.1))
            }
        }
        return FeatureMap(
            features, calendar: document.plan.features.calendar, frequency: document.frequency, scales: scales)
    }
}
