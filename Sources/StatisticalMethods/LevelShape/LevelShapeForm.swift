/// One way to take a series as level and shape.
///
/// The shape is the profile of a cycle of `period` rows: how far each place lies from the centred mean of a cycle about
/// it, averaged over the last cycles. The level is what is left without it, in means of `block` rows; a regression of each
/// on the ones before continues it. On logarithms the two multiply.
struct LevelShapeForm: Sendable, Codable, Equatable {
    /// Rows of a cycle, 1 for no shape.
    let period: Int
    /// Cycles the shape is the mean of.
    let cycles: Int
    /// Rows of a level.
    let block: Int
    /// Levels before the last one that the next is regressed on.
    let lags: Int

    /// Rows it takes to see a shape: two cycles, or two rows and a level.
    var fewestRows: Int { max(2 * period + 1, (lags + 3) * block) }

    /// How far each place of the cycle lies from its mean, the row after `origin` first.
    ///
    /// - Precondition: `origin` is at least ``fewestRows``.
    func shape(_ values: [Double], _ origin: Int) -> [Double] {
        guard period > 1 else { return [0] }
        let half = period / 2
        // The last rows whose mean of a cycle about them is known.
        let rows = min(cycles * period, origin - 2 * half)
        let first = origin - half - rows
        let weight = 1 / Double(period)
        // An even cycle takes half of both ends.
        let ends = period.isMultiple(of: 2) ? 0.5 : 1
        var places = [Double](repeating: 0, count: period)
        var counts = places
        var inner = 0.0
        for row in first - half + 1..<first + half { inner += values[row] }
        for row in first..<origin - half {
            let mean = (inner + ends * (values[row - half] + values[row + half])) * weight
            let place = (row - origin + (cycles + 1) * period) % period
            places[place] += values[row] - mean
            counts[place] += 1
            inner += values[row + half] - values[row - half + 1]
        }
        for place in places.indices { places[place] /= counts[place] }
        let middle = places.reduce(0, +) * weight
        return places.map { $0 - middle }
    }

    /// The last `most` levels before `origin`, oldest first.
    func levels(_ values: [Double], _ origin: Int, shape: [Double], most: Int) -> [Double] {
        let count = min(most, origin / block)
        return (0..<count).map { place in
            let first = origin - (count - place) * block
            var sum = 0.0
            // The row at the origin has place 0, and the one before it the last.
            var phase = period - 1 - (origin - 1 - first) % period
            for row in first..<first + block {
                sum += values[row] - shape[phase]
                phase = phase + 1 == period ? 0 : phase + 1
            }
            return sum / Double(block)
        }
    }

    /// How the levels before `origin` go on.
    func regression(_ values: [Double], _ origin: Int, isObserved: [Bool]) -> LaggedRegression {
        let shape = shape(values, origin)
        let levels = levels(values, origin, shape: shape, most: Self.mostLevels)
        let first = origin - levels.count * block
        let known = levels.indices.map { place in
            (first + place * block..<first + (place + 1) * block).contains { isObserved[$0] }
        }
        return LaggedRegression(levels, isObserved: known, blocks: [1...lags + 1], mostRows: Self.mostLevels)
    }

    /// Levels a regression looks back on.
    private static let mostLevels = 20_000

    /// The steps after `origin`; levels lie not far beyond the range of those of the last ten cycles, see ``KnownRange``.
    func path(_ values: [Double], _ origin: Int, _ regression: LaggedRegression, horizon: Int) -> [Double] {
        let shape = shape(values, origin)
        let known = levels(values, origin, shape: shape, most: max(40, 10 * (period / block)))
        var range = KnownRange()
        range.extend(known, to: known.count)
        let steps = horizon / block + (horizon.isMultiple(of: block) ? 0 : 1)
        let levels = regression.path(
            known, from: known.count, lags: regression.lags, horizon: steps, range: range)
        return (0..<horizon).map { levels[$0 / block] + shape[$0 % period] }
    }
}
