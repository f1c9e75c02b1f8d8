/// Forecasts what is left of a series without its seasons by another method, and adds the last season of each back.
///
/// The seasons are those of ``MultipleSeasonalTrend``; forecasting with such a decomposition is in Hyndman &
/// Athanasopoulos 2021, "Forecasting: Principles and Practice", 3rd edition, section 5.7. The inner method sees a series
/// without a season.
///
/// A length counts when the rows up to the forecast show it more than twice; without any that does, the inner method has
/// the whole series. Cost: that of the decomposition, and of the inner method.
package struct SeasonallyAdjusted<Inner: SeriesMethod>: SeriesMethod {
    /// Forecasts the adjusted series.
    package var inner: Inner
    /// Lengths of the seasons; nil for the one that the series is said to have.
    package var seasonLengths: [Int]?
    /// How smooth the seasons are.
    package var smoothness = MultipleSeasonalTrend.Smoothness()
    /// Taken of the values before they are decomposed, where all are positive; the forecast is taken back, so that its
    /// point is a median.
    package var transformation = Transformation.none

    /// What is taken of the values.
    package enum Transformation: Sendable, Hashable {
        /// Nothing: seasons of a constant size.
        case none
        /// The logarithm: seasons in proportion to the level.
        case logarithm
        /// `(xᵖ − 1) / p` with the power p, not zero: Box & Cox 1964, "An analysis of transformations".
        case boxCox(power: Double)

        /// p, 0 for the logarithm.
        var power: Double? {
            switch self {
            case .none: nil
            case .logarithm: 0
            case .boxCox(let power): power
            }
        }
    }

    /// Creates the method.
    package init(_ inner: Inner, seasonLengths: [Int]? = nil, transformation: Transformation = .none) {
        (self.inner, self.seasonLengths, self.transformation) = (inner, seasonLengths, transformation)
    }

    package func fit(
        _ values: [Double], seasonLength: Int
    ) throws(SeriesMethodError) -> SeasonallyAdjustedFit<Inner.Fit> {
        guard let largest = values.filter(\.isFinite).map(abs).max() else { throw .tooShort(needed: 1, observed: 0) }
        let positive = values.allSatisfy { !($0 <= 0) }
        let scaling = SeriesScaling(
            largest: largest, smallest: values.reduce(.infinity) { $1 < $0 ? $1 : $0 },
            power: positive ? transformation.power : nil)
        let scaled = values.map(scaling.scaled)
        let adjustment = SeasonalAdjustment(
            scaled, rows: scaled.count, seasonLengths: seasonLengths ?? [seasonLength], smoothness: smoothness)
        return SeasonallyAdjustedFit(
            inner: try inner.fit(adjustment.adjusted(scaled, rows: scaled.count), seasonLength: 1),
            seasonLengths: seasonLengths ?? [seasonLength], smoothness: smoothness, rows: values.count,
            scaling: scaling)
    }
}
