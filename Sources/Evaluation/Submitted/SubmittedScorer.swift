import Diagnostics
public import Models
public import TimeSeries

/// Adds up how far submitted forecasts were off, window by window.
public struct SubmittedScorer: Sendable {
    private let series: [String?]
    private let cutoffs: [Timestamp]
    private let cutoffStep: Int
    private let inSample: [TimeSeries]?
    private let seasonLength: Int
    private let references: [any FittedModel]
    private var models: [ModelScore]
    private var baselines: [ModelScore]
    /// Why a baseline is out, by its place.
    private var reasons: [Int: String] = [:]
    private var omitted: [OmittedBaseline]
    private var windows = 0
    /// The scales of the series whose window was added last, and the rows they have read.
    private var scales: (series: Int, rows: Int, differences: SeasonalDifferences)?

    /// Rows after the last one known up to which naive forecasts are made.
    public static let farthest = 1_000_000

    /// Nothing added yet.
    ///
    /// - Parameters:
    ///   - series: Names of the series.
    ///   - models: For each model its name and the levels of its intervals.
    ///   - cutoffs: Times from which forecasts are, over all series, ascending; empty where that is not known, and
    ///     every window is then taken to be from one.
    ///   - cutoffStep: Rows from one cutoff to the next.
    ///   - inSample: For each series the values that scales and naive forecasts are made of; nil without.
    ///   - seasonLength: Rows in a season; nil without one.
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public init(
        series: [String?], models: [(name: String, levels: [PredictionLevel])], cutoffs: [Timestamp],
        cutoffStep: Int, inSample: [TimeSeries]?, seasonLength: Int?
    ) throws(BaselineError) {
        func score(_ name: String, _ levels: [PredictionLevel]) -> ModelScore {
            let none = ErrorSums(levels: levels)
            return ModelScore(
                name: name, overall: none, bySeries: Array(repeating: none, count: series.count),
                byCutoff: Array(repeating: none, count: max(1, cutoffs.count)))
        }
        self.series = series
        self.cutoffs = cutoffs
        self.cutoffStep = cutoffStep
        self.inSample = inSample
        self.seasonLength = seasonLength ?? 1
        self.models = models.map { score($0.name, $0.levels) }
        references = inSample == nil ? [] : try Self.references(seasonLength)
        baselines = references.map { score($0.columnName, []) }
        omitted = []
        if inSample != nil, seasonLength == nil {
            omitted.append(OmittedBaseline(name: SeasonalNaiveModel.name, reason: BaselineError.noSeason.message))
        }
    }

    private static func references(_ seasonLength: Int?) throws(BaselineError) -> [any FittedModel] {
        let seasonal: [any FittedModel] =
            if let seasonLength { [try SeasonalNaiveModel(seasonLength: seasonLength)] } else { [] }
        return [NaiveModel()] + seasonal + [try Naive2Model(seasonLength: seasonLength ?? 1)]
    }

    /// Adds one window; those of a series come in the order of their histories for speed.
    ///
    /// - Precondition: The window has a forecast of every model for every step.
    /// - Throws: What a baseline throws that no user can mend.
    public mutating func add(_ window: SubmittedWindow) throws {
        precondition(window.models.count == models.count, "every model forecasts every window")
        windows += 1
        let scale = scale(of: window)
        for (place, values) in window.models.enumerated() {
            models[place].add(values, of: window, scale: scale)
        }
        guard let history = window.history, let inSample else { return }
        for (place, reference) in references.enumerated() where reasons[place] == nil {
            do {
                let values = try Self.forecast(reference, inSample[window.series], history)
                baselines[place].add(values, of: window, scale: scale)
            } catch let error as any Diagnostic {
                reasons[place] = error.message
            }
        }
    }

    private mutating func scale(of window: SubmittedWindow) -> InSampleScale {
        guard let history = window.history, let inSample else { return .undefined }
        var differences =
            if let scales, scales.series == window.series, scales.rows <= history.rows { scales.differences } else {
                SeasonalDifferences(inSample[window.series].observedValues, seasonLength: seasonLength)
            }
        let scale = differences.scale(before: history.rows)
        scales = (window.series, history.rows, differences)
        return scale
    }

    private static func forecast(
        _ model: any FittedModel, _ series: TimeSeries, _ history: SubmittedWindow.History
    ) throws -> SubmittedWindow.Values {
        guard let last = history.distances.last, last <= farthest else {
            throw SubmittedError.tooFar(series: series.id, rows: history.distances.last ?? 0)
        }
        let steps = try model.predict(series, index: 0, origins: [history.rows], horizon: last)[0]
        return SubmittedWindow.Values(forecast: history.distances.map { steps[$0 - 1] })
    }

    /// What was found.
    public func result() -> SubmittedResult {
        let reasons = reasons.sorted { $0.key < $1.key }
        let made = baselines.indices.filter { self.reasons[$0] == nil }.map { baselines[$0].summed() }
        let scores = models.map { $0.summed() }
        let horizon = max(1, models.map(\.byStep.count).max() ?? 1)
        return SubmittedResult(
            series: series, cutoffs: cutoffs, windows: windows, models: scores,
            baselines: made.filter { baseline in !models.contains { $0.name == baseline.name } },
            namesakes: Self.namesakes(scores, made),
            naive2: made.first { $0.name == Naive2Model.name },
            omitted: omitted + reasons.map { OmittedBaseline(name: baselines[$0.key].name, reason: $0.value) },
            overlap: PairedTest.overlap(horizon: horizon, step: cutoffStep))
    }

    private static func namesakes(
        _ models: [ModelScore], _ made: [ModelScore]
    ) -> [(model: ModelScore, made: ModelScore)] {
        models.flatMap { model in
            made.filter { baseline in
                let identifier = ForecasterRegistry.standard.all.first { $0.columnName == baseline.name }?.identifier
                return [baseline.name.lowercased(), identifier].contains(model.name.lowercased())
            }.map { (model, $0) }
        }
    }
}

extension ModelScore {
    /// Adds what one model said about a window.
    fileprivate mutating func add(
        _ values: SubmittedWindow.Values, of window: SubmittedWindow, scale: InSampleScale
    ) {
        let none = ErrorSums(levels: values.intervals.map(\.level))
        var sums = none
        for (place, step) in window.steps.enumerated() {
            while byStep.count < step { byStep.append(none) }
            let (actual, forecast) = (window.actual[place], values.forecast[place])
            let bounds = values.intervals.map { IntervalBounds(lower: $0.lower[place], upper: $0.upper[place]) }
            sums.add(actual: actual, forecast: forecast, scale: scale)
            sums.add(actual: actual, forecast: forecast, bounds: bounds, scale: scale)
            byStep[step - 1].add(actual: actual, forecast: forecast, scale: scale)
            byStep[step - 1].add(actual: actual, forecast: forecast, bounds: bounds, scale: scale)
        }
        bySeries[window.series] += sums
        byCutoff[window.cutoff] += sums
    }

    /// With the sums over everything.
    fileprivate func summed() -> ModelScore {
        var score = self
        for sums in bySeries { score.overall += sums }
        return score
    }
}
