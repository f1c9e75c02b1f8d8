import Models
import Tensors
import TimeSeries

extension SavedModel {
    private static func contextName(_ series: Int) -> String { "context.\(series).covariates" }
    private static let staticsName = "context.statics"

    /// The covariates of the context, `[K, rows]` for each series, and the statics, `[series, S]`; none for a model that
    /// sees the target alone.
    var covariateTensors: [StoredTensor] {
        let names = document.columns
        let (series, columns) = (context.series.count, names.covariates.count)
        var tensors: [StoredTensor] = []
        if columns > 0 {
            tensors = context.series.enumerated().map { place, series in
                StoredTensor(
                    name: Self.contextName(place), shape: [columns, series.count],
                    elements: .float64(series.covariates.flatMap { $0 }))
            }
        }
        if !names.statics.isEmpty {
            tensors.append(
                StoredTensor(
                    name: Self.staticsName, shape: [series, names.statics.count],
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
}
