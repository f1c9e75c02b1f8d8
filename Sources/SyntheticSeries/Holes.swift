/// Values that are missing, as they are in the files that people have.
package enum Holes {
    /// Makes some of the first `count` values NaN: single ones, up to four in ten, or one stretch of up to a quarter.
    package static func make(_ random: inout SeriesRandom, in values: inout [Double], count: Int) {
        if random.chance(0.5) {
            let rate = random.logUniform(0.02, 0.4)
            for step in 0..<count where random.chance(rate) { values[step] = .nan }
        } else {
            let start = random.index(below: count)
            let width = 1 + random.index(below: max(1, count / 4))
            for step in start..<min(count, start + width) { values[step] = .nan }
        }
    }
}
