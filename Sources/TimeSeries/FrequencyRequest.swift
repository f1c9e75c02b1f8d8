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

    /// The words that ``init(_:)`` understands, for a help text.
    public static let help = """
        yearly, quarterly, monthly, weekly, daily, sessions, hourly, a number with a unit (10s, 15min, 6h, 2d, 2w, \
        6mo, 2y), or a bare number for numbered rows
        """

    /// Reads a word such as `monthly`, `sessions`, `15min` or `10s`; nil when it is none.
    public init?(_ text: String) {
        let words: [String: FrequencyRequest] = [
            "yearly": .calendar(months: 12), "annual": .calendar(months: 12), "quarterly": .calendar(months: 3),
            "monthly": .calendar(months: 1), "weekly": .fixed(seconds: Frequency.secondsPerWeek),
            "daily": .fixed(seconds: CivilDate.secondsPerDay), "hourly": .fixed(seconds: 3600),
            "sessions": .sessions, "weekdays": .sessions, "business": .sessions,
        ]
        let text = text.lowercased()
        if let word = words[text] {
            self = word
            return
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), (1...1_000_000).contains(count) else { return nil }
        switch text.dropFirst(digits.count) {
        case "": self = .ordinal(step: count)
        case "s", "sec": self = .fixed(seconds: count)
        case "min": self = .fixed(seconds: count * 60)
        case "h": self = .fixed(seconds: count * 3600)
        case "d": self = .fixed(seconds: count * CivilDate.secondsPerDay)
        case "w": self = .fixed(seconds: count * Frequency.secondsPerWeek)
        case "mo": self = .calendar(months: count)
        case "q" where count <= 10_000: self = .calendar(months: count * 3)
        case "y" where count <= 10_000: self = .calendar(months: count * 12)
        default: return nil
        }
        if case .calendar(let months) = self, months > 120_000 { return nil }
    }

    /// The frequency of these rows that answers the request: the anchor of a calendar step is the day most rows share.
    ///
    /// - Throws: ``FrequencyError`` when rows written in `format` cannot have such a step.
    package func resolved(for series: [[Timestamp]], format: TimestampFormat) throws(FrequencyError) -> Frequency {
        guard isWritable(in: format) else { throw .notWritable(self, format: format) }
        return switch self {
        case .ordinal(let step): .ordinal(step: step)
        case .fixed(let seconds): .fixed(seconds: seconds)
        case .calendar(let months): .calendar(months: months, anchor: Frequency.anchor(series))
        case .sessions: .sessions
        }
    }

    /// Whether neighbouring steps look different when written in `format`.
    private func isWritable(in format: TimestampFormat) -> Bool {
        switch (format.precision, self) {
        case (.ordinal, .ordinal): true
        case (.ordinal, _), (_, .ordinal): false
        case (.year, .calendar(let months)): months % 12 == 0
        case (.month, .calendar): true
        case (.quarter, .calendar(let months)): months % 3 == 0
        case (.year, _), (.quarter, _), (.month, _): false
        case (.week, .fixed(let seconds)): seconds % Frequency.secondsPerWeek == 0
        case (.week, _): false
        case (.day, .fixed(let seconds)): seconds % CivilDate.secondsPerDay == 0
        case (.hour, .fixed(let seconds)): seconds % 3600 == 0
        case (.minute, .fixed(let seconds)): seconds % 60 == 0
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
        }
    }
}
