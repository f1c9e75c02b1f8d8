import NeuralLayers
import TimeSeries
import Windowing

/// What is done to series before a model of windows sees them: each is scaled by its training rows and, where the rows
/// repeat, freed of its cycle.
struct FrontEnd: Sendable {
    var scaling: ScalingSpecification
    /// Rows of a cycle that is subtracted; nil for none.
    var cycleLength: Int?

    /// Each series scaled and filled up to the end of its validation rows; nothing is learned from these.
    ///
    /// - Throws: ``WindowingError`` for what cannot be scaled.
    func scaled(_ panel: Panel, _ split: ChronologicalSplit) throws(WindowingError) -> [ScaledSeries] {
        var scaled: [ScaledSeries] = []
        for (series, rows) in zip(panel.series, split.series) {
            var map = try SeriesScaling(fitting: series, rows: rows.training, specification: scaling)
            if let cycleLength {
                map = try map.learningCycle(
                    of: series, rows: rows.training, length: cycleLength, frequency: panel.frequency)
            }
            scaled.append(try ScaledSeries(series, scaling: map, end: rows.validation.upperBound))
        }
        return scaled
    }

    /// The rows of a cycle that may be tried: those of the season, where the place in it can be told.
    static func possibleCycle(of panel: Panel, _ task: ForecastTask) -> Int? {
        guard let season = task.seasonLength, season > 1, SeriesCycle.isDefined(on: panel) else { return nil }
        return season
    }

    /// The cycle that a network is to see series without: the one asked for or, where the rows are to tell, that with which a
    /// linear regression from the same windows is closer on the validation rows than without.
    static func cycle(
        _ choice: CycleChoice, _ panel: Panel, _ split: ChronologicalSplit, _ task: ForecastTask,
        _ scaling: ScalingSpecification, kernels: Kernels
    ) throws -> Int? {
        guard choice != .off, let length = possibleCycle(of: panel, task) else { return nil }
        if choice == .on { return length }
        let errors = try [nil, length].map { length in
            let front = FrontEnd(
                scaling: ScalingSpecification(method: .lastValue, takesLogarithm: scaling.takesLogarithm),
                cycleLength: length)
            return try error(front.scaled(panel, split), split, task, kernels: kernels)
        }
        return errors[1] < errors[0] ? length : nil
    }

    /// The least validation error of a regression whose weights all series share; infinite where there is none.
    private static func error(
        _ series: [ScaledSeries], _ split: ChronologicalSplit, _ task: ForecastTask, kernels: Kernels
    ) throws -> Double {
        do {
            let moments = try [Partition.training, .validation].map { partition in
                try PanelMoments(
                    series, of: split, partition: partition, shape: task.windows, keepsSeries: false, kernels: kernels
                )
            }
            return RidgePart.penalties.reduce(.infinity) { least, penalty in
                let part = RidgePart(reverts: false, penalty: penalty)
                guard let weights = part.weights(moments[0], kernels: kernels) else { return least }
                return min(least, moments[1].all.meanSquaredError(weights[0], kernels: kernels))
            }
        } catch is RidgeError {
            return .infinity
        }
    }
}

/// Whether a cycle is subtracted from what a network sees.
public enum CycleChoice: String, Sendable, Hashable, Codable, CaseIterable {
    /// Where the validation rows say that it helps.
    case automatic = "auto"
    /// Never.
    case off
    /// Wherever there is a season.
    case on
}
