import TimeSeries

/// Days that are unlike others, known ahead.
public struct HolidayList: Sendable, Hashable {
    /// Days since 1970-01-01, ascending, each once.
    package let days: [Int]

    /// The days, in any order.
    package init(days: some Sequence<Int>) { self.days = Set(days).sorted() }

    /// How many of them fall into the step of `frequency` that begins, or for month ends ends, at `timestamp`.
    func count(in timestamp: Timestamp, _ frequency: Frequency) -> Int {
        let first = timestamp.daysSince1970
        switch frequency {
        case .calendar(let months, _):
            let date = CivilDate(timestamp)
            let begin = CivilDate(year: date.year, month: date.month, day: 1).daysSince1970
            let next = date.monthIndex + months
            let end = CivilDate(year: next.flooredQuotient(12), month: next.flooredRemainder(12) + 1, day: 1)
            return count(in: begin..<end.daysSince1970)
        case .fixed(let seconds):
            return count(in: first..<first + max(1, seconds / CivilDate.secondsPerDay))
        case .sessions, .week, .ordinal: return count(in: first..<first + 1)
        }
    }

    /// How many lie in `range`.
    private func count(in range: Range<Int>) -> Int { place(of: range.upperBound) - place(of: range.lowerBound) }

    /// How many lie before `day`.
    private func place(of day: Int) -> Int {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension HolidayList: Codable {
    /// Reads days as `yyyy-MM-dd`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let days = try container.decode([String].self).map { text in
            guard let day = TimestampFormat.day.timestamp(from: text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a day")
            }
            return day.daysSince1970
        }
        self.init(days: days)
    }

    /// Writes days as `yyyy-MM-dd`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            days.map { TimestampFormat.day.text(Timestamp(ticks: Int64($0 * CivilDate.secondsPerDay))) })
    }
}
