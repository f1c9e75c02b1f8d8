import Numerics

/// Exponential smoothing in state-space form, its form chosen by an information criterion.
///
/// Hyndman, Koehler, Ord and Snyder 2008, "Forecasting with exponential smoothing: the state space approach", with the
/// candidates and the criterion of R's `forecast::ets` (Hyndman and Khandakar 2008, "Automatic time series
/// forecasting: the forecast package for R"). Of the 30 forms the candidates are those without multiplicative trend and
/// without infinite variance: an additive error goes with no or an additive season. Forms with factors need positive
/// values.
///
/// Seasons of more than 24 rows are left out, as each would be a parameter: deseasonalise such a series first. So is a
/// season of a series that is no longer than it. Missing rows move the states as if they had been as expected, and do not
/// count in the likelihood.
package struct ExponentialSmoothing: SeriesMethod {
    /// What weighs likelihood against parameters.
    package enum Criterion: String, Sendable, Hashable, Codable, CaseIterable {
        /// Akaike's, corrected for few rows: Hurvich and Tsai 1989.
        case correctedAkaike = "aicc"
        /// Akaike's.
        case akaike = "aic"
        /// Schwarz's.
        case bayes = "bic"
    }

    /// The form; nil to choose one.
    package var form: ExponentialSmoothingForm?
    /// Which trends are candidates: damped ones, others, or (nil) both.
    package var isDamped: Bool?
    /// What chooses among candidates.
    package var criterion = Criterion.correctedAkaike
    /// Whether forms with a multiplicative trend are candidates.
    package var allowsMultiplicativeTrend = false
    /// Where smoothing parameters may lie; ``SmoothingBounds/usual`` for R's.
    package var bounds = SmoothingBounds.steady

    /// The longest season, in rows, that becomes a part of a form.
    package static let longestSeason = 24

    /// Creates the method.
    package init(form: ExponentialSmoothingForm? = nil) { self.form = form }

    package func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> ExponentialSmoothingFit {
        let scaled = ScaledSeries(values)
        guard scaled.observed > 0 else { throw .tooShort(needed: 1, observed: 0) }
        if let form, form.needsPositiveValues, !scaled.isPositive { throw .notPositive }
        let isSeasonal = (2...Self.longestSeason).contains(seasonLength) && scaled.observed > seasonLength
        let workspace = SmoothingWorkspace(values: scaled.values, seasonLength: isSeasonal ? seasonLength : 1)
        if scaled.isConstant { return scaled.constantFit() }
        guard let best = choose(workspace, scaled) else { throw .noFiniteFit }
        return best
    }

    private func choose(_ workspace: SmoothingWorkspace, _ scaled: ScaledSeries) -> ExponentialSmoothingFit? {
        var search = FormSearch(workspace, bounds: bounds, effort: effort(workspace))
        var best: (point: SmoothingPoint, form: ExponentialSmoothingForm, value: Double)?
        for candidate in candidates(workspace, scaled) {
            if form != nil, workspace.values.count <= Self.manyRows { search.prepare(for: candidate) }
            let penalty = penalty(of: candidate, workspace)
            let limit = (best?.value ?? .infinity) - penalty
            guard let point = search.best(of: candidate, costToBeat: limit / 2) else { continue }
            let value = 2 * point.cost + penalty
            if value < best?.value ?? .infinity { best = (point, candidate, value) }
        }
        if form == nil, let chosen = best, workspace.values.count <= Self.manyRows {
            search.effort = .thorough
            if let point = search.best(of: chosen.form), point.cost < chosen.point.cost { best?.point = point }
        }
        if let best { return scaled.fit(best.point, best.form, bounds: bounds, workspace) }
        return TinySeries(workspace, bounds: bounds).fit(scaled)
    }

    private func effort(_ workspace: SmoothingWorkspace) -> SearchEffort {
        if workspace.values.count > Self.manyRows { return .brief }
        return form == nil ? .usual : .thorough
    }

    /// Rows from which on starts are saved, so that 100,000 take seconds.
    private static let manyRows = 3_000

    /// What the criterion adds to −2 ln L; ∞ where there are too few rows.
    private func penalty(of form: ExponentialSmoothingForm, _ workspace: SmoothingWorkspace) -> Double {
        let count = Double(form.parameterCount(seasonLength: workspace.seasonLength) + 1)
        let observed = Double(workspace.observed)
        guard observed - count > (criterion == .correctedAkaike ? 1 : 0) else { return .infinity }
        switch criterion {
        case .correctedAkaike: return 2 * count + 2 * count * (count + 1) / (observed - count - 1)
        case .akaike: return 2 * count
        case .bayes: return count * ReproducibleMath.log(observed)
        }
    }

    private func candidates(_ workspace: SmoothingWorkspace, _ scaled: ScaledSeries) -> [ExponentialSmoothingForm] {
        let period = workspace.seasonLength
        func hasRows(_ form: ExponentialSmoothingForm) -> Bool {
            form.parameterCount(seasonLength: period) < workspace.observed - 2
        }
        if let form {
            var chosen: ExponentialSmoothingForm? = period == 1 ? form.withoutSeason : form
            while let form = chosen, !hasRows(form) { chosen = form.simpler }
            return chosen.map { [$0] } ?? []
        }
        // Fewer rows than R asks for before it searches.
        guard workspace.observed > 6 else { return [] }
        return Self.allCandidates.filter { form in
            (form.trend == .none || isDamped == nil || isDamped == form.isDamped)
                && (allowsMultiplicativeTrend || form.trend != .multiplicative)
                && (scaled.isPositive || !form.needsPositiveValues)
                && (form.season == .none || period > 1) && hasRows(form)
        }
    }

    /// Every form of finite variance, simple before rich, so that each finds what it can start from.
    private static let allCandidates: [ExponentialSmoothingForm] = {
        var forms: [ExponentialSmoothingForm] = []
        for (error, season) in [
            (ExponentialSmoothingForm.Component.additive, ExponentialSmoothingForm.Component.none),
            (.multiplicative, .none), (.additive, .additive), (.multiplicative, .additive),
            (.multiplicative, .multiplicative),
        ] {
            for trend in [ExponentialSmoothingForm.Component.none, .additive, .multiplicative] {
                if trend == .multiplicative, error == .additive || season == .additive { continue }
                for isDamped in trend == .none ? [false] : [false, true] {
                    forms.append(
                        ExponentialSmoothingForm(error: error, trend: trend, isDamped: isDamped, season: season))
                }
            }
        }
        return forms
    }()
}
