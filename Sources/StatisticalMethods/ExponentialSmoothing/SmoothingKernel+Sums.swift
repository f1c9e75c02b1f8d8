import Numerics

extension SmoothingKernel {
    /// Runs the recursion over the values and sums the squares of the residuals.
    ///
    /// - Parameters:
    ///   - workspace: `ring` holds the season's initial states; it is run over.
    ///   - isRelative: Whether residuals are y/μ − 1; then every μ must be positive.
    static func sums(
        _ workspace: SmoothingWorkspace, level: Double, growth: Double, _ parameters: SmoothingParameters,
        isRelative: Bool
    ) -> SmoothingSums {
        let period = Season.kind == .none ? 1 : workspace.seasonLength
        var (level, growth, place) = (level, growth, 0)
        var squares = 0.0
        var product = LongProduct()
        let ring = workspace.ring
        for value in workspace.values {
            var season = Season.kind == .none ? 0 : ring[place]
            let damped = damped(growth, parameters.phi)
            let grown = grown(level, damped)
            if value.isNaN {
                pass(&level, &growth, grown: grown, damped: damped)
            } else {
                let mean = mean(grown, season)
                var residual = value - mean
                if isRelative {
                    guard mean > 1e-150, mean < 1e150 else { return .impossible }
                    product.multiply(by: mean)
                    residual /= mean
                }
                squares += residual * residual
                update(&level, &growth, &season, grown: grown, damped: damped, value: value, by: parameters)
                if Season.kind != .none { ring[place] = season }
            }
            if Season.kind != .none {
                place += 1
                if place == period { place = 0 }
            }
        }
        guard squares < .infinity else { return .impossible }
        return SmoothingSums(squares: squares, logarithms: isRelative ? product.logarithm : 0)
    }
}
