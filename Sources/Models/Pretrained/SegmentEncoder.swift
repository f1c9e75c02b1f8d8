import Numerics

/// Turns the history of one series into what a network reads, and what it answers into values.
///
/// Holds what one series is made of; the same object serves one after the other.
package struct SegmentEncoder {
    package let layout: SegmentLayout
    /// Tokens that hold something.
    package private(set) var tokenCount = 1
    /// `[tokenCount, tokenSize]`.
    package private(set) var tokens: [Float]
    /// `[bypassSize]`.
    package private(set) var bypass: [Float]
    /// The naive or the seasonal naive forecast `[horizon]`, from which answers are counted in units of ``scale``.
    package private(set) var base: [Double]
    /// The mean absolute difference to the season before.
    package private(set) var scale = 1.0

    /// The last season's mean; mean and standard deviation of all; a few numbers about the whole series.
    private var level = 0.0, mean = 0.0, deviation = 1.0
    /// Whether the base is the last value: over the history it was nearer to the values of the season after it, on average,
    /// than the values one season before were.
    ///
    /// A network can only approximate what it has to undo; of what is nearly a walk nothing is to be undone.
    private var carriesLast = false
    private var context = [Float](repeating: 0, count: SegmentLayout.contextSize)
    /// The history by slots `[mostSlots]`, aligned to its end, NaN where nothing is.
    private var slots: [Double]
    private var first = 0
    /// Mean shapes of the season.
    private var shapes: [Double]
    /// The mean season, `[P]`.
    private var season: [Double]

    package init(_ layout: SegmentLayout) {
        self.layout = layout
        tokens = [Float](repeating: 0, count: layout.mostTokens * layout.tokenSize)
        bypass = [Float](repeating: 0, count: layout.bypassSize)
        base = [Double](repeating: 0, count: layout.horizon)
        slots = [Double](repeating: .nan, count: layout.mostSlots)
        shapes = [Double](repeating: 0, count: 4 * layout.tokenLength)
        season = [Double](repeating: 0, count: layout.tokenLength)
    }

    /// Reads the last ``SegmentLayout/mostSlots`` slots of a history, NaN where nothing is.
    ///
    /// - Parameter areLogarithms: Whether the values are logarithms: where they lie then says nothing but the unit, and how
    ///   far they move says how much of itself a value moves.
    /// - Returns: Whether there is something to learn a unit from: two values that differ.
    package mutating func encode(_ history: ArraySlice<Double>, areLogarithms: Bool = false) -> Bool {
        let count = min(history.count, layout.mostSlots)
        let source = history.endIndex - count
        first = layout.mostSlots - count
        for slot in 0..<count { slots[first + slot] = history[source + slot] }
        while first < layout.mostSlots, slots[first].isNaN { first += 1 }
        guard first < layout.mostSlots, measure(areLogarithms) else { return false }
        tokenCount = (layout.mostSlots - first + layout.tokenLength - 1) / layout.tokenLength
        let start = layout.mostSlots - tokenCount * layout.tokenLength
        for slot in start..<first { slots[slot] = .nan }
        makeBase()
        makeTokens(from: start)
        makeBypass(from: start)
        return true
    }

    /// What answer `value` means at slot `step` of the horizon, in the series' own unit.
    package func value(_ answer: Double, step: Int) -> Double { base[step] + answer * scale }

    /// Level, scale, mean, deviation and what is told of them; false where no two values differ.
    private mutating func measure(_ areLogarithms: Bool) -> Bool {
        let (count, lag) = (layout.mostSlots, layout.seasonLag)
        var (sum, observed) = (0.0, 0)
        var (seasonal, pairs, steps, neighbours) = (0.0, 0, 0.0, 0)
        var last = Double.nan
        for slot in first..<count {
            let value = slots[slot]
            if value.isNaN { continue }
            sum += value
            observed += 1
            if slot - lag >= first {
                let difference = abs(value - slots[slot - lag])
                if !difference.isNaN {
                    seasonal += difference
                    pairs += 1
                }
            }
            if !last.isNaN {
                steps += abs(value - last)
                neighbours += 1
            }
            last = value
        }
        guard neighbours > 0, steps > 0 else { return false }
        mean = sum / Double(observed)
        var squares = 0.0
        for slot in first..<count where !slots[slot].isNaN {
            let offset = slots[slot] - mean
            squares += offset * offset
        }
        deviation = (squares / Double(observed)).squareRoot()
        level = lastMean(slots: lag)
        let step = steps / Double(neighbours)
        carriesLast = lag == 1 || pairs == 0 || meanDifference(below: lag) * Double(pairs) < seasonal
        scale = max(pairs > 0 ? seasonal / Double(pairs) : step, 0.3 * step * (layout.placeSize > 2 ? 0.3 : 1))
        scale = max(scale, 0.02 * deviation)
        let size = areLogarithms ? 1 : abs(level)
        // Below that there is nothing but the rounding of numbers.
        scale = max(scale, 1e-12 * size)
        deviation = max(deviation, 0.1 * scale)
        context[0] = Float(ReproducibleMath.log(Double(count - first) / Double(count)))
        context[1] = Float(ReproducibleMath.log(max(Self.leastShare, scale / (size + scale))))
        context[2] = Float(ReproducibleMath.log(scale / deviation))
        context[3] = areLogarithms || level == 0 ? 0 : level > 0 ? 1 : -1
        context[4] = carriesLast ? 1 : 0
        return true
    }

    /// The mean absolute difference between values 1 to `lag` − 1 slots apart: how far the last value is off as a forecast
    /// of a season; infinite without pairs.
    private func meanDifference(below lag: Int) -> Double {
        var (sum, pairs) = (0.0, 0)
        for distance in 1..<lag {
            for slot in stride(from: first + distance, to: layout.mostSlots, by: 1) {
                let difference = abs(slots[slot] - slots[slot - distance])
                if difference.isNaN { continue }
                sum += difference
                pairs += 1
            }
        }
        return pairs > 0 ? sum / Double(pairs) : .infinity
    }

    /// The mean of the last `count` slots, or of as many more as it takes to find a value.
    private func lastMean(slots count: Int) -> Double {
        var end = layout.mostSlots
        while end > first {
            var last = ObservedMean()
            for slot in max(first, end - count)..<end { last.add(slots[slot]) }
            if let value = last.value { return value }
            end -= count
        }
        return mean
    }

    private mutating func makeBase() {
        let lag = carriesLast ? 1 : layout.seasonLag
        for step in 0..<layout.horizon { base[step] = lastValue(lag: lag, place: step % lag) }
    }

    /// The last value at a place of the last `lag` slots or of those before; the level where there is none.
    private func lastValue(lag: Int, place: Int) -> Double {
        var slot = layout.mostSlots - lag + place
        while slot >= first, slots[slot].isNaN { slot -= lag }
        return slot >= first ? slots[slot] : level
    }

    private mutating func makeTokens(from start: Int) {
        let (length, size) = (layout.tokenLength, layout.tokenSize)
        let (inverseScale, inverseDeviation) = (1 / scale, 1 / deviation)
        for token in 0..<tokenCount {
            let to = token * size
            for place in 0..<length {
                let value = slots[start + token * length + place]
                let isThere = !value.isNaN
                tokens[to + place] = isThere ? Float(Self.squash((value - level) * inverseScale)) : 0
                tokens[to + length + place] = isThere ? Float(Self.squash((value - mean) * inverseDeviation)) : 0
                tokens[to + 2 * length + place] = isThere ? 1 : 0
            }
            let about = to + 3 * length
            for place in 0..<SegmentLayout.contextSize { tokens[about + place] = context[place] }
            placeToken(tokenCount - 1 - token, at: about + SegmentLayout.contextSize)
        }
    }

    /// Says where in the longer season the token lies that is `age` tokens before the last.
    private mutating func placeToken(_ age: Int, at place: Int) {
        let period = layout.longerTokens
        if layout.placeSize == 0 { return }
        let phase = age % period
        if layout.placeSize > 2 {
            for day in 0..<period { tokens[place + day] = day == phase ? 1 : 0 }
        } else {
            let turn = Double(2 * phase) / Double(period)
            let quarter = (turn + 1.5).truncatingRemainder(dividingBy: 2)
            tokens[place] = Float(ReproducibleMath.cosineOfHalfTurns(turn > 1 ? 2 - turn : turn))
            tokens[place + 1] = Float(ReproducibleMath.cosineOfHalfTurns(quarter > 1 ? 2 - quarter : quarter))
        }
    }

    private mutating func makeBypass(from start: Int) {
        let length = layout.tokenLength
        let last = (tokenCount - 1) * layout.tokenSize
        for place in 0..<length { bypass[place] = tokens[last + place] }
        var end = length
        if layout.seasonLag > 1 {
            makeShapes(from: start)
            for place in 0..<2 * length { bypass[end + place] = Float(Self.squash(shapes[place] / scale)) }
            end += 2 * length
        } else {
            for memory in SegmentLayout.averageMemories {
                bypass[end] = Float(Self.squash((average(memory: memory) - level) / scale))
                end += 1
            }
        }
        for memory in layout.trendMemories {
            let (now, slope) = trend(memory: memory)
            bypass[end] = Float(Self.squash((now - level) / scale))
            bypass[end + 1] = Float(Self.squash(slope * Double(layout.trendSteps) / scale))
            end += 2
        }
        for place in 0..<SegmentLayout.contextSize { bypass[end + place] = context[place] }
        end += SegmentLayout.contextSize
        if let lag = layout.longerLag { makeLonger(lag, at: end) }
    }

    /// For each slot of a token: how its mean over all seasons, each counted from its own mean, differs from the last
    /// season's; and the same with each season counting 0.6 times the one after it.
    private mutating func makeShapes(from start: Int) {
        let length = layout.tokenLength
        for place in 0..<4 * length { shapes[place] = 0 }
        var weight = 1.0
        for token in stride(from: tokenCount - 1, through: 0, by: -1) {
            let from = start + token * length
            var (sum, observed) = (0.0, 0.0)
            for place in 0..<length where !slots[from + place].isNaN {
                sum += slots[from + place]
                observed += 1
            }
            if 2 * Int(observed) > length {
                let center = sum / observed
                for place in 0..<length where !slots[from + place].isNaN {
                    let offset = slots[from + place] - center
                    shapes[place] += offset
                    shapes[length + place] += weight * offset
                    shapes[2 * length + place] += 1
                    shapes[3 * length + place] += weight
                }
            }
            weight *= 0.6
        }
        for place in 0..<length {
            season[place] = shapes[2 * length + place] > 0 ? shapes[place] / shapes[2 * length + place] : 0
        }
        for place in 0..<length {
            let own = lastValue(lag: length, place: place) - level
            shapes[place] = shapes[2 * length + place] > 0 ? shapes[place] / shapes[2 * length + place] - own : 0
            shapes[length + place] =
                shapes[3 * length + place] > 0 ? shapes[length + place] / shapes[3 * length + place] - own : 0
        }
    }

    /// The mean of all values, each step counting less than the one after it.
    private func average(memory: Double) -> Double {
        let factor = 1 - 1 / memory
        var (sum, weights, weight) = (0.0, 0.0, 1.0)
        for slot in stride(from: layout.mostSlots - 1, through: first, by: -1) {
            let value = slots[slot]
            if !value.isNaN {
                sum += weight * value
                weights += weight
            }
            weight *= factor
            if weight < 1e-4, weights > 0 { break }
        }
        return sum / weights
    }

    /// The line that fits the values without their season best, each step counting less than the one after it: where it is
    /// at the last slot, and how much it rises a slot.
    private func trend(memory: Double) -> (now: Double, slope: Double) {
        let factor = 1 - 1 / memory
        let length = layout.tokenLength
        var (weights, times, squares, sum, products) = (0.0, 0.0, 0.0, 0.0, 0.0)
        var (weight, age, place) = (1.0, 0.0, length - 1)
        for slot in stride(from: layout.mostSlots - 1, through: first, by: -1) {
            let value = slots[slot] - (layout.seasonLag > 1 ? season[place] : 0) - level
            if !value.isNaN {
                weights += weight
                times -= weight * age
                squares += weight * age * age
                sum += weight * value
                products -= weight * age * value
            }
            weight *= factor
            age += 1
            place = place == 0 ? length - 1 : place - 1
            if weight < 1e-4, weights > 0 { break }
        }
        let mean = sum / weights
        let center = times / weights
        let spread = squares / weights - center * center
        let slope = spread > 1e-9 ? (products / weights - mean * center) / (spread + 1 / weights) : 0
        return (mean - slope * center + level, slope)
    }

    /// How the value a longer season before each step of the horizon differs from what the base says, and whether there
    /// is one for most.
    private mutating func makeLonger(_ lag: Int, at place: Int) {
        var known = 0
        for step in 0..<layout.horizon {
            var slot = layout.mostSlots + step - lag
            while slot >= layout.mostSlots { slot -= lag }
            let value = slot >= first ? slots[slot] : .nan
            bypass[place + step] = value.isNaN ? 0 : Float(Self.squash((value - base[step]) / scale))
            if !value.isNaN { known += 1 }
        }
        bypass[place + layout.horizon] = 2 * known > layout.horizon ? 1 : 0
        guard layout.averagesLonger else { return }
        let next = place + layout.horizon + 1
        for step in 0..<layout.horizon {
            var slot = layout.mostSlots + step - lag
            var longer = ObservedMean()
            while slot >= first {
                if slot < layout.mostSlots { longer.add(slots[slot]) }
                slot -= lag
            }
            bypass[next + step] = longer.value.map { Float(Self.squash(($0 - base[step]) / scale)) } ?? 0
        }
        makeTokenMeans(at: next + layout.horizon)
    }

    /// The means of the last tokens, a longer season and one more.
    private mutating func makeTokenMeans(at place: Int) {
        let length = layout.tokenLength
        for token in 0..<layout.meanCount {
            let from = layout.mostSlots - (token + 1) * length
            var own = ObservedMean()
            for slot in from..<from + length where slot >= first { own.add(slots[slot]) }
            bypass[place + token] = own.value.map { Float(Self.squash(($0 - level) / scale)) } ?? 0
        }
    }

    /// The least part of a level that made-up series move by: less is not told apart.
    private static let leastShare = 1e-4

    /// The identity up to 4, beyond that as slow as a logarithm.
    @inline(__always)
    private static func squash(_ x: Double) -> Double {
        let size = abs(x)
        if size <= 4 { return x }
        let squashed = 4 + ReproducibleMath.log(size - 3)
        return x < 0 ? -squashed : squashed
    }
}
