package import SyntheticSeries

extension PretrainingPlan {
    /// How the weights in the program were trained.
    ///
    /// The steps are shared out so that all networks take about as long: a step on hours takes three times as long as one
    /// on quarters.
    package static func standard(_ frequency: SamplingFrequency) -> PretrainingPlan {
        let steps =
            switch frequency {
            case .yearly: 8_000
            case .quarterly: 8_000
            case .monthly: 12_000
            case .weekly: 4_000
            case .daily: 16_000
            case .hourly: 30_000
            }
        return PretrainingPlan(frequency, steps: steps)
    }
}
