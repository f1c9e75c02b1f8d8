import ForecastTestSupport
import Models
package import TimeSeries
import Windowing

/// Numbers from -1 to 1, the same for the same seed.
package func noise(_ count: Int, seed: UInt64) -> [Double] {
    var numbers = SplitMix64(seed: seed)
    return (0..<count).map { _ in Double.random(in: -1...1, using: &numbers) }
}

/// Two daily series with a number and a category known up to the cutoff, a number known ahead, and two statics.
package func covariatePanel(rows: Int = 90) -> Panel {
    let series = (0..<2).map { place in
        let values = wavySeries(rows, seed: UInt64(place) + 1).map { $0 * Double(1 + 2 * place) }
        let past = noise(rows, seed: 11 + UInt64(place)).map { 5 + 2 * $0 }
        let sky = noise(rows, seed: 21 + UInt64(place)).map { $0 < -0.3 ? 0.0 : $0 < 0.3 ? 1 : 2 }
        let ahead = noise(rows, seed: 31 + UInt64(place)).map { 100 * $0 }
        return dailySeries(
            values, id: "series \(place)", covariates: [past, sky, ahead], statics: [Double(place), 3 + Double(place)])
    }
    return dailyPanel(
        series,
        covariates: [
            Covariate(name: "load", role: .past),
            Covariate(name: "sky", role: .past, categories: ["sun", "rain", "snow"]),
            Covariate(name: "price", role: .future),
        ],
        statics: [
            Covariate(name: "shop", role: .static, categories: ["old", "new"]),
            Covariate(name: "size", role: .static),
        ])
}

/// The small plan with a calendar.
package func covariatePlan(_ change: (inout FitPlan) -> Void = { _ in }) throws -> FitPlan {
    var plan = try smallPlan()
    plan.features.calendar = CalendarFeatures(fields: [.weekday, .month])
    change(&plan)
    return plan
}
