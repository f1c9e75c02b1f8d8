/// Series of too few rows for initial states to be estimated: simple smoothing from the first value, or Holt's method
/// from the line through the first two, as `stats::HoltWinters` of R starts; whichever has the smaller variance of the
/// error.
struct TinySeries {
    private let workspace: SmoothingWorkspace
    private let bounds: SmoothingBounds
    private let observed: [(row: Int, value: Double)]

    init(_ workspace: SmoothingWorkspace, bounds: SmoothingBounds) {
        self.workspace = workspace
        self.bounds = bounds
        observed = workspace.values.enumerated().filter { !$1.isNaN }.map { (row: $0, value: $1) }
    }

    func fit(_ scaled: ScaledSeries) -> ExponentialSmoothingFit? {
        guard let first = observed.first else { return nil }
        var best: (point: SmoothingPoint, form: ExponentialSmoothingForm, variance: Double)?
        func consider(_ form: ExponentialSmoothingForm, _ states: [Double], growthShares: [Double]) {
            let search = SmoothingSearch(workspace, form: form, bounds: bounds)
            let freedom = Double(observed.count - form.parameterCount(seasonLength: 1))
            for step in 0...50 {
                for share in growthShares {
                    var point = SmoothingPoint(states: states, box: SIMD4(Double(step) / 50, share, 0, 1))
                    point.box.clamp(lowerBound: bounds.lower, upperBound: bounds.upper)
                    let sums = search.costAndSquares(point)
                    point.cost = sums.cost
                    let variance = sums.squares / max(1, freedom)
                    if sums.cost < .infinity, variance < best?.variance ?? .infinity {
                        best = (point, form, variance)
                    }
                }
            }
        }
        consider(ExponentialSmoothingForm(error: .additive), [first.value], growthShares: [0])
        // Four numbers are estimated, and one row has to be left.
        if observed.count >= 5 {
            let growth = (observed[1].value - first.value) / Double(observed[1].row - first.row)
            let level = first.value - growth * Double(first.row + 1)
            consider(
                ExponentialSmoothingForm(error: .additive, trend: .additive), [level, growth],
                growthShares: (0...10).map { Double($0) / 10 })
        }
        return best.map { scaled.fit($0.point, $0.form, bounds: bounds, workspace) }
    }
}
