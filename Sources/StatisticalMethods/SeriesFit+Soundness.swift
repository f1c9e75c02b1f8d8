// What a fit read from a file must be before a forecast is made of it: sizes that are sizes, and as many numbers as they say.
// The reader of a file has already made sure that every number is finite.

/// The longest season, lag or stretch of rows that a fit may hold: what can be asked for.
private let longest = 1 << 20

extension Int {
    /// Whether it is from 1 to as much as can be asked for.
    fileprivate var isLength: Bool { (1...longest).contains(self) }
}

extension SeasonalARIMAFit {
    package var isSound: Bool {
        let counts = [
            (order.autoregressive, autoregressive), (order.seasonalAutoregressive, seasonalAutoregressive),
            (order.movingAverage, movingAverage), (order.seasonalMovingAverage, seasonalMovingAverage),
        ]
        // Sizes are multiplied only after they have turned out to be small.
        guard order.seasonLength.isLength, counts.allSatisfy({ (0...10).contains($0) && $1.count == $0 }) else {
            return false
        }
        let states = order.seasonLength * max(order.seasonalAutoregressive, order.seasonalMovingAverage)
        return states <= 100_000
            && (0...3).contains(order.differences) && (0...3).contains(order.seasonalDifferences)
            && errorDeviation >= 0 && regressorCoefficients.count <= 10_000
    }
}

extension ComplexSmoothingFit {
    package var isSound: Bool {
        let seasons = seasonality == .none ? 0 : seasonLength
        let potentials = seasonality == .simple || seasonality == .full ? seasonLength : 0
        return seasonLength.isLength && parameters.count == seasonality.parameterCount && scale.isSound
            && states.seasonal.count == seasons && states.seasonalPotential.count == potentials && deviation >= 0
    }
}

extension ExponentialSmoothingFit {
    package var isSound: Bool {
        (form.season == .none ? season.isEmpty : (2...ExponentialSmoothing.longestSeason).contains(season.count))
            && (growth == nil) == (form.trend == .none) && standardDeviation >= 0
    }
}

extension IntermittentDemandFit {
    package var isSound: Bool {
        guard weights.allSatisfy({ (0...1).contains($0) }) else { return false }
        if levels.isEmpty { return weights.isEmpty || weights.count == 2 }
        guard levels.count == 2, levels[0] <= levels[1], levels.allSatisfy(\.isLength) else { return false }
        return weights.count == levels[1] - levels[0] + 1
    }
}

extension LaggedRegression {
    /// Whether lags rise from 1 and each but the first has its coefficient.
    fileprivate var isSound: Bool {
        guard !blocks.isEmpty, blocks.count.isMultiple(of: 2), blocks[0] == 1, blocks.allSatisfy(\.isLength),
            zip(blocks, blocks.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return false }
        return coefficients.count <= 10_000 && deviation >= 0 && lags.count == coefficients.count
    }
}

extension LevelShapeFit {
    package var isSound: Bool {
        season.isLength && scaling.isSound
            && parts.allSatisfy { part in
                let form = part.form
                return form.period.isLength && form.cycles.isLength && form.block.isLength
                    && (0...10_000).contains(form.lags) && form.cycles <= longest / form.period
                    && form.lags + 3 <= longest / form.block && part.weight > 0 && part.regression.isSound
            }
    }
}

extension AutoregressiveRidgeFit {
    package var isSound: Bool { season.isLength && regression.isSound && scaling.isSound }
}

extension SeasonallyAdjustedFit {
    package var isSound: Bool {
        rows.isLength && seasonLengths.count <= 100 && seasonLengths.allSatisfy(\.isLength) && scaling.isSound
            && smoothness == MultipleSeasonalTrend.Smoothness() && inner.isSound
    }
}

extension ThetaFit {
    package var isSound: Bool {
        let indices = season?.indices ?? [1]
        return line.count == 2 && indices.count.isLength && deviation >= 0 && scale.isSound
            && (season?.form != .multiplicative || indices.allSatisfy { $0 > 0 })
    }
}

extension SeriesScale {
    /// Whether values can be divided by it.
    fileprivate var isSound: Bool { unit > 0 }
}

extension SeriesScaling {
    /// Whether values can be divided by the unit, and those at or below zero stand for a positive one where there is a power.
    fileprivate var isSound: Bool { unit > 0 && (power == nil || floor > 0) }
}
