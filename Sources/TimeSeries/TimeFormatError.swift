public import Diagnostics

/// Why terms of strftime name no form of time.
public struct TimeFormatError: Diagnostic, Equatable {
    /// What is wrong, with the place of the term.
    public let message: String
    /// What to type instead.
    public let fix: String

    /// A stable name for scripts.
    public var code: String { "time-format" }
    /// Bad usage.
    public var exitStatus: ExitStatus { .usage }

    private init(_ message: String, fix: String) {
        self.message = message
        self.fix = fix
    }

    static let empty = TimeFormatError("the time format is empty", fix: "such as --time-format '%Y-%m-%d'")
    static let tooLong = TimeFormatError(
        "the time format has more than 100 characters", fix: "such as --time-format '%Y-%m-%d'")

    static func unknownTerm(_ text: String, place: Int, _ term: String) -> TimeFormatError {
        TimeFormatError(
            "time format '\(text)', character \(place): '\(term)' is no term that is known",
            fix: term == "%"
                ? "write %% for a percent sign"
                : "use %Y %y %m %d %j %H %I %p %M %S %f %b %B %a %A %G %V %u %q %z %:z %Z %s %Q or %%")
    }

    static func touching(_ text: String, place: Int, previous: String) -> TimeFormatError {
        TimeFormatError(
            "time format '\(text)', character \(place): this number begins where '\(previous)', which may be of any length, ends",
            fix: "put something between them, or give the numbers a fixed length, as %d has and %-d has not")
    }

    private static func twice(_ text: String, _ term: String) -> TimeFormatError {
        let place = text.range(of: term, from: 1).map { " character \($0):" } ?? ""
        return TimeFormatError(
            "time format '\(text)',\(place) '\(term)' says what another term says already", fix: "leave one of them out"
        )
    }

    private static func lacks(_ text: String, _ what: String, _ terms: String) -> TimeFormatError {
        TimeFormatError("time format '\(text)' lacks \(what)", fix: "add \(terms)")
    }

    /// Checks that the fields name a point in time: nothing twice, and nothing without what it is a part of.
    static func check(_ fields: [TimestampField], of text: String) throws(TimeFormatError) {
        var parts: Set<Part> = []
        for field in fields {
            guard let part = Part(field) else { continue }
            if !parts.insert(part).inserted { throw twice(text, field.strftime) }
        }
        if parts.contains(.unix) {
            guard parts == [.unix] else {
                throw TimeFormatError(
                    "time format '\(text)' has more than the seconds since 1970", fix: "use %s or %Q alone")
            }
            return
        }
        try checkDate(parts, text)
        try checkTime(parts, text)
    }

    private static func checkDate(_ parts: Set<Part>, _ text: String) throws(TimeFormatError) {
        if parts.contains(.week) || parts.contains(.isoYear) || parts.contains(.weekday) {
            guard parts.contains(.isoYear) else { throw lacks(text, "the year of the week", "%G") }
            guard parts.contains(.week) else { throw lacks(text, "the week", "%V") }
            if let other = [Part.year, .quarter, .month, .day, .dayOfYear].first(where: parts.contains) {
                throw TimeFormatError(
                    "time format '\(text)' has a week and \(other.rawValue) as well",
                    fix: "use %G, %V and %u, or %Y, %m and %d")
            }
            return
        }
        guard parts.contains(.year) else { throw lacks(text, "a year", "%Y, or %y for one of two digits") }
        if parts.contains(.day), !parts.contains(.month) { throw lacks(text, "the month of the day", "%m or %b") }
        if let month = [Part.month, .quarter].first(where: parts.contains), parts.contains(.dayOfYear) {
            throw TimeFormatError(
                "time format '\(text)' has a day of the year and \(month.rawValue) as well",
                fix: "leave one of them out")
        }
        if parts.contains(.quarter), parts.contains(.month) {
            throw TimeFormatError("time format '\(text)' has a quarter and a month", fix: "leave one of them out")
        }
    }

    private static func checkTime(_ parts: Set<Part>, _ text: String) throws(TimeFormatError) {
        let hasDay = parts.contains(.day) || parts.contains(.dayOfYear) || parts.contains(.weekday)
        let isTwelve = parts.contains(.halfDayHour)
        if isTwelve, !parts.contains(.halfDay) { throw lacks(text, "the half of the day", "%p, or write %H for %I") }
        if parts.contains(.halfDay), !isTwelve { throw lacks(text, "the hour of the half day", "%I, not %H") }
        let hasHour = isTwelve || parts.contains(.hour)
        if isTwelve, parts.contains(.hour) { throw twice(text, "%I") }
        if hasHour, !hasDay { throw lacks(text, "the day of the time", "%d") }
        if parts.contains(.minute), !hasHour { throw lacks(text, "the hour of the minute", "%H") }
        if parts.contains(.second), !parts.contains(.minute) { throw lacks(text, "the minute of the second", "%M") }
        if parts.contains(.fraction), !parts.contains(.second) {
            throw lacks(text, "the second of the fraction", "%S")
        }
        if parts.contains(.offset), !hasHour { throw lacks(text, "the time that has the UTC offset", "%H:%M") }
    }

    /// What a field says about a time.
    private enum Part: String {
        case year = "a year"
        case isoYear = "the year of a week"
        case quarter = "a quarter"
        case month = "a month"
        case week = "a week"
        case weekday = "a weekday"
        case dayOfYear = "a day of the year"
        case day = "a day"
        case hour, halfDayHour, halfDay, minute, second, fraction, offset, unix

        init?(_ field: TimestampField) {
            switch field {
            case .number(let unit, _): self = Self.part(unit)
            case .monthName: self = .month
            case .halfDay: self = .halfDay
            case .fraction, .optionalFraction: self = .fraction
            case .offset: self = .offset
            case .unixSeconds, .unixMilliseconds: self = .unix
            case .literal, .weekdayName, .ordinal: return nil
            }
        }

        private static func part(_ unit: TimestampField.Unit) -> Part {
            switch unit {
            case .year, .shortYear: .year
            case .isoYear: .isoYear
            case .quarter: .quarter
            case .month: .month
            case .week: .week
            case .weekday: .weekday
            case .dayOfYear: .dayOfYear
            case .day: .day
            case .hour: .hour
            case .halfDayHour: .halfDayHour
            case .minute: .minute
            case .second: .second
            }
        }
    }
}

extension String {
    /// The place, from 1, of the occurrence of `term` that has `skipped` others before it.
    fileprivate func range(of term: String, from skipped: Int) -> Int? {
        let (bytes, wanted) = (Array(utf8), Array(term.utf8))
        var found = 0
        for start in bytes.indices where bytes[start...].starts(with: wanted) {
            if found == skipped { return start + 1 }
            found += 1
        }
        return nil
    }
}
