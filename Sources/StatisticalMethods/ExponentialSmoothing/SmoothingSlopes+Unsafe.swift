import Numerics

/// What the four columns of ``SmoothingBox`` change in α, β, γ and φ.
struct SmoothingSeeds {
    var alpha = SIMD4<Double>(1, 0, 0, 0)
    var beta = SIMD4<Double>()
    var gamma = SIMD4<Double>()
    var phi = SIMD4<Double>(0, 0, 0, 1)
}

/// Factors of one row: the derivative of what ``SmoothingKernel`` computes, by its inputs.
private struct RowFactors {
    var parameters: SmoothingParameters
    /// Of φb, or bᶲ, by the growth and by φ.
    var dampedByGrowth = 0.0, dampedByPhi = 0.0
    /// ℓ, q, φb (or bᶲ) and the season's state.
    var level = 0.0, grown = 0.0, damped = 0.0, season = 0.0
    /// u, and the same of the season.
    var surprise = 0.0, seasonSurprise = 0.0
    /// y / s² and y / q² where the season is a factor.
    var surpriseBySeason = 0.0, seasonSurpriseByGrown = 0.0
    /// Of the residual and of ln μ, by μ.
    var residualByMean = 0.0, logByMean = 0.0
}

/// Where the slopes of a row are, as the workspace's buffers.
@unsafe
private struct SlopePointers {
    var level: UnsafeMutablePointer<SIMD4<Double>>
    var growth: UnsafeMutablePointer<SIMD4<Double>>
    var season: UnsafeMutablePointer<SIMD4<Double>>
    var row: UnsafeMutablePointer<SIMD4<Double>>
    var logarithm: UnsafeMutablePointer<SIMD4<Double>>
}

extension SmoothingKernel {
    /// Runs the recursion and its derivative.
    ///
    /// Leaves Σ r'r', Σ r r' and Σ μ'/μ in the workspace.
    ///
    /// - Parameters:
    ///   - workspace: `ring`, `stateSlopes` and `ringSlopes` hold the initial states and their derivatives.
    ///   - groups: C, of four columns each; the last is of the smoothing parameters.
    /// - Returns: Σ r².
    static func accumulateSlopes(
        _ workspace: SmoothingWorkspace, groups: Int, level: Double, growth: Double, _ parameters: SmoothingParameters,
        seeds: SmoothingSeeds, isRelative: Bool
    ) -> Double {
        let period = Season.kind == .none ? 1 : workspace.seasonLength
        var (level, growth, place, filled) = (level, growth, 0, 0)
        var squares = 0.0
        workspace.clearSums(groups: groups)
        unsafe workspace.withPointers { ring, ringSlopes, stateSlopes, rows, residuals, logSlope in
            for value in workspace.values {
                var factors = RowFactors(parameters: parameters)
                let season = unsafe Season.kind == .none ? 0 : ring[place]
                let damped = damped(growth, parameters.phi)
                let grown = grown(level, damped)
                let isMissing = value.isNaN
                (factors.level, factors.grown, factors.damped, factors.season) = (level, grown, damped, season)
                setTrendFactors(&factors, growth: growth)
                if isMissing {
                    factors.parameters = SmoothingParameters(alpha: 0, phi: parameters.phi)
                } else {
                    let mean = mean(grown, season)
                    setSurprises(&factors, value: value, mean: mean, isRelative: isRelative)
                    let residual = isRelative ? value / mean - 1 : value - mean
                    unsafe residuals[filled] = residual
                    squares += residual * residual
                }
                let pointers = unsafe SlopePointers(
                    level: stateSlopes, growth: stateSlopes + groups, season: ringSlopes + place * groups,
                    row: rows + filled * groups, logarithm: logSlope)
                for group in 0..<groups - 1 {
                    unsafe move(pointers, group, factors, seeds: nil, isRelative: isRelative)
                }
                unsafe move(pointers, groups - 1, factors, seeds: seeds, isRelative: isRelative)
                if isMissing {
                    pass(&level, &growth, grown: grown, damped: damped)
                } else {
                    var season = season
                    update(&level, &growth, &season, grown: grown, damped: damped, value: value, by: parameters)
                    if Season.kind != .none { unsafe ring[place] = season }
                    filled += 1
                    if filled == SmoothingWorkspace.blockRows {
                        workspace.addBlock(rows: filled, groups: groups)
                        filled = 0
                    }
                }
                if Season.kind != .none {
                    place += 1
                    if place == period { place = 0 }
                }
            }
        }
        workspace.addBlock(rows: filled, groups: groups)
        return squares
    }

    @inline(__always)
    private static func setTrendFactors(_ factors: inout RowFactors, growth: Double) {
        switch Trend.kind {
        case .none: break
        case .additive: (factors.dampedByGrowth, factors.dampedByPhi) = (factors.parameters.phi, growth)
        case .multiplicative:
            let phi = factors.parameters.phi
            factors.dampedByGrowth = phi == 1 ? 1 : phi * factors.damped / growth
            factors.dampedByPhi = phi == 1 ? 0 : factors.damped * ReproducibleMath.log(growth)
        }
    }

    @inline(__always)
    private static func setSurprises(_ factors: inout RowFactors, value: Double, mean: Double, isRelative: Bool) {
        switch Season.kind {
        case .none: factors.surprise = value - factors.grown
        case .additive:
            factors.surprise = value - factors.season - factors.grown
            factors.seasonSurprise = factors.surprise
        case .multiplicative:
            let (adjusted, ratio) = (value / factors.season, value / factors.grown)
            factors.surprise = adjusted - factors.grown
            factors.seasonSurprise = ratio - factors.season
            factors.surpriseBySeason = adjusted / factors.season
            factors.seasonSurpriseByGrown = ratio / factors.grown
        }
        factors.logByMean = isRelative ? 1 / mean : 0
        factors.residualByMean = isRelative ? -value * factors.logByMean * factors.logByMean : -1
    }

    /// Moves a group of columns over a row.
    @inline(__always)
    private static func move(
        _ pointers: SlopePointers, _ group: Int, _ factors: RowFactors, seeds: SmoothingSeeds?, isRelative: Bool
    ) {
        let parameters = factors.parameters
        let level = unsafe pointers.level[group]
        let oldSeason = unsafe Season.kind == .none ? SIMD4<Double>() : pointers.season[group]
        var damped = SIMD4<Double>()
        if Trend.kind != .none {
            damped = unsafe pointers.growth[group] * factors.dampedByGrowth
            if let seeds { damped += seeds.phi * factors.dampedByPhi }
        }
        let grown: SIMD4<Double>
        switch Trend.kind {
        case .none: grown = level
        case .additive: grown = level + damped
        case .multiplicative: grown = level * factors.damped + damped * factors.level
        }
        let mean: SIMD4<Double>
        var surprise: SIMD4<Double>
        switch Season.kind {
        case .none: (mean, surprise) = (grown, -grown)
        case .additive:
            mean = grown + oldSeason
            surprise = -mean
        case .multiplicative:
            mean = grown * factors.season + oldSeason * factors.grown
            surprise = -grown - oldSeason * factors.surpriseBySeason
        }
        unsafe pointers.row[group] = mean * factors.residualByMean
        if isRelative { unsafe pointers.logarithm[group] += mean * factors.logByMean }
        if Season.kind != .none {
            var season = oldSeason
            if Season.kind == .additive {
                season += surprise * parameters.gamma
            } else {
                season -= (grown * factors.seasonSurpriseByGrown + oldSeason) * parameters.gamma
            }
            if let seeds { season += seeds.gamma * factors.seasonSurprise }
            unsafe pointers.season[group] = season
        }
        var newLevel = grown + surprise * parameters.alpha
        if let seeds { newLevel += seeds.alpha * factors.surprise }
        if Trend.kind != .none {
            if Trend.kind == .multiplicative {
                surprise = (surprise - level * (factors.surprise / factors.level)) * (1 / factors.level)
            }
            var growth = damped + surprise * parameters.beta
            if let seeds {
                let share = Trend.kind == .multiplicative ? factors.surprise / factors.level : factors.surprise
                growth += seeds.beta * share
            }
            unsafe pointers.growth[group] = growth
        }
        unsafe pointers.level[group] = newLevel
    }
}

extension SmoothingWorkspace {
    /// Sets the sums to zero.
    func clearSums(groups: Int) {
        for place in 0..<groups {
            gradient[place] = SIMD4()
            logSlope[place] = SIMD4()
        }
        for place in 0..<4 * groups * groups { curvature[place] = SIMD4() }
    }

    /// Lends out the buffers of a run over the rows.
    @inline(__always)
    fileprivate func withPointers(
        _ body: (
            UnsafeMutablePointer<Double>, UnsafeMutablePointer<SIMD4<Double>>, UnsafeMutablePointer<SIMD4<Double>>,
            UnsafeMutablePointer<SIMD4<Double>>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<SIMD4<Double>>
        ) -> Void
    ) {
        unsafe body(ring.base, ringSlopes.base, stateSlopes.base, rows.base, residuals.base, logSlope.base)
    }

    /// Adds the products of the slopes of a block of rows: Σ r'r' of each pair of groups, and Σ r r'.
    func addBlock(rows count: Int, groups: Int) {
        unsafe Self.addGradient(
            rows: rows.base, residuals: residuals.base, count: count, groups: groups, gradient: gradient.base)
        unsafe Self.addCurvature(
            rows: rows.base, count: count, groups: groups, curvature: curvature.base)
    }

    private static func addGradient(
        rows: UnsafePointer<SIMD4<Double>>, residuals: UnsafePointer<Double>, count: Int, groups: Int,
        gradient: UnsafeMutablePointer<SIMD4<Double>>
    ) {
        for group in 0..<groups {
            var sum = unsafe gradient[group]
            for row in 0..<count { unsafe sum += rows[row * groups + group] * residuals[row] }
            unsafe gradient[group] = sum
        }
    }

    private static func addCurvature(
        rows: UnsafePointer<SIMD4<Double>>, count: Int, groups: Int, curvature: UnsafeMutablePointer<SIMD4<Double>>
    ) {
        for first in 0..<groups {
            for second in first..<groups {
                var (a, b, c, d) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
                for row in 0..<count {
                    let left = unsafe rows[row * groups + first]
                    let right = unsafe rows[row * groups + second]
                    a += right * left.x
                    b += right * left.y
                    c += right * left.z
                    d += right * left.w
                }
                let target = unsafe curvature + first * 4 * groups + second
                unsafe target[0] += a
                unsafe target[groups] += b
                unsafe target[2 * groups] += c
                unsafe target[3 * groups] += d
            }
        }
    }
}
