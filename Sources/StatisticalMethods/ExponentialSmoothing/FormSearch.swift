import Numerics

/// The best of each form that was tried on one series, so that richer forms start where simpler ones ended.
struct FormSearch {
    let workspace: SmoothingWorkspace
    let start: SmoothingStart
    let bounds: SmoothingBounds
    var effort: SearchEffort
    private var found: [ExponentialSmoothingForm: SmoothingPoint] = [:]

    init(_ workspace: SmoothingWorkspace, bounds: SmoothingBounds, effort: SearchEffort = .usual) {
        self.effort = effort
        self.workspace = workspace
        self.bounds = bounds
        start = SmoothingStart(workspace.values, seasonLength: workspace.seasonLength)
    }

    /// The least cost of a form, and where; nil where no start has a finite one.
    mutating func best(of form: ExponentialSmoothingForm, costToBeat: Double = .infinity) -> SmoothingPoint? {
        let search = SmoothingSearch(workspace, form: form, bounds: bounds)
        var candidates = starts(of: form, search)
        guard !candidates.isEmpty else { return nil }
        candidates.sort { $0.cost < $1.cost }
        var least = Double.infinity
        for place in candidates.indices {
            search.descend(
                &candidates[place],
                DescentGoal(steps: effort.firstSteps, costToBeat: min(least, costToBeat), patience: effort.patience))
            least = min(least, candidates[place].cost)
        }
        candidates.sort { $0.cost < $1.cost }
        var best = candidates[0]
        search.descend(&best, DescentGoal(costToBeat: costToBeat, patience: effort.lastPatience))
        for place in candidates.indices.dropFirst().prefix(effort.descents - 1) {
            // Those that ended in the same place gain nothing.
            if abs(candidates[place].cost - candidates[place - 1].cost) < 1e-3 { continue }
            search.descend(
                &candidates[place], DescentGoal(costToBeat: min(best.cost, costToBeat), patience: effort.lastPatience))
            if candidates[place].cost < best.cost { best = candidates[place] }
        }
        found[form] = best
        return best
    }

    /// Finds the forms that a single form can start from: the one with sums for factors, without damping, without trend.
    mutating func prepare(for form: ExponentialSmoothingForm) {
        let own = effort
        effort = .usual
        var forms = [form.with(isDamped: false)]
        forms.append(forms[0].with(trend: ExponentialSmoothingForm.Component.none))
        forms += forms.map { $0.with(error: .additive) }
        for simpler in forms.reversed() where simpler != form && found[simpler] == nil { _ = best(of: simpler) }
        effort = own
    }

    /// Points with a finite cost: of each α the best, and what simpler forms found.
    private func starts(of form: ExponentialSmoothingForm, _ search: SmoothingSearch) -> [SmoothingPoint] {
        let states = start.states(of: form)
        var points: [SmoothingPoint] = []
        let hasLevelOnly = form.trend == .none && form.season == .none
        for alpha in hasLevelOnly ? SearchEffort.levelAlphas : effort.alphas {
            // A level that hardly moves is the mean, and from another it would first move.
            let states = hasLevelOnly && alpha == 0 ? [start.mean] : states
            for phi in form.isDamped ? effort.phis : [1] {
                let tried = (form.season == .none ? [0] : effort.seasonShares).compactMap { w in
                    (form.trend == .none ? [0] : effort.growthShares)
                        .map { evaluated(SmoothingPoint(states: states, box: SIMD4(alpha, $0, w, phi)), search) }
                        .min { $0.cost < $1.cost }
                }
                points += effort.keepsSeasonShares ? tried : tried.min { $0.cost < $1.cost }.map { [$0] } ?? []
            }
        }
        points.removeAll { $0.cost == .infinity }
        return points + warmStarts(of: form).map { evaluated($0, search) }.filter { $0.cost < .infinity }
    }

    private func evaluated(_ point: SmoothingPoint, _ search: SmoothingSearch) -> SmoothingPoint {
        var point = point
        point.box = point.box.clamped(lowerBound: bounds.lower, upperBound: bounds.upper)
        point.cost = search.cost(point)
        return point
    }

    /// Where forms ended that differ from this one in one part.
    private func warmStarts(of form: ExponentialSmoothingForm) -> [SmoothingPoint] {
        var points: [SmoothingPoint] = []
        if form.error == .multiplicative, let point = found[form.with(error: .additive)] { points.append(point) }
        if form.isDamped, var point = found[form.with(isDamped: false)] {
            point.box[3] = 0.98
            points.append(point)
        }
        if form.trend != .none, var point = found[form.with(trend: ExponentialSmoothingForm.Component.none)] {
            point.states.insert(form.trend == .additive ? 0 : 1, at: 1)
            point.box[1] = 0.02
            point.box[3] = 0.97
            points.append(point)
            // The same growth all along.
            if form.trend == .additive {
                point.states[1] = start.meanGrowth
                point.box[1] = 0
                points.append(point)
            }
        }
        if form.season == .multiplicative, let point = found[form.with(season: .additive)] {
            points.append(asFactors(point, form))
        }
        return points
    }

    /// A point whose season is a sum, with the season as factors.
    private func asFactors(_ point: SmoothingPoint, _ form: ExponentialSmoothingForm) -> SmoothingPoint {
        var point = point
        let level = point.states[0]
        for place in form.trend == .none ? 1..<point.states.count : 2..<point.states.count {
            point.states[place] = max(0.01, 1 + point.states[place] / level)
        }
        return point
    }
}

extension ExponentialSmoothingForm {
    /// The form with one part replaced.
    fileprivate func with(
        error: Component? = nil, trend: Component? = nil, isDamped: Bool? = nil, season: Component? = nil
    ) -> ExponentialSmoothingForm {
        ExponentialSmoothingForm(
            error: error ?? self.error, trend: trend ?? self.trend, isDamped: isDamped ?? self.isDamped,
            season: season ?? self.season)
    }
}

/// How much is tried for a form.
///
/// Measured on every ninth monthly series of M3 against the best of 24 starts and more: with ``usual`` the criterion of
/// the chosen form is 0.1 above the best on average.
struct SearchEffort {
    /// Starts, each with the best of the following; 0 stands for the least allowed, which is often a peak of its own.
    var alphas = [0, 0.2, 0.8]
    /// Starts of forms of a level alone, which take hardly any time.
    static let levelAlphas = [0, 0.1, 0.3, 0.5, 0.7, 0.95]
    /// v of ``SmoothingBounds``.
    var growthShares = [0.02, 0.3]
    /// w of ``SmoothingBounds``.
    var seasonShares = [0.02, 0.3]
    var phis = [0.97]
    /// Whether each w is a start, not the best of them.
    var keepsSeasonShares = false
    /// Steps that each start gets, unless it is hopeless after as many as ``patience``.
    var firstSteps = 6
    var patience = 1
    /// The same of a start that is followed to its end.
    var lastPatience = 0
    /// Starts that are followed to their end.
    var descents = 2

    /// For one of many forms.
    static let usual = SearchEffort()

    /// For one of many forms of a long series, whose likelihood has hardly more than one peak.
    static let brief = SearchEffort(
        alphas: [0.1, 0.6], growthShares: [0.05], seasonShares: [0.05], firstSteps: 3, descents: 1)

    /// For the only form.
    static let thorough = SearchEffort(
        alphas: [0, 0.05, 0.2, 0.5, 0.9], growthShares: [0, 0.1, 0.6], seasonShares: [0, 0.1, 0.5],
        phis: [0.85, 0.97], keepsSeasonShares: true, firstSteps: 8, patience: 60,
        lastPatience: 60, descents: 5)
}
