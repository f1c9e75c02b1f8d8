/// Which columns are read, and what to tell the user about it.
struct ColumnChoice {
    /// ``SeriesLayout/long`` or ``SeriesLayout/columns``.
    var layout = SeriesLayout.long
    var time: Int?
    /// Holds the hour where ``time`` holds the date.
    var hours: Int?
    /// The columns of the time where it is in parts, ``time`` first.
    var parts: TimeParts?
    /// The column to forecast; in a file of one series a column each of them.
    var targets: [Int]
    /// The columns whose cells make an id together.
    var ids: [Int] = []
    /// What is known up to the cutoff, then what is known ahead.
    var covariates: [CovariateColumn] = []
    /// What is the same on every row of a series.
    var statics: [CovariateColumn] = []
    /// Whether four digits in the time column are a year and eight are `yyyyMMdd`.
    var readsYears: Bool
    var notes: [String]

    /// The column to forecast, or the first of them.
    var target: Int { targets[0] }

    /// The columns that hold the time together.
    var times: [Int] { parts?.columns ?? [time, hours].compactMap { $0 } }

    /// The columns whose cells are numbers.
    var numbers: [Int] {
        targets + (covariates + statics).filter { $0.content == .number }.map(\.column)
    }

    /// The columns whose cells are needed.
    var columns: [Int] {
        times + targets + ids + covariates.map(\.column) + statics.map(\.column)
    }
}
