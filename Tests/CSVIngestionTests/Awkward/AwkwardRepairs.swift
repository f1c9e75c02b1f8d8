import CSVIngestion
import TimeSeries

private func repairs(_ change: (inout RepairOptions) -> Void) -> CSVOptions { choosing { change(&$0.repairs) } }

private let twice = "date,y\n2020-01-01,1\n2020-01-02,2\n2020-01-02,4\n2020-01-03,3\n2020-01-04,5\n"
private let mixed = "date,y\n2020-01-03,3\n2020-01-01,1\n2020-01-02,2\n2020-01-04,4\n"
private let holes = "date,y\n2020-01-01,1\n2020-01-02,\n2020-01-03,3\n2020-01-05,5\n2020-01-06,6\n2020-01-07,7\n"
private let hours =
    "date,y\n" + timeTexts("%Y-%m-%d %H:%M", step: 6 * 3600, 12).enumerated().map { "\($1),\($0)\n" }.joined()

/// Duplicates, rows out of order, gaps, empty cells and coarser steps, under each choice.
let awkwardRepairs: [AwkwardFile] = duplicates + orders + fillings + coarser

private let duplicates: [AwkwardFile] = [
    AwkwardFile("a day twice", twice, .refused(.duplicateTimestamp, 4, 1, fix: "--duplicates")),
    AwkwardFile(
        "a day twice, the first", twice, with: repairs { $0.duplicates = .first }, .reads(4, values: [1, 2, 3, 5])),
    AwkwardFile(
        "a day twice, the last", twice, with: repairs { $0.duplicates = .last }, .reads(4, values: [1, 4, 3, 5])),
    AwkwardFile(
        "a day twice, the mean", twice, with: repairs { $0.duplicates = .mean }, .reads(4, values: [1, 3, 3, 5])),
    AwkwardFile(
        "a day twice, the sum", twice, with: repairs { $0.duplicates = .sum }, .reads(4, values: [1, 6, 3, 5])),
    AwkwardFile(
        "a day twice, refused by name", twice, with: repairs { $0.duplicates = .error },
        .refused(.duplicateTimestamp, 4, 1, fix: "--duplicates")),
    AwkwardFile(
        "a row twice as it is", twice.replacing("2020-01-02,4", with: "2020-01-02,2"),
        .refused(.duplicateTimestamp, 4, 1, fix: "--duplicates")),
]

private let orders: [AwkwardFile] = [
    AwkwardFile("rows out of order", mixed, .refused(.unsortedTimestamps, 3, 1, fix: "--unsorted sort")),
    AwkwardFile(
        "rows out of order, sorted", mixed, with: repairs { $0.unsorted = .sort },
        .reads(4, times: ["2020-01-01", "2020-01-04"], values: [1, 2, 3, 4])),
    AwkwardFile(
        "rows out of order, refused by name", mixed, with: repairs { $0.unsorted = .error },
        .refused(.unsortedTimestamps, 3, 1, fix: "--unsorted sort")),
    AwkwardFile(
        "the newest row first", tableText(timeTexts("%Y-%m-%d", 9).reversed()),
        .refused(.unsortedTimestamps, 3, 1, fix: "--unsorted sort")),
    AwkwardFile(
        "the newest row first, sorted", tableText(timeTexts("%Y-%m-%d", 4).reversed()),
        with: repairs { $0.unsorted = .sort },
        .reads(4, values: [4, 3, 2, 1])),
]

private let fillings: [AwkwardFile] = [
    AwkwardFile("holes", holes, .reads(7, values: [1, .nan, 3, .nan, 5, 6, 7], notes: "1 ")),
    AwkwardFile(
        "holes that are left", holes, with: repairs { ($0.gaps, $0.fill) = (.leave, .leave) },
        .reads(7, values: [1, .nan, 3, .nan, 5, 6, 7])),
    AwkwardFile(
        "gaps forward", holes, with: repairs { $0.gaps = .forward }, .reads(7, values: [1, .nan, 3, 3, 5, 6, 7])),
    AwkwardFile(
        "empty cells zero", holes, with: repairs { $0.fill = .zero }, .reads(7, values: [1, 0, 3, .nan, 5, 6, 7])),
    AwkwardFile("gaps interpolated", holes, with: repairs { $0.gaps = .interpolate }, .reads(7)),
    AwkwardFile("gaps refused", holes, with: repairs { $0.gaps = .error }, .refused(.gap, 5, nil, fix: "--gaps")),
    AwkwardFile(
        "empty cells refused", holes, with: repairs { $0.fill = .error }, .refused(.missingValue, 3, nil, fix: "--fill")
    ),
]

private let coarser: [AwkwardFile] = [
    AwkwardFile(
        "days of hours", hours, with: repairs { $0.every = .fixed(seconds: 86400) },
        .reads(3, step: "daily", values: [1.5, 5.5, 9.5])),
    AwkwardFile(
        "days of hours, summed", hours,
        with: repairs { ($0.every, $0.aggregate) = (.fixed(seconds: 86400), .sum) }, .reads(3, values: [6, 22, 38])),
    AwkwardFile(
        "days of hours, the greatest", hours,
        with: repairs { ($0.every, $0.aggregate) = (.fixed(seconds: 86400), .max) }, .reads(3, values: [3, 7, 11])),
    AwkwardFile(
        "days of hours, the last", hours,
        with: repairs { ($0.every, $0.aggregate) = (.fixed(seconds: 86400), .last) }, .reads(3, values: [3, 7, 11])),
    AwkwardFile(
        "hours of days", tableText(timeTexts("%Y-%m-%d", 10)), with: repairs { $0.every = .fixed(seconds: 3600) },
        .refused(.frequencyDoesNotFit, nil, nil, fix: "--every")),
]
