/// Buffers of a search for the best parameters, made once a series.
///
/// Columns of a slope (the derivative of a residual) come in groups of four: the free initial states (level, growth,
/// season of the rows 1..<m), filled up with zeros, and as the last group the four of ``SmoothingBox``.
final class SmoothingWorkspace {
    /// Groups of four columns at most: 2 + 23 states, and the box.
    static let groupLimit = 8
    /// Rows whose slopes are summed up at a time.
    static let blockRows = 32

    /// Shape `[N]`: the values, scaled, NaN where missing.
    let values: [Double]
    /// Values that are not NaN.
    let observed: Int
    /// m.
    let seasonLength: Int

    /// The season's states while rows pass, `[m]`.
    let ring: WorkspaceBuffer<Double>
    /// Slopes of the season's states, `[m, C]`.
    let ringSlopes: WorkspaceBuffer<SIMD4<Double>>
    /// Slopes of level and growth, `[2, C]`.
    let stateSlopes: WorkspaceBuffer<SIMD4<Double>>
    /// Slopes of the residuals of a block of rows, `[blockRows + 1, C]`; a missing row may write to the last.
    let rows: WorkspaceBuffer<SIMD4<Double>>
    /// The residuals of the block.
    let residuals: WorkspaceBuffer<Double>

    /// Σ r'r', the upper half of `[4C, 4C]` in rows of groups.
    let curvature: WorkspaceBuffer<SIMD4<Double>>
    /// Σ r r', `[C]`.
    let gradient: WorkspaceBuffer<SIMD4<Double>>
    /// Σ μ'/μ, `[C]`: what the slopes of the logarithms add up to.
    let logSlope: WorkspaceBuffer<SIMD4<Double>>

    init(values: [Double], seasonLength: Int) {
        let groups = Self.groupLimit
        self.values = values
        self.seasonLength = seasonLength
        observed = values.reduce(0) { $1.isNaN ? $0 : $0 + 1 }
        ring = WorkspaceBuffer(0, count: max(1, seasonLength))
        ringSlopes = WorkspaceBuffer(SIMD4(), count: max(1, seasonLength) * groups)
        stateSlopes = WorkspaceBuffer(SIMD4(), count: 2 * groups)
        rows = WorkspaceBuffer(SIMD4(), count: Self.blockRows * groups)
        residuals = WorkspaceBuffer(0, count: Self.blockRows)
        curvature = WorkspaceBuffer(SIMD4(), count: 4 * groups * groups)
        gradient = WorkspaceBuffer(SIMD4(), count: groups)
        logSlope = WorkspaceBuffer(SIMD4(), count: groups)
    }
}

/// Sums over the rows from which the likelihood follows.
struct SmoothingSums {
    /// Σ (y − μ)², or Σ (y/μ − 1)² for multiplicative errors.
    var squares: Double
    /// Σ ln μ for multiplicative errors, else 0.
    var logarithms: Double

    /// What no allowed set of parameters gives.
    static let impossible = SmoothingSums(squares: .infinity, logarithms: .infinity)
}
