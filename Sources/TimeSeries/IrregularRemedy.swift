/// What helps where rows keep no regular step: a step on which they lie all the same, with gaps, or a coarser one to which
/// they can be brought together.
public struct IrregularRemedy: Sendable, Hashable {
    /// A step on which nearly all rows lie, though most of its places have none; nil when there is none of use.
    public var regular: FrequencyRequest?
    /// The shortest usual step of which most have a row; nil when there is none.
    public var every: FrequencyRequest?

    /// Steps in the order of their length, with the words by which they are asked for.
    private static let steps: [(request: FrequencyRequest, frequency: Frequency)] = [
        (.fixed(seconds: 60), .fixed(seconds: 60)), (.fixed(seconds: 3600), .fixed(seconds: 3600)),
        (.fixed(seconds: CivilDate.secondsPerDay), .fixed(seconds: CivilDate.secondsPerDay)),
        (.fixed(seconds: Frequency.secondsPerWeek), .fixed(seconds: Frequency.secondsPerWeek)),
        (.calendar(months: 1), .calendar(months: 1, anchor: .day(1))),
        (.calendar(months: 3), .calendar(months: 3, anchor: .day(1))),
        (.calendar(months: 12), .calendar(months: 12, anchor: .day(1))),
    ]

    package init(_ series: [[Timestamp]], format: TimestampFormat) {
        for (request, frequency) in Self.steps where request.isWritable(in: format) {
            let fit = Fit(series, frequency)
            if regular == nil, fit.onGrid * 20 >= fit.rows * 19, fit.rows * 20 >= fit.places { regular = request }
            if request != regular, fit.held * 5 >= fit.places * 4 {
                every = request
                return
            }
        }
    }

    /// How rows lie in steps.
    private struct Fit {
        var rows = 0
        /// Rows at one place of the grid of their series.
        var onGrid = 0
        /// Steps from the first to the last row.
        var places = 0
        /// Steps with a row.
        var held = 0

        init(_ series: [[Timestamp]], _ frequency: Frequency) {
            for timestamps in series {
                guard let first = timestamps.first, let last = timestamps.last else { continue }
                let own = TimeGrid(frequency, fitting: timestamps)
                let steps = TimeGrid(frequency, phase: 0, timeOfDay: 0)
                var previous: Int?
                for timestamp in timestamps {
                    if own.position(of: timestamp) != nil { onGrid += 1 }
                    let step = steps.position(atOrBefore: timestamp)
                    if step != previous { held += 1 }
                    previous = step
                }
                rows += timestamps.count
                places += steps.position(atOrBefore: last) - steps.position(atOrBefore: first) + 1
            }
        }
    }

    /// What to pass; nil when nothing helps.
    package var fix: String? {
        let regular = regular.map {
            "--frequency \($0.word(isAdverb: true)), with --gaps zero if no row means that nothing happened"
        }
        let every = every.map {
            "--every \($0.word(isAdverb: false)) --aggregate mean, or sum for amounts, to bring the rows together"
        }
        let ways = [regular, every].compactMap { $0 }
        return ways.isEmpty ? nil : "pass " + ways.joined(separator: "; or ")
    }
}

extension FrequencyRequest {
    /// The word for a step of one unit.
    fileprivate func word(isAdverb: Bool) -> String {
        switch self {
        case .fixed(60): isAdverb ? "1min" : "minute"
        case .fixed(3600): isAdverb ? "hourly" : "hour"
        case .fixed(CivilDate.secondsPerDay): isAdverb ? "daily" : "day"
        case .fixed(Frequency.secondsPerWeek): isAdverb ? "weekly" : "week"
        case .calendar(1): isAdverb ? "monthly" : "month"
        case .calendar(3): isAdverb ? "quarterly" : "quarter"
        case .calendar(12): isAdverb ? "yearly" : "year"
        default: text
        }
    }
}
