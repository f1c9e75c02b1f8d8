import TimeSeries

/// In which forms the cells of a column are times.
struct TimeEvidence {
    /// A form and the cells that have it.
    struct Candidate {
        var format: TimestampFormat
        /// The number of the first cell that has it.
        var first: Int
        /// Cells that have it.
        var cells = 0
        /// A fingerprint of the ticks, by which readings that differ are told from those that do not.
        var fingerprint: UInt64 = 0

        var isInteger: Bool {
            switch format.fields.first {
            case .unixSeconds, .unixMilliseconds: true
            default: format.fields.allSatisfy { if case .number = $0 { true } else { false } }
            }
        }

        mutating func count(_ timestamp: Timestamp) {
            cells += 1
            fingerprint = (fingerprint ^ UInt64(bitPattern: timestamp.ticks)) &* 0x100_0000_01B3
        }
    }

    private(set) var candidates: [Candidate] = []
    private var cells = 0

    /// The most forms that are followed.
    private static let most = 12

    /// Adds a cell; whether it is a time in a form other than an integer.
    mutating func add(_ text: Span<UInt8>) -> Bool {
        cells += 1
        var isTime = false
        var isKnown = false
        for index in candidates.indices {
            guard let timestamp = read(text, as: index) else { continue }
            candidates[index].count(timestamp)
            isKnown = true
            isTime = isTime || !candidates[index].isInteger
        }
        if isKnown { return isTime }
        for format in TimestampFormat.candidates(of: text, integersAreTimes: true) {
            guard candidates.count < Self.most, let timestamp = format.timestamp(utf8: text) else { break }
            var candidate = Candidate(format: format, first: cells)
            candidate.count(timestamp)
            candidates.append(candidate)
            isTime = isTime || !candidate.isInteger
        }
        return isTime
    }

    private mutating func read(_ text: Span<UInt8>, as index: Int) -> Timestamp? {
        if let timestamp = candidates[index].format.timestamp(utf8: text) { return timestamp }
        guard !candidates[index].isInteger, let wider = candidates[index].format.widened(toRead: text) else {
            return nil
        }
        candidates[index].format = wider
        return wider.timestamp(utf8: text)
    }

    /// The forms that most cells have and that read them differently, the likeliest first; one where there is no doubt.
    ///
    /// - Parameter readsYears: Whether integers may be years, months and days.
    func best(readsYears: Bool) -> [TimestampFormat] {
        let fit = candidates.filter { candidate in
            guard candidate.isInteger else { return true }
            return candidate.cells == cells && (readsYears || candidate.format.isUnix)
        }
        let most = fit.map(\.cells).max() ?? 0
        guard let best = fit.first(where: { $0.cells == most }) else { return [] }
        let others = fit.filter {
            $0.cells == most && $0.first == best.first && $0.fingerprint != best.fingerprint && !$0.isInteger
        }
        return [best.format] + others.map(\.format)
    }
}

/// Whether the cell is a time in a form that is known, even if there is no such day.
func isDate(_ text: Span<UInt8>) -> Bool { TimestampFormat.shape(of: text) != nil }
