extension FrequencyRequest {
    /// Reads a word such as `monthly`, `sessions`, `15min`, `MS` or `mon-fri/09:00-17:00/1h`; nil when it is none.
    public init?(_ text: String) {
        let lowercase = text.lowercased()
        if let request = Self.words[lowercase] ?? Self.pandasName(text) {
            self = request
        } else if let pattern = WeekPattern(text: lowercase) {
            self = Frequency.week(pattern).plain.request
        } else if let request = Self.number(withUnit: lowercase) {
            self = request
        } else {
            return nil
        }
    }

    private static let words: [String: FrequencyRequest] = [
        "year": .calendar(months: 12), "yearly": .calendar(months: 12), "annual": .calendar(months: 12),
        "quarter": .calendar(months: 3), "quarterly": .calendar(months: 3),
        "month": .calendar(months: 1), "monthly": .calendar(months: 1),
        "week": .fixed(seconds: Frequency.secondsPerWeek), "weekly": .fixed(seconds: Frequency.secondsPerWeek),
        "day": .fixed(seconds: CivilDate.secondsPerDay), "daily": .fixed(seconds: CivilDate.secondsPerDay),
        "hour": .fixed(seconds: 3600), "hourly": .fixed(seconds: 3600),
        "minute": .fixed(seconds: 60), "second": .fixed(seconds: 1),
        "sessions": .sessions, "weekdays": .week(.weekdays), "business": .week(.weekdays),
    ]

    /// Reads an alias of pandas as it is written there, perhaps after a number; those that pandas itself gave two meanings
    /// leave the day to the rows.
    private static func pandasName(_ text: String) -> FrequencyRequest? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let name = text.dropFirst(digits.count)
        if digits.isEmpty, name.hasPrefix("W-"), name.count == 5 {
            let day = name.dropFirst(2)
            return ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"].firstIndex { $0 == day }.map { .weekly(on: $0) }
        }
        guard let count = digits.isEmpty ? 1 : Int(digits), (1...10_000).contains(count) else { return nil }
        switch name {
        case "B": return count == 1 ? .week(.weekdays) : nil
        case "MS": return .anchored(months: count, .day(1))
        case "ME": return .anchored(months: count, .lastDay)
        case "BME", "BM": return .anchored(months: count, .lastWeekday)
        case "QS": return .anchored(months: 3 * count, .day(1))
        case "QE": return .anchored(months: 3 * count, .lastDay)
        case "BQE", "BQ": return .anchored(months: 3 * count, .lastWeekday)
        case "YS", "AS": return .anchored(months: 12 * count, .day(1))
        case "YE": return .anchored(months: 12 * count, .lastDay)
        case "BYE", "BA", "BY": return .anchored(months: 12 * count, .lastWeekday)
        case "M": return .calendar(months: count)
        case "Q": return .calendar(months: 3 * count)
        case "Y", "A": return .calendar(months: 12 * count)
        case "W": return .fixed(seconds: count * Frequency.secondsPerWeek)
        case "D": return .fixed(seconds: count * CivilDate.secondsPerDay)
        case "h", "H": return .fixed(seconds: count * 3600)
        case "min", "T": return .fixed(seconds: count * 60)
        case "s", "S": return .fixed(seconds: count)
        default: return nil
        }
    }

    private static func number(withUnit text: String) -> FrequencyRequest? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), (1...1_000_000).contains(count) else { return nil }
        switch text.dropFirst(digits.count) {
        case "": return .ordinal(step: count)
        case "s", "sec": return .fixed(seconds: count)
        case "min": return .fixed(seconds: count * 60)
        case "h": return .fixed(seconds: count * 3600)
        case "d": return .fixed(seconds: count * CivilDate.secondsPerDay)
        case "w": return .fixed(seconds: count * Frequency.secondsPerWeek)
        case "mo" where count <= 120_000: return .calendar(months: count)
        case "q" where count <= 10_000: return .calendar(months: count * 3)
        case "y" where count <= 10_000: return .calendar(months: count * 12)
        default: return nil
        }
    }
}

extension Frequency {
    /// Monday to Friday with holidays under the one name it has.
    fileprivate var plain: Frequency { self == .week(.sessions) ? .sessions : self }
}

extension FrequencyRequest: Codable {
    /// Reads a request as ``init(_:)`` does.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let request = FrequencyRequest(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a step")
        }
        self = request
    }

    /// Writes a text that ``init(_:)`` reads as this request, as long as it was read from one.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The request as ``init(_:)`` reads it.
    var text: String {
        switch self {
        case .ordinal(let step): "\(step)"
        case .fixed(let seconds): Self.text(seconds: seconds)
        case .calendar(let months): "\(months)mo"
        case .sessions: "sessions"
        case .week(let pattern): pattern.hasHolidays ? pattern.text : "weekdays"
        case .anchored(let months, .lastDay): "\(months)ME"
        case .anchored(let months, .lastWeekday): "\(months)BME"
        case .anchored(let months, _): "\(months)MS"
        case .weekly(let weekday): "W-" + ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"][weekday]
        }
    }

    private static func text(seconds: Int) -> String {
        let units = [
            (Frequency.secondsPerWeek, "w"), (CivilDate.secondsPerDay, "d"), (3600, "h"), (60, "min"), (1, "s"),
        ]
        let unit = units.first { seconds % $0.0 == 0 } ?? (1, "s")
        return "\(seconds / unit.0)\(unit.1)"
    }
}
