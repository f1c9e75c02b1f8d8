import Numerics

/// Makes series up: what a network learns from that has seen no real one.
///
/// A series is a function of the seed, the frequency, the length and its number alone. Most are exponential smoothing in
/// state-space form (Hyndman et al. 2008) with a random level, trend, damping, season, smoothing weights and errors; the
/// others are walks, smooth curves and intermittent counts. Then come what files have: sizes that grow with the level,
/// outliers, counts, shifts.
///
/// It holds what a series is made in, so that no series allocates.
package struct SeriesSimulator {
    package let frequency: SamplingFrequency
    /// Most steps of a series; what happens at some step of a long one happens after the end of a short one.
    package let length: Int
    /// Steps of the series made last.
    package internal(set) var count: Int
    /// The series made last, in the first ``count`` places.
    package internal(set) var values: [Double]

    let seed: UInt64
    let ranges: PriorRanges
    let profiles: SeasonalProfile
    let longerProfiles: SeasonalProfile?
    let yearTurns: TurnTable
    /// Steps of the longest season.
    let longestSeason: Int
    /// What a season adds at each of its steps, and another one.
    var season, otherSeason: [Double]
    /// The errors of a structural series.
    var errors: [Double]
    /// What a longer season, a trend that bends, the calendar add at each step.
    var addition: [Double]

    /// - Precondition: At least one step.
    package init(_ frequency: SamplingFrequency, length: Int, seed: UInt64) {
        precondition(length >= 1, "a series has a step")
        self.frequency = frequency
        self.length = length
        count = length
        self.seed = seed
        ranges = PriorRanges(frequency)
        profiles = SeasonalProfile(length: frequency.seasonLength)
        longestSeason = frequency.longerSeasonLength ?? frequency.seasonLength
        yearTurns = TurnTable(count: 1_024)
        longerProfiles = frequency == .daily ? SeasonalProfile(length: 365, mostHarmonics: 3) : nil
        values = [Double](repeating: 0, count: length)
        season = [Double](repeating: 0, count: max(frequency.seasonLength, frequency.longerSeasonLength ?? 1))
        otherSeason = season
        errors = values
        addition = values
    }

    /// Makes the first `count` steps of series `number`; they are in ``values``.
    ///
    /// - Parameter kind: How it is made; nil for one of all, as often as the prior has it.
    /// - Precondition: No more than ``length`` steps.
    package mutating func make(_ number: UInt64, count: Int, kind: SeriesKind? = nil) {
        precondition(count >= 1 && count <= length, "no more steps than the longest series has")
        self.count = count
        var random = SeriesRandom(seed: seed, number: number)
        let drawn = ranges.kind(random.uniform())
        switch kind ?? drawn {
        case .walk: walk(&random)
        case .smooth: smooth(&random)
        case .intermittent: intermittent(&random)
        case .structural:
            structural(&random)
            transform(&random)
            if random.chance(0.25) { addOutliers(&random) }
            if random.chance(0.08) { round(&random) }
        }
    }

    /// What was added up becomes sizes: in three of ten series by the exponential, in three by a power between that and a
    /// straight line (Box & Cox 1964, turned round); the others stay sums around a level.
    private mutating func transform(_ random: inout SeriesRandom) {
        let kind = random.uniform()
        if kind < 0.3 {
            for step in 0..<count { values[step] = SimulationMath.exp(min(6, max(-6, values[step]))) }
        } else if kind < 0.6 {
            let lambda = random.uniform(0.05, 0.95)
            for step in 0..<count {
                values[step] = SimulationMath.power(max(0.01, 1 + lambda * min(8, max(-6, values[step]))), 1 / lambda)
            }
        } else {
            let base = random.logUniform(0.3, 5)
            for step in 0..<count { values[step] += base }
        }
    }

    /// One value in a hundred is off by half of itself.
    private mutating func addOutliers(_ random: inout SeriesRandom) {
        for step in 0..<count where random.chance(0.01) { values[step] *= 1 + 0.5 * random.normal() }
    }

    /// Whole numbers of something, a few or hundreds.
    private mutating func round(_ random: inout SeriesRandom) {
        let unit = random.logUniform(2, 200)
        for step in 0..<count { values[step] = (values[step] * unit).rounded() / unit }
    }
}
