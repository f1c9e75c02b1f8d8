import FuzzDriver
import TimeSeries

/// Any text read as a timestamp is one that is written back as a text of the same meaning, or none.
FuzzDriver.run { bytes in
    for yearsAndCompactDays in [false, true] {
        guard let format = TimestampFormat.shape(of: bytes.span, yearsAndCompactDays: yearsAndCompactDays),
            let timestamp = format.timestamp(utf8: bytes.span)
        else { continue }
        precondition(format.timestamp(from: format.text(timestamp)) == timestamp, "text and time are one")
        precondition(TimestampFormat(pattern: format.pattern) == format, "a form is written and read again")
    }
}
