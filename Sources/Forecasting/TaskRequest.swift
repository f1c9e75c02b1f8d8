import CSVIngestion
public import Models
import Reporting
import TimeSeries
public import Windowing

/// What to ask of a forecaster, as far as the user said; whatever is nil is chosen from the data, and the choice is reported.
public struct TaskRequest: Sendable {
    /// The season of the baselines.
    public enum Season: Sendable, Hashable {
        /// From the frequency, such as 12 for monthly rows.
        case automatic
        /// There is none.
        case none
        /// So many rows.
        case rows(Int)
    }

    /// Steps forecast at once; nil for one season.
    public var horizon: Int?
    /// Steps seen; nil for three seasons.
    public var inputLength: Int?
    /// Steps between windows.
    public var stride = 1
    /// The season of the baselines.
    public var season = Season.automatic
    /// Rows that choose the best epoch.
    public var validation = PartitionSize.automatic
    /// What a network is told of the calendar, and how static categories become numbers.
    public var features = FeaturePlan()
    /// A CSV file with days that are unlike others, a feature of the calendar; nil for none.
    public var holidays: String?
    /// Seed of every random number.
    public var seed: UInt64 = 1
    /// Which values a forecast may have.
    public var range = ValueRange.automatic
    /// What is set of models by name, in order.
    public var settings: [OptionValue] = []
    /// Threads and instruction set.
    public var runtime = Runtime()

    /// Steps that the file says are to be forecast.
    var suggestedHorizon: Int?
    /// The season that the file says its rows have, where they have no times.
    var suggestedSeason: Int?

    /// Creates a request with every default.
    public init() {}

    /// Takes what a file says about itself for what the user leaves open.
    mutating func follow(_ ingestion: Ingestion) {
        suggestedHorizon = ingestion.suggestedHorizon
        suggestedSeason = ingestion.suggestedSeason
    }

    /// Checks every number that does not depend on the data.
    ///
    /// - Throws: ``WindowingError`` or ``TrainingError`` for the first that cannot be.
    func check() throws {
        if let horizon { try WindowShape.check(horizon, flag: "--horizon") }
        if let inputLength { try WindowShape.check(inputLength, flag: "--input-length") }
        try WindowShape.check(stride, flag: "--stride")
        try season.check()
        try runtime.check()
    }

    /// Makes sure that what was typed means something to one of the models.
    ///
    /// - Throws: ``SettingError/meaningless(name:models:owners:)`` for the first that does not.
    func checkMeaning(to models: [any Forecaster], in registry: ForecasterRegistry) throws(SettingError) {
        let typed: [(name: String, isTyped: Bool, isRead: (any Forecaster) -> Bool)] = [
            ("input-length", inputLength != nil, \.readsWindows), ("stride", stride != 1, \.readsWindows),
            ("one-hot", features.oneHotStatics, \.seesCovariates),
        ]
        for flag in typed where flag.isTyped && !models.contains(where: flag.isRead) {
            throw .meaningless(
                name: flag.name, models: models.map(\.identifier),
                owners: registry.all.filter(flag.isRead).map(\.identifier))
        }
    }
}

extension TaskRequest.Season {
    /// Makes sure that a season of so many rows can be.
    func check() throws(WindowingError) {
        if case .rows(let rows) = self { try WindowShape.check(rows, flag: "--season") }
    }
}

/// What was chosen for the user, a line each.
typealias Choices = [String]

extension TaskRequest {
    /// The season of rows of this frequency.
    func seasonLength(_ frequency: Frequency) -> Int? {
        switch season {
        case .none: nil
        case .rows(let rows): rows
        case .automatic: frequency.defaultSeasonLength ?? suggestedSeason
        }
    }

    /// The season of rows of this frequency, and a line when it was chosen for the user.
    func seasonLength(_ frequency: Frequency, _ choices: inout Choices) -> Int? {
        let rows = seasonLength(frequency)
        if let rows, season == .automatic {
            choices.append("season of \(rows) rows, from the frequency; --season sets another")
        }
        return rows
    }

    /// What `rows` of each series, those to learn from, say of a season; nil without one.
    func seasonSummary(_ length: Int?, _ panel: Panel, rows: [Range<Int>]) -> SeasonSummary? {
        length.map {
            SeasonSummary(
                evidence: SeasonalEvidence(panel, rows: rows, seasonLength: $0), isFromFrequency: season == .automatic)
        }
    }

    /// The horizon: what the file suggests, else one season, or 5 steps where there is none or it is longer than 24.
    func horizon(season: Int?, _ choices: inout Choices) -> Int {
        if let horizon { return horizon }
        if let suggestedHorizon {
            choices.append(
                "horizon of \(suggestedHorizon == 1 ? "1 step" : "\(suggestedHorizon) steps"), as the file says; --horizon sets another"
            )
            return suggestedHorizon
        }
        if let season, season <= 24 {
            choices.append(
                "horizon of \(season == 1 ? "1 step" : "\(season) steps"), one season; --horizon sets another")
            return season
        }
        choices.append("horizon of 5 steps; --horizon sets another")
        return 5
    }

    /// The task for `panel`, of which `test` rows are held out.
    ///
    /// Chosen for the user is an input of as many seasons up to three as take at most 200 steps (168 steps where one
    /// season is longer), at least twice the horizon and 20 steps, at most half of what the parts of the split allow.
    ///
    /// - Parameter needsInput: Whether the input is worth a line to the user.
    func task(
        for panel: Panel, test: PartitionSize, validation: PartitionSize? = nil, horizon: Int, season: Int?,
        needsInput: Bool = true, _ choices: inout Choices
    ) throws -> ForecastTask {
        let split = SplitSpecification(validation: validation ?? self.validation, test: test)
        var inputChoices: Choices = []
        let inputLength =
            try inputLength ?? chosenInputLength(panel, split: split, season: season, horizon: horizon, &inputChoices)
        if needsInput { choices += inputChoices }
        var task = ForecastTask(
            windows: try WindowShape(inputLength: inputLength, horizon: horizon, stride: stride), split: split,
            seasonLength: season, longerSeasons: longerSeasons(panel, season), features: features, range: range,
            seed: seed)
        if let holidays { task.features.calendar.holidays = HolidayList(days: try readHolidays(path: holidays)) }
        return task
    }

    /// Seasons that rows of the panel's frequency may have beside the usual one; none where the user named one.
    private func longerSeasons(_ panel: Panel, _ season: Int?) -> [Int] {
        guard case .automatic = self.season, let season else {
            // A day and its week: hours that are told of nothing but the day still have weeks.
            return self.season == .rows(24) ? [168] : []
        }
        return season == 24 ? [168] : []
    }

    /// Whole seasons, as long as the time a step takes to learn stays short: it grows with the input.
    private static func seasonalInput(_ season: Int) -> Int {
        season > 200 ? 168 : min(3, 200 / max(season, 1)) * season
    }

    private func chosenInputLength(
        _ panel: Panel, split: SplitSpecification, season: Int?, horizon: Int, _ choices: inout Choices
    ) throws -> Int {
        let wanted = max(Self.seasonalInput(season ?? 0), 2 * horizon, 20)
        let longest = try ChronologicalSplit.longestInputLength(
            panel, specification: split, horizon: horizon, seasonLength: season)
        // Half of the longest leaves windows to learn from. Where the horizon alone takes too many rows, one input step
        // lets the error name the longest horizon.
        let chosen = max(1, min(wanted, (longest ?? 1) / 2))
        choices.append("input of \(chosen == 1 ? "1 step" : "\(chosen) steps"); --input-length sets another")
        return chosen
    }
}
