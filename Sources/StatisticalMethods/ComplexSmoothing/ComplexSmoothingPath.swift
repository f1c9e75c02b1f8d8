/// The states of one fit after the rows so far.
struct ComplexSmoothingPath {
    /// Rows seen.
    private(set) var row = 0
    private let seasonality: ComplexSmoothing.Seasonality
    private let level: Smoothing
    private let seasonal: Smoothing
    private let deviation: Double
    private var phase = 0
    private var states: ComplexSmoothingStates

    init(_ fit: ComplexSmoothingFit) {
        (seasonality, states, deviation) = (fit.seasonality, fit.states, fit.deviation)
        let parameters = fit.parameters + [0, 0]
        level = Smoothing(parameters[0], parameters[1])
        switch seasonality {
        case .none, .simple: seasonal = level
        case .partial: seasonal = Smoothing(parameters[2], 0)
        case .full: seasonal = Smoothing(parameters[2], parameters[3])
        }
    }

    /// The forecast of the next row.
    private var point: Double {
        (seasonality.hasLevel ? states.level : 0) + (seasonality.hasSeason ? states.seasonal[phase] : 0)
    }

    /// Takes the next value; a missing one has no error.
    mutating func advance(_ value: Double) {
        let error = value.isNaN ? 0 : value - point
        if seasonality.hasLevel {
            (states.level, states.potential) = level.next(states.level, states.potential, error)
        }
        if seasonality == .partial {
            states.seasonal[phase] += seasonal.real * error
        } else if seasonality.hasSeason {
            (states.seasonal[phase], states.seasonalPotential[phase]) =
                seasonal.next(states.seasonal[phase], states.seasonalPotential[phase], error)
        }
        row += 1
        if seasonality.hasSeason { phase = phase + 1 == states.seasonal.count ? 0 : phase + 1 }
    }

    /// Forecasts, each of them taken for the value of its row.
    func points(_ horizon: Int) -> [Double] {
        var path = self
        return (0..<horizon).map { _ in
            let point = path.point
            path.advance(.nan)
            return point
        }
    }

    /// Standard deviations of the values that ``points(_:)`` forecasts.
    ///
    /// With ψⱼ what an error adds to the forecast j steps later: `σ² (1 + ψ₁² + … + ψₕ₋₁²)` for step h (Hyndman,
    /// Koehler, Ord & Snyder 2008, "Forecasting with Exponential Smoothing").
    func deviations(_ horizon: Int) -> [Double] {
        var ofLevel = level.next(0, 0, 1)
        var ofSeason = seasonality == .partial ? (seasonal.real, 0) : seasonal.next(0, 0, 1)
        var sum = 1.0
        return (1...horizon).map { step in
            let result = min(deviation * sum.squareRoot(), Smoothing.limit)
            var response = seasonality.hasLevel ? ofLevel.0 : 0
            ofLevel = level.next(ofLevel.0, ofLevel.1, 0)
            if seasonality.hasSeason, step.isMultiple(of: states.seasonal.count) {
                response += ofSeason.0
                if seasonality != .partial { ofSeason = seasonal.next(ofSeason.0, ofSeason.1, 0) }
            }
            sum = min(sum + response * response, Smoothing.limit)
            return result
        }
    }

    /// One complex smoothing parameter p₀ + i p₁ at work.
    private struct Smoothing {
        /// States that grow without end stay below this, as what is added to them must stay a number.
        static let limit = 1e300

        let real: Double
        let imaginary: Double

        init(_ real: Double, _ imaginary: Double) { (self.real, self.imaginary) = (real, imaginary) }

        func next(_ level: Double, _ potential: Double, _ error: Double) -> (Double, Double) {
            let nextLevel = (level - (1 - imaginary) * potential) + (real - imaginary) * error
            let nextPotential = (level + (1 - real) * potential) + (real + imaginary) * error
            return (bounded(nextLevel), bounded(nextPotential))
        }

        private func bounded(_ value: Double) -> Double { min(max(value, -Self.limit), Self.limit) }
    }
}
