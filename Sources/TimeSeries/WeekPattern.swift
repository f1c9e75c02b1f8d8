/// The times of a week at which a series has rows: some weekdays, and on each of them the same times, evenly apart.
///
/// An exchange that is open from Sunday to Thursday has one, and so have its bars of five minutes from 09:30 to 16:00.
public struct WeekPattern: Sendable, Hashable {
    /// The times of a day that have rows.
    public struct Slots: Sendable, Hashable {
        /// Seconds from midnight to the first.
        public let opening: Int
        /// Seconds from each to the next.
        public let step: Int
        /// How many there are.
        public let count: Int

        /// Creates the times of a day; nil when there are none, or when they reach beyond it.
        public init?(opening: Int, step: Int, count: Int) {
            let day = CivilDate.secondsPerDay
            guard (0..<day).contains(opening), (1..<day).contains(step), (1...day).contains(count),
                opening + (count - 1) * step < day
            else { return nil }
            (self.opening, self.step, self.count) = (opening, step, count)
        }

        /// Seconds from midnight to the last.
        public var closing: Int { opening + (count - 1) * step }
    }

    /// The weekdays with rows, bit 0 for Monday to bit 6 for Sunday.
    public let days: UInt8
    /// The times of such a day; nil for one row a day, whatever its time.
    public let slots: Slots?
    /// Whether a day without any row is a holiday, for which nothing is inserted, rather than a gap.
    public let hasHolidays: Bool

    /// Creates a pattern; nil when no day has rows.
    public init?(days: UInt8, slots: Slots? = nil, hasHolidays: Bool = true) {
        guard (1...0b111_1111).contains(days) else { return nil }
        self.init(knownDays: days, slots: slots, hasHolidays: hasHolidays)
    }

    private init(knownDays days: UInt8, slots: Slots?, hasHolidays: Bool) {
        (self.days, self.slots, self.hasHolidays) = (days, slots, hasHolidays)
    }

    /// Monday to Friday.
    static let mondayToFriday: UInt8 = 0b001_1111

    /// Every Monday to Friday: a day without a row is a gap.
    public static let weekdays = WeekPattern(knownDays: mondayToFriday, slots: nil, hasHolidays: false)
    /// Monday to Friday with holidays: what ``Frequency/sessions`` are.
    static let sessions = WeekPattern(knownDays: mondayToFriday, slots: nil, hasHolidays: true)

    /// Whether its times can be told apart when only every so many seconds can be written.
    func isWritable(inSeconds unit: Int) -> Bool { slots.map { $0.step % unit == 0 && $0.opening % unit == 0 } ?? true }

    /// Rows of a day.
    var rowsPerDay: Int { slots?.count ?? 1 }
    /// Days of a week.
    var daysPerWeek: Int { days.nonzeroBitCount }

    /// The place of a weekday, 0 Monday to 6 Sunday, among those with rows: how many are before it.
    func rank(ofWeekday weekday: Int) -> Int { (days & ((1 << UInt8(weekday)) - 1)).nonzeroBitCount }

    /// Whether a weekday has rows.
    func includes(weekday: Int) -> Bool { days >> UInt8(weekday) & 1 == 1 }

    /// The weekday at a place among those with rows.
    func weekday(at rank: Int) -> Int {
        (0..<7).first { includes(weekday: $0) && self.rank(ofWeekday: $0) == rank } ?? 0
    }
}

extension WeekPattern: CustomStringConvertible {
    static let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// The pattern in words, such as `hourly from 09:00 to 17:00, Monday to Friday (holidays missing)`.
    public var description: String {
        if self == .weekdays { return "weekdays" }
        var words = "daily"
        if let slots {
            words =
                "\(Frequency.fixed(seconds: slots.step)) from \(Self.clock(slots.opening)) to "
                + Self.clock(slots.closing)
        }
        return "\(words), \(dayNames)" + (hasHolidays ? " (holidays missing)" : "")
    }

    private var dayNames: String {
        if daysPerWeek == 7 { return "Monday to Sunday" }
        let starts = (0..<7).filter { includes(weekday: $0) && !includes(weekday: ($0 + 6) % 7) }
        if starts.count == 1, daysPerWeek > 1 {
            return "\(Self.names[starts[0]]) to \(Self.names[(starts[0] + daysPerWeek - 1) % 7])"
        }
        return (0..<7).filter(includes).map { Self.names[$0] }.joined(separator: ", ")
    }

    static func clock(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
        return seconds % 60 == 0 ? time : "\(time):\(two(seconds % 60))"
    }
}

extension WeekPattern {
    private static let shortNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Reads days and perhaps times, such as `sun-thu`, `mon,wed,fri` or `mon-fri/09:00-17:00/1h`; nil when it is none.
    init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 3, let days = Self.days(parts[0]) else { return nil }
        guard parts.count == 3 else {
            self.init(days: days)
            return
        }
        let times = parts[1].split(separator: "-", omittingEmptySubsequences: false).compactMap(Self.seconds)
        guard times.count == 2, times[0] < times[1], case .fixed(let step)? = FrequencyRequest(String(parts[2])),
            step < CivilDate.secondsPerDay, (times[1] - times[0]) % step == 0,
            let slots = Slots(opening: times[0], step: step, count: (times[1] - times[0]) / step + 1)
        else { return nil }
        self.init(days: days, slots: slots)
    }

    /// The pattern as ``init(text:)`` reads it; holidays are not told.
    var text: String {
        let days = (0..<7).filter(includes).map { Self.shortNames[$0] }.joined(separator: ",")
        guard let slots else { return days }
        return "\(days)/\(Self.clock(slots.opening))-\(Self.clock(slots.closing))/\(slots.step)s"
    }

    private static func days(_ text: Substring) -> UInt8? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            .map { shortNames.firstIndex(of: String($0)) }
        if ends.count == 2, let from = ends[0], let to = ends[1] {
            return (0...(to - from).flooredRemainder(7)).reduce(0) { $0 | 1 << UInt8((from + $1) % 7) }
        }
        var days: UInt8 = 0
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let day = shortNames.firstIndex(of: String(name)) else { return nil }
            days |= 1 << UInt8(day)
        }
        return days
    }

    private static func seconds(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard (2...3).contains(parts.count), text.allSatisfy({ $0 == ":" || $0.isASCII && $0.isNumber }),
            (0..<24).contains(parts[0]), parts.dropFirst().allSatisfy({ (0..<60).contains($0) })
        else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    }
}
