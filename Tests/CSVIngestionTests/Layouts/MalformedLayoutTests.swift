import CSVIngestion
import Diagnostics
import Testing
import TimeSeries

private func with(_ layout: SeriesLayout?, _ change: (inout CSVOptions) -> Void = { _ in }) -> CSVOptions {
    var options = CSVOptions()
    options.layout.layout = layout
    change(&options)
    return options
}

private let days = "date,y,w\n2020-01-01,1,2\n2020-01-02,1,2\n2020-01-03,1,x\n"
private let head = "@attribute n string\n@attribute s date\n@frequency daily\n@data\n"

/// Files of every layout, and flags that do not go with them.
let malformedLayouts: [Malformed] = [
    // One series a column.
    Malformed(
        "text in a column that is a series", "date,a,b\n2020-01-01,1,2\n2020-01-02,3,abc\n2020-01-03,3,4\n",
        .notANumber, 3,
        14, with: with(.columns), fix: "--missing abc", message: "column 'b'"),
    Malformed(
        "columns of one name", "date,a,a\n2020-01-01,1,2\n2020-01-02,1,2\n", .duplicateColumn, 1, 8,
        with: with(.columns),
        fix: "rename one of them", message: "the 2nd and the 3rd"),
    Malformed(
        "ragged among columns", "date,a,b\n2020-01-01,1,2\n2020-01-02,1\n", .raggedRow, 3, 13, with: with(.columns),
        fix: "add the missing field"),
    Malformed(
        "no column of numbers", "date,a\n2020-01-01,x\n", .noNumberColumn, 2, 12, with: with(.columns),
        fix: "plain numbers"),
    Malformed(
        "columns without any number", "date,a,b\n2020-01-01,,\n2020-01-02,,\n2020-01-03,,\n", .allMissing, 1, 6,
        with: with(.columns) { $0.target = "a,b" }, fix: "--target"),
    Malformed(
        "several targets in a long file", days, .layoutDoesNotFit, 1, nil,
        with: with(.long) { $0.target = "y,w" }, fix: "--layout columns", status: .usage),
    Malformed(
        "columns and an id", days, .layoutDoesNotFit, 1, nil, with: with(.columns) { $0.id = "w" },
        fix: "leave --id out",
        status: .usage),
    Malformed(
        "columns and a static column", days, .layoutDoesNotFit, 1, nil,
        with: with(.columns) { $0.covariates.statics = ["w"] }, fix: "leave --static out", status: .usage),
    Malformed(
        "an unknown column in a list", days, .unknownColumn, 1, nil, with: with(nil) { $0.target = "y,v" },
        fix: "the columns are date, y, w", message: "'v'", status: .usage),
    // Covariates.
    Malformed(
        "the target as a covariate", days, .columnUsedTwice, 1, 6,
        with: with(nil) {
            $0.target = "y"
            $0.covariates.past = ["y"]
        }, fix: "take it out of --past", message: "the target and a covariate", status: .usage),
    Malformed(
        "a covariate of two kinds", days, .columnUsedTwice, 1, 8,
        with: with(nil) {
            $0.covariates.past = ["w"]
            $0.covariates.future = ["w"]
        }, fix: "take it out of --future", status: .usage),
    Malformed(
        "the time as a covariate", days, .columnUsedTwice, 1, 1,
        with: with(nil) {
            $0.time = "date"
            $0.covariates.future = ["date"]
        }, fix: "take it out of --future", status: .usage),
    Malformed(
        "an unknown covariate", days, .unknownColumn, 1, nil, with: with(nil) { $0.covariates.past = ["ww"] },
        fix: "did you mean --past w?", status: .usage),
    Malformed(
        "text in a covariate of numbers", days, .notANumber, 4, 14, with: with(nil) { $0.covariates.past = ["w"] },
        fix: "--missing x to read it as missing, or --categorical w"),
    Malformed(
        "a covariate too large", days.replacing("x", with: "1e999"), .numberTooLarge, 4, 14,
        with: with(nil) { $0.covariates.past = ["w"] }, fix: "correct it"),
    Malformed(
        "neither true nor false",
        "date,y,w\n" + (0..<2000).map { "\(2000 + $0)-01-01,\($0),true\n" }.joined() + "4000-01-01,1,maybe\n",
        .notANumber,
        2002, 14, with: with(nil) { $0.covariates.past = ["w"] }, fix: "--categorical w",
        message: "neither true nor false"),
    Malformed(
        "dates as a covariate", "date,y,due\n2020-01-01,1,2020-01-05\n2020-01-02,1,2020-01-05\n", .notACovariate, 1, 8,
        with: with(nil) { $0.covariates.past = ["due"] }, fix: "take it out of --past", status: .usage),
    Malformed(
        "categories of no covariate", days, .layoutDoesNotFit, 1, 8,
        with: with(nil) {
            $0.covariates.past = ["y"]
            $0.covariates.categorical = ["w"]
        }, fix: "take it out of --categorical", status: .usage),
    Malformed(
        "a static column that changes", "id,date,y,kind\na,2020-01-01,1,x\na,2020-01-02,1,z\n", .staticChanges, 3, 16,
        with: with(nil) { $0.covariates.statics = ["kind"] }, fix: "--past or --future",
        message: "\"z\" differs from \"x\" on earlier rows of series 'a'"),
    // One series a row.
    Malformed(
        "text among values", "V1,V2,V3\na,1,2\nb,1,abc\n", .notANumber, 3, 5, with: with(nil), fix: "--missing abc",
        message: "column 'V3'"),
    Malformed("a row without an id", "V1,V2,V3\na,1,2\n,1,2\n", .missingID, 3, 1, fix: "fill it in"),
    Malformed("an id twice", "V1,V2,V3\na,1,2\na,1,2\n", .repeatedID, 3, 1, fix: "delete one", message: "line 2"),
    Malformed("rows without values", "V1,V2,V3\na,,\nb,,\n", .allMissing, nil, nil, fix: "with values"),
    Malformed("a header of rows only", "V1,V2,V3\n", .headerOnly, 1, nil, fix: "with rows"),
    Malformed(
        "a frequency without times", "V1,V2,V3\na,1,2\nb,1,2\n", .layoutDoesNotFit, nil, nil,
        with: with(nil) { $0.frequency = .fixed(seconds: 3600) }, fix: "--season 24", status: .usage),
    Malformed(
        "a target among rows", "V1,V2,V3\na,1,2\nb,1,2\n", .layoutDoesNotFit, nil, nil,
        with: with(.rows) { $0.target = "V2" }, fix: "leave --target out", status: .usage),
    // The Monash archive.
    Malformed("a CSV file as tsf", days, .badTsfHeader, 1, 1, with: with(.tsf), fix: "--layout long"),
    Malformed(
        "no @data", "@relation x\n@attribute n string\n", .badTsfHeader, 2, nil, with: with(.tsf), fix: "line @data"),
    Malformed(
        "no @attribute", "@relation x\n@data\nT1:1,2\n", .badTsfHeader, 2, 1, with: with(.tsf), fix: "@attribute"),
    Malformed(
        "an unknown type", "@attribute n text\n@data\na:1\n", .badTsfHeader, 1, 1, with: with(.tsf),
        fix: "string, numeric or date", message: "\"n text\""),
    Malformed(
        "an attribute without a type", "@attribute n\n@data\na:1\n", .badTsfHeader, 1, 1, with: with(.tsf),
        fix: "@attribute series_name string"),
    Malformed(
        "an attribute twice", "@attribute n string\n@attribute n date\n@data\na:1\n", .badTsfHeader, 2, 1,
        with: with(.tsf), fix: "take one"),
    Malformed(
        "an unknown frequency", "@attribute n string\n@frequency fortnightly\n@data\na:1\n", .badTsfHeader, 2, 1,
        with: with(.tsf), fix: "10_minutes", message: "fortnightly"),
    Malformed(
        "a horizon that is no number", "@attribute n string\n@horizon long\n@data\na:1\n", .badTsfHeader, 2, 1,
        with: with(.tsf), fix: "@horizon 8"),
    Malformed("no series", head, .headerOnly, nil, nil, with: with(.tsf), fix: "with rows"),
    Malformed(
        "a series without its attributes", head + "a:1,2,3\n", .badTsfSeries, 5, 1, with: with(.tsf),
        fix: "n:s:value,value", message: "1 colon"),
    Malformed(
        "a start that is no time", head + "a:yesterday:1,2,3\n", .badTsfSeries, 5, 1, with: with(.tsf),
        fix: "1979-01-31 00-00-00", message: "yesterday"),
    Malformed(
        "a value that is no number", head + "a:2020-01-01 00-00-00:1,x,3\n", .badTsfSeries, 5, 25, with: with(.tsf),
        fix: "or ?", message: "value 2"),
    Malformed(
        "a first value that is no number", head + "a:2020-01-01 00-00-00:x,2,3\n", .badTsfSeries, 5, 23,
        with: with(.tsf),
        fix: "or ?", message: "value 1"),
    Malformed(
        "a series twice", head + "a:2020-01-01 00-00-00:1\na:2020-01-01 00-00-00:1\n", .repeatedID, 6, 1,
        with: with(.tsf),
        fix: "rename", message: "line 5"),
    Malformed(
        "times beyond the calendar", head.replacing("daily", with: "yearly") + "a:9999-01-01 00-00-00:1,2\n",
        .badTsfSeries, 5,
        nil, with: with(.tsf), fix: "@frequency"),
    Malformed(
        "only missing values", head + "a:2020-01-01 00-00-00:?,?\n", .allMissing, nil, nil, with: with(.tsf),
        fix: "with values"),
    Malformed(
        "a static attribute that is not there", head + "a:2020-01-01 00-00-00:1,2\n", .unknownColumn, nil, nil,
        with: with(.tsf) { $0.covariates.statics = ["state"] }, fix: "the attributes are n, s", status: .usage),
]
