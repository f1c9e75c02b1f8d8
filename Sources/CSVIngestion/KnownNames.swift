/// Column names that say what they hold, the surest first; compared in lower case without anything but letters and digits.
enum KnownNames {
    /// Names that mean time whatever the cells look like.
    static let certainTime = ["ds", "date", "timestamp", "datetime"]
    /// Names that mean time when the cells are dates or integers.
    static let probableTime = [
        "time", "month", "year", "quarter", "week", "day", "period", "hour", "minute", "t", "step",
    ]
    /// Names that mean time when the cells are dates, or integers that all are times of a calendar or counts since 1970.
    static let plausibleTime = [
        "ts", "unix", "unixtime", "unixtimestamp", "epoch", "epochtime", "timestampms", "timems", "datum", "zeit",
        "zeitstempel", "zeitpunkt", "yearmonth", "yyyymm", "yyyymmdd", "ym", "ymd", "dateid", "datekey", "years",
        "yyyy",
        "yr", "jahr", "monat", "tag", "fecha", "mes", "mois",
    ]
    /// Names under which four digits are a year and eight are `yyyyMMdd`.
    static let holdsYears =
        ["ds", "date", "timestamp", "datetime", "year", "years", "yyyy", "yr", "month", "day"] + plausibleTime

    /// Names of a column that holds the hour beside one that holds the date.
    static let hours = [
        "hour", "time", "hourofday", "hr", "hourending", "he", "timeofday", "stunde", "uhrzeit", "zeit",
    ]

    /// Names of columns that hold a part of a time.
    private static let units: [TimeParts.Unit: [String]] = [
        .year: ["year", "years", "yyyy", "yr", "jahr"],
        .quarter: ["quarter", "qtr", "quartal"],
        .month: ["month", "mon", "mo", "mm", "mnth", "monthnumber", "monat"],
        .week: ["week", "isoweek", "weekofyear", "weeknumber", "wk", "kw", "woche", "kalenderwoche"],
        .day: ["day", "dayofmonth", "dom", "dd", "mday", "tag"],
        .hour: ["hour", "hourofday", "hr", "hh", "hourending", "he", "stunde"],
        .minute: ["minute", "mi", "minuten"],
    ]

    /// The part of a time that a column of this name holds; nil for other names.
    static func unit(_ name: String) -> TimeParts.Unit? {
        guard name.utf8.count <= 100 else { return nil }
        let name = normalised(name)
        return units.first { $0.value.contains(name) }?.key
    }

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
