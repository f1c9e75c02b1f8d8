/// The step from one row of a series to the next.
public enum Frequency: Sendable, Hashable {
    /// Numbered rows, `step` apart.
    case ordinal(step: Int)
    /// A constant number of seconds, from one second to weeks.
    case fixed(seconds: Int)
    /// A number of months: 1 monthly, 3 quarterly, 12 yearly.
    case calendar(months: Int, anchor: MonthAnchor)
    /// Monday to Friday with holidays missing, such as a stock exchange; a forecast falls on the next weekdays.
    case sessions
    /// Some days of the week, and perhaps only some hours of each; a forecast falls on the next of them.
    case week(WeekPattern)

    /// The day of the month on which the steps of a calendar frequency fall.
    public enum MonthAnchor: Sendable, Hashable {
        /// This day, or the month's last where the month is shorter; 1 to 31.
        case day(Int)
        /// The last day: 31 Jan, 28 or 29 Feb, 31 Mar.
        case lastDay
        /// The last day that is no Saturday or Sunday, the month end of business.
        case lastWeekday

        /// The anchor's day in a month.
        package func day(inMonth month: Int, year: Int) -> Int {
            let length = CivilDate.length(ofMonth: month, year: year)
            return switch self {
            case .day(let day): min(day, length)
            case .lastDay: length
            case .lastWeekday: length - max(0, CivilDate(year: year, month: month, day: length).weekday - 4)
            }
        }
    }

    /// Steps after which a seasonal pattern is expected to repeat; nil where none is usual.
    ///
    /// Monthly 12, quarterly 4, weekly 52, daily 7, sessions 5, and the steps of a day for anything shorter than a day; the
    /// days of a week where only some have a row.
    public var defaultSeasonLength: Int? {
        switch self {
        case .ordinal: nil
        case .fixed(CivilDate.secondsPerDay): 7
        case .fixed(Frequency.secondsPerWeek): 52
        case .fixed(let seconds):
            seconds < CivilDate.secondsPerDay && CivilDate.secondsPerDay % seconds == 0
                ? CivilDate.secondsPerDay / seconds : nil
        case .calendar(let months, _): months < 12 && 12 % months == 0 ? 12 / months : nil
        case .sessions: 5
        case .week(let pattern):
            pattern.rowsPerDay > 1 ? pattern.rowsPerDay : pattern.daysPerWeek > 1 ? pattern.daysPerWeek : 52
        }
    }

    /// Whether days without a row are taken for holidays, so that rows follow one another across them.
    public var hasHolidays: Bool { weekPattern?.hasHolidays ?? false }

    /// How many steps after a row the next one may be when as many days as any exchange is closed for, four, lie between.
    package var stepsAcrossHolidays: Int {
        guard let pattern = weekPattern, pattern.hasHolidays else { return 1 }
        return 4 * pattern.rowsPerDay + 1
    }

    /// The days and hours of the week that have rows, where not all have.
    var weekPattern: WeekPattern? {
        switch self {
        case .sessions: .sessions
        case .week(let pattern): pattern
        case .ordinal, .fixed, .calendar: nil
        }
    }

    package static let secondsPerWeek = 7 * CivilDate.secondsPerDay

    /// The `count` timestamps that follow `last`, strictly increasing.
    ///
    /// - Precondition: `count` is not negative.
    public func timestamps(after last: Timestamp, count: Int) -> [Timestamp] {
        let grid = TimeGrid(self, through: last)
        let start = grid.position(atOrBefore: last)
        return (0..<count).map { grid.timestamp(at: start + 1 + $0) }
    }
}

extension Frequency: CustomStringConvertible {
    /// The frequency in words, such as `monthly`, `every 15 minutes` or `sessions (weekdays, holidays missing)`.
    public var description: String {
        switch self {
        case .ordinal(let step): step == 1 ? "numbered rows" : "numbered rows, \(step) apart"
        case .fixed(let seconds): Frequency.describe(seconds: seconds)
        case .calendar(let months, .lastDay): "\(Frequency.describe(months: months)) (month ends)"
        case .calendar(let months, .lastWeekday): "\(Frequency.describe(months: months)) (last weekdays of the month)"
        case .calendar(let months, _): Frequency.describe(months: months)
        case .sessions: "sessions (weekdays, holidays missing)"
        case .week(let pattern): "\(pattern)"
        }
    }

    /// The frequency with the day of the month on which a calendar step falls.
    package var gridDescription: String {
        if case .calendar(_, .day(let day)) = self { return "\(self) on day \(day)" }
        return description
    }

    private static func describe(seconds: Int) -> String {
        let units = [
            (secondsPerWeek, "weekly", "weeks"), (CivilDate.secondsPerDay, "daily", "days"),
            (3600, "hourly", "hours"), (60, "every minute", "minutes"),
        ]
        for (length, once, several) in units where seconds % length == 0 {
            return seconds == length ? once : "every \(seconds / length) \(several)"
        }
        return seconds == 1 ? "every second" : "every \(seconds) seconds"
    }

    private static func describe(months: Int) -> String {
        switch months {
        case 1: "monthly"
        case 3: "quarterly"
        case 12: "yearly"
        default: months % 12 == 0 ? "every \(months / 12) years" : "every \(months) months"
        }
    }
}
