/// Local regression with tricube weights at equally spaced places, as STL uses it.
///
/// Cleveland, Cleveland, McRae & Terpenning 1990, "STL: A seasonal-trend decomposition procedure based on loess",
/// section 2; the arithmetic, with its guards, is that of the authors' Fortran (`stless` and `stlest` on netlib).
struct Loess {
    /// Values that a fit looks at, an odd number.
    let window: Int
    /// 0 for a local constant, 1 for a local line.
    let degree: Int
    /// Places from one fit to the next; those between are interpolated.
    let jump: Int

    /// Tricube weights by distance, when the window lies about its place.
    private let tricube: [Double]

    init(window: Int, degree: Int, jump: Int) {
        precondition(window >= 3 && !window.isMultiple(of: 2), "a window has a middle")
        (self.window, self.degree, self.jump) = (window, degree, jump)
        tricube = (0...window / 2).map { Self.weight(distance: Double($0), reach: Double(window / 2)) }
    }

    /// The smooth of `values` at each of their places; with `weights` those count less that have a small one.
    func smooth(_ values: [Double], weights: [Double]?) -> [Double] {
        let count = values.count
        guard count > 1 else { return values }
        var smooth = [Double](repeating: 0, count: count)
        let jump = min(jump, count - 1)
        var place = 0
        while place < count {
            smooth[place] =
                fit(values, weights: weights, at: place, over: neighbours(of: place, count)) ?? values[place]
            if place > 0 { Self.interpolate(&smooth, from: place - jump, to: place) }
            place += jump
        }
        let last = place - jump
        if last < count - 1 {
            let end = fit(values, weights: weights, at: count - 1, over: neighbours(of: count - 1, count))
            smooth[count - 1] = end ?? values[count - 1]
            Self.interpolate(&smooth, from: last, to: count - 1)
        }
        return smooth
    }

    /// The `window` places about `place`, shifted inwards at the ends.
    private func neighbours(of place: Int, _ count: Int) -> Range<Int> {
        guard window < count else { return 0..<count }
        let first = max(0, min(place - window / 2, count - window))
        return first..<first + window
    }

    private static func interpolate(_ values: inout [Double], from first: Int, to last: Int) {
        guard last - first > 1 else { return }
        let step = (values[last] - values[first]) / Double(last - first)
        for place in first + 1..<last { values[place] = values[first] + step * Double(place - first) }
    }

    private static func weight(distance: Double, reach: Double) -> Double {
        if distance <= 0.001 * reach { return 1 }
        guard distance <= 0.999 * reach else { return 0 }
        let ratio = distance / reach
        let rest = 1 - ratio * ratio * ratio
        return rest * rest * rest
    }

    /// The fit at `place`, which may lie one beside the values; nil when no value has a weight.
    func fit(_ values: [Double], weights: [Double]?, at place: Int, over range: Range<Int>) -> Double? {
        var reach = max(place - range.lowerBound, range.upperBound - 1 - place)
        if window > values.count { reach += (window - values.count) / 2 }
        var sums = Sums()
        if reach == window / 2 {
            sums.add(values, weights, range, about: place) { [tricube] in tricube[$0] }
        } else {
            sums.add(values, weights, range, about: place) { Self.weight(distance: Double($0), reach: Double(reach)) }
        }
        return sums.fit(isLine: degree > 0 && reach > 0, leastSpread: 0.001 * Double(values.count - 1))
    }

    /// The weighted sums of 1, x, x², y and xy, with x counted from the place of the fit.
    private struct Sums {
        private var (total, x1, x2, y0, y1) = (0.0, 0.0, 0.0, 0.0, 0.0)

        @inline(__always)
        mutating func add(
            _ values: [Double], _ weights: [Double]?, _ range: Range<Int>, about place: Int, _ weight: (Int) -> Double
        ) {
            let values = values.span
            if let weights = weights?.span {
                for row in range {
                    add(values[row], x: Double(row - place), weight(abs(row - place)) * weights[row])
                }
            } else {
                for row in range { add(values[row], x: Double(row - place), weight(abs(row - place))) }
            }
        }

        @inline(__always)
        private mutating func add(_ value: Double, x: Double, _ weight: Double) {
            let moment = weight * x
            total += weight
            x1 += moment
            x2 += moment * x
            y0 += weight * value
            y1 += moment * value
        }

        func fit(isLine: Bool, leastSpread: Double) -> Double? {
            guard total > 0 else { return nil }
            let (meanX, meanY) = (x1 / total, y0 / total)
            guard isLine else { return meanY }
            let variance = x2 / total - meanX * meanX
            guard variance > 0, variance.squareRoot() > leastSpread else { return meanY }
            return meanY - meanX * (y1 / total - meanX * meanY) / variance
        }
    }
}
