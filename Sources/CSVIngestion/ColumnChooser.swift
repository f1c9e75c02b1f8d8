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
    /// The names as ``KnownNames`` has them; a name longer than any of those is left empty.
    private let normalisedNames: [String]
    /// The columns of every normalised name, in the order of the file.
    private let columnsByName: [String: [Int]]

    init(table: SampledTable, options: CSVOptions) {
        self.table = table
        self.options = options
        normalisedNames = table.names.map { $0.utf8.count <= 100 ? KnownNames.normalised($0) : "" }
        columnsByName = Dictionary(grouping: normalisedNames.indices) { [normalisedNames] in normalisedNames[$0] }
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

    /// Time and id of a file of forecasts, as far as they are not known already.
    ///
    /// - Parameters:
    ///   - taken: Columns that are neither.
    ///   - mustHaveID: Whether the only column of text is the id, even if timestamps alone would order the rows.
    mutating func chooseTimeAndID(
        time known: Int?, id knownID: Int?, except taken: [Int], mustHaveID: Bool
    ) throws(CSVError) -> (time: Int?, id: Int?, notes: [String]) {
        let before = notes.count
        let time = if let known { known } else { try findTime(except: taken + [knownID]) }
        // The note is about rows without a time, of which there are none here.
        guard let time else { return (nil, knownID, []) }
        var id = if let knownID { knownID } else { findID(time: time, except: taken + [time]) }
        if id == nil, mustHaveID {
            let texts = table.names.indices.filter {
                $0 != time && !taken.contains($0) && table.profiles[$0].content == .text
            }
            if texts.count == 1 { id = noteID(texts[0]) }
        }
        return (time, id, Array(notes[before...]))
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
        let lowercase = name.lowercased()
        // Lower case may take up to three times the bytes, or a third of them.
        let alike = table.names.indices.filter {
            table.names[$0].utf8.count <= 3 * name.utf8.count && table.names[$0].lowercased() == lowercase
        }
        guard alike.count == 1 else {
            let place = DiagnosticLocation(file: table.path, line: table.places[0].line)
            throw .unknownColumn(name, flag: flag, names: table.names, at: place)
        }
        return alike[0]
    }

    private func usedTwice(_ column: Int, _ one: String, _ other: String) -> CSVError {
        .columnUsedTwice(table.names[column], one, other, at: table.places[column])
    }

    func rejectDuplicates(_ columns: [Int?]) throws(CSVError) {
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
        if let column = first(KnownNames.certainTime, except: taken)
            ?? first(KnownNames.probableTime, except: taken, where: isTimeLike)
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
            first(KnownNames.certainID, except: taken)
            ?? first(KnownNames.probableID, except: taken) { table.profiles[$0].repeats }
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
        if let column = first(KnownNames.target, except: taken) {
            return noteTarget(column, others: candidates.filter { $0 != column })
        }
        if candidates.count > 1 { throw ambiguous("target", "--target", candidates) }
        guard let column = candidates.first else {
            throw noNumbers(in: free, id: taken.last ?? nil)
        }
        return noteTarget(column, others: [])
    }

    private func noNumbers(in free: [Int], id: Int?) -> CSVError {
        if free.isEmpty, let id, options.id != nil {
            return .nothingLeft(id: table.names[id], at: table.places[id])
        }
        let columns = free.isEmpty ? [id].compactMap { $0 } : free
        let texts = columns.filter { table.profiles[$0].firstText != nil }
        let suspect =
            texts.first { table.profiles[$0].firstText.flatMap { NumberStyle.fix($0, .plain) } != nil } ?? texts.first
        var cell: CSVError.FoundCell?
        if let suspect, let text = table.profiles[suspect].firstText, let place = table.profiles[suspect].firstTextPlace
        {
            cell = CSVError.FoundCell(column: table.names[suspect], text: text, place: place)
        }
        return .noNumberColumn(
            names: columns.map { table.names[$0] }, cell: cell, firstLine: table.firstField, at: table.places[0])
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

    private func normalised(_ column: Int) -> String { normalisedNames[column] }

    /// The first column, in the order of `known`, that has such a name.
    private func first(
        _ known: [String],
        except taken: [Int?],
        where isFit: (Int) -> Bool = { _ in true }
    ) -> Int? {
        for name in known {
            let columns = columnsByName[name] ?? []
            if let column = columns.first(where: { !taken.contains($0) && isFit($0) }) { return column }
        }
        return nil
    }

    private func ambiguous(_ role: String, _ flag: String, _ columns: [Int]) -> CSVError {
        // No flag can tell columns of one name apart.
        var firstByName: [String: Int] = [:]
        for column in columns {
            guard let twin = firstByName.updateValue(column, forKey: table.names[column]) else { continue }
            return .duplicateColumn(
                table.names[column], first: twin + 1, second: column + 1, at: table.places[column])
        }
        let place = DiagnosticLocation(file: table.path, line: table.places[0].line)
        return .ambiguousColumn(role, flag: flag, candidates: columns.map { table.names[$0] }, at: place)
    }
}
