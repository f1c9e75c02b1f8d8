import Diagnostics

/// Reads the series of a CSV file.
///
/// The file is streamed once and never held in memory as text; passes over its first rows (at most 1 MiB) find how it is
/// written and what its columns are. Accepted is RFC 4180 with commas, semicolons, tabs or bars between fields, any line
/// ending, numbers with a decimal comma or grouped digits, UTF-8, UTF-16 and Windows-1252; what is not plain is noted.
/// Blank lines are skipped (in a file of one column, too, so a missing value there needs a token such as `NA`). Byte columns
/// in errors count bytes of the text in UTF-8.
///
/// - Parameters:
///   - path: The file, as the user wrote it; `-` for standard input.
///   - options: What the user says about it.
/// - Throws: ``CSVError`` with the place and the fix.
public func readPanel(path: String, options: CSVOptions = CSVOptions()) throws(CSVError) -> Ingestion {
    try readPanel(paths: [path], options: options)
}

/// Reads the series of several CSV files as one dataset: the rows of one file after those of the other.
///
/// Files have the same columns, in any order. Lines are counted over all of them; ``Ingestion/place(ofLine:)`` names the file.
///
/// - Parameters:
///   - paths: The files; see ``readPanel(path:options:)``.
///   - options: What the user says about them.
/// - Throws: ``CSVError`` with the place and the fix.
public func readPanel(paths: [String], options: CSVOptions = CSVOptions()) throws(CSVError) -> Ingestion {
    do throws(CSVError) {
        return try readPanel(paths: paths, options: options, limits: ReadingLimits())
    } catch {
        throw error.namingIDs(paths: paths, options: options)
    }
}

package func readPanel(path: String, options: CSVOptions, limits: ReadingLimits) throws(CSVError) -> Ingestion {
    try readPanel(paths: [path], options: options, limits: limits)
}

package func readPanel(paths: [String], options: CSVOptions, limits: ReadingLimits) throws(CSVError) -> Ingestion {
    let path = paths.first ?? ""
    if options.layout.isTsf(path) {
        try checkAlone(paths, .tsf)
        var ingestion = try readTsf(path: path, options: options, limits: limits)
        ingestion.files = [SourceFile(path: path, lineOffset: 0)]
        return ingestion
    }
    var reader = try RecordReader(path: path, options: options, limits: limits)
    guard try reader.next() else { throw .noRecords(path: reader.path) }
    try checkNotTsf(reader, options)
    if options.layout(first: reader.texts) == .rows {
        try checkAlone(paths, .rows)
        if let doubt = reader.dialect.doubts.min(by: { $0.key < $1.key })?.value {
            throw .pointOrThousands("value", doubt)
        }
        let dialect = FileDialect(reader.dialect, encoding: reader.encoding)
        var ingestion = try readRows(&reader, options: options, memory: limits.memory(of: reader))
        ingestion.notes.insert(contentsOf: reader.dialect.notes, at: 0)
        ingestion.dialect = dialect
        ingestion.files = [SourceFile(path: reader.path, lineOffset: 0)]
        return ingestion
    }
    var table = try SampledTable(reader: &reader, options: options, limits: limits, isAtFirst: true)
    table.addAbsent(options)
    let choice = try ColumnChooser(table: table, options: options).choose()
    var times: TimeColumn?
    if let column = choice.time {
        times = try TimeColumn(
            column, of: table, hours: choice.hours, parts: choice.parts, readsYears: choice.readsYears,
            options: options, limits: limits)
    }
    var builder = SeriesBuilder(table: table, choice: choice, times: times, options: options)
    let dialect = FileDialect(reader.dialect, encoding: reader.encoding)
    var files = [SourceFile(path: reader.path, lineOffset: 0)]
    var repeated = try add(&reader, to: &builder, table, choice, limits)
    for path in paths.dropFirst() {
        reader = try table.open(path, after: reader, as: dialect, options: options, limits: limits)
        files.append(SourceFile(path: reader.path, lineOffset: reader.lineOffset))
        repeated += try add(&reader, to: &builder, table, choice, limits)
    }
    var ingestion = try builder.finish(files)
    ingestion.dialect = dialect
    ingestion.files = files
    ingestion.timeColumns = choice.times.map { table.names[$0] }
    ingestion.hasTimeInParts = choice.parts != nil
    ingestion.hoursCountFromOne = times?.hoursCountFromOne ?? false
    ingestion.lacksTarget = choice.target >= table.fileColumns
    if repeated > 0 {
        ingestion.notes.append(
            "skipped \(counted(repeated, "line")) that \(repeated == 1 ? "repeats" : "repeat") the header")
    }
    if files.count > 1 { ingestion.notes.insert("reading \(files.count) files as one", at: 0) }
    return ingestion
}

/// Makes sure that a file is none of the Monash archive under another name.
private func checkNotTsf(_ reader: borrowing RecordReader, _ options: CSVOptions) throws(CSVError) {
    guard options.layout.layout == nil, let first = reader.texts.first,
        ["@relation", "@attribute", "@frequency"].contains(where: first.hasPrefix)
    else { return }
    throw .layoutDoesNotFit(
        "this looks like a .tsf file of the Monash archive", fix: "pass --layout tsf",
        at: DiagnosticLocation(file: reader.path, line: reader.recordLine, column: 1))
}

/// Makes sure that a file of a layout without a table is the only one.
private func checkAlone(_ paths: [String], _ layout: SeriesLayout) throws(CSVError) {
    guard paths.count > 1 else { return }
    throw .layoutDoesNotFit(
        "\(paths.count) files cannot be one dataset in layout '\(layout.rawValue)'",
        fix: "give one file, or files with a time and a value a row", at: DiagnosticLocation(file: paths[0]))
}

extension LayoutOptions {
    /// Whether a file is in the Monash archive's form: when the user says so, or its name does.
    fileprivate func isTsf(_ path: String) -> Bool {
        layout.map { $0 == .tsf } ?? path.lowercased().hasSuffix(".tsf")
    }
}

extension CSVOptions {
    /// The layout of a file that begins with these fields, as far as they tell it; a column that the user names is one of
    /// a table.
    fileprivate func layout(first: [String]) -> SeriesLayout {
        if let layout = layout.layout { return layout }
        guard target == nil, time == nil, id == nil, covariates.isEmpty, first.count > 2 else { return .long }
        return .recognised(first: first)
    }
}

/// Adds all rows of a file; returns how many lines repeated its header.
private func add(
    _ reader: inout RecordReader, to builder: inout SeriesBuilder, _ table: SampledTable, _ choice: ColumnChoice,
    _ limits: ReadingLimits
) throws(CSVError) -> Int {
    try reader.checkDoubts(choice.numbers, names: table.names)
    try reader.rewind(keeping: choice.columns, outOf: table.names.count)
    if table.hasHeader { _ = try reader.next() }
    if let lines = builder.addInParts(reader, limits) {
        reader.pass(lines: lines)
        return 0
    }
    let memory = limits.memory(of: reader)
    while try reader.next() {
        try builder.add(reader)
        if builder.rowsRead & 0xffff == 0, builder.bytes > memory {
            throw .tooManyRows(
                builder.rowsRead, needed: builder.bytes, limit: memory,
                at: DiagnosticLocation(file: reader.path, line: reader.recordLine))
        }
    }
    return reader.repeatedHeaders
}

extension SampledTable {
    /// Opens a later file of the same dataset, with the columns of this one in their order, and lines counted on.
    ///
    /// - Parameters:
    ///   - reader: The file before, read to its end.
    ///   - dialect: How the first file is written, which says how numbers are where a later one does not.
    func open(
        _ path: String, after reader: borrowing RecordReader, as dialect: FileDialect, options: CSVOptions,
        limits: ReadingLimits
    ) throws(CSVError) -> RecordReader {
        var later = options
        if dialect.tellsNumbers {
            later.dialect.decimal = dialect.decimal
            later.dialect.thousands = dialect.thousands
        }
        var next = try RecordReader(path: path, options: later, limits: limits)
        var other = try SampledTable(reader: &next, options: later, limits: limits)
        other.addAbsent(options)
        next.reorder(try order(in: other))
        next.lineOffset = reader.lineOffset + reader.lineCount
        return next
    }

    /// For each column its place in another file; files without a header have their columns in one order.
    func order(in other: SampledTable) throws(CSVError) -> [Int] {
        let places = names.map { other.names.firstIndex(of: $0) }
        let order = names == other.names ? Array(names.indices) : places.compactMap { $0 }
        guard order.count == names.count, other.names.count == names.count, hasHeader == other.hasHeader,
            Set(order).count == order.count
        else {
            throw .columnsDiffer(
                other.names, from: names, of: path,
                at: DiagnosticLocation(file: other.path, line: other.places[0].line))
        }
        return order
    }
}

/// Sizes that bound memory; tests make them small.
package struct ReadingLimits: Sendable {
    /// Bytes asked from the system in one read.
    package var chunk = 256 * 1024
    /// The longest record, in bytes; a longer one is taken for an unterminated quote.
    package var record = 16 * 1024 * 1024
    /// Columns of a table; more are hardly meant.
    package var columns = NumberStyleSniffer.mostColumns
    /// Bytes that may be looked at to find the columns.
    package var sampleBytes = 1024 * 1024
    /// Records that may be looked at to find the columns.
    package var sampleRecords = 1000
    /// Bytes of rows from which on several threads read a file.
    package var parallelBytes = 4 * 1024 * 1024
    /// Bytes of a part that one thread reads.
    package var segment = 1024 * 1024
    /// Bytes that rows may take, so that a stream without end stops with an error.
    package var memory = RowMemory.limit
    /// Bytes that rows of a stream may take, of which nobody knows whether it ends: about 45 million of one number each.
    package var streamMemory = 2 << 30
    /// Threads that read.
    package var threads = SharedFile.processors

    package init() {}

    /// Bytes that the rows of a file may take.
    func memory(of reader: borrowing RecordReader) -> Int {
        reader.canBeReadAgain ? memory : min(memory, streamMemory)
    }
}
