/// Column names that say what they hold, the surest first; compared in lower case without anything but letters and digits.
enum KnownNames {
    /// Names that mean time whatever the cells look like.
    static let certainTime = ["ds", "date", "timestamp", "datetime"]
    /// Names that mean time when the cells are dates or integers.
    static let probableTime = [
        "time", "month", "year", "quarter", "week", "day", "period", "hour", "minute", "t", "step",
    ]
    /// Names under which four digits are a year and eight are `yyyyMMdd`.
    static let holdsYears = ["ds", "date", "timestamp", "datetime", "year", "years", "yyyy", "yr", "month", "day"]

    /// Names of a column that holds the hour beside one that holds the date.
    static let hours = ["hour", "time", "hourofday", "hr", "hourending", "he", "timeofday"]

    static let certainID = ["uniqueid", "itemid", "seriesid"]
    /// Names that mean an id when cells repeat.
    static let probableID = ["id", "series", "ticker", "symbol", "sku", "store", "station", "sensor", "item"]

    static let target = [
        "y", "target", "value", "values", "close", "price", "adjclose", "temperature", "temp", "sales", "demand",
        "load",
        "consumption", "quantity", "passengers",
    ]

    static func normalised(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
