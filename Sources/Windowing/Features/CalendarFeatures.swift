package import TimeSeries

/// What a network is told of the calendar: of every row it sees, and of every row it forecasts.
public struct CalendarFeatures: Sendable, Hashable, Codable {
    /// Parts of the timestamps, in the order of their features.
    public var fields: [CalendarField]
    /// Days whose number in each step is a feature; nil for none.
    public var holidays: HolidayList?

    /// Creates the features; by default there are none.
    public init(fields: [CalendarField] = [], holidays: HolidayList? = nil) {
        self.fields = fields
        self.holidays = holidays
    }

    /// Whether there are none.
    public var isEmpty: Bool { fields.isEmpty && holidays == nil }

    /// Numbers a row.
    package var width: Int { fields.reduce(0) { $0 + $1.width } + (holidays == nil ? 0 : 1) }

    /// Appends the numbers of one row, whose time is that of the local clock.
    func append(_ timestamp: Timestamp, _ frequency: Frequency, to features: inout [Float]) {
        let date = CivilDate(timestamp)
        for field in fields { field.append(timestamp, date, to: &features) }
        if let holidays { features.append(Float(holidays.count(in: timestamp, frequency))) }
    }
}

extension TimestampFormat {
    /// The time that clocks showed: people's days and hours are local, whatever ticks count.
    package func localTime(_ timestamp: Timestamp) -> Timestamp {
        Timestamp(ticks: Int64(localTicks(of: timestamp)))
    }
}
