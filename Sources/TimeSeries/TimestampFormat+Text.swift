extension TimestampFormat {
    /// The timestamp in this form; what the form does not show (the day of a `yyyy-MM`) is left out.
    public func text(_ timestamp: Timestamp) -> String {
        if precision == .ordinal { return String(timestamp.ticks) }
        let date = CivilDate(timestamp)
        let year = padded(date.year, 4)
        let month = padded(date.month, 2)
        let day = padded(date.day, 2)
        switch precision {
        case .ordinal, .year: return year
        case .month: return "\(year)-\(month)"
        case .day: return isCompact ? "\(year)\(month)\(day)" : "\(year)-\(month)-\(day)"
        case .minute, .second:
            let separator = Character(Unicode.Scalar(separator))
            return "\(year)-\(month)-\(day)\(separator)\(timeOfDay(timestamp))\(suffix)"
        }
    }

    private func timeOfDay(_ timestamp: Timestamp) -> String {
        let second = Int(timestamp.ticks).flooredRemainder(CivilDate.secondsPerDay)
        let minutes = "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2))"
        guard precision == .second else { return minutes }
        let fraction = fractionDigits > 0 ? "." + String(repeating: "0", count: fractionDigits) : ""
        return "\(minutes):\(padded(second % 60, 2))\(fraction)"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
