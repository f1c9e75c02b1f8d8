import Numerics

extension SeriesSimulator {
    /// Exponential smoothing in state-space form, with one source of error.
    ///
    /// ```
    /// yₜ = μₜ + sₜ₋ₘ + zₜ;  μₜ = ℓₜ₋₁ + d + φ bₜ₋₁;  ℓₜ = μₜ + α zₜ;  bₜ = φ bₜ₋₁ + β zₜ;  sₜ = sₜ₋ₘ + γ zₜ
    /// ```
    /// where zₜ = ρ zₜ₋₁ + eₜ + θ eₜ₋₁ and d is a drift. Many of the weights are exactly 0 or 1, as they are in the data that people have.
    mutating func structural(_ random: inout SeriesRandom) {
        // Some series are nearly all rule, as what is measured well or computed.
        let calm = random.chance(0.06) ? random.logUniform(0.02, 1) : 1
        let sigma = calm * random.logUniform(ranges.noise.lowerBound, ranges.noise.upperBound)
        drawErrors(&random, sigma: sigma)
        let alpha = drawLevelWeight(&random, sigma: sigma)
        let beta = random.chance(1 - ranges.hasChangingGrowth) ? 0 : 0.5 * alpha * cube(random.uniform())
        let phi = random.chance(0.35) ? 1 : random.uniform(0.75, 0.995)
        // A growth that lasts; that of the moment comes and goes beside it.
        let drift = random.chance(ranges.hasNoGrowth) ? 0 : drawGrowth(&random)
        var growth = 0.0
        let autocorrelation = drawAutocorrelation(&random, levelIsFixed: alpha == 0)
        let theta = random.chance(0.8) ? 0 : random.uniform(-0.8, 0.8)
        let gamma = drawSeason(&random, sigma: sigma, alpha: alpha)
        drawAdditions(&random, sigma: sigma)
        let shiftStep = random.chance(0.12) ? random.index(below: length) : -1
        let shift = shiftStep < 0 ? 0 : random.normal() * random.logUniform(0.03, 0.6)
        // A growth with errors of its own, as in the local linear trend of structural models (Harvey 1989).
        let momentum = random.chance(ranges.hasMomentum) ? sigma * random.logUniform(0.003, 0.03) : 0

        // A season that grows or shrinks.
        let amplitudeStep = random.chance(0.12) ? random.uniform(-0.7, 1.5) / Double(length) : 0
        var amplitude = 1.0
        let m = frequency.seasonLength
        var (level, z, last, phase) = (0.0, 0.0, 0.0, 0)
        for step in 0..<count {
            let e = errors[step]
            z = autocorrelation * z + e + theta * last
            last = e
            let mean = level + drift + phi * growth
            values[step] = mean + season[phase] * amplitude + addition[step] + z
            amplitude += amplitudeStep
            level = mean + alpha * z
            if step == shiftStep { level += shift }
            growth = phi * growth + beta * z
            if momentum > 0 { growth += momentum * random.normal() }
            season[phase] += gamma * z
            phase += 1
            if phase == m { phase = 0 }
        }
        if frequency == .hourly { shapeDays(&random, sigma: sigma) }
    }

    /// The growth of a step.
    ///
    /// What people keep records of grows more often than it shrinks: in seven of ten.
    mutating func drawGrowth(_ random: inout SeriesRandom) -> Double {
        (random.normal() + 0.5) * random.logUniform(ranges.growth.lowerBound, ranges.growth.upperBound)
    }

    /// α: never, always, or in between; of many steps each moves the level less.
    private mutating func drawLevelWeight(_ random: inout SeriesRandom, sigma: Double) -> Double {
        if random.chance(ranges.hasFixedLevel) { return 0 }
        let isWhole = random.chance(ranges.levelPower > 1.5 ? 0.08 : 0.15)
        let alpha = isWhole ? 1 : SimulationMath.power(random.uniform() + 1e-9, ranges.levelPower)
        return min(alpha, ranges.widestWalk / (sigma * Double(length).squareRoot()))
    }

    /// ρ: how much of the last error stays.
    ///
    /// Around a level that never moves it is often most of it, as with temperatures.
    private mutating func drawAutocorrelation(_ random: inout SeriesRandom, levelIsFixed: Bool) -> Double {
        if random.chance(1 - ranges.hasAutocorrelation) { return 0 }
        return levelIsFixed || frequency == .hourly ? random.uniform(0.2, 0.97) : random.uniform(-0.5, 0.9)
    }

    /// Normal errors; of one series in four one error in seventeen is four times as large; of one in ten the size changes
    /// at some step.
    private mutating func drawErrors(_ random: inout SeriesRandom, sigma: Double) {
        if random.chance(0.25) {
            for step in 0..<count {
                errors[step] = random.normal() * (random.chance(0.06) ? 4 * sigma : sigma)
            }
        } else {
            for step in 0..<count { errors[step] = random.normal() * sigma }
        }
        if random.chance(0.1) {
            let factor = random.logUniform(0.3, 3)
            let first = random.index(below: length)
            for step in stride(from: first, to: count, by: 1) { errors[step] *= factor }
        }
        if random.chance(0.1) { varyErrors(&random) }
    }

    /// Errors that are larger in some steps of the season than in others.
    private mutating func varyErrors(_ random: inout SeriesRandom) {
        let m = longestSeason
        guard m > 1 else { return }
        let (start, size) = (random.index(below: m), random.uniform(0.2, 0.9))
        for step in 0..<count { errors[step] *= 1 + size * yearTurns.cosine((start + step) % m * yearTurns.count / m) }
    }

    /// The season's profile and γ, its weight; all zeros in a series without a season.
    private mutating func drawSeason(_ random: inout SeriesRandom, sigma: Double, alpha: Double) -> Double {
        let m = frequency.seasonLength
        guard m > 1, random.chance(ranges.hasSeason) else {
            for step in 0..<m { season[step] = 0 }
            return 0
        }
        profiles.draw(&random, into: &season)
        let size = random.logUniform(ranges.season.lowerBound, ranges.season.upperBound)
        for step in 0..<m { season[step] *= size }
        if random.chance(0.5) { return 0 }
        return (1 - alpha) * square(random.uniform()) * (frequency == .hourly ? 0.2 : 0.5)
    }

    func square(_ x: Double) -> Double { x * x }
    func cube(_ x: Double) -> Double { x * x * x }
}
