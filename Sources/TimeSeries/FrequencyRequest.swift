/// A frequency as a user asks for it, before the rows say on which day of the month it falls.
public enum FrequencyRequest: Sendable, Hashable {
    /// Numbered rows, `step` apart.
    case ordinal(step: Int)
    /// A constant number of seconds.
    case fixed(seconds: Int)
    /// A number of months.
    case calendar(months: Int)
    /// Weekdays with holidays missing.
    case sessions
    /// Some days of the week, and perhaps only some hours of each.
    case week(WeekPattern)
    /// A number of months from a day that the user names.
    case anchored(months: Int, Frequency.MonthAnchor)
    /// Weeks from this weekday, 0 Monday to 6 Sunday.
    case weekly(on: Int)

    /// The words that ``init(_:)`` understands, for a help text.
    public static let help = """
        yearly, quarterly, monthly, weekly, daily, weekdays, sessions, hourly, a number with a unit (10s, 15min, 6h, 2d, \
        2w, 6mo, 2y), a name of pandas (MS, ME, BME, QS, W-MON, B, 5min), days and hours such as sun-thu or \
        mon-fri/09:00-17:00/1h, or a bare number for numbered rows
        """

    /// Whether steps are days or longer, or are told by the hours of a day, so that they keep to the local clock.
    package var isDaily: Bool {
        switch self {
        case .ordinal: false
        case .fixed(let seconds): seconds >= CivilDate.secondsPerDay
        case .calendar, .sessions, .week, .anchored, .weekly: true
        }
    }

    /// The frequency of these rows that answers the request: the anchor of a calendar step is the day most rows share.
    ///
    /// - Throws: ``FrequencyError`` when rows written in `format` cannot have such a step.
    package func resolved(for series: [[Timestamp]], format: TimestampFormat) throws(FrequencyError) -> Frequency {
        guard isWritable(in: format) else { throw .notWritable(self, format: format) }
        switch self {
        case .ordinal(let step): return .ordinal(step: step)
        case .fixed(let seconds): return .fixed(seconds: seconds)
        case .calendar(let months): return .calendar(months: months, anchor: Frequency.anchor(series))
        case .sessions: return .sessions
        case .week(let pattern): return .week(pattern)
        case .anchored(let months, let anchor):
            // A month without a day stands at its first.
            return .calendar(months: months, anchor: format.precision <= .month ? .day(1) : anchor)
        case .weekly(let weekday):
            let weekdays = series.lazy.joined().map { CivilDate.weekday(daysSince1970: $0.daysSince1970) }
            if let found = mostCommon(weekdays), found != weekday { throw .otherWeekday(asked: weekday, found: found) }
            return .fixed(seconds: Frequency.secondsPerWeek)
        }
    }

    /// Whether neighbouring steps look different when written in `format`.
    package func isWritable(in format: TimestampFormat) -> Bool {
        switch (format.precision, self) {
        case (.ordinal, .ordinal): true
        case (.ordinal, _), (_, .ordinal): false
        case (.year, .calendar(let months)), (.year, .anchored(let months, _)): months % 12 == 0
        case (.quarter, .calendar(let months)), (.quarter, .anchored(let months, _)): months % 3 == 0
        case (.month, .calendar), (.month, .anchored): true
        case (.year, _), (.quarter, _), (.month, _): false
        case (.week, .fixed(let seconds)): seconds % Frequency.secondsPerWeek == 0
        case (.week, .weekly): true
        case (.week, _): false
        case (.day, .fixed(let seconds)): seconds % CivilDate.secondsPerDay == 0
        case (.day, .week(let pattern)): pattern.slots == nil
        case (.hour, .fixed(let seconds)): seconds % 3600 == 0
        case (.hour, .week(let pattern)): pattern.isWritable(inSeconds: 3600)
        case (.minute, .fixed(let seconds)): seconds % 60 == 0
        case (.minute, .week(let pattern)): pattern.isWritable(inSeconds: 60)
        default: true
        }
    }
}

extension Frequency {
    /// The request that this frequency answers; the day a calendar step falls on is found in the rows again.
    package var request: FrequencyRequest {
        switch self {
        case .ordinal(let step): .ordinal(step: step)
        case .fixed(let seconds): .fixed(seconds: seconds)
        case .calendar(let months, _): .calendar(months: months)
        case .sessions: .sessions
        case .week(let pattern): .week(pattern)
        }
    }
}

extension FrequencyRequest: CustomStringConvertible {
    /// The request in words.
    public var description: String {
        switch self {
        case .ordinal(let step): "\(Frequency.ordinal(step: step))"
        case .fixed(let seconds): "\(Frequency.fixed(seconds: seconds))"
        case .calendar(let months): "\(Frequency.calendar(months: months, anchor: .day(1)))"
        case .sessions: "\(Frequency.sessions)"
        case .week(let pattern): "\(pattern)"
        case .anchored(let months, let anchor): Frequency.calendar(months: months, anchor: anchor).gridDescription
        case .weekly(let weekday): "weekly on \(WeekPattern.names[weekday])s"
        }
    }
}
