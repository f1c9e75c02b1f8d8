import TimeSeries

/// Which columns are read, and what to tell the user about it.
struct ColumnChoice {
    var time: Int?
    var target: Int
    var id: Int?
    /// Whether four digits in the time column are a year and eight are `yyyyMMdd`.
    var readsYears: Bool
    var notes: [String]

    /// The columns whose cells are needed.
    var columns: [Int] { [time, target, id].compactMap { $0 } }
}

/// Finds time, target and id: as the user says, else by name, else by content, else it asks.
struct ColumnChooser {
    let table: SampledTable
    let options: CSVOptions
    private var notes: [String] = []

    init(table: SampledTable, options: CSVOptions) {
        self.table = table
        self.options = options
    }

    mutating func chooseAll() throws(CSVError) -> ColumnChoice {
        let asked = try askedColumns()
        let time = if let time = asked.time { time } else { try findTime(except: [asked.target, asked.id]) }
        let id = if let id = asked.id { id } else { findID(time: time, except: [time, asked.target]) }
        let target = if let target = asked.target { target } else { try findTarget(except: [time, id]) }
        try rejectDuplicates([time, id, target])
        let readsYears = time.map { KnownNames.holdsYears.contains(normalised($0)) } ?? false
        return ColumnChoice(time: time, target: target, id: id, readsYears: readsYears, notes: notes)
    }

    func choose() throws(CSVError) -> ColumnChoice {
        var chooser = self
        return try chooser.chooseAll()
    }

    // MARK: - What the user asked for

    private func askedColumns() throws(CSVError) -> (time: Int?, target: Int?, id: Int?) {
        let time = try column(named: options.time, flag: "--time")
        let target = try column(named: options.target, flag: "--target")
        let id = try column(named: options.id, flag: "--id")
        if let time, time == target { throw usedTwice(time, "time", "target") }
        if let time, time == id { throw usedTwice(time, "time", "id") }
        if let target, target == id { throw usedTwice(target, "target", "id") }
        return (time, target, id)
    }

    private func column(named name: String?, flag: String) throws(CSVError) -> Int? {
        guard let name else { return nil }
        if let exact = table.names.firstIndex(of: name) { return exact }
        let alike = table.names.indices.filter { table.names[$0].lowercased() == name.lowercased() }
        guard alike.count == 1 else {
            let place = DiagnosticLocation(file: table.path, line: table.places[0].line)
            throw .unknownColumn(name, flag: flag, names: table.names, at: place)
        }
        return alike[0]
    }

    private func usedTwice(_ column: Int, _ one: String, _ other: String) -> CSVError {
        .columnUsedTwice(table.names[column], one, other, at: table.places[column])
    }

    private func rejectDuplicates(_ columns: [Int?]) throws(CSVError) {
        for case .some(let column) in columns {
            let same = table.names.indices.filter { table.names[$0] == table.names[column] }
            if same.count > 1 {
                throw .duplicateColumn(
                    table.names[column], first: same[0] + 1, second: same[1] + 1, at: table.places[same[1]])
            }
        }
    }

    // MARK: - Time

    private mutating func findTime(except taken: [Int?]) throws(CSVError) -> Int? {
        let free = table.names.indices.filter { !taken.contains($0) }
        if let column = first(KnownNames.certainTime, in: free)
            ?? first(KnownNames.probableTime, in: free, where: isTimeLike)
        {
            return noteTime(column)
        }
        let dates = free.filter { [.date, .foreignDate].contains(table.profiles[$0].content) }
        if dates.count > 1 { throw ambiguous("time", "--time", dates) }
        if let column = dates.first { return noteTime(column) }
        let numbers = free.filter { table.profiles[$0].content == .number }
        if let column = numbers.first, column == 0, table.profiles[0].isCounter,
            numbers.count + taken.compactMap({ $0 }).count > 1
        {
            return noteTime(column)
        }
        notes.append("no column holds the time, so rows are numbered from 1; --time names one")
        return nil
    }

    private mutating func noteTime(_ column: Int) -> Int {
        notes.append("using '\(display(table.names[column]))' as the time column")
        return column
    }

    private func isTimeLike(_ column: Int) -> Bool {
        let profile = table.profiles[column]
        return profile.content == .date || profile.content == .foreignDate || profile.isInteger
    }

    // MARK: - Id

    private mutating func findID(time: Int?, except taken: [Int?]) -> Int? {
        let free = table.names.indices.filter { !taken.contains($0) }
        let named =
            first(KnownNames.certainID, in: free)
            ?? first(KnownNames.probableID, in: free) { table.profiles[$0].repeats }
        if let named { return noteID(named) }
        // Without a known name an id is looked for only when the timestamps alone do not order the rows.
        guard let time, !table.profiles[time].increases else { return nil }
        let texts = free.filter { table.profiles[$0].content == .text && table.profiles[$0].repeats }
        guard texts.count == 1 else { return nil }
        return noteID(texts[0])
    }

    private mutating func noteID(_ column: Int) -> Int {
        notes.append("using '\(display(table.names[column]))' as the id that tells series apart")
        return column
    }

    // MARK: - Target

    private mutating func findTarget(except taken: [Int?]) throws(CSVError) -> Int {
        let free = table.names.indices.filter { !taken.contains($0) }
        let candidates = free.filter(isCandidate)
        if let column = first(KnownNames.target, in: free) {
            return noteTarget(column, others: candidates.filter { $0 != column })
        }
        if candidates.count > 1 { throw ambiguous("target", "--target", candidates) }
        guard let column = candidates.first else {
            throw .noNumberColumn(
                names: free.map { table.names[$0] }, firstLine: table.firstField, at: table.places[0])
        }
        return noteTarget(column, others: [])
    }

    /// Whether a column holds numbers, is no row counter, and is not named as a time.
    private func isCandidate(_ column: Int) -> Bool {
        let profile = table.profiles[column]
        let isTime = (KnownNames.certainTime + KnownNames.probableTime).contains(normalised(column))
        return profile.content == .number && !isTime && !(profile.isCounter && column == 0)
    }

    private mutating func noteTarget(_ column: Int, others: [Int]) -> Int {
        let more = others.isEmpty ? "" : "; --target picks another of \(list(others.map { table.names[$0] }))"
        notes.append("using '\(display(table.names[column]))' as the target\(more)")
        return column
    }

    // MARK: - Shared

    private func normalised(_ column: Int) -> String { KnownNames.normalised(table.names[column]) }

    /// The first column, in the order of `known`, that has such a name.
    private func first(_ known: [String], in columns: [Int], where isFit: (Int) -> Bool = { _ in true }) -> Int? {
        for name in known {
            if let column = columns.first(where: { normalised($0) == name && isFit($0) }) { return column }
        }
        return nil
    }

    private func ambiguous(_ role: String, _ flag: String, _ columns: [Int]) -> CSVError {
        let place = DiagnosticLocation(file: table.path, line: table.places[0].line)
        return .ambiguousColumn(role, flag: flag, candidates: columns.map { table.names[$0] }, at: place)
    }
}
