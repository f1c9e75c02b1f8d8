/// How often a made-up series is observed: what its seasons are, and how much moves from one step to the next.
public enum SamplingFrequency: String, Sendable, Hashable, Codable, CaseIterable {
    /// One value a year, without a season.
    case yearly
    /// Four values a year.
    case quarterly
    /// Twelve values a year.
    case monthly
    /// Fifty-two values a year.
    case weekly
    /// Seven values a week, and a year of 365 days.
    case daily
    /// Twenty-four values a day, and a week of seven days.
    case hourly

    /// m: steps of the season that most series have; 1 for none.
    public var seasonLength: Int {
        switch self {
        case .yearly: 1
        case .quarterly: 4
        case .monthly: 12
        case .weekly: 52
        case .daily: 7
        case .hourly: 24
        }
    }

    /// Steps of a second, longer season: the year of days, the week of hours; nil without.
    public var longerSeasonLength: Int? {
        switch self {
        case .daily: 365
        case .hourly: 168
        default: nil
        }
    }
}

/// The ranges that the parts of a series are drawn from.
///
/// Sizes are in logarithms of the level: a noise of 0.1 is about a tenth of the level. A range of sizes is drawn from
/// evenly in its logarithm, as nobody knows the unit of a series in advance.
struct PriorRanges {
    /// The noise of a step.
    var noise: ClosedRange<Double>
    /// The growth of a step, where there is any.
    var growth: ClosedRange<Double>
    /// The size of the season, its standard deviation.
    var season: ClosedRange<Double>
    /// Probabilities: of a season, of errors that depend on those before, of a level that never moves.
    var hasSeason, hasAutocorrelation, hasFixedLevel: Double
    /// Probabilities of a cycle, and of a growth with errors of its own; steps of a cycle.
    var (hasCycle, hasMomentum) = (0.12, 0.08)
    var cycle: ClosedRange<Double>
    /// Probability of no growth that lasts.
    var hasNoGrowth = 0.3
    /// Probability that errors change the growth.
    var hasChangingGrowth = 0.5
    /// How far a level may wander over the longest history, in logarithms, without its errors being made smaller.
    var widestWalk = Double.infinity
    /// The power that a uniform smoothing weight is taken to: the higher, the slower most levels move.
    var levelPower: Double
    /// Shares of series that are no exponential smoothing: walks, smooth ones, intermittent ones.
    var walks, smooth, intermittent: Double

    init(_ frequency: SamplingFrequency) {
        noise = 0.004...0.35
        growth = 0.0005...0.03
        self.season = 0.01...0.6
        (hasSeason, hasAutocorrelation, hasFixedLevel, levelPower) = (0.7, 0.3, 0.15, 1.5)
        (walks, smooth, intermittent) = (0.04, 0.03, 0.03)
        let season = Double(frequency.seasonLength)
        cycle = season == 1 ? 3...15 : 1.5 * season...10 * season
        switch frequency {
        case .yearly:
            hasSeason = 0
            (hasNoGrowth, walks) = (0.8, 0.12)
        case .quarterly: hasNoGrowth = 0.65
        case .monthly: break
        case .weekly:
            growth = 0.0001...0.01
            cycle = 10...500
            (hasChangingGrowth, widestWalk) = (0.2, 2)
            (walks, intermittent) = (0.08, 0.05)
            levelPower = 2
        case .daily:
            growth = 0.00002...0.003
            (hasCycle, hasMomentum, cycle) = (0.1, 0.05, 20...1_000)
            (hasChangingGrowth, widestWalk) = (0.1, 1)
            (hasSeason, hasAutocorrelation, hasFixedLevel, levelPower) = (0.65, 0.5, 0.35, 4)
            (walks, smooth, intermittent) = (0.12, 0.03, 0.07)
        case .hourly:
            noise = 0.003...0.12
            growth = 0.000002...0.0005
            self.season = 0.05...0.8
            hasMomentum = 0
            (hasChangingGrowth, widestWalk) = (0.05, 0.7)
            (hasSeason, hasAutocorrelation, hasFixedLevel, levelPower) = (0.9, 0.6, 0.4, 4)
            (walks, smooth, intermittent) = (0.03, 0.03, 0.02)
        }
    }

    /// The kind of a series for a number from 0 to 1.
    func kind(_ place: Double) -> SeriesKind {
        if place < walks { return .walk }
        if place < walks + smooth { return .smooth }
        return place < walks + smooth + intermittent ? .intermittent : .structural
    }
}
