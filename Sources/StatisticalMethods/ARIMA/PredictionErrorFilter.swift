/// Prediction errors of a model's columns: what the likelihood is made of.
protocol PredictionErrorFilter: AnyObject {
    /// n: rows of a column.
    var count: Int { get }
    /// Rows that say something, less those that differencing uses up: the n of the likelihood.
    var observedRows: Int { get }

    /// Filters all rows of the columns `used`; false when the model is not stationary to rounding.
    func run(_ model: borrowing ARMAPolynomials, columns used: [Int], from start: StationaryFilter.Start) -> Bool
    /// Rows whose errors the likelihood counts.
    func countedRows(from start: StationaryFilter.Start) -> Int
    /// What of Σ ln F is no part of the likelihood.
    var logDeterminantOffset: Double { get }
    /// Prediction errors of a column, shape `[n]`; 0 where a row says nothing.
    func copyErrors(of column: Int, into values: inout MutableSpan<Double>)
    /// Their variances in units of that of the model's errors, shape `[n]`; 1 where a row says nothing.
    func copyVariances(into values: inout MutableSpan<Double>)
}

extension PredictionErrorFilter {
    var logDeterminantOffset: Double { 0 }
}
