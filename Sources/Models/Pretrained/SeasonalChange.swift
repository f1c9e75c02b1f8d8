import Numerics
import TimeSeries

/// What a series gains from one season to the next, and goes on to gain where nothing else is known of it.
///
/// Each season gains nine tenths of what the one before did, as in a damped trend (Gardner & McKenzie 1985): over many
/// seasons few trends last.
struct SeasonalChange {
    private static let damping = 0.9

    /// The median difference of the last season's values to those a season before; 0 where there are none.
    private let change: Double
    private let period: Int

    init(_ values: [Double], period: Int) {
        self.period = period
        let first = max(period, values.count - period)
        let differences = stride(from: first, to: values.count, by: 1)
            .map { values[$0] - values[$0 - period] }.filter { !$0.isNaN }
        change = RobustStatistics.median(differences) ?? 0
    }

    /// What is gained from one slot to a later one, both counted from the first after the values.
    func rise(from earlier: Int, to later: Int) -> Double { level(later) - level(earlier) }

    private func level(_ slot: Int) -> Double {
        let seasons = Double(slot + 1) / Double(period)
        // The integral of 0.9 to the number of seasons; before the end of the values the change is whole.
        let gained =
            seasons <= 0
            ? seasons
            : (1 - ReproducibleMath.exp(ReproducibleMath.log(Self.damping) * seasons))
                / -ReproducibleMath.log(Self.damping)
        return change * gained
    }
}
