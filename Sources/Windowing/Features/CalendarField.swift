import Numerics
package import TimeSeries

/// A part of a timestamp that is known ahead and that a series may follow.
///
/// Fields of few values that need have nothing to do with their neighbours are one number a value, 1 where it is and 0
/// elsewhere: a Sunday is no mean of Saturday and Monday. Fields that go round, of which neighbours are alike, are sine
/// and cosine of one turn and of two, so that a day may have two peaks and December lies beside January.
public enum CalendarField: String, Sendable, Hashable, Codable, CaseIterable {
    /// The time within the hour: one and two turns.
    case minute
    /// The time of day, minutes and all: one and two turns.
    case hour
    /// Monday to Sunday: seven numbers.
    case weekday
    /// The day of the month, as a share of that month: one and two turns.
    case day
    /// The day of the year: one and two turns.
    case dayOfYear = "day-of-year"
    /// The week of the year, seven days each from 1 January: one and two turns.
    case week
    /// The month: one and two turns.
    case month
    /// The quarter: four numbers.
    case quarter

    /// Numbers that stand for it.
    package var width: Int {
        switch self {
        case .weekday: 7
        case .quarter: 4
        case .minute, .hour, .day, .dayOfYear, .week, .month: 4
        }
    }

    /// The numbers of one row.
    package func features(of timestamp: Timestamp) -> [Float] {
        var features: [Float] = []
        append(timestamp, CivilDate(timestamp), to: &features)
        return features
    }

    /// Appends the numbers of `timestamp`, whose day is `date`.
    func append(_ timestamp: Timestamp, _ date: CivilDate, to features: inout [Float]) {
        let (place, count) = place(of: timestamp, date)
        switch self {
        case .weekday, .quarter:
            for value in 0..<count { features.append(value == place ? 1 : 0) }
        case .minute, .hour, .day, .dayOfYear, .week, .month:
            for turns in 1...2 {
                features.append(Float(Self.cosine(4 * turns * place - count, of: 4 * count)))
                features.append(Float(Self.cosine(turns * place, of: count)))
            }
        }
    }

    /// Where in its round `timestamp` lies, and how long the round is.
    private func place(of timestamp: Timestamp, _ date: CivilDate) -> (place: Int, count: Int) {
        switch self {
        case .minute: (timestamp.secondOfDay % 3600, 3600)
        case .hour: (timestamp.secondOfDay, CivilDate.secondsPerDay)
        case .weekday: (CivilDate.weekday(daysSince1970: date.daysSince1970), 7)
        case .day: (date.day - 1, CivilDate.length(ofMonth: date.month, year: date.year))
        case .dayOfYear: (date.dayOfYear, date.daysInYear)
        case .week: (date.dayOfYear / 7, 53)
        case .month: (date.month - 1, 12)
        case .quarter: ((date.month - 1) / 3, 4)
        }
    }

    /// cos(2π place / count), the same bits on every machine.
    private static func cosine(_ place: Int, of count: Int) -> Double {
        let share = Double(2 * place.flooredRemainder(count)) / Double(count)
        return ReproducibleMath.cosineOfHalfTurns(share <= 1 ? share : 2 - share)
    }
}

extension CivilDate {
    /// Days since 1 January.
    fileprivate var dayOfYear: Int { daysSince1970 - CivilDate(year: year, month: 1, day: 1).daysSince1970 }

    /// 365 or 366.
    fileprivate var daysInYear: Int { 337 + CivilDate.length(ofMonth: 2, year: year) }
}
