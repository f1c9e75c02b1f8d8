public import TimeSeries

/// A model that has been fitted and can forecast.
public protocol FittedModel: Sendable {
    /// The name of the forecast's column, such as `GRU`.
    var columnName: String { get }
    /// Rows before the first forecast row that the model looks at; 1 unless said.
    var contextLength: Int { get }
    /// Whether every observed row before an origin bears on its forecast, so that none may be left out; false unless
    /// said.
    var readsWholeHistory: Bool { get }
    /// The steps it forecasts at once; a longer horizon is made of several blocks. Nil when any horizon is one block.
    var trainedHorizon: Int? { get }
    /// The steps up to which it forecasts, however many blocks; beyond them its last season goes on. Nil for all.
    var farthestHorizon: Int? { get }
    /// The rows without which it cannot forecast; ``contextLength`` unless said.
    var leastContext: Int { get }
    /// Whether its predictions carry quantiles; false unless said. Intervals are made of residuals otherwise.
    var hasDistribution: Bool { get }
    /// What a model file keeps of it.
    var state: ModelState { get }
    /// What a reader of its report should know, a line each; nothing unless said.
    var notes: [String] { get }
    /// What was tried for a combination, best first; nothing unless said.
    var candidateReports: [CandidateReport] { get }

    /// The first of the rows without which a forecast from the end of `series` would be another one.
    func firstContextRow(of series: TimeSeries) -> Int

    /// The row at which a forecast from the end of `series` begins: after the last observed one, as rows without a value
    /// after it are there for what is known ahead, or to be filled in with the forecast.
    func forecastOrigin(of series: TimeSeries) -> Int

    /// The least value that a forecast from row `origin` of `series` has, of which no later row is read; nil for any, as
    /// unless said.
    func lowerBound(of series: TimeSeries, origin: Int) -> Double?

    /// Makes sure that covariates known ahead are given for each of `horizon` steps from row `origin`; nothing unless
    /// said.
    ///
    /// - Throws: ``CovariateError/unknownAhead(_:)`` with the times and columns of what is missing.
    func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws

    /// Forecasts `horizon` steps from each origin of one series.
    ///
    /// - Parameters:
    ///   - series: The series in its own unit; only rows before an origin are read for that origin.
    ///   - index: The series' place in the panel the model was fitted on (what is learned of a series is kept by place).
    ///   - origins: Rows where forecasts begin, in rising order; the row before an origin is its cutoff.
    ///   - horizon: Steps to forecast, at least 1.
    ///   - probabilities: In (0, 1), rising: the quantiles that are wanted of a model that has them; none for the point
    ///     alone.
    /// - Returns: One prediction an origin, in the series' own unit.
    /// - Throws: A ``Diagnostic`` when an origin has too few rows before it.
    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction]
}

/// What a model says about the steps after one origin, in the series' own unit.
public struct Prediction: Sendable, Equatable {
    /// Shape `[H]`.
    public var point: [Double]
    /// Shape `[P, H]`, in the order of the probabilities asked for; empty when none were, or the model has no
    /// distribution.
    public var quantiles: [[Double]]

    /// Creates a prediction.
    public init(point: [Double], quantiles: [[Double]] = []) {
        (self.point, self.quantiles) = (point, quantiles)
    }
}

extension FittedModel {
    /// One row.
    public var contextLength: Int { 1 }
    /// No more than the last ``contextLength`` rows.
    public var readsWholeHistory: Bool { false }
    /// Any horizon at once.
    public var trainedHorizon: Int? { nil }
    /// However many steps.
    public var farthestHorizon: Int? { nil }
    /// As many as it looks at.
    public var leastContext: Int { contextLength }
    /// Points alone.
    public var hasDistribution: Bool { false }
    /// Nothing.
    public var notes: [String] { [] }
    /// Nothing was tried.
    public var candidateReports: [CandidateReport] { [] }
    /// How training went; nil for a model that is not trained in rounds.
    public var training: TrainingRecord? { state.training }
    /// Any value.
    public func lowerBound(of series: TimeSeries, origin: Int) -> Double? { nil }
    /// Nothing is known ahead.
    public func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws {}

    /// The points of ``predictions(_:index:origins:horizon:probabilities:)``, one array of `horizon` values an origin.
    public func predict(_ series: TimeSeries, index: Int, origins: [Int], horizon: Int) throws -> [[Double]] {
        try predictions(series, index: index, origins: origins, horizon: horizon, probabilities: []).map(\.point)
    }

    /// ``contextLength`` rows from the end, or further back as far as it takes to begin with an observed value; the first
    /// observed row for a model that reads the whole history.
    public func firstContextRow(of series: TimeSeries) -> Int {
        if readsWholeHistory { return series.values.firstIndex { !$0.isNaN } ?? 0 }
        var first = max(0, forecastOrigin(of: series) - max(1, contextLength))
        while first > 0, series.values[first].isNaN { first -= 1 }
        return first
    }

    /// After the last observed row.
    public func forecastOrigin(of series: TimeSeries) -> Int {
        series.values.lastIndex { !$0.isNaN }.map { $0 + 1 } ?? series.count
    }
}
