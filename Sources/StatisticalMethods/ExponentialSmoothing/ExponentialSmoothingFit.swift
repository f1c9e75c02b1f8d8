import Numerics

/// A form of exponential smoothing with the parameters and the initial states of one series.
package struct ExponentialSmoothingFit: SeriesFit {
    /// How error, trend and season enter.
    package var form: ExponentialSmoothingForm
    /// α, β, γ, φ.
    package var parameters: SmoothingParameters
    /// ℓ before the first row, in the unit of the series.
    package var level: Double
    /// b before the first row: in the unit of the series, or a factor; nil without trend.
    package var growth: Double?
    /// States of the season of the first m rows, in their order; empty without season.
    package var season: [Double]
    /// σ, of the one-step errors in the unit of the series, or relative for multiplicative errors; the squares divided by
    /// the rows less the parameters, as R does.
    package var standardDeviation: Double
    /// `−n/2 ln Σ e²`, less `Σ ln μ` for multiplicative errors: R's, without the constant of the normal distribution; 0
    /// for a constant series.
    package var logLikelihood: Double
    /// Akaike's corrected criterion; nil for too few rows.
    package var correctedAkaike: Double?

    /// m; 1 without season.
    package var seasonLength: Int { max(1, season.count) }

    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        var state = SmoothingState(level: level, growth: growth ?? 0, season: season)
        var reached = 0
        return origins.map { origin in
            let end = min(max(origin, reached), values.count)
            state = form.run(AdvancingTask(state: state, values: values[reached..<end], parameters: parameters))
            reached = end
            let point = form.run(ExtrapolatingTask(state: state, horizon: horizon, parameters: parameters))
            guard !probabilities.isEmpty else { return SeriesForecast(point: point) }
            let quantiles =
                form.isLinear
                ? gaussianQuantiles(about: point, probabilities)
                : form.run(
                    SimulatingTask(
                        state: state, point: point, parameters: parameters, deviation: standardDeviation,
                        isRelative: form.error == .multiplicative, probabilities: probabilities))
            return SeriesForecast(point: point, quantiles: quantiles)
        }
    }

    /// Normal quantiles of a linear form.
    ///
    /// Hyndman, Koehler, Ord and Snyder 2008, equation 6.1 and table 6.1: the variance h steps ahead is
    /// `σ² (1 + Σ cⱼ²)` over j < h with `cⱼ = α + β (φ + … + φʲ) + γ [m divides j]`.
    private func gaussianQuantiles(about point: [Double], _ probabilities: [Double]) -> [[Double]] {
        var (sum, power, damping) = (1.0, 1.0, 0.0)
        let deviations = point.indices.map { step in
            let deviation = standardDeviation * sum.squareRoot()
            power *= parameters.phi
            damping += power
            var weight = parameters.alpha + parameters.beta * damping
            if !season.isEmpty, (step + 1) % season.count == 0 { weight += parameters.gamma }
            sum += weight * weight
            return deviation
        }
        return probabilities.map { probability in
            let normal = NormalDistribution.quantile(probability)
            return zip(point, deviations).map { center, deviation in
                let most = Double.greatestFiniteMagnitude
                return min(max(center + normal * deviation, -most), most)
            }
        }
    }
}
