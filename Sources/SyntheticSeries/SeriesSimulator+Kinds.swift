import Numerics

extension SeriesSimulator {
    /// A random walk in logarithms or in the unit itself, its steps calm for a while and wild for a while (GARCH(1,1),
    /// Bollerslev 1986), as prices are: of what comes next nothing is known but how far it may be.
    mutating func walk(_ random: inout SeriesRandom) {
        let sigma = random.logUniform(0.002, 0.08)
        let drift = random.chance(0.6) ? 0 : 0.05 * sigma * random.normal()
        let isHeavy = random.chance(0.5)
        let (news, memory) = random.chance(0.4) ? (0.0, 0.0) : (random.uniform(0.02, 0.2), random.uniform(0.5, 0.8))
        let inLogarithms = random.chance(0.7)
        let base = random.logUniform(0.3, 5)
        var (variance, shock, position) = (1.0, 0.0, 0.0)
        for step in 0..<count {
            variance = (1 - news - memory) + (news * shock * shock + memory * variance)
            shock = random.normal() * variance.squareRoot()
            if isHeavy, random.chance(0.05) { shock *= 3 }
            position += drift + sigma * shock
            values[step] = inLogarithms ? base * SimulationMath.exp(min(6, max(-6, position))) : base + position
            shock = min(6, max(-6, shock))
        }
    }

    /// A sum of waves of random length, the longer the larger: a Gaussian process by random Fourier features (Rahimi &
    /// Recht 2007), under a little noise, with a season in half of the series.
    mutating func smooth(_ random: inout SeriesRandom) {
        let shortest = random.logUniform(4, max(8, Double(length)))
        let roughness = random.uniform(0.5, 2)
        let noise = random.chance(0.3) ? 0 : random.logUniform(0.001, 0.1)
        let offset = random.logUniform(0.3, 5)
        let m = frequency.seasonLength
        let hasSeason = m > 1 && random.chance(0.5)
        let size = hasSeason ? random.logUniform(0.02, 0.6) : 0
        if hasSeason { profiles.draw(&random, into: &season) }
        for step in 0..<count {
            values[step] = offset + noise * random.normal() + (hasSeason ? size * season[step % m] : 0)
        }
        let amplitude = random.logUniform(0.05, 0.6)
        for _ in 0..<8 {
            let period = shortest * random.logUniform(1, max(1.5, 4 * Double(length) / shortest))
            let height = amplitude * SimulationMath.power(period / (4 * Double(length)), roughness / 2)
            addWave(period: period, height: height * random.normal(), quarter: height * random.normal())
        }
    }

    /// Adds a cosine and a sine, each turned on from step to step.
    private mutating func addWave(period: Double, height: Double, quarter: Double) {
        let turn = 2 / period  // in half turns
        let c = turn <= 1 ? ReproducibleMath.cosineOfHalfTurns(turn) : -1
        let s = (max(0, 1 - c * c)).squareRoot()
        var (x, y) = (height, quarter)
        for step in 0..<count {
            values[step] += x
            (x, y) = (c * x - s * y, s * x + c * y)
        }
    }

    /// Demand in some steps and none in others (Croston 1972), how often and how much following a season or drifting.
    mutating func intermittent(_ random: inout SeriesRandom) {
        let often = random.uniform(0.05, 0.95)
        let mean = random.logUniform(1, 30)
        let m = frequency.seasonLength
        let hasSeason = m > 1 && random.chance(0.5)
        if hasSeason { profiles.draw(&random, into: &season) }
        let size = hasSeason ? random.uniform(0.1, 0.8) : 0
        let drift = random.chance(0.6) ? 0 : random.logUniform(0.001, 0.05)
        var logRate = 0.0
        for step in 0..<count {
            logRate += drift * random.normal()
            let rate = logRate + (hasSeason ? size * season[step % m] : 0)
            let factor = SimulationMath.exp(min(3, max(-3, rate)))
            let happens = random.chance(min(1, often * factor))
            // Exponential sizes, rounded up: a geometric distribution.
            values[step] =
                happens ? (-mean * SimulationMath.log(1 - random.uniform())).rounded(.up) : 0
        }
    }
}
