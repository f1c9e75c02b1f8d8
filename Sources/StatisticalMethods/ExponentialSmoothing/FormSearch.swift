import Numerics

/// The best of each form that was tried on one series, so that richer forms start where simpler ones ended.
struct FormSearch {
    let workspace: SmoothingWorkspace
    let start: SmoothingStart
    let bounds: SmoothingBounds
    var effort = SearchEffort()
    private var found: [ExponentialSmoothingForm: SmoothingPoint] = [:]

    init(_ workspace: SmoothingWorkspace, bounds: SmoothingBounds) {
        self.workspace = workspace
        self.bounds = bounds
        start = SmoothingStart(workspace.values, seasonLength: workspace.seasonLength)
    }

    /// The least cost of a form, and where; nil where no start has a finite one.
    mutating func best(of form: ExponentialSmoothingForm, costToBeat: Double = .infinity) -> SmoothingPoint? {
        let search = SmoothingSearch(workspace, form: form, bounds: bounds)
        var candidates = starts(of: form, search)
        candidates.sort { $0.cost < $1.cost }
        var best: SmoothingPoint?
        for var candidate in candidates.prefix(effort.descents) {
            search.descend(&candidate, DescentGoal(costToBeat: costToBeat))
            if candidate.cost < best?.cost ?? .infinity { best = candidate }
        }
        if let best { found[form] = best }
        return best
    }

    /// Points with a finite cost.
    private func starts(of form: ExponentialSmoothingForm, _ search: SmoothingSearch) -> [SmoothingPoint] {
        let states = start.states(of: form)
        var points: [SmoothingPoint] = []
        for alpha in effort.alphas {
            for v in form.trend == .none ? [0] : effort.growthShares {
                for w in form.season == .none ? [0] : effort.seasonShares {
                    points.append(SmoothingPoint(states: states, box: SIMD4(alpha, v, w, 0.97)))
                }
            }
        }
        points += warmStarts(of: form)
        for place in points.indices {
            points[place].box = points[place].box.clamped(lowerBound: bounds.lower, upperBound: bounds.upper)
            points[place].cost = search.cost(points[place])
        }
        return points.filter { $0.cost < .infinity }
    }

    private func warmStarts(of form: ExponentialSmoothingForm) -> [SmoothingPoint] {
        []
    }
}

/// How much is tried.
struct SearchEffort {
    var alphas = [0.05, 0.3, 0.8]
    var growthShares = [0.02, 0.3]
    var seasonShares = [0.02, 0.3]
    var descents = 1
}
