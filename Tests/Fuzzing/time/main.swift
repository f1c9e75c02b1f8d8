import FuzzDriver
import TimeSeries

// Any text read as a timestamp is one that is written back as a text of the same meaning, or none; any text read as a
// form, a step or a zone gives one that works, or none.

/// Times at the edges of what a file may hold.
let moments: [Int64] = [-62_135_596_800, -1, 0, 1_585_443_600, 1_603_587_600, 253_402_300_799]

func checkTimes(_ text: Span<UInt8>) {
    for integersAreTimes in [false, true] {
        for format in TimestampFormat.candidates(of: text, integersAreTimes: integersAreTimes) {
            precondition(TimestampFormat(pattern: format.pattern) == format, "a form is written and read again")
            precondition((try? TimestampFormat(strftime: format.strftime)) != nil, "and in terms of strftime")
            var reading = TimestampReading()
            guard format.written(utf8: text, &reading) != nil else { continue }
            // As a column is read whose rows all have this offset.
            let fixed = format.withOffset(reading.offset)
            guard let timestamp = fixed.timestamp(utf8: text) else { continue }
            precondition(fixed.timestamp(from: fixed.text(timestamp)) == timestamp, "text and time are one")
        }
    }
    _ = TimestampFormat.shape(of: text)
    _ = TimestampFormat.day.widened(toRead: text)
}

func checkForm(_ text: String) {
    _ = FrequencyRequest(text)
    _ = TimestampFormat(pattern: text)
    guard let format = try? TimestampFormat(strftime: text) else { return }
    precondition(TimestampFormat(pattern: format.pattern) == format, "terms are written and read again")
    for moment in moments {
        let timestamp = Timestamp(ticks: moment)
        guard format.readable.contains(timestamp) else { continue }
        let written = format.text(timestamp)
        guard let again = format.timestamp(from: written) else { continue }
        precondition(format.timestamp(from: format.text(again)) == again, "what is written and read stays")
    }
}

func checkZone(_ bytes: [UInt8]) {
    guard let zone = TimeZoneRules(name: "fuzz", tzif: bytes) else { return }
    guard let format = TimestampFormat(pattern: "yyyy-MM-dd HH:mm:ss")?.on(zone, countsUTC: true) else { return }
    for moment in moments {
        precondition(abs(zone.offset(at: moment)) <= 86400 * 2, "a clock is at most days from UTC")
        if let instants = zone.instants(ofLocal: moment) {
            precondition(instants.earlier <= instants.later, "the earlier is first")
        }
        if let plain = zone.plainSpan(around: moment) {
            precondition(plain.span.contains(moment), "a time is in its span")
        }
        _ = zone.instant(ofLocal: moment)
        _ = format.text(Timestamp(ticks: moment))
        _ = format.localTicks(of: Timestamp(ticks: moment))
    }
}

FuzzDriver.run { bytes in
    if bytes.starts(with: "TZif".utf8) { return checkZone(bytes) }
    checkTimes(bytes.span)
    checkForm(String(decoding: bytes, as: UTF8.self))
}
