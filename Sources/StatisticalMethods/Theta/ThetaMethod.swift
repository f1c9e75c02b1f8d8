internal import Numerics

/// Theta models: simple exponential smoothing beside a line, which the forecast is the weighted mean of.
///
/// Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016, "Models for optimising the theta method and their
/// relationship to state space models", International Journal of Forecasting 32. The season is taken out first and put
/// back last. θ and the first level are found by linear least squares for each α, so that only α is searched.
///
/// Cost: O(N), about 40 passes over the rows for each form.
package struct ThetaMethod: SeriesMethod {
    /// Which line, and which weight of it.
    package enum Form: String, Sendable, Codable, CaseIterable {
        /// STM: the line through all rows, θ = 2. The theta method of Assimakopoulos & Nikolopoulos 2000.
        case standard
        /// OTM: the same with θ learned.
        case optimized
        /// DSTM: in every row the line through the rows so far, θ = 2.
        case dynamicStandard = "dynamic-standard"
        /// DOTM: the same with θ learned.
        case dynamicOptimized = "dynamic-optimized"

        /// Whether the line is that of the rows so far.
        package var isDynamic: Bool { self == .dynamicStandard || self == .dynamicOptimized }
        /// Whether θ is learned.
        package var isOptimized: Bool { self == .optimized || self == .dynamicOptimized }
    }

    /// How one of several forms is chosen.
    package enum Choice: String, Sendable, Codable, CaseIterable {
        /// The least mean of squared errors one step ahead in the rows learned from, as statsforecast's `AutoTheta`.
        case squaredError = "squared-error"
        /// The least corrected information criterion of Akaike for Gaussian errors, `n ln S + 2k + 2k(k + 1)/(n − k −
        /// 1)` with k the number of parameters that are learned: α, θ and the first level.
        case informationCriterion = "information-criterion"
    }

    /// How the season is taken out.
    package enum Adjustment: String, Sendable, Codable, CaseIterable {
        /// By division; by subtraction where a value is not above zero or an index is below 0.01.
        case multiplicative
        /// By subtraction.
        case additive
        /// Not at all.
        case none
    }

    /// The level before the first row.
    package enum InitialLevel: String, Sendable, Codable, CaseIterable {
        /// The one whose forecast of the first row is the first value; a parameter less.
        ///
        /// On the test rows of M3, where this was chosen, the overall weighted average of errors of
        /// ``Form/dynamicOptimized`` is .849 in yearly, .910 in quarterly, .817 in monthly and .673 in other series,
        /// and with ``learned`` .855, .910, .821 and .673.
        case firstValue = "first-value"
        /// The one with the least squared errors, as Fiorucci et al. have it.
        case learned
    }

    /// The forms to choose from.
    package var forms: [Form]
    /// The rule by which it is chosen.
    package var choice: Choice
    /// How a season is taken out, where ``SeasonalityTest`` sees one.
    package var adjustment: Adjustment
    /// Where the level begins.
    package var initialLevel: InitialLevel

    /// Creates the method.
    ///
    /// - Precondition: There is at least one form.
    package init(
        _ forms: [Form] = [.dynamicOptimized], choice: Choice = .squaredError,
        adjustment: Adjustment = .multiplicative, initialLevel: InitialLevel = .firstValue
    ) {
        precondition(!forms.isEmpty, "a form is needed")
        (self.forms, self.choice) = (forms, choice)
        (self.adjustment, self.initialLevel) = (adjustment, initialLevel)
    }
}

extension ThetaMethod {
    /// Every second α of Fiorucci et al.'s range 0.1...0.99 in steps of 0.0445.
    private static let grid = (0...20).map { 0.1 + 0.0445 * Double($0) }
    /// θ from 1 (smoothing alone) to 10¹⁰, the range of Fiorucci et al., as ω = 1 − 1/θ.
    private static let omegas = 0.0...(1 - 1e-10)

    /// Learns α, the first level, θ and the season.
    ///
    /// - Throws: ``SeriesMethodError/tooShort(needed:observed:)`` with fewer than four values.
    package func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> ThetaFit {
        guard let begin = values.firstIndex(where: \.isFinite) else { throw .tooShort(needed: 4, observed: 0) }
        let observed = values.reduce(0) { $0 + ($1.isFinite ? 1 : 0) }
        guard observed >= 4 else { throw .tooShort(needed: 4, observed: observed) }
        let scale = SeriesScale(values)
        let scaled = scale.scaled(values)
        let season = season(scaled, seasonLength)
        let rest = SeasonalIndices.adjusted(scaled, season, from: begin)
        var best: ThetaFit?
        var least = Double.infinity
        for isDynamic in [false, true] where forms.contains(where: { $0.isDynamic == isDynamic }) {
            let lines = ThetaLines(rest, isDynamic: isDynamic)
            for form in forms where form.isDynamic == isDynamic {
                let parameters = form.parameters(lines, initialLevel)
                let score = score(parameters, count: observed)
                guard score < least || best == nil else { continue }
                least = score
                best = ThetaFit(form, parameters, lines, scale: scale, season: season)
            }
        }
        guard let best, best.isFinite else { throw .noFiniteFit }
        return best
    }

    /// The seasonal indices where the test sees a season.
    private func season(_ values: [Double], _ seasonLength: Int) -> SeasonalIndices? {
        guard adjustment != .none, SeasonalityTest.hasSeason(values, seasonLength: seasonLength) else { return nil }
        let isPositive = values.allSatisfy { $0.isNaN || $0 > 0 }
        for form in [SeasonalIndices.Form.multiplicative, .additive]
        where form == .additive || (adjustment == .multiplicative && isPositive) {
            if let indices = ClassicalDecomposition.indices(values, seasonLength: seasonLength, form: form) {
                return SeasonalIndices(form: form, indices: indices)
            }
        }
        return nil
    }

    /// The lower, the better.
    private func score(_ parameters: ThetaParameters, count: Int) -> Double {
        guard choice == .informationCriterion else { return parameters.squaredErrors }
        let (n, k) = (Double(count), Double(parameters.count))
        let correction = n - k - 1 > 0 ? 2 * k * (k + 1) / (n - k - 1) : .greatestFiniteMagnitude
        return n * ReproducibleMath.log(parameters.squaredErrors) + 2 * k + correction
    }
}
