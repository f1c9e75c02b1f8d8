extension TimestampFormat {
    /// The seconds that the local clock shows, counted as if days had no changes of clocks: what hour and weekday are taken from.
    package func localTicks(of timestamp: Timestamp) -> Int {
        guard countsUTC, let zone else { return Int(timestamp.ticks) }
        return Int(timestamp.ticks) + zone.offset(at: timestamp.ticks)
    }

    /// The same form on the clock of a zone.
    ///
    /// - Parameter countsUTC: Whether ticks are seconds of UTC, so that days have 23 or 25 hours; otherwise they are on the
    ///   local clock, as steps of days and longer are.
    package func on(_ zone: TimeZoneRules, countsUTC: Bool) -> TimestampFormat {
        var format = self
        format.zone = zone
        format.countsUTC = countsUTC
        return format
    }

    /// The same form with ticks on the local clock; nil when they are already, or when there is no such clock.
    package var onLocalClock: TimestampFormat? {
        guard countsUTC, let zone else { return nil }
        return on(zone, countsUTC: false)
    }

    /// Whether the text itself says the moment in UTC: it has an offset, the letters of UTC, or counts seconds.
    package var namesMoment: Bool { hasOffset || isUnix || isWrittenInUTC }

    /// Whether the text ends with the letters of UTC.
    var isWrittenInUTC: Bool {
        guard precision > .day, !hasOffset, !isUnix else { return false }
        for letters in ["UTC", "GMT", "Z", "z"] where fields.count > letters.utf8.count {
            if fields.suffix(letters.utf8.count) == letters.utf8.map({ .literal($0) })[...] { return true }
        }
        return false
    }

    /// A timestamp taken apart on the clock on which it is written.
    func moment(of timestamp: Timestamp) -> Moment {
        guard let zone else { return Moment(timestamp, instant: timestamp, offset: 0) }
        let instant = countsUTC ? timestamp.ticks : zone.instant(ofLocal: timestamp.ticks)
        if isWrittenInUTC { return Moment(Timestamp(ticks: instant), instant: Timestamp(ticks: instant), offset: 0) }
        let local = countsUTC ? timestamp.ticks + Int64(zone.offset(at: instant)) : timestamp.ticks
        return Moment(Timestamp(ticks: local), instant: Timestamp(ticks: instant), offset: Int(local - instant))
    }

    /// The timestamp of what a text says, which is a moment in UTC or else a local time.
    ///
    /// Of a local time that comes twice it is the first; nil for one that is skipped.
    func timestamp(ofWritten written: Timestamp) -> Timestamp? {
        guard let zone else { return written }
        if namesMoment == countsUTC { return written }
        if namesMoment { return Timestamp(ticks: written.ticks + Int64(zone.offset(at: written.ticks))) }
        return zone.instants(ofLocal: written.ticks).map { Timestamp(ticks: $0.earlier) }
    }
}
