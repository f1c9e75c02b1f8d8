import Numerics

/// A series in units of a power of two near its mean size: exact, and far from overflow.
struct ScaledSeries {
    /// Shape `[N]`, NaN where missing or not finite.
    let values: [Double]
    /// The power.
    let exponent: Int
    /// Values that are numbers.
    let observed: Int
    /// The least and the largest of them, scaled.
    private let range: (least: Double, largest: Double)

    init(_ values: [Double]) {
        var (least, largest, observed) = (Double.infinity, -Double.infinity, 0)
        for value in values where value.isFinite {
            (least, largest, observed) = (min(least, value), max(largest, value), observed + 1)
        }
        var size = 0.0
        let limit = max(abs(least), abs(largest))
        if observed > 0, limit > 0 {
            // In units of the largest, so that the sum is finite.
            for value in values where value.isFinite { size += abs(value) / limit / Double(observed) }
            size = max(size * limit, .leastNormalMagnitude)
        }
        let exponent = size > 0 ? Int(size.exponent) : 0
        self.exponent = exponent
        self.observed = observed
        self.values = values.map { $0.isFinite ? Self.scale($0, by: -exponent) : .nan }
        range = (Self.scale(least, by: -exponent), Self.scale(largest, by: -exponent))
    }

    /// Whether every value is above 0.
    var isPositive: Bool { range.least > 0 }

    /// Whether all values are the same.
    var isConstant: Bool { range.least == range.largest }

    private static func scale(_ value: Double, by exponent: Int) -> Double {
        // Two factors, as one may lie outside the range of numbers.
        let half = exponent / 2
        return value * Double(sign: .plus, exponent: half, significand: 1)
            * Double(sign: .plus, exponent: exponent - half, significand: 1)
    }

    /// A scaled number in the unit of the series.
    private func unscaled(_ value: Double) -> Double { Self.scale(value, by: exponent) }

    /// What is kept of a point of the search.
    func fit(
        _ point: SmoothingPoint, _ form: ExponentialSmoothingForm, bounds: SmoothingBounds,
        _ workspace: SmoothingWorkspace
    ) -> ExponentialSmoothingFit {
        let search = SmoothingSearch(workspace, form: form, bounds: bounds)
        let parameters = bounds.parameters(at: point.box, of: form)
        let count = Double(form.parameterCount(seasonLength: workspace.seasonLength))
        let (cost, squares) = search.costAndSquares(point)
        let rows = Double(observed)
        let deviation = (squares / max(1, rows - count)).squareRoot()
        let likelihood = -(cost + rows * Double(exponent) * 0x1.62e42fefa39efp-1)
        let slack = rows - count - 2
        let season = search.season(point.states)
        return ExponentialSmoothingFit(
            form: form, parameters: parameters,
            level: unscaled(point.states[0]),
            growth: form.trend == .none ? nil : form.trend == .additive ? unscaled(point.states[1]) : point.states[1],
            season: form.season == .additive ? season.map(unscaled) : season,
            standardDeviation: form.error == .additive ? unscaled(deviation) : deviation,
            logLikelihood: likelihood,
            correctedAkaike: slack > 0
                ? -2 * likelihood + 2 * (count + 1) + 2 * (count + 1) * (count + 2) / slack : nil)
    }

    /// All values are the same: the level is theirs, and the error nothing.
    func constantFit() -> ExponentialSmoothingFit {
        ExponentialSmoothingFit(
            form: ExponentialSmoothingForm(error: .additive), parameters: SmoothingParameters(alpha: 0.9999),
            level: unscaled(range.least), growth: nil, season: [], standardDeviation: 0, logLikelihood: 0,
            correctedAkaike: nil)
    }
}
