import Numerics

extension SeriesSimulator {
    /// What is the same whatever the errors are: trends that bend or end, the year of days, working days.
    mutating func drawAdditions(_ random: inout SeriesRandom, sigma: Double) {
        for step in 0..<count { addition[step] = 0 }
        let trend = random.uniform()
        if trend < 0.08 {
            bendTrend(&random)
        } else if trend < 0.11 {
            saturate(&random)
        }
        if random.chance(ranges.hasCycle) { addCycle(&random, sigma: sigma) }
        switch frequency {
        case .monthly: if random.chance(0.15) { addWorkingDays(&random, sigma: sigma) }
        case .daily: if random.chance(0.5) { addYear(&random) }
        default: break
        }
    }

    /// A growth that changes at up to three steps.
    private mutating func bendTrend(_ random: inout SeriesRandom) {
        var first = random.index(below: length)
        for _ in 0..<1 + random.index(below: 3) {
            let slope = drawGrowth(&random)
            for step in stride(from: first, to: count, by: 1) { addition[step] += slope * Double(step - first) }
            first = random.index(below: length)
        }
    }

    /// A cycle of no fixed length, such as that of business: the stochastic cycle of Harvey 1989, an oscillation that
    /// errors keep alive.
    private mutating func addCycle(_ random: inout SeriesRandom, sigma: Double) {
        let period = random.logUniform(ranges.cycle.lowerBound, ranges.cycle.upperBound)
        let damping = 1 - random.logUniform(0.02, 1) / period
        let size = sigma * random.logUniform(0.4, 6)
        let error = size * max(0, 1 - damping * damping).squareRoot()
        let turn = 2 / period
        let c = damping * ReproducibleMath.cosineOfHalfTurns(turn)
        let s = damping * ReproducibleMath.cosineOfHalfTurns(abs(0.5 - turn))
        var (x, y) = (size * random.normal(), size * random.normal())
        for step in 0..<count {
            addition[step] += x
            (x, y) = (c * x + s * y + error * random.normal(), c * y - s * x + error * random.normal())
        }
    }

    /// A logistic curve: growth that ends.
    private mutating func saturate(_ random: inout SeriesRandom) {
        let height = (random.normal() + 0.5) * random.logUniform(0.1, 1.5)
        let middle = random.uniform(-0.2, 1.0) * Double(length)
        let rate = random.logUniform(2, 30) / Double(length)
        for step in 0..<count {
            addition[step] += height / (1 + SimulationMath.exp(-rate * (Double(step) - middle)))
        }
    }

    /// Months in which a weekday comes five times, and a holiday that is in March or in April.
    ///
    /// The calendar is the real one from a random year on: the months' lengths and the weekday of their first day.
    private mutating func addWorkingDays(_ random: inout SeriesRandom, sigma: Double) {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let size = sigma * random.uniform(0.2, 1.5)
        let weights = (0..<7).map { _ in random.normal() }
        let mean = weights.reduce(0, +) / 7
        let holiday = random.chance(0.3) ? 2 * size * random.normal() : 0
        var (month, weekday, year) = (random.index(below: 12), random.index(below: 7), random.index(below: 19))
        for step in 0..<count {
            let days = month == 1 && year % 4 == 0 ? 29 : lengths[month]
            for extra in 28..<max(28, days) { addition[step] += size * (weights[(weekday + extra) % 7] - mean) }
            // The moon's phases repeat after 19 years: the holiday falls into March in about one of four.
            if month == 2 || month == 3 {
                let isMarch = (year * 11) % 19 < 5
                if isMarch == (month == 2) { addition[step] += holiday }
            }
            weekday = (weekday + days) % 7
            month += 1
            if month == 12 {
                month = 0
                year += 1
            }
        }
    }

    /// The year of days: a few waves, and days that are different each year, some of which move by up to two weeks.
    private mutating func addYear(_ random: inout SeriesRandom) {
        guard let longerProfiles else { return }
        longerProfiles.draw(&random, into: &otherSeason)
        let size = random.logUniform(0.02, 0.8)
        let start = random.index(below: 365)
        // A quarter day a year: the date falls behind by one day in four years.
        for step in 0..<count {
            addition[step] += size * otherSeason[(start + step - (start + step) / 1_461) % 365]
        }
        guard random.chance(0.25) else { return }
        let depth = random.logUniform(0.05, 1)
        for _ in 0..<1 + random.index(below: 8) {
            let moves = random.chance(0.25)
            let height = depth * random.normal()
            let width = 1 + random.index(below: 3)
            var first = random.index(below: 365)
            while first < count {
                let day = moves ? first + random.index(below: 15) : first
                for step in day..<day + width where step < count { addition[step] += height }
                first += 365
            }
        }
    }

    /// What days do to hours: weekends of another shape, weekdays of their own level, days that are stronger or weaker
    /// than others and pass that on to the next.
    mutating func shapeDays(_ random: inout SeriesRandom, sigma: Double) {
        let day = frequency.seasonLength
        let hasWeek = random.chance(0.75)
        let drawsDays = random.chance(0.5)
        guard hasWeek || drawsDays else { return }
        let size = random.logUniform(ranges.season.lowerBound, ranges.season.upperBound)
        profiles.draw(&random, into: &otherSeason)
        let (levels, shares, scales) = week(&random, hasWeek: hasWeek)
        let (levelSize, scaleSize) = drawsDays ? (sigma * random.uniform(0, 2), random.uniform(0, 0.2)) : (0, 0)
        let memory = random.uniform(0, 0.95)
        let first = random.index(below: 7)
        var (level, scale) = (0.0, 0.0)
        var (weekday, hour) = (first, 0)
        for step in 0..<count {
            if hour == 0 {
                level = memory * level + levelSize * random.normal()
                scale = memory * scale + scaleSize * random.normal()
            }
            let share = shares[weekday]
            let own = season[hour]
            let change = share * (size * otherSeason[hour] - own) + (scales[weekday] + scale) * own
            values[step] += levels[weekday] + level + change
            hour += 1
            if hour == day {
                hour = 0
                weekday = (weekday + 1) % 7
            }
        }
    }

    /// For each weekday its level, the share of the other profile, and what its own is scaled by beyond 1.
    private func week(
        _ random: inout SeriesRandom, hasWeek: Bool
    ) -> (levels: [Double], shares: [Double], scales: [Double]) {
        var levels = [Double](repeating: 0, count: 7)
        var (shares, scales) = (levels, levels)
        guard hasWeek else { return (levels, shares, scales) }
        let (levelSize, scaleSize) = (random.logUniform(0.003, 0.1), random.logUniform(0.01, 0.2))
        for weekday in 0..<7 {
            levels[weekday] = levelSize * random.normal()
            scales[weekday] = scaleSize * random.normal()
        }
        let isTwoDays = random.chance(0.75)
        let weekendLevel = random.normal() * random.logUniform(0.02, 0.6)
        let weekendScale = random.uniform(-0.8, 0.3)
        let weekendShare = random.chance(0.5) ? random.uniform() : 0
        for weekday in 5..<7 where weekday == 6 || isTwoDays {
            let weight = weekday == 5 ? random.uniform(0.5, 1) : 1
            levels[weekday] += weight * weekendLevel
            scales[weekday] += weight * weekendScale
            shares[weekday] = weight * weekendShare
        }
        return (levels, shares, scales)
    }
}
