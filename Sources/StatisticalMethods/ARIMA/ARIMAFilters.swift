/// The filters that the models of a series are compared and fitted with.
struct ARIMAFilters {
    /// Compares models.
    let search: any PredictionErrorFilter
    let searchMethod: ARIMAFitting.Method
    /// Fits the model that is kept.
    let final: any PredictionErrorFilter
    let finalMethod: ARIMAFitting.Method

    /// - Parameters:
    ///   - columns: Series, regressors and constant, shape `[C, N]`.
    ///   - isObserved: Shape `[N]`.
    ///   - differencing: d, D and m.
    ///   - largest: The largest model there may be.
    init(columns: [[Double]], isObserved: [Bool], differencing: ARIMAOrder, largest: ARIMAOrder) {
        let size = largest.stateSize
        if !isObserved.contains(false) {
            let filter = StationaryFilter(
                columns: columns.map { DifferencedSeries.differences($0, differencing) }, stateSize: size)
            let work = size <= ARIMABounds.exactStateSize ? filter.count * size : .max
            (search, final) = (filter, filter)
            searchMethod = work <= ARIMABounds.exactSearchSize ? .exact : .conditional
            finalMethod = work <= ARIMABounds.exactFitSize ? .exact : .conditional
            return
        }
        let substituting = SubstitutingFilter(
            columns: columns, isObserved: isObserved, order: differencing, stateSize: size)
        search = substituting
        searchMethod = .conditional
        if Self.isSmall(rows: isObserved.count, largest) {
            final = DiffuseFilter(columns: columns, isObserved: isObserved, order: differencing, stateSize: size)
            finalMethod = .exact
        } else {
            (final, finalMethod) = (substituting, .conditional)
        }
    }

    /// Whether the filter for missing values is fast enough for a series and model.
    static func isSmall(rows: Int, _ order: ARIMAOrder) -> Bool {
        let size = order.stateSize + order.differencingReach
        return size <= ARIMABounds.exactStateSize && rows * size * size <= ARIMABounds.diffuseFilterSize
    }
}
