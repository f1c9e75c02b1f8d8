/// A frequency is stored as one word: `ordinal:1`, `seconds:900`, `months:3:last`, `months:1:15`, `months:1:weekday`, `sessions`,
/// `week:31` or `week:31:32400:3600:9`; one whose empty days are gaps ends in `:all`.
extension Frequency: Codable {
    /// Reads the word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let frequency = Frequency(word: word) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(word)' is not a frequency")
        }
        self = frequency
    }

    /// Writes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }

    private var word: String {
        switch self {
        case .ordinal(let step): "ordinal:\(step)"
        case .fixed(let seconds): "seconds:\(seconds)"
        case .calendar(let months, .day(let day)): "months:\(months):\(day)"
        case .calendar(let months, .lastDay): "months:\(months):last"
        case .calendar(let months, .lastWeekday): "months:\(months):weekday"
        case .sessions: "sessions"
        case .week(let pattern):
            "week:\(pattern.days)" + (pattern.slots.map { ":\($0.opening):\($0.step):\($0.count)" } ?? "")
                + (pattern.hasHolidays ? "" : ":all")
        }
    }

    /// Steps are bounded, so that a frequency from a damaged file cannot overflow the calendar.
    private init?(word: String) {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        let step = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        switch (parts.first, parts.count) {
        case ("ordinal", 2) where (1...TimeGrid.longestStep).contains(step): self = .ordinal(step: step)
        case ("seconds", 2) where (1...TimeGrid.longestStep).contains(step): self = .fixed(seconds: step)
        case ("months", 3) where (1...120_000).contains(step):
            if parts[2] == "last" {
                self = .calendar(months: step, anchor: .lastDay)
            } else if parts[2] == "weekday" {
                self = .calendar(months: step, anchor: .lastWeekday)
            } else if let day = Int(parts[2]), (1...31).contains(day) {
                self = .calendar(months: step, anchor: .day(day))
            } else {
                return nil
            }
        case ("sessions", 1): self = .sessions
        case ("week", 2...):
            guard let pattern = Self.weekPattern(parts.dropFirst()) else { return nil }
            self = .week(pattern)
        default: return nil
        }
    }

    private static func weekPattern(_ parts: ArraySlice<Substring>) -> WeekPattern? {
        let hasHolidays = parts.last != "all"
        let numbers = (hasHolidays ? parts : parts.dropLast()).map { Int($0) ?? -1 }
        guard let days = numbers.first.flatMap({ UInt8(exactly: $0) }) else { return nil }
        if numbers.count == 1 { return WeekPattern(days: days, hasHolidays: hasHolidays) }
        guard numbers.count == 4,
            let slots = WeekPattern.Slots(opening: numbers[1], step: numbers[2], count: numbers[3])
        else { return nil }
        return WeekPattern(days: days, slots: slots, hasHolidays: hasHolidays)
    }
}
