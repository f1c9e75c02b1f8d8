extension CivilDate {
    /// The week of ISO 8601 in which a day since 1970-01-01 falls, and the year that week belongs to.
    ///
    /// Weeks begin on Monday, and the first of a year is the one that holds its first Thursday.
    package static func week(daysSince1970 days: Int) -> (year: Int, week: Int) {
        let thursday = days - weekday(daysSince1970: days) + 3
        let year = CivilDate(daysSince1970: thursday).year
        return (year, (thursday - CivilDate(year: year, month: 1, day: 1).daysSince1970) / 7 + 1)
    }

    /// The day since 1970-01-01 of a weekday (1 Monday to 7 Sunday) of a week of ISO 8601; nil for week 53 of a year of 52.
    package static func daysSince1970(isoYear year: Int, week: Int, weekday: Int) -> Int? {
        guard (1...53).contains(week), (1...7).contains(weekday) else { return nil }
        let fourth = CivilDate(year: year, month: 1, day: 4).daysSince1970
        let monday = fourth - Self.weekday(daysSince1970: fourth) + (week - 1) * 7
        guard Self.week(daysSince1970: monday).year == year else { return nil }
        return monday + weekday - 1
    }
}
