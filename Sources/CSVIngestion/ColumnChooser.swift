import Diagnostics

/// Finds time, target and id: as the user says, else by name, else by content, else it asks.
struct ColumnChooser {
    let table: SampledTable
    let options: CSVOptions
    var notes: [String] = []
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
        let asked = try AskedColumns(table, options)
        try checkLayout(asked)
        var (time, parts) = (asked.time, asked.parts)
        if time == nil { (time, parts) = try findTime(except: asked.all) }
        var hours = asked.hours
        if hours == nil, parts == nil { hours = findHours(beside: time, except: asked.all) }
        let taken = asked.all + [time, hours].compactMap { $0 } + (parts?.columns ?? [])
        var choice = ColumnChoice(
            time: time, hours: hours, parts: parts, targets: asked.targets, ids: asked.ids,
            covariates: asked.covariates, statics: asked.statics,
            readsYears: time.map { readsYears($0, isAsked: asked.time != nil) } ?? false, notes: [])
        if isColumns(asked) {
            choice.layout = .columns
            if asked.targets.isEmpty { choice.targets = try allSeries(except: taken) }
        } else {
            if asked.ids.isEmpty { choice.ids = findID(time: time, except: taken).map { [$0] } ?? [] }
            if let found = seriesColumns(choice) {
                choice.layout = .columns
                choice.targets = found
            } else if asked.targets.isEmpty {
                choice.targets = [try findTarget(except: taken + choice.ids, id: choice.ids.last)]
            }
        }
        try rejectDuplicates(choice.columns)
        noteMarkedNumbers(except: choice.columns)
        choice.notes = notes
        return choice
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
        time known: Int?, id knownIDs: [Int], except taken: [Int], mustHaveID: Bool
    ) throws(CSVError) -> (time: Int?, ids: [Int], notes: [String]) {
        let before = notes.count
        let time = if let known { known } else { try findTime(except: taken + knownIDs).time }
        // The note is about rows without a time, of which there are none here.
        guard let time, knownIDs.isEmpty else {
            return (time, knownIDs, Array(notes[(time == nil ? notes.count : before)...]))
        }
        var id = findID(time: time, except: taken + [time])
        if id == nil, mustHaveID {
            let texts = table.names.indices.filter {
                $0 != time && !taken.contains($0) && table.profiles[$0].content == .text
            }
            if texts.count == 1 { id = noteID(texts[0]) }
        }
        return (time, [id].compactMap { $0 }, Array(notes[before...]))
    }

    // MARK: - Layout

    private func isColumns(_ asked: AskedColumns) -> Bool {
        if let layout = options.layout.layout { return layout == .columns }
        return asked.targets.count > 1
    }

    /// Makes sure that flags and layout go together.
    private func checkLayout(_ asked: AskedColumns) throws(CSVError) {
        let place = DiagnosticLocation(file: table.path, line: table.places[0].line)
        if options.layout.layout == .long, asked.targets.count > 1 {
            throw .layoutDoesNotFit(
                "--target names \(asked.targets.count) columns, but in the layout 'long' one column is forecast",
                fix: "pass --layout columns to read each as a series, or --past with those that explain the other",
                at: place)
        }
        guard isColumns(asked) else { return }
        if !asked.ids.isEmpty {
            throw .layoutDoesNotFit(
                "where every column is a series, no id column tells series apart",
                fix: "leave --id out, or pass --layout long with --target and one column", at: place)
        }
        if let fixed = asked.statics.first {
            throw .layoutDoesNotFit(
                "where every column is a series, column '\(display(fixed.name))' tells nothing apart",
                fix: "leave --static out, or pass --layout long with --target and one column", at: place)
        }
    }

    /// The columns that are a series each when nothing says which is the target, and something that they are of a kind.
    private mutating func seriesColumns(_ choice: ColumnChoice) -> [Int]? {
        guard options.layout.layout == nil, choice.targets.isEmpty, choice.ids.isEmpty, choice.time != nil,
            choice.statics.isEmpty, table.hasHeader
        else { return nil }
        let free = table.names.indices.filter { !choice.columns.contains($0) }
        guard first(KnownNames.target, except: choice.columns) == nil else { return nil }
        let columns = free.filter { isCandidate($0) || table.profiles[$0].content == .empty }
        guard columns.count > 2, columns.count == free.count, columns.contains(where: isCandidate),
            let reason = kinship(of: columns)
        else { return nil }
        notes.append(
            "reading \(columns.count) columns as a series each, \(reason); --target names those to read, "
                + "--layout long with it a single one")
        return columns
    }

    /// Why columns are probably of one kind; nil when nothing shows it.
    private func kinship(of columns: [Int]) -> String? {
        let names = columns.map { table.names[$0] }
        let stems = Set(names.map { $0.prefix { !$0.isNumber } })
        let isNumbered = names.allSatisfy { name in
            name.last?.isNumber == true && name.drop { !$0.isNumber }.allSatisfy(\.isNumber)
        }
        if stems.count == 1, isNumbered { return "as their names are numbered" }
        let begins = columns.map { table.profiles[$0].firstRow ?? .max }
        guard let first = begins.min(), let last = begins.max(), last - first >= Self.lateStart else { return nil }
        return "as some begin long after others"
    }

    /// Rows after which a column begins that is a series of its own, rather than a difference or an average of others.
    private static let lateStart = 60

    /// Every column that can be forecast.
    private mutating func allSeries(except taken: [Int]) throws(CSVError) -> [Int] {
        let free = table.names.indices.filter { !taken.contains($0) }
        let columns = free.filter { isCandidate($0) || table.profiles[$0].content == .empty }
        guard columns.contains(where: isCandidate) else { throw noNumbers(in: free, id: nil) }
        let others = free.filter { !columns.contains($0) }
        let without = others.isEmpty ? "" : ", without \(list(others.map { table.names[$0] }))"
        notes.append(
            "reading \(counted(columns.count, "column")) as a series each\(without); --target names some of them")
        return columns
    }

    func rejectDuplicates(_ columns: [Int]) throws(CSVError) {
        for column in columns {
            // Equal names are equal in lower case.
            let alike = columnsByName[normalised(column)] ?? []
            let same = alike.filter { table.names[$0] == table.names[column] }
            if same.count > 1 {
                throw .duplicateColumn(
                    table.names[column], first: same[0] + 1, second: same[1] + 1, at: table.places[same[1]])
            }
        }
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
        let texts = free.filter { column in
            let profile = table.profiles[column]
            // Rows of one time each need no id, least of all one of nearly as many series as rows.
            return profile.content == .text && profile.repeats && profile.markedNumbers == nil
                && (table.profiles[time].repeats || !profile.isMostlyDistinct)
        }
        guard texts.count == 1 else { return nil }
        return noteID(texts[0])
    }

    private mutating func noteID(_ column: Int) -> Int {
        notes.append("using '\(display(table.names[column]))' as the id that tells series apart")
        return column
    }

    /// Says which columns would hold numbers if they were plainly written.
    private mutating func noteMarkedNumbers(except taken: [Int]) {
        let columns = table.names.indices.filter { !taken.contains($0) && table.profiles[$0].markedNumbers != nil }
        guard let first = columns.first, let marked = table.profiles[first].markedNumbers else { return }
        let names = columns.count > 1 ? list(columns.map { table.names[$0] }) : "'\(display(table.names[first]))'"
        notes.append(
            columns.count > 1
                ? "left out \(names), as they hold numbers with marks; written as plain numbers they could be used"
                : "\(names) is left out, as it holds \(marked.description); written as plain numbers it could be used")
    }

    // MARK: - Target

    private mutating func findTarget(except taken: [Int?], id: Int?) throws(CSVError) -> Int {
        let free = table.names.indices.filter { !taken.contains($0) }
        let candidates = free.filter(isCandidate)
        if let column = first(KnownNames.target, except: taken) {
            return noteTarget(column, others: candidates.filter { $0 != column })
        }
        if candidates.count > 1, !options.takesFirstTarget { throw ambiguous("target", "--target", candidates) }
        guard let column = candidates.first else {
            throw noNumbers(in: free, id: id)
        }
        return noteTarget(column, others: Array(candidates.dropFirst()))
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
        let isTime =
            (KnownNames.certainTime + KnownNames.probableTime).contains(normalised(column))
            || KnownNames.plausibleTime.contains(normalised(column)) && isPlausible(column)
        let isIndex = profile.isCounter && column == 0 && table.names.count > 1
        return profile.content == .number && !isTime && !isIndex
    }

    private mutating func noteTarget(_ column: Int, others: [Int]) -> Int {
        let more = others.isEmpty ? "" : "; --target picks another of \(list(others.map { table.names[$0] }))"
        notes.append("using '\(display(table.names[column]))' as the target\(more)")
        return column
    }

    // MARK: - Shared

    func normalised(_ column: Int) -> String { normalisedNames[column] }

    /// The first column, in the order of `known`, that has such a name.
    func first(
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

    func ambiguous(_ role: String, _ flag: String, _ columns: [Int]) -> CSVError {
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
