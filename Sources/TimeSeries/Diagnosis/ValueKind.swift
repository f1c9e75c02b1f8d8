/// What kind of numbers a series holds, as far as its values tell.
public struct ValueKind: Sendable, Hashable {
    /// Whether all are whole numbers.
    public var isWhole: Bool
    /// Whether none is below zero.
    public var isNeverNegative: Bool
    /// Whether some are zero.
    public var hasZeros: Bool
    /// Whether they never fall and often rise, as a running total does.
    public var isRunningTotal: Bool

    /// The fewest values that can show a running total: of so many that rise or fall like the toss of a coin, one series in
    /// five hundred thousand never falls.
    private static let fewestOfTotal = 20

    /// Looks at the observed ones of `values`; nil when there is none.
    public init?(_ values: [Double]) {
        let observed = values.filter { !$0.isNaN }
        guard let least = observed.min() else { return nil }
        isWhole = observed.allSatisfy { $0 == $0.rounded() }
        isNeverNegative = least >= 0
        hasZeros = observed.contains(0)
        let pairs = zip(observed.dropFirst(), observed)
        isRunningTotal =
            isNeverNegative && observed.count >= Self.fewestOfTotal && pairs.allSatisfy { $0 >= $1 }
            && pairs.count(where: { $0 > $1 }) * 2 >= observed.count
    }

    /// Whether they are counts: whole numbers from zero up.
    public var isCounts: Bool { isWhole && isNeverNegative }
}
