/// What ``IntermittentDemand`` learned from one series.
package struct IntermittentDemandFit: SeriesFit {
    /// How the forecast is made.
    package let form: IntermittentDemand.Form
    /// Weights of the newest value: of size and interval, of size and probability, or one for each number of rows summed;
    /// empty when there was no demand.
    package let weights: [Double]
    /// The least and the most rows that are summed; empty in forms that sum none.
    package let levels: [Int]

    init(form: IntermittentDemand.Form, weights: [Double], levels: [Int] = []) {
        (self.form, self.weights, self.levels) = (form, weights, levels)
    }

    /// Most numbers of rows summed, so that a single demand in a long series does not ask for thousands: a year of days.
    static let mostLevels = 366
    /// Sums that are looked back on from an origin: older ones have a weight below 0.9⁴⁰⁰ = 5e-19 at the least weight.
    private static let mostSums = 400

    /// Values below zero after the rows learned from count as no demand.
    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        let levels = levels.isEmpty ? smoothed(values, origins) : aggregated(values, origins)
        return levels.map { SeriesForecast(point: [Double](repeating: $0, count: horizon)) }
    }

    /// Croston's forms and TSB: one pass over the rows.
    private func smoothed(_ values: [Double], _ origins: [Int]) -> [Double] {
        guard weights.count == 2 else { return origins.map { _ in 0 } }
        var state = State()
        var row = 0
        return origins.map { origin in
            while row < min(origin, values.count) {
                if values[row].isFinite { state.add(values[row], weights) }
                row += 1
            }
            return level(state)
        }
    }

    private func level(_ state: State) -> Double {
        guard let size = state.size, let interval = state.interval, let probability = state.probability else {
            return 0
        }
        switch form {
        case .teunterSyntetosBabai: return size * probability
        case .syntetosBoylan: return 0.95 * (size / interval)
        default: return size / interval
        }
    }

    /// Smoothed quantities, nil before the first of each.
    private struct State {
        var size: Double?
        var interval: Double?
        var probability: Double?
        private var rowsSinceDemand = 0.0

        mutating func add(_ value: Double, _ weights: [Double]) {
            let isDemand = value > 0
            rowsSinceDemand += 1
            probability = Self.smoothed(probability, isDemand ? 1 : 0, weights[1])
            guard isDemand else { return }
            size = Self.smoothed(size, value, weights[0])
            interval = Self.smoothed(interval, rowsSinceDemand, weights[1])
            rowsSinceDemand = 0
        }

        private static func smoothed(_ level: Double?, _ value: Double, _ weight: Double) -> Double {
            level.map { weight * value + (1 - weight) * $0 } ?? value
        }
    }

    /// ADIDA and IMAPA: the sums that end at the origin.
    private func aggregated(_ values: [Double], _ origins: [Int]) -> [Double] {
        let least = levels.first ?? 1
        let most = max(least, levels.last ?? least)
        guard least >= 1, weights.count == most - least + 1 else { return origins.map { _ in 0 } }
        let observed = values.indices.filter { values[$0].isFinite }
        let demand = observed.map { max(0, values[$0]) }
        var known = 0
        return origins.map { origin in
            while known < observed.count, observed[known] < origin { known += 1 }
            let (rows, overflow) = most.multipliedReportingOverflow(by: Self.mostSums)
            let sums = DemandSums(demand[(overflow ? 0 : max(0, known - rows))..<known])
            var total = 0.0
            for (place, weight) in weights.enumerated() {
                let means = sums.means(of: least + place, atMost: Self.mostSums)
                total += (DemandSmoothing.level(means, weight: weight) ?? 0) / Double(weights.count)
            }
            return total
        }
    }
}
