/// Draws a forecast towards the last value where it hardly leaves it.
///
/// Of a random walk nothing is known but its last value, and a network that weighs it against all else that a series could
/// be is always a little off. Over the first season the medians' distances from the last value, in spreads of their own,
/// say how much the network knows: what is small against ``unsure`` becomes nothing, what is large stays as it is.
struct LastValueShrinkage {
    /// The distance, in spreads, at which half of it stays.
    ///
    /// The most that costs nothing on made-up series of other generators; twice that would halve the loss on walks.
    static let unsure = 0.08

    private let last: Double
    /// The part of each distance that stays.
    private let share: Double

    /// - Parameter answer: Quantiles, `[slots × quantiles]`, of at least a season's slots.
    init(_ answer: [Double], after history: [Double], slots: SeasonSlots) {
        let last = history.last { !$0.isNaN } ?? .nan
        var squares = ObservedMean()
        for slot in 0..<max(4, slots.layout.seasonLag) where !slots.isEmpty(slot) {
            let spread = QuantileLevels.spread(answer, slot: slot)
            let distance = (QuantileLevels.median(answer, slot: slot) - last) / spread
            squares.add(distance * distance)
        }
        let square = squares.value ?? .infinity
        let half = Self.unsure * Self.unsure
        self.last = last
        share = square.isFinite ? square * square / (square * square + half * half) : 1
    }

    /// All quantiles of each step moved as its median is.
    func shrunk(_ answer: [Double]) -> [Double] {
        var shrunk = answer
        for slot in 0..<answer.count / QuantileLevels.all.count {
            let distance = last - QuantileLevels.median(answer, slot: slot)
            QuantileLevels.shift(&shrunk, slot: slot, by: (1 - share) * distance)
        }
        return shrunk
    }
}
