/// When the clocks of a region are how far ahead of UTC.
///
/// Foundation's zones would do, but on Linux they come with 30 MB of ICU, and loading them would take as long as a whole
/// forecast does. A zone is therefore read from the bytes of the file that the system has of it (RFC 8536); a model keeps the rules it was
/// fitted with, so that it forecasts the same wherever it is used.
public final class TimeZoneRules: Sendable {
    /// The name in the IANA database, such as `Europe/Berlin`.
    public let name: String
    /// When the offset changes, in seconds since 1970 UTC, strictly increasing, shape `[N]`.
    let transitions: [Int64]
    /// Seconds ahead of UTC before the first change and after each, shape `[N + 1]`.
    let offsets: [Int32]
    /// The rule for the time after the changes, as POSIX writes it; empty for none.
    let footer: String
    /// The changes and offsets with those of 400 years of ``footer`` behind them; the calendar repeats after these.
    private let allTransitions: [Int64]
    private let allOffsets: [Int32]
    /// Whether changes go on after these.
    private var repeats: Bool { allTransitions.count > transitions.count }

    /// Universal time.
    public static let utc = TimeZoneRules(unchecked: "UTC", transitions: [], offsets: [0], rule: nil, footer: "")

    /// Creates rules; nil when transitions do not increase, offsets are a day or more, or the footer is none.
    package init?(name: String, transitions: [Int64], offsets: [Int32], footer: String) {
        let rule = footer.isEmpty ? nil : POSIXZoneRule(footer)
        guard offsets.count == transitions.count + 1, footer.isEmpty || rule != nil,
            offsets.allSatisfy({ abs(Int($0)) < 26 * 3600 }), zip(transitions, transitions.dropFirst()).allSatisfy(<),
            transitions.allSatisfy({ $0.magnitude < 1 << 40 })
        else { return nil }
        self.name = name
        self.transitions = transitions
        self.offsets = offsets
        self.footer = footer
        (allTransitions, allOffsets) = Self.extended(transitions, offsets, rule)
    }

    private init(
        unchecked name: String, transitions: [Int64], offsets: [Int32], rule: POSIXZoneRule?, footer: String
    ) {
        self.name = name
        self.transitions = transitions
        self.offsets = offsets
        self.footer = footer
        (allTransitions, allOffsets) = Self.extended(transitions, offsets, rule)
    }

    /// Puts 400 years of changes behind those that are listed.
    private static func extended(_ transitions: [Int64], _ offsets: [Int32], _ rule: POSIXZoneRule?)
        -> ([Int64], [Int32])
    {
        guard let rule else { return (transitions, offsets) }
        var (times, ahead) = (transitions, offsets)
        // Where nothing is listed the rule holds from the beginning on, and 1900 is before any change of clocks.
        let first = transitions.last.map { CivilDate(Timestamp(ticks: $0)).year } ?? 1900
        let last = transitions.last ?? .min
        if transitions.isEmpty { ahead = [Int32(rule.standard)] }
        for year in first...first + 400 {
            for (time, offset) in rule.changes(in: year) where time > last && time > times.last ?? .min {
                if ahead.last == Int32(offset) { continue }
                times.append(time)
                ahead.append(Int32(offset))
            }
        }
        return (times, ahead)
    }

    /// Seconds that the clocks are ahead of UTC at `time`, which is in seconds since 1970 UTC.
    public func offset(at time: Int64) -> Int { Int(allOffsets[era(of: folded(time))]) }

    /// Moves a time beyond the listed changes back by whole cycles of the calendar.
    private func folded(_ time: Int64) -> Int64 {
        guard repeats, let last = allTransitions.last, time > last else { return time }
        let cycle = Int64(146_097 * CivilDate.secondsPerDay)
        return time - (time - last + cycle - 1) / cycle * cycle
    }

    /// How many changes are not after `time`.
    private func era(of time: Int64) -> Int {
        var (low, high) = (0, allTransitions.count)
        while low < high {
            let middle = (low + high) / 2
            if allTransitions[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The moments, in seconds since 1970 UTC, at which the clocks show `local`: one, two when they are set back over it, none
    /// when they are set forward over it; the earlier first.
    package func instants(ofLocal local: Int64) -> (earlier: Int64, later: Int64)? {
        let day = Int64(CivilDate.secondsPerDay)
        let before = local - Int64(offset(at: local - day))
        let after = local - Int64(offset(at: local + day))
        let fits = (offset(at: before) == Int(local - before), offset(at: after) == Int(local - after))
        switch fits {
        case (true, true): return (min(before, after), max(before, after))
        case (true, false): return (before, before)
        case (false, true): return (after, after)
        case (false, false): return nil
        }
    }

    /// The moment at which clocks show `local`: the earlier of two, and for a time that is skipped the one that they would
    /// show it had they not been set.
    package func instant(ofLocal local: Int64) -> Int64 {
        if let instants = instants(ofLocal: local) { return instants.earlier }
        return local - Int64(offset(at: local - Int64(CivilDate.secondsPerDay)))
    }

    /// The local times around `local` that all have its offset and are neither skipped nor repeated; nil where it has two or none.
    package func plainSpan(around local: Int64) -> (span: Range<Int64>, offset: Int)? {
        guard let (earlier, later) = instants(ofLocal: local), earlier == later else { return nil }
        let place = era(of: folded(earlier))
        let offset = Int64(allOffsets[place])
        // Beyond the listed changes only the local time itself is sure.
        guard folded(earlier) == earlier else { return (local..<local + 1, Int(offset)) }
        let start = place == 0 ? -(1 << 50) : allTransitions[place - 1] + max(offset, Int64(allOffsets[place - 1]))
        let isLast = place == allTransitions.count
        let end =
            isLast
            ? (!repeats ? 1 << 50 : local + 1) : allTransitions[place] + min(offset, Int64(allOffsets[place + 1]))
        return start < end ? (start..<end, Int(offset)) : nil
    }
}

extension TimeZoneRules: Hashable {
    /// Whether both have the same name and rules.
    public static func == (lhs: TimeZoneRules, rhs: TimeZoneRules) -> Bool {
        lhs === rhs
            || (lhs.name == rhs.name && lhs.transitions == rhs.transitions && lhs.offsets == rhs.offsets
                && lhs.footer == rhs.footer)
    }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}

/// What a model file keeps of a zone.
struct StoredZone: Codable {
    var name: String
    var transitions: [Int64]
    var offsets: [Int32]
    var footer: String

    init(_ rules: TimeZoneRules) {
        name = rules.name
        transitions = rules.transitions
        offsets = rules.offsets
        footer = rules.footer
    }

    /// The rules; nil when they are none.
    var rules: TimeZoneRules? {
        guard name.utf8.count <= 100, footer.utf8.count <= 100, transitions.count <= 10_000 else { return nil }
        return TimeZoneRules(name: name, transitions: transitions, offsets: offsets, footer: footer)
    }
}
