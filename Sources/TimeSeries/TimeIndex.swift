/// The timestamps of a series, strictly increasing, with the form they are written in.
public struct TimeIndex: Sendable, Equatable {
    /// Strictly increasing, shape `[N]`.
    public let timestamps: [Timestamp]
    /// How the file writes them.
    public let format: TimestampFormat

    /// Creates an index.
    ///
    /// - Precondition: `timestamps` increase strictly.
    public init(timestamps: [Timestamp], format: TimestampFormat) {
        let increases = zip(timestamps, timestamps.dropFirst()).allSatisfy(<)
        precondition(increases, "timestamps increase strictly")
        self.timestamps = timestamps
        self.format = format
    }

    /// Creates an index from timestamps that are known to increase.
    package init(increasing timestamps: [Timestamp], format: TimestampFormat) {
        self.timestamps = timestamps
        self.format = format
    }

    /// The number of rows.
    public var count: Int { timestamps.count }

    /// The timestamp of a row.
    public subscript(row: Int) -> Timestamp { timestamps[row] }

    /// The rows in `range`, as an index of its own.
    public func rows(_ range: Range<Int>) -> TimeIndex {
        TimeIndex(increasing: Array(timestamps[range]), format: format)
    }

    /// How many rows are not after `time`.
    package func rows(upTo time: Timestamp) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if timestamps[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The timestamp of a row as the file writes it.
    public func text(at row: Int) -> String { format.text(timestamps[row]) }
}
