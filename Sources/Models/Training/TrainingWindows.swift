import TimeSeries
import Windowing

/// The scaled series of a fit, with the windows to learn from and those that choose the epoch.
///
/// Rows held out for the test are not read: the series end where validation does.
struct TrainingWindows: Sendable {
    /// Each series scaled and filled up to the end of its validation rows.
    let series: [ScaledSeries]
    /// How covariates and calendar become numbers; nil for the target alone.
    let map: FeatureMap?
    /// The features of each series; empty for the target alone.
    let features: [FeatureSeries]
    /// Windows whose targets are training rows.
    let training: SlidingWindows
    /// Windows whose targets are validation rows.
    let validation: SlidingWindows
    /// Whether some target is missing, so that the loss must look for it.
    let hasMissingTargets: Bool
    /// Whether the network learns a vector for each series.
    let embedsSeries: Bool

    /// Fits the scalers on the training rows of `panel`, scales and cuts it.
    ///
    /// - Throws: ``WindowingError``, ``FeatureError``.
    ///
    /// - Parameters:
    ///   - cycleLength: Rows of a cycle that is subtracted; nil for none.
    ///   - embedsSeries: Whether a network learns a vector for each series.
    init(
        _ panel: Panel, split: ChronologicalSplit, task: ForecastTask, scaling: ScalingSpecification,
        cycleLength: Int? = nil, embedsSeries: Bool = false
    ) throws {
        let frontEnd = FrontEnd(scaling: scaling, cycleLength: cycleLength)
        let scaled = try frontEnd.scaled(panel, split)
        series = scaled
        let map = try FeatureMap(fitting: panel, rows: split.rows(.training), plan: task.features)
        self.map = map
        features =
            map.map { map in
                zip(panel.series, split.series).enumerated().map { place, one in
                    let end = one.1.validation.upperBound
                    return FeatureSeries(one.0, place: place, map: map, rows: 0..<end, aheadEnd: end)
                }
            } ?? []
        self.embedsSeries = embedsSeries
        training = SlidingWindows(panel, partition: .training, of: split, shape: task.windows)
        validation = SlidingWindows(panel, partition: .validation, of: split, shape: task.windows)
        hasMissingTargets = scaled.contains { series in
            series.targets[(series.firstObservedRow ?? 0)...].contains(where: \.isNaN)
        }
    }

    /// How many of the windows' targets are observed.
    func observedTargets(_ windows: SlidingWindows, _ order: ArraySlice<Int>) -> Int {
        guard hasMissingTargets else { return order.count * windows.shape.horizon }
        var count = 0
        for position in order {
            let window = windows[position]
            for row in window.targets where !series[window.series].targets[row].isNaN { count += 1 }
        }
        return count
    }
}
