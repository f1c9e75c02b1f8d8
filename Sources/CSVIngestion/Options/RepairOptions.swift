public import TimeSeries

/// What is done about gaps, repeated and misplaced rows, and to which step rows are brought together.
///
/// Whatever is nil is as its type's `standard` says: gaps and empty cells stay missing, and rows that repeat a time or are
/// out of order are refused.
public struct RepairOptions: Sendable, Hashable, Codable {
    /// What times of the grid without a row become.
    public var gaps: HoleFilling?
    /// What cells without a value become.
    public var fill: HoleFilling?
    /// Which of several rows of one time is kept.
    public var duplicates: DuplicateChoice?
    /// What is done about rows that are not in the order of time.
    public var unsorted: OrderChoice?
    /// The coarser step to which rows are brought together; nil to leave them as they are.
    public var every: FrequencyRequest?
    /// How the target's rows of one coarser step become one.
    public var aggregate: Aggregation?
    /// For columns by name how their rows become one: covariates, or the target; the mean of other covariates, and of
    /// categories the last.
    public var aggregates: [String: Aggregation]?

    /// Creates options that repair nothing.
    public init() {}

    /// These options, and where they say nothing, those of `others`.
    package func completed(by others: RepairOptions) -> RepairOptions {
        var options = self
        options.gaps = gaps ?? others.gaps
        options.fill = fill ?? others.fill
        options.duplicates = duplicates ?? others.duplicates
        options.unsorted = unsorted ?? others.unsorted
        options.every = every ?? others.every
        options.aggregate = aggregate ?? others.aggregate
        if let own = aggregates, let others = others.aggregates {
            options.aggregates = others.merging(own) { _, own in own }
        } else {
            options.aggregates = aggregates ?? others.aggregates
        }
        return options
    }
}

/// What becomes of a hole in a series: a time without a row, or a cell without a value.
///
/// Only holes between the first and the last value of a series are filled. Zeros are data: whoever asks for them says
/// that nothing happened there. What is carried on or drawn is never scored as if it had happened.
public enum HoleFilling: String, Sendable, Hashable, Codable, CaseIterable {
    /// Stays missing: losses and scores leave it out, and a network sees the last value before it.
    case leave
    /// Stays missing as with ``leave``, but once the hole is over, later windows see a straight line across it: a line needs
    /// the value after the hole, which is not known before.
    case interpolate
    /// The last value before it.
    case forward
    /// Zero, as for sales of which there were none: it is learned from and scored.
    case zero
    /// The file is refused.
    case error

    /// What is done unless said.
    public static let standard = HoleFilling.leave
}

/// Which of several rows of one series and time is kept.
public enum DuplicateChoice: String, Sendable, Hashable, Codable, CaseIterable {
    /// The one that comes first in the file.
    case first
    /// The one that comes last in the file.
    case last
    /// One row of the mean of their values; missing ones do not count.
    case mean
    /// One row of the sum of their values; missing ones do not count.
    case sum
    /// The file is refused.
    case error

    /// What is done unless said.
    public static let standard = DuplicateChoice.error
}

/// What is done about rows that are not in the order of time.
public enum OrderChoice: String, Sendable, Hashable, Codable, CaseIterable {
    /// They are sorted.
    case sort
    /// The file is refused.
    case error

    /// What is done unless said.
    public static let standard = OrderChoice.error
}

/// How several values become one; missing ones do not count, and of none but missing ones the result is missing.
///
/// Where it is known how many rows a step has, the sum of a step that lacks some is missing, too.
public enum Aggregation: String, Sendable, Hashable, Codable, CaseIterable {
    /// Their mean.
    case mean
    /// Their sum.
    case sum
    /// The earliest.
    case first
    /// The latest.
    case last
    /// The least.
    case min
    /// The greatest.
    case max
    /// The middle one, or the mean of the two in the middle.
    case median

    /// What is done unless said.
    public static let standard = Aggregation.mean

    /// One value of the observed ones among `values`; `values` is emptied of missing ones and may be put in order.
    func combine(_ values: inout [Double]) -> Double {
        values.removeAll(where: \.isNaN)
        guard let first = values.first, let last = values.last else { return .nan }
        switch self {
        case .mean: return values.reduce(0, +) / Double(values.count)
        case .sum: return values.reduce(0, +)
        case .first: return first
        case .last: return last
        case .min: return values.reduce(first, Swift.min)
        case .max: return values.reduce(first, Swift.max)
        case .median:
            values.sort()
            let (low, high) = (values[(values.count - 1) / 2], values[values.count / 2])
            return low == high ? low : low / 2 + high / 2
        }
    }
}
