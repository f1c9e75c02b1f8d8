/// Whether two models differ by more than chance, judged by their losses at the same cutoffs.
///
/// The test of Diebold & Mariano 1995, "Comparing predictive accuracy", with the small-sample correction of Harvey,
/// Leybourne & Newbold 1997, "Testing the equality of prediction mean squared errors". With the differences d of n
/// cutoffs and h = overlap + 1:
/// ```
/// S = d̄ / √(V / n) · √((n + 1 − 2h + h(h − 1)/n) / n);   V = γ[0] + 2 Σ γ[k], 1 ≤ k < h
/// γ[k] = Σ (d[t] − d̄)(d[t+k] − d̄) / n
/// ```
/// and p from Student's t distribution with n − 1 degrees of freedom. The test says nothing about differences that are
/// still correlated beyond the overlap.
public struct PairedTest: Sendable, Hashable, Codable {
    /// How the variance of the mean difference was estimated.
    public enum Variance: String, Sendable, Hashable, Codable {
        /// All overlapping autocovariances count in full, as Diebold & Mariano have it.
        case truncated
        /// They count 1 − k/h, which is never negative: Bartlett's weights, as in R's `forecast::dm.test` with
        /// `varestimator = "bartlett"`. Used where the truncated estimate is not positive.
        case bartlett
    }

    /// n: cutoffs that were compared.
    public let count: Int
    /// d̄, in the unit of the loss; negative when the first model's loss is smaller.
    public let meanDifference: Double
    /// S; of the sign of the mean difference.
    public let statistic: Double
    /// The chance of a statistic at least as far from 0 when neither model is better; 0 to 1.
    public let pValue: Double
    /// How the variance was estimated.
    public let variance: Variance

    /// Compares two models.
    ///
    /// - Parameters:
    ///   - differences: The first model's loss minus the second's, for each cutoff in the order of time.
    ///   - overlap: At how many later cutoffs the forecast rows still overlap; see ``overlap(horizon:step:)``.
    /// - Throws: ``Undefined`` when there is nothing to be judged by.
    public init(differences: [Double], overlap: Int) throws(Undefined) {
        precondition(overlap >= 0, "an overlap is a number of cutoffs")
        guard differences.allSatisfy(\.isFinite) else { throw .notFinite }
        let needed = overlap < Int.max - 2 ? overlap + 2 : Int.max
        guard differences.count >= needed else { throw .tooFew(count: differences.count, needed: needed) }
        guard differences.contains(where: { $0 != 0 }) else { throw .noDifference }
        guard differences.contains(where: { $0 != differences[0] }) else { throw .noVariation }
        // By a power of two, which is exact, to where no square is too large or too small.
        let exponent = differences.reduce(0) { max($0, $1.magnitude) }.exponent
        let covariances = Autocovariances(
            differences.map { Double(sign: .plus, exponent: -exponent, significand: $0) }, through: overlap)
        guard let (longRun, variance) = covariances.longRunVariance else { throw .noVariation }
        let n = Double(differences.count)
        let h = Double(overlap + 1)
        let correction = ((n + 1 - 2 * h + h * (h - 1) / n) / n).squareRoot()
        self.count = differences.count
        self.meanDifference = Double(sign: .plus, exponent: exponent, significand: covariances.mean)
        self.statistic = covariances.mean / (longRun / n).squareRoot() * correction
        self.pValue = StudentT.twoSidedProbability(statistic: statistic, degreesOfFreedom: differences.count - 1)
        self.variance = variance
    }

    /// How many later cutoffs forecast some of the same rows: `⌈horizon / step⌉ − 1`.
    ///
    /// - Parameters:
    ///   - horizon: Steps forecast from each cutoff.
    ///   - step: Rows from one cutoff to the next.
    public static func overlap(horizon: Int, step: Int) -> Int {
        precondition(horizon >= 1 && step >= 1, "forecasts and cutoffs are at least one row apart")
        return (horizon - 1) / step
    }
}

extension PairedTest {
    /// Why there is no test.
    public enum Undefined: Error, Sendable, Hashable {
        /// Fewer cutoffs than it takes to see past the overlap, and two at the least.
        case tooFew(count: Int, needed: Int)
        /// The two models have the same loss at every cutoff.
        case noDifference
        /// They differ by the same at every cutoff, so that there is nothing to tell chance by.
        case noVariation
        /// A difference is missing or infinite.
        case notFinite

        /// The reason in words, without a full stop.
        public var reason: String {
            switch self {
            case .tooFew(let count, let needed):
                "\(count) \(count == 1 ? "cutoff is" : "cutoffs are") too few, at least \(needed) are needed"
            case .noDifference: "the losses are the same at every cutoff"
            case .noVariation: "the losses differ by the same at every cutoff"
            case .notFinite: "a loss is undefined"
            }
        }
    }
}

/// The autocovariances of the differences, added in the order of time.
private struct Autocovariances {
    let mean: Double
    /// γ[k] for k from 0 to the overlap.
    private let values: [Double]

    init(_ differences: [Double], through overlap: Int) {
        let n = Double(differences.count)
        let mean = differences.reduce(0, +) / n
        let deviations = differences.map { $0 - mean }
        values = (0...overlap).map { lag in
            zip(deviations, deviations.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 } / n
        }
        self.mean = mean
    }

    /// V; nil when neither estimate is positive beyond rounding.
    var longRunVariance: (Double, PairedTest.Variance)? {
        let least = 1e-12 * values[0]
        let truncated = values[0] + 2 * values.dropFirst().reduce(0, +)
        if truncated > least { return (truncated, .truncated) }
        let h = Double(values.count)
        let bartlett = values.enumerated().dropFirst().reduce(values[0]) {
            $0 + 2 * (1 - Double($1.offset) / h) * $1.element
        }
        return bartlett > least ? (bartlett, .bartlett) : nil
    }
}
