import TimeSeries

/// Zones to name in a fix, by what a file shows of its clock.
enum ZoneGuess {
    private static let zones: [(standard: Int, name: String)] = [
        (0, "Europe/London"), (60, "Europe/Berlin"), (120, "Europe/Helsinki"), (-300, "America/New_York"),
        (-360, "America/Chicago"), (-420, "America/Denver"), (-480, "America/Los_Angeles"), (-240, "America/Halifax"),
        (-210, "America/St_Johns"), (570, "Australia/Adelaide"), (600, "Australia/Sydney"), (720, "Pacific/Auckland"),
    ]

    /// A zone whose clocks have both offsets, in seconds.
    static func name(offsets one: Int, _ other: Int) -> String {
        zones.first { $0.standard * 60 == min(one, other) }?.name ?? "Europe/Berlin"
    }

    /// A zone whose clocks are set back over a local time, so that it comes twice; nil where none does.
    static func name(repeating local: Timestamp) -> String? {
        let date = CivilDate(local)
        let hour = local.secondOfDay / 3600
        guard CivilDate.weekday(daysSince1970: date.daysSince1970) == 6 else { return nil }
        switch (date.month, date.day, hour) {
        case (10, 25..., 1): return "Europe/London"
        case (10, 25..., 2): return "Europe/Berlin"
        case (10, 25..., 3): return "Europe/Helsinki"
        case (11, ...7, 1): return "America/New_York"
        case (4, ...7, 2): return "Australia/Sydney"
        default: return nil
        }
    }
}
