/// How the times of a file are written, and on which clock.
public struct TimeOptions: Sendable, Hashable, Codable {
    /// The form in terms of strftime, such as `%d/%m/%Y %H:%M`; nil to recognise it.
    public var format: String?
    /// The zone of the IANA database whose clock the file shows, such as `Europe/Berlin`; nil for a clock that is never set.
    public var zone: String?

    /// The column that holds the hour where the one of the time holds the date; nil to recognise it.
    public var hours: String?

    /// The columns that hold what is finer where the one of the time holds the year, such as those of month and day; nil to
    /// recognise them.
    public var parts: [String]?
    /// Whether hours in a column of their own count from 1 to 24; nil to see it in them.
    public var hoursCountFromOne: Bool?

    /// Creates options; the defaults leave everything to be found.
    public init(format: String? = nil, zone: String? = nil, hours: String? = nil, parts: [String]? = nil) {
        self.format = format
        self.zone = zone
        self.hours = hours
        self.parts = parts
    }

    /// These options, and where they say nothing, those of `others`.
    package func completed(by others: TimeOptions) -> TimeOptions {
        var options = TimeOptions(
            format: format ?? others.format, zone: zone ?? others.zone, hours: hours ?? others.hours,
            parts: parts ?? others.parts)
        options.hoursCountFromOne = hoursCountFromOne ?? others.hoursCountFromOne
        return options
    }
}
