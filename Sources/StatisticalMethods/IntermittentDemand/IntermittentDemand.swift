/// Forecasts of demand that is zero in most rows, such as that for spare parts: one level for every step.
///
/// Missing rows are left out as if they had not been. A series of zeros is forecast as zeros. The forms agree with
/// statsforecast 2.1.1, which is where the ranges of the weights come from.
///
/// Cost: fitting passes over N rows about 45 times, ``Form/multipleAggregation`` times the logarithm of its levels.
package struct IntermittentDemand: SeriesMethod {
    /// What is smoothed, and how the forecast follows from it; z is the size of a demand, p the rows between two.
    package enum Form: String, Sendable, Codable, CaseIterable {
        /// `z / p`, both smoothed with weight 0.1 where there is demand: Croston 1972, "Forecasting and stock control
        /// for intermittent demands", Operational Research Quarterly 23.
        case croston
        /// The same, each with the weight in 0.1...0.3 that had the least squared errors one demand ahead.
        case optimizedCroston = "croston-optimized"
        /// `0.95 z / p`, as the plain quotient is too high on average: Syntetos & Boylan 2005, "The accuracy of
        /// intermittent demand estimates", International Journal of Forecasting 21.
        case syntetosBoylan = "sba"
        /// `z · d` with d the probability of demand in a row, smoothed in every row, so that the forecast falls while
        /// there is no demand: Teunter, Syntetos & Babai 2011, "Intermittent demand: linking forecasting to inventory
        /// obsolescence", European Journal of Operational Research 214.
        case teunterSyntetosBabai = "tsb"
        /// Sums over as many rows as lie between two demands on average, smoothed, and shared out evenly:
        /// Nikolopoulos et al. 2011, "An aggregate-disaggregate intermittent demand approach (ADIDA) to forecasting",
        /// Journal of the Operational Research Society 62.
        case aggregateDisaggregate = "adida"
        /// The mean of such forecasts from sums over 1, 2, … rows up to that number: Petropoulos & Kourentzes 2015,
        /// "Forecast combinations for intermittent demand", Journal of the Operational Research Society 66.
        case multipleAggregation = "imapa"
    }

    /// Which of them.
    package var form: Form
    /// Weight of the newest size in the smoothed one, for ``Form/teunterSyntetosBabai`` alone; in 0...1.
    package var sizeWeight: Double
    /// Weight of the newest row in the smoothed probability of demand, for that form alone; in 0...1.
    package var probabilityWeight: Double

    /// Creates the method.
    ///
    /// - Precondition: Both weights are in 0...1. The defaults are those of statsforecast's examples.
    package init(_ form: Form, sizeWeight: Double = 0.2, probabilityWeight: Double = 0.2) {
        precondition((0...1).contains(sizeWeight) && (0...1).contains(probabilityWeight), "weights are shares")
        (self.form, self.sizeWeight, self.probabilityWeight) = (form, sizeWeight, probabilityWeight)
    }

    /// Learns the weights, and how many rows to sum.
    ///
    /// - Throws: ``SeriesMethodError/negative`` when a value is below zero.
    package func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> IntermittentDemandFit {
        let observed = values.filter(\.isFinite)
        guard let largest = observed.max() else { throw .tooShort(needed: 1, observed: 0) }
        guard !observed.contains(where: { $0 < 0 }) else { throw .negative }
        guard largest > 0 else { return IntermittentDemandFit(form: form, weights: []) }
        switch form {
        case .croston, .syntetosBoylan:
            return IntermittentDemandFit(form: form, weights: [0.1, 0.1])
        case .teunterSyntetosBabai:
            return IntermittentDemandFit(form: form, weights: [sizeWeight, probabilityWeight])
        case .optimizedCroston:
            let demands = DemandSizes(observed)
            return IntermittentDemandFit(
                form: form,
                weights: [DemandSmoothing.bestWeight(demands.sizes), DemandSmoothing.bestWeight(demands.intervals)])
        case .aggregateDisaggregate:
            let level = DemandSizes(observed).meanInterval
            return IntermittentDemandFit(
                form: form, weights: Self.weights(observed, levels: level...level), levels: [level, level])
        case .multipleAggregation:
            let levels = 1...min(DemandSizes(observed).meanInterval, IntermittentDemandFit.mostLevels)
            return IntermittentDemandFit(
                form: form, weights: Self.weights(observed, levels: levels), levels: [1, levels.upperBound])
        }
    }

    /// The best weight for the sums of each number of rows.
    private static func weights(_ observed: [Double], levels: ClosedRange<Int>) -> [Double] {
        let sums = DemandSums(observed[...])
        return levels.map { DemandSmoothing.bestWeight(sums.means(of: $0, atMost: .max)) }
    }
}
