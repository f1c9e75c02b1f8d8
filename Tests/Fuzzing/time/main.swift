import FuzzDriver
import TimeSeries

/// Any text read as a timestamp is one that is written back as a text of the same meaning, or none.
FuzzDriver.run { bytes in
    for integersAreTimes in [false, true] {
        for format in TimestampFormat.candidates(of: bytes.span, integersAreTimes: integersAreTimes) {
            guard let timestamp = format.timestamp(utf8: bytes.span) else { continue }
            precondition(format.timestamp(from: format.text(timestamp)) == timestamp, "text and time are one")
            precondition(TimestampFormat(pattern: format.pattern) == format, "a form is written and read again")
        }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let format = try? TimestampFormat(strftime: text) {
        precondition(TimestampFormat(pattern: format.pattern) == format, "terms are written and read again")
    }
    _ = TimeZoneRules(name: "fuzz", tzif: bytes)
}
