/// A series as level times shape: the profile of its last seasons, carried by a regression of their level.
///
/// After Honda 2026, "Don't learn the shape: forecasting periodic time series by rank-1 decomposition" (arXiv:2605.07222),
/// which folds a series into a matrix of seasons, keeps the mean profile of the last two as it is, and learns how the level
/// goes on by a ridge regression. Here several forms are averaged, see ``LevelShapeForm``: levels of a season, half of one
/// and a quarter, as a level of a whole season is half a season old, and shapes of the last two and five seasons. Where
/// all values are positive, level and shape are those of the logarithm.
///
/// Each form is tried on up to four seasons before the last row, from the rows before each alone, and counts with the fourth
/// power of how much less its absolute errors are than those of the last season repeated. When their weighted mean is no
/// better than that, the last season is repeated. Without a season, as in a series that is shorter, there is no shape, and
/// the last value takes its place.
///
/// Cost: about 60 passes over the rows.
package struct LevelShape: SeriesMethod {
    /// Lengths of a longer season, of which the shape of the first that the series shows three times is tried as well.
    ///
    /// Nil for seven seasons where a season has 24, 48, 96, … rows, as days make a week.
    package var longerSeasons: [Int]?

    /// Creates the method.
    package init(longerSeasons: [Int]? = nil) { self.longerSeasons = longerSeasons }

    package func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> LevelShapeFit {
        let observed = values.filter(\.isFinite)
        guard let largest = observed.map(abs).max(), let smallest = observed.min() else {
            throw .tooShort(needed: 1, observed: 0)
        }
        let season = seasonLength <= values.count ? max(1, seasonLength) : 1
        let scaling = SeriesScaling.inProportion(largest: largest, smallest: smallest)
        let series = BridgedSeries(values, scaling: scaling, seasonLength: season)
        let forms = forms(rows: series.values.count, season: season)
        let weights = LevelShapeTrial(series, season: season).weights(forms)
        var parts: [LevelShapeFit.Part] = []
        for (form, weight) in zip(forms, weights) where weight > 0 {
            let regression = form.regression(series.values, series.values.count, isObserved: series.isObserved)
            parts.append(LevelShapeFit.Part(form: form, weight: weight, regression: regression))
        }
        return LevelShapeFit(season: season, parts: parts, scaling: scaling)
    }

    /// The forms that `rows` rows are enough for.
    func forms(rows: Int, season: Int) -> [LevelShapeForm] {
        let (half, quarter) = (max(1, (season + 1) / 2), max(1, (season + 2) / 4))
        var forms = [
            LevelShapeForm(period: season, cycles: 5, block: quarter, lags: 2),
            LevelShapeForm(period: season, cycles: 5, block: half, lags: 2),
            LevelShapeForm(period: season, cycles: 2, block: season, lags: 2),
            LevelShapeForm(period: season, cycles: 2, block: half, lags: 2),
            LevelShapeForm(period: season, cycles: 5, block: quarter, lags: 1),
            LevelShapeForm(period: season, cycles: 5, block: quarter, lags: 4),
        ]
        if season == 1 { forms = [1, 2, 4].map { LevelShapeForm(period: 1, cycles: 1, block: 1, lags: $0) } }
        let longer = longerSeasons ?? (season.isMultiple(of: 24) ? [7 * season] : [])
        if let longer = longer.first(where: { $0 > season && $0 <= rows / 3 }) {
            for block in [season, half, quarter] {
                forms.append(LevelShapeForm(period: longer, cycles: 5, block: block, lags: 2))
            }
        }
        var different: [LevelShapeForm] = []
        for form in forms where form.fewestRows <= rows && !different.contains(form) { different.append(form) }
        return different
    }
}
