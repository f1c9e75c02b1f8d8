import Numerics

/// What the values of one series say about it, before any model.
public struct SeriesDiagnosis: Sendable {
    /// Rows, and how many of them have no value.
    public var rows: Int
    /// Rows without a value.
    public var missing: Int
    /// The smallest value; nil when none is observed.
    public var minimum: Double?
    /// The largest value.
    public var maximum: Double?
    /// Whether all observed values are equal.
    public var isConstant: Bool
    /// How much the season explains, 0 to 1; nil without a season, with fewer than two of them, or for a constant series.
    public var seasonStrength: Double?
    /// How much the trend explains, 0 to 1; nil for a constant or very short series.
    public var trendStrength: Double?
    /// Whether the series moves about one level; nil for a very short series.
    public var stationarity: StationarityTest?
    /// How many times it must be differenced to do so, at most 2.
    public var differences: Int?
    /// How far it is from noise, 0 to 1; nil for fewer than 16 values and a constant series.
    public var forecastability: Double?
    /// Whether it is positive and varies more where it is higher.
    public var callsForLogarithm: Bool
    /// Values far from what season and trend lead to expect.
    public var outliers: [Outlier]
    /// Equal values in a row, far more than chance explains.
    public var constantStretches: [ConstantStretch]
    /// Rows from which on the level is another.
    public var levelShifts: [LevelShift]
    /// The rows that all but counts and constant stretches were computed from: the last ones of a long series.
    public var analysedRows: Range<Int>

    /// The most rows of one series that are analysed.
    public static let mostRows = 1 << 17
    /// The fewest observed values that are.
    private static let fewest = 10

    /// Looks at one series.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing.
    ///   - seasonLength: m, or nil for none.
    ///   - longerSeason: Another season that the rows show, such as a week of hourly rows; it is neither an outlier nor a
    ///     level shift.
    ///   - mostRows: The most rows that are analysed, the last ones.
    public init(_ values: [Double], seasonLength: Int?, longerSeason: Int? = nil, mostRows: Int = mostRows) {
        rows = values.count
        let observed = values.filter { !$0.isNaN }
        missing = rows - observed.count
        minimum = observed.min()
        maximum = observed.max()
        isConstant = minimum == maximum
        constantStretches = isConstant ? [] : ConstantStretch.found(in: values)
        analysedRows = max(0, rows - mostRows)..<rows
        (callsForLogarithm, outliers, levelShifts) = (false, [], [])
        let recent = Array(values[analysedRows])
        guard !isConstant, observed.count >= Self.fewest, recent.contains(where: { !$0.isNaN }) else { return }
        func fitting(_ length: Int?) -> Int? { length.flatMap { $0 >= 2 && $0 <= recent.count / 2 ? $0 : nil } }
        analyse(recent, fitting(seasonLength), fitting(longerSeason))
    }

    private mutating func analyse(_ values: [Double], _ seasonLength: Int?, _ longerSeason: Int?) {
        let observed = values.filter { !$0.isNaN }
        stationarity = StationarityTest(observed)
        differences = StationarityTest.differences(of: observed)
        forecastability = SpectralDensity(SeasonalTrendDecomposition.interpolated(values[...]))?.forecastability
        let window = Self.window(seasonLength)
        callsForLogarithm = SpreadByLevel.callsForLogarithm(values, window: window)
        let usual = SeasonalTrendDecomposition(values[...], seasonLength: seasonLength, smoothness: .usual)
        seasonStrength = seasonLength == nil ? nil : usual.seasonStrength
        trendStrength = usual.trendStrength
        findWrong(values, window: window) { values in
            SeasonalTrendDecomposition(
                values[...], seasonLength: seasonLength, longerSeason: longerSeason,
                smoothness: SeasonalTrendDecomposition.Smoothness.stiff)
        }
    }

    /// Outliers and level shifts; outliers are looked for without the shifts, which a smooth trend cannot follow, and in
    /// logarithms where those make the spread even.
    private mutating func findWrong(
        _ values: [Double], window: Int, _ parts: ([Double]) -> SeasonalTrendDecomposition
    ) {
        let even = callsForLogarithm ? values.map(ReproducibleMath.log) : values
        let first = parts(even)
        let whole = SeasonalTrendDecomposition.interpolated(even[...])
        let shifts = LevelShift.found(in: zip(whole, first.season).map { $0 - $1 }, window: min(window, 200))
        let levels = Self.levels(shifts, count: values.count)
        let steady = zip(even, levels).map { $0 - $1 }
        let found = Outlier.found(in: steady, shifts.isEmpty ? first : parts(steady))
        let unit = callsForLogarithm ? ReproducibleMath.exp : { $0 }
        let start = analysedRows.lowerBound
        levelShifts = shifts.map {
            LevelShift(row: $0.row + start, before: unit($0.before), after: unit($0.after), score: $0.score)
        }
        outliers = found.map {
            Outlier(
                row: $0.row + start, value: values[$0.row], expected: unit($0.expected + levels[$0.row]),
                score: $0.score)
        }
    }

    /// Rows of the windows whose levels and spreads are compared: whole seasons, about twenty rows or more.
    private static func window(_ seasonLength: Int?) -> Int {
        guard let season = seasonLength else { return 20 }
        return season * max(1, (20 + season - 1) / season)
    }

    /// The sum of the shifts up to each row.
    private static func levels(_ shifts: [LevelShift], count: Int) -> [Double] {
        var levels = [Double](repeating: 0, count: count)
        for shift in shifts {
            for row in shift.row..<count { levels[row] += shift.after - shift.before }
        }
        return levels
    }
}
