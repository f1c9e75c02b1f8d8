extension TimestampFormat {
    /// The form that reads `text` as well as all that this one reads, and gives that the same ticks; nil for none.
    ///
    /// Columns are often uneven: `9/30/2020` before `10/1/2020`, a fraction of a second only where there is one, `May` before
    /// `June`.
    package func widened(toRead text: Span<UInt8>) -> TimestampFormat? {
        for format in [wide, withOptionalFraction, wide?.withOptionalFraction ?? nil] {
            var reading = TimestampReading()
            if let format, format.written(utf8: text, &reading) != nil { return format }
        }
        return nil
    }

    /// Numbers without zeros before them, as far as they touch no other, and full names; nil when nothing is wider.
    var wide: TimestampFormat? {
        var wider = fields
        for index in fields.indices {
            switch fields[index] {
            case .number(let unit, isPadded: true) where unit.width == 2 && unit != .shortYear && isAlone(index):
                wider[index] = .number(unit, isPadded: false)
            case .monthName(let style) where !style.isFull:
                wider[index] = .monthName(.init(isFull: true, isUppercase: style.isUppercase))
            default: break
            }
        }
        // Minutes and seconds are written with both digits whatever the hours are.
        for index in fields.indices {
            switch fields[index] {
            case .number(.minute, _), .number(.second, _), .number(.week, _): wider[index] = fields[index]
            default: break
            }
        }
        return wider == fields ? nil : replacing(wider)
    }

    /// Other fields on the same clock.
    private func replacing(_ fields: [TimestampField]) -> TimestampFormat {
        let format = TimestampFormat(fields: fields)
        return zone.map { format.on($0, countsUTC: countsUTC) } ?? format
    }

    private func isAlone(_ index: Int) -> Bool {
        let before = index > 0 && fields[index - 1].isNumber
        let after = index + 1 < fields.count && fields[index + 1].isNumber
        return !before && !after
    }

    /// With a fraction of a second or without; nil where there are no seconds.
    private var withOptionalFraction: TimestampFormat? {
        guard let second = fields.firstIndex(where: { if case .number(.second, _) = $0 { true } else { false } })
        else { return nil }
        var rest = fields[(second + 1)...]
        if rest.first == .optionalFraction { return nil }
        if rest.count >= 2, rest.first == .literal(.point), case .fraction = rest[rest.startIndex + 1] {
            rest = rest.dropFirst(2)
        }
        return replacing(fields[...second] + [.optionalFraction] + rest)
    }
}

extension TimestampFormat {
    /// Whether every row has a UTC offset of its own.
    package var hasOffset: Bool { offsetIndex != nil }

    /// Whether ticks are counted since 1970 in the file itself.
    package var isUnix: Bool { fields == [.unixSeconds] || fields == [.unixMilliseconds] }

    /// Whether times are written to fractions of a second.
    package var hasFraction: Bool {
        fields.contains { field in
            switch field {
            case .fraction, .optionalFraction, .unixMilliseconds: true
            default: false
            }
        }
    }

    /// Whether years have two digits.
    package var hasShortYear: Bool {
        fields.contains { if case .number(.shortYear, _) = $0 { true } else { false } }
    }

    /// The form with one offset, in seconds, on every row.
    package func withOffset(_ offset: Int) -> TimestampFormat {
        guard let index = offsetIndex, case .offset(let style) = fields[index] else { return self }
        var text: [UInt8] = []
        style.write(offset, to: &text)
        return TimestampFormat(fields: fields[..<index] + text.map { .literal($0) } + fields[(index + 1)...])
    }

    /// The form with a time of day behind the date, as ISO 8601 writes both.
    package func withHours(seconds: Bool) -> TimestampFormat {
        TimestampFormat(fields: Self.isoFields(time: seconds ? 2 : 1, separator: .blank))
    }

    private var offsetIndex: Int? {
        fields.firstIndex { if case .offset = $0 { true } else { false } }
    }
}

extension TimestampFormat {
    /// Whether both forms are the same but for zeros before numbers and the length of names.
    package func readsAlike(_ other: TimestampFormat) -> Bool {
        (wide ?? self).fields == (other.wide ?? other).fields
    }
}
