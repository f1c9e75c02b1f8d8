import Diagnostics
import TimeSeries

/// Reads days that are unlike others from a CSV file of any dialect, with a header or without: the days are in the column
/// called as times are, or else in the only one that holds dates; other columns, such as names, are not read.
///
/// - Returns: Days since 1970-01-01, in the order of the file.
/// - Throws: ``CSVError`` for a file that cannot be read or has no such column, and for the first cell that is no day, with
///   its line.
package func readHolidays(path: String) throws(CSVError) -> [Int] {
    var options = CSVOptions()
    // Marks in numbers say nothing about days.
    (options.dialect.decimal, options.dialect.thousands) = (.point, DialectOptions.ThousandsMark.none)
    let limits = ReadingLimits()
    var reader = try RecordReader(path: path, options: options, limits: limits)
    let table = try SampledTable(reader: &reader, options: options, limits: limits, datesAreData: true)
    let column = try dayColumn(of: table)
    var times = try dayTimes(column, of: table, options, limits)
    try reader.rewind(keeping: [column], outOf: table.names.count)
    if table.hasHeader { _ = try reader.next() }
    var days: [[Timestamp]] = [[]]
    while try reader.next() {
        try reader.checkFieldCount(table.fileColumns, first: table.firstField, hasHeader: table.hasHeader, options)
        if reader.withField(column, { $0.isEmpty }) { continue }
        days[0].append(try times.timestamp(reader, after: []))
    }
    try times.settle(&days, isDaily: true)
    return days[0].map(\.daysSince1970)
}

/// The column that holds the days.
private func dayColumn(of table: SampledTable) throws(CSVError) -> Int {
    let names = table.names.map(KnownNames.normalised)
    let isDay = table.profiles.map { profile in
        [.date, .foreignDate].contains(profile.content) || profile.times.best(readsYears: true).first?.precision == .day
    }
    for name in ["date", "day", "ds", "holiday", "datum", "tag", "feiertag"] {
        if let column = names.indices.first(where: { names[$0] == name && isDay[$0] }) { return column }
    }
    let days = names.indices.filter { isDay[$0] }
    if days.count == 1 { return days[0] }
    let place = table.places[0]
    if days.isEmpty {
        throw CSVError(
            .noTimeColumn, "no column of holidays holds days", fix: "write a day in each row, such as 2020-12-25",
            at: place)
    }
    throw CSVError(
        .ambiguousColumn, "\(days.count) columns could hold the holidays: \(list(days.map { table.names[$0] }))",
        fix: "call the one that does 'date' in the header", at: place)
}

/// How the days are written.
private func dayTimes(
    _ column: Int, of table: SampledTable, _ options: CSVOptions, _ limits: ReadingLimits
) throws(CSVError) -> TimeColumn {
    do throws(CSVError) {
        return try TimeColumn(column, of: table, readsYears: true, options: options, limits: limits)
    } catch {
        guard error.kind == .twoReadings else { throw error }
        // No flag names the form of this file.
        throw CSVError(
            .twoReadings, error.message, fix: "write days as 2020-12-25",
            at: error.location ?? DiagnosticLocation(file: table.path))
    }
}
