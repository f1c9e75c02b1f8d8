/// How much a series resembles itself some rows earlier.
///
/// With `d[t] = y[t] − ȳ` over the observed values, and `d[t] = 0` where a value is missing, the sums that all
/// estimates are made of are `Σ d[t] d[t+k]`. They are added in row order, so that they are the same bits everywhere.
public enum Autocorrelation {
    /// The 95th percentile of the normal distribution, to three digits: the critical value of a test at 90% whose two
    /// sides count, and of one at 95% whose upper side alone does.
    package static let criticalValue = 1.645

    /// The autocorrelation at each lag, from −1 to 1: `c[k] / c[0]` with `c[k] = Σ d[t] d[t+k] / (p + k)`.
    ///
    /// p is the number of pairs of which both values are observed, so that `p + k` is the number of rows when nothing is
    /// missing. This is what R's `acf` returns, with `na.action = na.pass` where values are missing: Venables & Ripley
    /// 2002, "Modern Applied Statistics with S", section 14.1. It shrinks towards 0 as the lag grows.
    ///
    /// - Parameters:
    ///   - values: One series, NaN where missing.
    ///   - lags: Rows between the two values of a pair, none negative.
    /// - Returns: Shape `[lags]`; nil when all observed values are equal, or there is none.
    public static func coefficients(of values: ArraySlice<Double>, lags: [Int]) -> [Double]? {
        guard let deviations = Deviations(values) else { return nil }
        let products = deviations.products(at: [0] + lags)
        let pairs = deviations.pairs(at: [0] + lags)
        let variance = products[0] / pairs[0]
        return lags.indices.map {
            pairs[$0 + 1] > 0 ? products[$0 + 1] / (pairs[$0 + 1] + Double(lags[$0])) / variance : 0
        }
    }

    /// How large an autocorrelation at lag m can be by chance, when only those at smaller lags are real:
    /// `z √((1 + 2 Σ r[i]²) / n)` over `0 < i < m`.
    ///
    /// Bartlett 1946, "On the theoretical specification and sampling properties of autocorrelated time-series".
    ///
    /// - Parameters:
    ///   - smaller: Autocorrelations at the lags 1 to m − 1.
    ///   - count: n, observed values.
    public static func limit(smaller: some Sequence<Double>, count: Int) -> Double {
        limit(sumOfSquares: smaller.reduce(0) { $0 + $1 * $1 }, count: count)
    }

    package static func limit(sumOfSquares: Double, count: Int) -> Double {
        criticalValue * ((1 + 2 * sumOfSquares) / Double(count)).squareRoot()
    }
}

extension Autocorrelation {
    /// One series about its mean; never constant.
    package struct Deviations {
        /// 0 where missing.
        private let values: [Double]
        /// 1 where observed; nil when nothing is missing.
        private let mask: [Double]?
        /// Observed values.
        package let observed: Int

        /// Nil when all observed values are equal, or there is none.
        package init?(_ values: ArraySlice<Double>) {
            var sum = 0.0
            var observed = 0
            var lowest = Double.infinity
            var highest = -Double.infinity
            for value in values where !value.isNaN {
                sum += value
                observed += 1
                lowest = min(lowest, value)
                highest = max(highest, value)
            }
            // Equal values may differ from their rounded mean, and that difference would resemble itself perfectly.
            guard lowest < highest else { return nil }
            let mean = sum / Double(observed)
            self.values = values.map { $0.isNaN ? 0 : $0 - mean }
            self.mask = observed == values.count ? nil : values.map { $0.isNaN ? 0 : 1 }
            self.observed = observed
        }

        /// `Σ d[t] d[t+k]` for each lag k.
        package func products(at lags: [Int]) -> [Double] { Self.sums(values, at: lags) }

        /// Pairs of which both values are observed, for each lag.
        package func pairs(at lags: [Int]) -> [Double] {
            guard let mask else { return lags.map { Double(max(0, values.count - $0)) } }
            return Self.sums(mask, at: lags)
        }

        /// Four lags at a time, each added in row order: one would wait for its own last addition.
        private static func sums(_ values: [Double], at lags: [Int]) -> [Double] {
            let padded = values + repeatElement(0, count: lags.max() ?? 0)
            var sums: [Double] = []
            for first in stride(from: 0, to: lags.count, by: 4) {
                let block = lags[first..<min(first + 4, lags.count)]
                let (a, b, c, d) = (first, first + 1, first + 2, first + 3)
                let four = [a, b, c, d].map { $0 < lags.count ? lags[$0] : lags[first] }
                sums += Self.fourSums(values, padded, four).prefix(block.count)
            }
            return sums
        }

        private static func fourSums(_ values: [Double], _ padded: [Double], _ lags: [Int]) -> [Double] {
            let count = values.count
            let values = values.span
            let first = padded.span.extracting(lags[0]..<lags[0] + count)
            let second = padded.span.extracting(lags[1]..<lags[1] + count)
            let third = padded.span.extracting(lags[2]..<lags[2] + count)
            let fourth = padded.span.extracting(lags[3]..<lags[3] + count)
            var sums = (0.0, 0.0, 0.0, 0.0)
            for row in 0..<count {
                let value = values[row]
                sums.0 += value * first[row]
                sums.1 += value * second[row]
                sums.2 += value * third[row]
                sums.3 += value * fourth[row]
            }
            return [sums.0, sums.1, sums.2, sums.3]
        }
    }
}
