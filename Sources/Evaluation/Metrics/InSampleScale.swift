/// What scaled errors are divided by: how far the seasonal naive forecast was off within the rows at or before a cutoff.
///
/// With m the season's length, 1 where there is none, over the pairs of which both values were observed:
/// ```
/// absolute = Σ|y[t] − y[t−m]| / n;  squared = Σ(y[t] − y[t−m])² / n
/// ```
/// Undefined (NaN) when there is no such pair, and when it is 0, as for a series that repeats itself exactly: nothing
/// can be divided by it. `squared` is also undefined where squares are too large or too small for a Double. Source: Hyndman & Koehler 2006, "Another look at measures of forecast accuracy"; the seasonal
/// form and the squared one are those of the M4 and M5 competitions.
public struct InSampleScale: Sendable, Hashable {
    /// The mean absolute error, in the series' own unit; NaN where undefined.
    public let absolute: Double
    /// The mean squared error, in the series' own unit squared; NaN where undefined.
    public let squared: Double

    /// No scale: every scaled error is undefined.
    public static let undefined = InSampleScale(absolute: .nan, squared: .nan)

    /// The scale of `history`, rows at or before a cutoff.
    ///
    /// - Parameter seasonLength: m; 1 without a season.
    public init(history: ArraySlice<Double>, seasonLength: Int) {
        var sums = SeasonalDifferences(Array(history), seasonLength: seasonLength)
        self = sums.scale(before: history.count)
    }

    fileprivate init(absolute: Double, squared: Double) {
        self.absolute = absolute
        self.squared = squared
    }
}

/// The scales at ascending cutoffs of one series, each row read once.
struct SeasonalDifferences {
    private let values: [Double]
    private let seasonLength: Int
    private var absolute = 0.0
    private var squared = 0.0
    private var count = 0
    private var next: Int

    /// - Precondition: `seasonLength` is at least 1.
    init(_ values: [Double], seasonLength: Int) {
        precondition(seasonLength >= 1, "a season is at least one row")
        self.values = values
        self.seasonLength = seasonLength
        next = seasonLength
    }

    /// The scale of the rows before `end`, which is never before an earlier one.
    mutating func scale(before end: Int) -> InSampleScale {
        while next < end {
            let difference = values[next] - values[next - seasonLength]
            next += 1
            if difference.isNaN { continue }
            absolute += abs(difference)
            squared += difference * difference
            count += 1
        }
        let scale = absolute / Double(count)
        guard scale.isFinite, scale > 0 else { return .undefined }
        let square = squared / Double(count)
        return InSampleScale(absolute: scale, squared: square.isNormal ? square : .nan)
    }
}
