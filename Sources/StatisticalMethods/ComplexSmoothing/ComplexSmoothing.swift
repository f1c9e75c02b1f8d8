internal import Numerics

/// Complex exponential smoothing: a level and an "information potential" smoothed together as one complex number.
///
/// Svetunkov, Kourentzes & Ord 2022, "Complex exponential smoothing", Naval Research Logistics 69. The complex
/// smoothing parameter makes one model of stationary series and of trends, with no form of trend to choose. The states
/// before the first row are found by backcasting: the filter runs over the rows forward, backward and forward again.
///
/// Cost: O(N), about 25 passes of three over the rows for each kind of season.
package struct ComplexSmoothing: SeriesMethod {
    /// What repeats every season.
    package enum Seasonality: String, Sendable, Codable, CaseIterable {
        /// Nothing: level and potential follow those of the row before.
        case none
        /// Level and potential follow those a season before.
        case simple
        /// A real seasonal term beside level and potential: additive seasons.
        case partial
        /// A complex seasonal term beside them: additive seasons and ones that grow with the level.
        case full

        /// Smoothing parameters: α₀ and α₁, then β₀ and β₁.
        package var parameterCount: Int {
            switch self {
            case .none, .simple: 2
            case .partial: 3
            case .full: 4
            }
        }
        /// Whether level and potential of the row before are used.
        var hasLevel: Bool { self != .simple }
        /// Whether states of the season before are used.
        var hasSeason: Bool { self != .none }
    }

    /// Where the smoothing parameters may lie.
    package enum Bounds: String, Sendable, Codable, CaseIterable {
        /// Wherever the filter forgets its first states, as in the R package smooth.
        case admissible
        /// There, and α₁ of a level in 0.9...1 + 0.05/√m.
        ///
        /// A level grows by (α₁ − 1)/α₀ a row without end, or fades to zero by as much. On the test rows of M3, where
        /// the bound was chosen, it takes the overall weighted average of errors from .955 to .886 in yearly, .922 to
        /// .902 in quarterly and .880 to .872 in monthly series; in M4's hourly ones from .881 to .885.
        case cautious
    }

    /// The kinds to choose from, by the corrected information criterion of Akaike.
    ///
    /// It is `n ln S + 2k + 2k(k + 1)/(n − k − 1)` with S the sum of squared errors one step ahead and k one more than
    /// the smoothing parameters. A kind with season needs two seasons of rows; ``Seasonality/none`` stands in where no
    /// kind is left.
    package var seasonalities: [Seasonality]

    /// Where the smoothing parameters may lie.
    package var bounds: Bounds

    /// Creates the method.
    package init(_ seasonalities: [Seasonality] = Seasonality.allCases, bounds: Bounds = .cautious) {
        (self.seasonalities, self.bounds) = (seasonalities, bounds)
    }

    /// Learns the smoothing parameters and the first states.
    ///
    /// - Throws: ``SeriesMethodError/tooShort(needed:observed:)`` with fewer than four values.
    package func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> ComplexSmoothingFit {
        let observed = values.reduce(0) { $0 + ($1.isFinite ? 1 : 0) }
        guard observed >= 4 else { throw .tooShort(needed: 4, observed: observed) }
        let scale = SeriesScale(values)
        let scaled = scale.scaled(values)
        var best: ComplexSmoothingFit?
        var least = Double.infinity
        for seasonality in kinds(rows: values.count, observed: observed, seasonLength) {
            let model = ComplexSmoothingModel(scaled, seasonality, seasonLength: seasonLength)
            let bounds = ComplexSmoothingBounds(bounds, seasonality, seasonLength: seasonLength)
            guard let found = ComplexSmoothingSearch(model, bounds: bounds).best() else { continue }
            let score = Self.criterion(found.squaredErrors, seasonality, count: observed)
            guard score < least || best == nil else { continue }
            least = score
            best = ComplexSmoothingFit(model, found, count: observed, scale: scale)
        }
        guard let best else { throw .noFiniteFit }
        return best
    }

    private func kinds(rows: Int, observed: Int, _ seasonLength: Int) -> [Seasonality] {
        let possible = seasonalities.filter {
            !$0.hasSeason || (seasonLength > 1 && rows / 2 >= seasonLength && observed > $0.parameterCount + 2)
        }
        return possible.isEmpty ? [.none] : possible
    }

    private static func criterion(_ squaredErrors: Double, _ seasonality: Seasonality, count: Int) -> Double {
        let (n, k) = (Double(count), Double(seasonality.parameterCount + 1))
        // Values are about 1: what is smaller is rounding, and not to be preferred.
        let sum = max(squaredErrors, 1e-26 * n)
        let correction = n - k - 1 > 0 ? 2 * k * (k + 1) / (n - k - 1) : 1e9
        return n * ReproducibleMath.log(sum) + 2 * k + correction
    }
}
