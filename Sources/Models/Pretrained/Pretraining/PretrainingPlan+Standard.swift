package import SyntheticSeries

extension PretrainingPlan {
    /// How the weights in the program were trained.
    ///
    /// All together take about an hour on two cores: a step on hours takes three times as long as one on quarters.
    package static func standard(_ frequency: SamplingFrequency) -> PretrainingPlan {
        let steps =
            switch frequency {
            case .yearly: 36_000
            case .quarterly: 36_000
            case .monthly: 36_000
            case .weekly: 6_000
            case .daily: 16_000
            case .hourly: 40_000
            }
        return PretrainingPlan(frequency, steps: steps)
    }
}
