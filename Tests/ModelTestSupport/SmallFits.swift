import ForecastTestSupport
package import Models
package import TimeSeries
package import Windowing

/// Small positive numbers with a season, a trend and noise: what a forecaster can learn something from.
package func wavySeries(_ rows: Int, seed: UInt64 = 1) -> [Double] {
    var numbers = SplitMix64(seed: seed)
    let season = [0.0, 2, 3, 2, 0, -2, -3, -2]
    return (0..<rows).map { row in
        20 + 0.02 * Double(row) + season[row % season.count] + Double.random(in: -0.5...0.5, using: &numbers)
    }
}

/// Two series of different length and level.
package func wavyPanel() -> Panel { samplePanel(wavySeries(90), wavySeries(75, seed: 2).map { 3 * $0 }) }

/// A plan that trains in a moment: small windows and networks, few epochs.
package func smallPlan(
    inputLength: Int = 6, horizon: Int = 3, hidden: Int = 5, layers: Int = 1,
    scaling: ScalingSpecification = ScalingSpecification(method: .lastValue),
    _ change: (inout TrainingConfiguration) -> Void = { _ in }
) throws -> FitPlan {
    var training = TrainingConfiguration(epochs: 3, batchSize: 16, patience: nil)
    change(&training)
    return FitPlan(
        windows: try WindowShape(inputLength: inputLength, horizon: horizon),
        split: SplitSpecification(validation: .rows(12), test: .rows(12)), seasonLength: 8, scaling: scaling,
        network: NetworkConfiguration(hiddenSize: hidden, layerCount: layers), training: training, seed: 7)
}

/// Every recurrent forecaster of the registry.
package let recurrentForecasters = ForecasterRegistry.standard.all.compactMap { $0 as? RecurrentForecaster }

/// Forecasters of the registry that carry values on, or were trained before, and learn nothing.
private let carrying = ["naive", "seasonal-naive", "drift", "mean", "window-average", "naive2", "pretrained"]

/// Every forecaster of the registry that keeps numbers it learned.
package let learningForecasters = ForecasterRegistry.standard.all.filter { !carrying.contains($0.identifier) }

/// Methods for intermittent demand, whose weights the values of a series that is never zero hardly move.
package let intermittent = ["croston", "sba", "tsb", "adida", "imapa"]

/// Every forecaster of the registry that fits each series by itself.
package let localForecasters = learningForecasters.filter {
    !$0.learnsFromWindows && !($0 is AutoForecaster)
}

/// The forecaster of the registry called so, as `plan` sets it.
package func named(_ identifier: String, _ plan: FitPlan) throws -> any Forecaster {
    try ForecasterRegistry.standard.named(identifier).set(by: plan)
}

/// Fits without an observer.
package func fit(_ forecaster: any Forecaster, _ panel: Panel, _ plan: FitPlan) throws -> any FittedModel {
    try forecaster.fit(panel, plan: plan) { _ in .proceed }
}

/// The residuals of a fit on its validation rows.
package func calibrated(_ model: any FittedModel, _ panel: Panel, _ plan: FitPlan) throws -> ConformalCalibration {
    let split = try ChronologicalSplit(
        panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
    return try ConformalCalibration(
        of: model, panel, split: split, task: plan.task, takesLogarithm: plan.scaling.takesLogarithm)
}
