/// Local regression with tricube weights at equally spaced places, as STL uses it.
///
/// Cleveland, Cleveland, McRae & Terpenning 1990, "STL: A seasonal-trend decomposition procedure based on loess",
/// section 2; the arithmetic, with its guards, is that of the authors' Fortran (`stless` and `stlest` on netlib).
struct Loess {
    /// Values that a fit looks at, an odd number.
    var window: Int
    /// 0 for a local constant, 1 for a local line.
    var degree: Int
    /// Places from one fit to the next; those between are interpolated.
    var jump: Int

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
        let first = max(0, min(place - (window + 1) / 2 + 1, count - window))
        return first..<first + window
    }

    private static func interpolate(_ values: inout [Double], from first: Int, to last: Int) {
        guard last - first > 1 else { return }
        let step = (values[last] - values[first]) / Double(last - first)
        for place in first + 1..<last { values[place] = values[first] + step * Double(place - first) }
    }

    /// The fit at `place`, which may lie one beside the values; nil when no value has a weight.
    func fit(_ values: [Double], weights: [Double]?, at place: Int, over range: Range<Int>) -> Double? {
        let count = values.count
        var reach = max(place - range.lowerBound, range.upperBound - 1 - place)
        if window > count { reach += (window - count) / 2 }
        let h = Double(reach)
        let values = values.span
        // The weighted sums of 1, x, x², y and xy, with x counted from `place`.
        var (total, x1, x2, y0, y1) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for row in range {
            let x = Double(row - place)
            let distance = abs(x)
            guard distance <= 0.999 * h else { continue }
            var weight = 1.0
            if distance > 0.001 * h {
                let ratio = distance / h
                let rest = 1 - ratio * ratio * ratio
                weight = rest * rest * rest
            }
            if let weights { weight *= weights[row] }
            let moment = weight * x
            total += weight
            x1 += moment
            x2 += moment * x
            y0 += weight * values[row]
            y1 += moment * values[row]
        }
        guard total > 0 else { return nil }
        let (meanX, meanY) = (x1 / total, y0 / total)
        guard h > 0, degree > 0 else { return meanY }
        let variance = x2 / total - meanX * meanX
        guard variance > 0, variance.squareRoot() > 0.001 * Double(count - 1) else { return meanY }
        return meanY - meanX * (y1 / total - meanX * meanY) / variance
    }
}
