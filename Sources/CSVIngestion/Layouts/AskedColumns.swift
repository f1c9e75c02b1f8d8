import Diagnostics
import TimeSeries

/// The columns that the user's flags name.
struct AskedColumns {
    var time: Int?
    /// Holds the hour where ``time`` holds the date.
    var hours: Int?
    /// The columns of the time where it is in parts.
    var parts: TimeParts?
    /// Empty where none is named; several where each is a series.
    var targets: [Int] = []
    var ids: [Int] = []
    var covariates: [CovariateColumn] = []
    var statics: [CovariateColumn] = []

    /// All of them.
    var all: [Int] {
        times + targets + ids + covariates.map(\.column) + statics.map(\.column)
    }

    /// The columns that hold the time together.
    var times: [Int] { parts?.columns ?? [time, hours].compactMap { $0 } }

    init(_ table: SampledTable, _ options: CSVOptions) throws(CSVError) {
        let names = ColumnFinder(table)
        try readTimes(table, options, names)
        targets =
            try options.layout.columns.isEmpty
            ? names.columns(options.target, flag: "--target")
            : names.columns(exactly: options.layout.columns, flag: "--target")
        ids =
            try options.layout.ids.isEmpty
            ? names.columns(options.id, flag: "--id") : names.columns(exactly: options.layout.ids, flag: "--id")
        if let time = times.first(where: targets.contains) { throw usedTwice(time, "time", "target", table) }
        if let time = times.first(where: ids.contains) { throw usedTwice(time, "time", "id", table) }
        if let both = targets.first(where: ids.contains) { throw usedTwice(both, "target", "id", table) }
        try readCovariates(table, options.covariates, names)
    }

    /// Finds the column of the time, or those of date and hour, or those of its parts.
    private mutating func readTimes(_ table: SampledTable, _ options: CSVOptions, _ names: ColumnFinder)
        throws(CSVError)
    {
        var times = try names.columns(options.time, flag: "--time")
        if times.count == 1, let parts = options.times.parts {
            times += try names.columns(exactly: parts, flag: "--time")
        }
        guard times.count > 1 else {
            time = times.first
            hours = options.times.hours.flatMap { table.names.firstIndex(of: $0) }
            if let hours, hours == time { self.hours = nil }
            return
        }
        if times.count <= TimeParts.most { parts = try TimeParts(asked: times, of: table) }
        time = parts?.columns[0] ?? times[0]
        guard parts == nil else { return }
        if times.count > 2 {
            throw .layoutDoesNotFit(
                "--time names \(times.count) columns, and '\(display(table.names[times[0]]))' holds no years",
                fix: "name one, two that hold the date and the hour, or those of year, month, day, hour and minute",
                at: table.places[times[2]])
        }
        hours = times[1]
    }

    private func usedTwice(_ column: Int, _ one: String, _ other: String, _ table: SampledTable) -> CSVError {
        .columnUsedTwice(table.names[column], one, other, at: table.places[column])
    }

    private mutating func readCovariates(
        _ table: SampledTable, _ options: CovariateOptions, _ names: ColumnFinder
    ) throws(CSVError) {
        let categorical = try names.columns(options.categorical, flag: "--categorical")
        var roles: [(column: Int, role: String)] =
            targets.map { ($0, "the target") } + ids.map { ($0, "the id") }
            + times.map { ($0, "the time") }
        let lists: [(Covariate.Role, [String])] = [
            (.past, options.past), (.future, options.future), (.static, options.statics),
        ]
        for (role, list) in lists {
            let flag = "--\(role.rawValue)"
            for column in try names.columns(list, flag: flag) {
                if let other = roles.first(where: { $0.column == column }) {
                    throw .covariateUsedTwice(
                        table.names[column], flag: flag, role: other.role, at: table.places[column])
                }
                let covariate = try Self.covariate(
                    column, role, table, isCategorical: categorical.contains(column), options)
                if role == .static { statics.append(covariate) } else { covariates.append(covariate) }
            }
            roles += (role == .static ? statics : covariates).filter { $0.role == role }.map {
                ($0.column, "a \(role.rawValue)")
            }
        }
        if let stray = categorical.first(where: { column in !(covariates + statics).contains { $0.column == column } })
        {
            throw .layoutDoesNotFit(
                "column '\(display(table.names[stray]))' is no covariate, so it needs no categories",
                fix: "name it with --past, --future or --static too, or take it out of --categorical",
                at: table.places[stray])
        }
    }

    /// A covariate whose content is as its first cells are.
    private static func covariate(
        _ column: Int, _ role: Covariate.Role, _ table: SampledTable, isCategorical: Bool, _ options: CovariateOptions
    ) throws(CSVError) -> CovariateColumn {
        let (name, profile) = (table.names[column], table.profiles[column])
        let known = options.categories[name]
        let content: CovariateColumn.Content
        switch profile.content {
        case _ where isCategorical || known != nil: content = .category
        case .number, .empty: content = .number
        case .text:
            if let marked = profile.markedNumbers {
                throw .markedNumbers(
                    name, marked, flag: "--\(role.rawValue)", at: profile.firstTextPlace ?? table.places[column])
            }
            content = profile.isTruth ? .truth : .category
        case .date, .foreignDate:
            throw .datesAsCovariate(name, flag: "--\(role.rawValue)", at: table.places[column])
        }
        return CovariateColumn(column: column, name: name, role: role, content: content, known: known ?? [])
    }
}

/// Finds columns by the names that the user gives.
struct ColumnFinder {
    private let table: SampledTable

    /// The most names that a name with commas in it is put together from.
    private static let mostPieces = 8

    init(_ table: SampledTable) {
        self.table = table
    }

    /// The column called so.
    func column(_ name: String, flag: String) throws(CSVError) -> Int {
        if let column = find(name) { return column }
        throw .unknownColumn(
            name, flag: flag, names: table.names,
            at: DiagnosticLocation(file: table.path, line: table.places[0].line))
    }

    /// Whether there is a column called so.
    func holds(_ name: String) -> Bool { find(name) != nil }

    /// The columns of exactly these names.
    func columns(exactly names: [String], flag: String) throws(CSVError) -> [Int] {
        var columns: [Int] = []
        for name in names { columns.append(try column(name, flag: flag)) }
        return columns
    }

    /// The columns of a list with commas, each once; a name that holds commas itself is found, too.
    func columns(_ list: String?, flag: String) throws(CSVError) -> [Int] {
        guard let list else { return [] }
        if let whole = find(list) { return [whole] }
        let pieces = list.split(separator: ",", omittingEmptySubsequences: false)
        guard pieces.count > 1 else { return [try column(list, flag: flag)] }
        var columns: [Int] = []
        var start = 0
        while start < pieces.count {
            let ends = stride(from: min(pieces.count, start + Self.mostPieces), to: start, by: -1)
            let found = ends.lazy.compactMap { end in
                find(trimmed(pieces[start..<end].joined(separator: ","))).map { (column: $0, end: end) }
            }.first
            guard let found else { return [try column(trimmed(String(pieces[start])), flag: flag)] }
            if !columns.contains(found.column) { columns.append(found.column) }
            start = found.end
        }
        return columns
    }

    /// The columns of several lists, each once.
    func columns(_ lists: [String], flag: String) throws(CSVError) -> [Int] {
        var columns: [Int] = []
        for list in lists {
            for column in try self.columns(list, flag: flag) where !columns.contains(column) { columns.append(column) }
        }
        return columns
    }

    /// The column of this name, in any case when no other is alike.
    private func find(_ name: String) -> Int? {
        if let exact = table.names.firstIndex(of: name) { return exact }
        let lowercase = name.lowercased()
        // Lower case may take up to three times the bytes, or a third of them.
        let alike = table.names.indices.filter {
            table.names[$0].utf8.count <= 3 * name.utf8.count && table.names[$0].lowercased() == lowercase
        }
        return alike.count == 1 ? alike[0] : nil
    }

    private func trimmed(_ text: String) -> String {
        let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex
        return String(text[..<end].drop { $0 == " " })
    }
}
