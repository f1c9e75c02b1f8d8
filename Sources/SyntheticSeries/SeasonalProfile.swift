import Numerics

/// Cosine and sine of whole parts of a turn, looked up.
struct TurnTable {
    /// Parts of a turn.
    let count: Int
    private let cosines: [Double]

    init(count: Int) {
        self.count = count
        cosines = (0..<count).map { place in
            let turn = Double(2 * place) / Double(count)
            return ReproducibleMath.cosineOfHalfTurns(turn > 1 ? 2 - turn : turn)
        }
    }

    /// cos(2π place / count) for any place from 0 on.
    @inline(__always)
    func cosine(_ place: Int) -> Double { cosines[place % count] }
}

/// Draws the shape of a season: what it adds at each of its steps.
struct SeasonalProfile {
    /// The steps of the season.
    let length: Int
    /// Most waves a season.
    private let mostHarmonics: Int
    private let turns: TurnTable
    private static let fineTurns = TurnTable(count: 1_024)

    /// - Parameter mostHarmonics: No more waves than half the steps.
    init(length: Int, mostHarmonics: Int = 12) {
        self.length = length
        self.mostHarmonics = max(1, min(length / 2, mostHarmonics))
        turns = TurnTable(count: length)
    }

    /// A season of mean 0 and standard deviation 1: waves of which the shorter are smaller, by a power that is drawn; of
    /// three in twenty series a spike at one step, or at a few, on small waves; of one in ten a block of steps that are
    /// low together.
    func draw(_ random: inout SeriesRandom, into profile: inout [Double]) {
        let decay = random.uniform(0, 2.5)
        for step in 0..<length { profile[step] = 0 }
        for wave in 1...mostHarmonics {
            let size = wave == 1 ? 1 : SimulationMath.power(Double(wave), -decay)
            let (a, b) = (size * random.normal(), size * random.normal())
            // sin x = cos(x − ¼ turn), in quarters of the table's parts.
            for step in 0..<length {
                let place = wave * step
                profile[step] += a * turns.cosine(place)
                profile[step] += b * sine(place)
            }
        }
        standardize(&profile)
        let kind = random.uniform()
        if kind < 0.15 {
            addSpikes(&random, &profile)
        } else if kind < 0.25, length > 2 {
            addBlock(&random, &profile)
        }
        standardize(&profile)
    }

    private func sine(_ place: Int) -> Double {
        length % 4 == 0
            ? turns.cosine(place % length + 3 * length / 4)
            : Self.fineTurns.cosine((place % length) * 1_024 / length + 768)
    }

    private func addSpikes(_ random: inout SeriesRandom, _ profile: inout [Double]) {
        for step in 0..<length { profile[step] *= 0.3 }
        for _ in 0..<(random.chance(0.7) ? 1 : 1 + random.index(below: 3)) {
            profile[random.index(below: length)] += 3 * random.normal()
        }
    }

    /// A run of steps, such as the night or the summer, on one other level.
    private func addBlock(_ random: inout SeriesRandom, _ profile: inout [Double]) {
        let first = random.index(below: length)
        let count = 1 + random.index(below: max(1, length / 2))
        let depth = 2 * random.normal()
        for step in first..<first + count { profile[step % length] += depth }
    }

    private func standardize(_ profile: inout [Double]) {
        var (sum, squares) = (0.0, 0.0)
        for step in 0..<length { sum += profile[step] }
        let mean = sum / Double(length)
        for step in 0..<length {
            profile[step] -= mean
            squares += profile[step] * profile[step]
        }
        let scale = 1 / ((squares / Double(length)).squareRoot() + 1e-6)
        for step in 0..<length { profile[step] *= scale }
    }
}
