/// Level, growth and season of a series at some row.
struct SmoothingState {
    var level: Double
    var growth: Double
    /// By row modulo m; empty without season.
    var season: [Double]
    /// Where in ``season`` the next row is.
    var place = 0

    fileprivate var current: Double {
        get { season.isEmpty ? 0 : season[place] }
        set { if !season.isEmpty { season[place] = newValue } }
    }

    /// Moves to the next row of the season.
    fileprivate mutating func turn() {
        guard !season.isEmpty else { return }
        place = place + 1 == season.count ? 0 : place + 1
    }
}

/// Moves a state over rows.
struct AdvancingTask: SmoothingTask {
    let state: SmoothingState
    let values: ArraySlice<Double>
    let parameters: SmoothingParameters

    /// The state after the values.
    ///
    /// A row that is missing, or that no state follows from, moves it as if it had been as
    /// expected.
    func run<Trend: SmoothingComponent, Season: SmoothingComponent>(
        _ kernel: SmoothingKernel<Trend, Season>.Type
    ) -> SmoothingState {
        var state = state
        for value in values {
            let before = (level: state.level, growth: state.growth, season: state.current)
            var (level, growth, season) = before
            let damped = kernel.damped(growth, parameters.phi)
            let grown = kernel.grown(level, damped)
            kernel.update(&level, &growth, &season, grown: grown, damped: damped, value: value, by: parameters)
            if !(level.isFinite && growth.isFinite && season.isFinite) {
                (level, growth, season) = before
                kernel.pass(&level, &growth, grown: grown, damped: damped)
                if !(level.isFinite && growth.isFinite) { (level, growth) = (before.level, before.growth) }
            }
            (state.level, state.growth) = (level, growth)
            state.current = season
            state.turn()
        }
        return state
    }
}

/// Forecasts from a state.
struct ExtrapolatingTask: SmoothingTask {
    let state: SmoothingState
    let horizon: Int
    let parameters: SmoothingParameters

    /// What each of the next rows is expected to be, as if each before it had been as expected; within the range of
    /// finite numbers.
    func run<Trend: SmoothingComponent, Season: SmoothingComponent>(
        _ kernel: SmoothingKernel<Trend, Season>.Type
    ) -> [Double] {
        var state = state
        var last = state.level.isFinite ? state.level : 0
        return (0..<horizon).map { _ in
            let damped = kernel.damped(state.growth, parameters.phi)
            let grown = kernel.grown(state.level, damped)
            let mean = kernel.mean(grown, state.current)
            kernel.pass(&state.level, &state.growth, grown: grown, damped: damped)
            state.turn()
            if !mean.isNaN {
                let most = Double.greatestFiniteMagnitude
                last = min(max(mean, -most), most)
            }
            return last
        }
    }
}
