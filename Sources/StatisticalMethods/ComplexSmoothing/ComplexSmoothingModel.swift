/// One series, one kind of season, and the states that backcasting begins with.
struct ComplexSmoothingModel {
    /// Shape `[N]`, NaN where missing.
    let values: [Double]
    let seasonality: ComplexSmoothing.Seasonality
    /// m, rows in a season; 1 without one.
    let seasonLength: Int
    /// What the filter's first run begins with.
    let start: ComplexSmoothingStates

    /// The first states as in the R package smooth: means and, for a season, the additive classical indices; potentials
    /// are the 1.1th part.
    init(_ values: [Double], _ seasonality: ComplexSmoothing.Seasonality, seasonLength: Int) {
        let season = seasonality.hasSeason ? seasonLength : 1
        (self.values, self.seasonality, self.seasonLength) = (values, seasonality, season)
        let filled = ClassicalDecomposition.interpolated(values)
        func mean(_ count: Int) -> Double {
            let first = filled.prefix(count)
            return first.reduce(0, +) / Double(first.count)
        }
        var states = ComplexSmoothingStates()
        switch seasonality {
        case .none:
            states.level = mean(max(10, seasonLength))
        case .simple:
            states.seasonal = Array(filled.prefix(season))
            states.seasonalPotential = states.seasonal.map { $0 / 1.1 }
        case .partial, .full:
            states.level = mean(season)
            states.seasonal =
                ClassicalDecomposition.indices(values, seasonLength: season, form: .additive)
                ?? [Double](repeating: 0, count: season)
            if seasonality == .full { states.seasonalPotential = states.seasonal.map { $0 / 1.1 } }
        }
        states.potential = states.level / 1.1
        start = states
    }
}

/// Level and potential, and those of the rows of a season.
struct ComplexSmoothingStates: Sendable, Codable, Equatable {
    /// The real part of the complex level.
    var level = 0.0
    /// Its imaginary part, the information potential.
    var potential = 0.0
    /// Shape `[m]`: real parts of the seasonal term by row modulo m; empty without season.
    var seasonal: [Double] = []
    /// Shape `[m]`: imaginary parts; empty where the seasonal term is real.
    var seasonalPotential: [Double] = []
}
