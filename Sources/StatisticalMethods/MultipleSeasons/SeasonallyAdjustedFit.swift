/// What ``SeasonallyAdjusted`` learned from one series.
///
/// The seasons are not kept but computed again from the rows before the forecast. To bound the cost not at every origin:
/// at the number of rows learned from, and from there at steps of an eighth of the rows, up and down. From such a row to
/// the origin the last season of each length goes on, so that it is never older than an eighth of the history.
package struct SeasonallyAdjustedFit<Inner: SeriesFit>: SeriesFit {
    /// What the inner method learned from the adjusted values.
    package let inner: Inner
    /// Lengths of the seasons asked for.
    package let seasonLengths: [Int]
    let smoothness: MultipleSeasonalTrend.Smoothness
    let rows: Int
    let scaling: SeriesScaling

    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        let scaled = values.map(scaling.scaled)
        let anchors = Self.anchors(origins, rows: rows)
        var forecasts: [SeriesForecast] = []
        var first = 0
        while first < origins.count {
            let last = anchors[first...].firstIndex { $0 != anchors[first] } ?? origins.count
            forecasts += group(
                scaled, anchor: anchors[first], origins: Array(origins[first..<last]), horizon: horizon, probabilities)
            first = last
        }
        return forecasts
    }

    /// The forecasts of origins that share the rows decomposed.
    private func group(
        _ scaled: [Double], anchor: Int, origins: [Int], horizon: Int, _ probabilities: [Double]
    ) -> [SeriesForecast] {
        let adjustment = SeasonalAdjustment(
            scaled, rows: anchor, seasonLengths: seasonLengths, smoothness: smoothness)
        let adjusted = adjustment.adjusted(scaled, rows: origins.last ?? anchor)
        let rest = inner.forecasts(adjusted, origins: origins, horizon: horizon, probabilities: probabilities)
        return zip(origins, rest).map { origin, forecast in
            func whole(_ path: [Double]) -> [Double] {
                path.indices.map { step in
                    let value = path[step].isFinite ? path[step] : 0
                    return scaling.unscaled(value + adjustment.season(at: origin + step))
                }
            }
            return SeriesForecast(point: whole(forecast.point), quantiles: forecast.quantiles.map(whole))
        }
    }

    /// For each origin the rows that are decomposed for it.
    static func anchors(_ origins: [Int], rows: Int) -> [Int] {
        origins.map { origin in
            var anchor = rows
            while anchor > origin { anchor = min(anchor - 1, anchor * 8 / 9) }
            while true {
                let next = anchor + max(1, anchor / 8)
                guard next <= origin, anchor >= rows else { break }
                anchor = next
            }
            return anchor
        }
    }
}
