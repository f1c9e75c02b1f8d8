import Diagnostics
import TimeSeries

/// Reads a panel from a `.tsf` file.
func readTsf(path: String, options: CSVOptions, limits: ReadingLimits) throws(CSVError) -> Ingestion {
    var options = options
    options.delimiter = UInt8(ascii: ",")
    options.comment = "#"
    options.dialect.decimal = .point
    options.dialect.thousands = DialectOptions.ThousandsMark.none
    var limits = limits
    // One line holds a whole series.
    limits.record = max(limits.record, 256 * 1024 * 1024)
    var reader = try RecordReader(path: path, options: options, limits: limits)
    let header = try TsfHeader(&reader)
    reader.endSampling()
    var builder = try TsfBuilder(path, header, options)
    var (rows, values) = (0, 0)
    while try reader.next() {
        try builder.add(reader)
        rows += 1
        values += reader.fieldCount
        try RowMemory.check(rows: rows, values: values, limit: limits.memory, reader)
    }
    return try builder.finish()
}

/// Turns lines of a `.tsf` file into series.
struct TsfBuilder {
    private let path: String
    private let header: TsfHeader
    private let options: CSVOptions
    /// The attribute that names a series, and the one with the time of its first value.
    private let name: Int?
    private let start: Int?
    private let statics: TsfStatics
    private let missing: [[UInt8]]
    private let frequency: FrequencyRequest?

    private var lines: [TsfSeries] = []
    private var starts: [Timestamp] = []
    private var lineByID: [String: Int] = [:]

    init(_ path: String, _ header: TsfHeader, _ options: CSVOptions) throws(CSVError) {
        self.path = path
        self.header = header
        self.options = options
        missing = TsfSeries.missing + options.missing.map { Array($0.utf8) }
        let place = DiagnosticLocation(file: path)
        var table = options
        (table.time, table.id) = (nil, nil)
        try table.checkWithoutTable(rows: "every line of a .tsf file is a series", at: place)
        let attributes = header.attributes
        name =
            try options.id.map { text throws(CSVError) in try header.attribute(text, flag: "--id", at: place) }
            ?? attributes.firstIndex { $0.name.lowercased() == "series_name" }
            ?? attributes.firstIndex { $0.content == .string }
        start =
            try options.time.map { text throws(CSVError) in try header.attribute(text, flag: "--time", at: place) }
            ?? attributes.firstIndex { $0.content == .date }
        statics = try TsfStatics(header, options.covariates, at: place)
        frequency = options.frequency ?? options.grid?.request ?? header.frequency
        if start == nil || frequency == nil { try options.checkNumbered(at: place) }
    }

    mutating func add(_ reader: borrowing RecordReader) throws(CSVError) {
        let line = try TsfSeries(reader, header, missing: missing)
        let place = reader.location(ofField: 0)
        let id = id(line, lines.count)
        if let first = lineByID.updateValue(line.line, forKey: id) {
            throw .tsfRepeatedID(id, firstLine: first, at: place)
        }
        if let start, frequency != nil {
            guard let time = Self.timestamp(line.attributes[start]) else {
                throw .tsfBadStart(header.attributes[start].name, line.attributes[start], at: place)
            }
            starts.append(time)
        }
        lines.append(line)
    }

    private func id(_ line: TsfSeries, _ place: Int) -> String {
        name.map { line.attributes[$0] }.flatMap { $0.isEmpty ? nil : $0 } ?? "T\(place + 1)"
    }

    /// Reads `1979-01-31 00-00-00`, or a form that times in tables have.
    private static func timestamp(_ text: String) -> Timestamp? {
        var bytes = Array(text.utf8)
        if bytes.count == 19, bytes[13] == UInt8(ascii: "-"), bytes[16] == UInt8(ascii: "-") {
            (bytes[13], bytes[16]) = (UInt8(ascii: ":"), UInt8(ascii: ":"))
        }
        guard bytes.count > 6, bytes[4] == UInt8(ascii: "-"), let format = TimestampFormat.shape(of: bytes.span) else {
            return nil
        }
        return format.timestamp(utf8: bytes.span)
    }

    // MARK: - Result

    consuming func finish() throws(CSVError) -> Ingestion {
        guard let last = lines.first else { throw .headerOnly(at: DiagnosticLocation(file: path)) }
        _ = last
        let grid = TsfGrid(frequency, starts)
        let (attributes, values) = try statics.columns(lines, path)
        var series: [SeriesRows] = []
        var empty: [String] = []
        for (place, line) in lines.enumerated() {
            let id = id(line, place)
            guard line.values.contains(where: { !$0.isNaN }) else {
                empty.append(id)
                continue
            }
            var rows = SeriesRows(id: id)
            rows.timestamps = grid.timestamps(from: place, count: line.values.count)
            guard rows.timestamps.last.map(grid.format.readable.contains) ?? true else {
                throw .tsfTooLong(id, at: DiagnosticLocation(file: path, line: line.line))
            }
            rows.values = line.values
            rows.statics = values.map { $0[place] }
            for _ in line.values { rows.lines.append(line.line) }
            series.append(rows)
        }
        guard !series.isEmpty else { throw .noValues(at: DiagnosticLocation(file: path)) }
        let ends = grid.frequency == nil ? series.numberToCommonEnd() : nil
        var reading = options
        if reading.frequency == nil, grid.frequency != nil { reading.frequency = frequency }
        var columns = columnNames(hasTimes: grid.frequency != nil)
        columns.statics = attributes
        var assembly = PanelAssembly(path: path, format: grid.format, options: reading, columns: columns)
        let panel = try assembly.panel(series)
        var ingestion = Ingestion(
            panel: panel, notes: notes(grid, empty) + [ends].compactMap { $0 } + assembly.notes, rowsRead: lines.count,
            missingValues: assembly.missingValues, skippedRows: assembly.skippedRows, gaps: assembly.gaps,
            findings: assembly.findings.all,
            findingCounts: assembly.findings.counts, lines: assembly.lines)
        ingestion.layout = .tsf
        ingestion.emptySeries = empty.count
        ingestion.suggestedHorizon = header.horizon
        if grid.frequency == nil { ingestion.suggestedSeason = frequency.flatMap(Frequency.usualSeason) }
        return ingestion
    }

    private func columnNames(hasTimes: Bool) -> ColumnNames {
        ColumnNames(
            time: hasTimes ? "timestamp" : nil, target: "value",
            id: name.map { header.attributes[$0].name } ?? "series_name")
    }

    private func notes(_ grid: TsfGrid, _ empty: [String]) -> [String] {
        var notes = header.notes
        if let frequency, grid.frequency == nil {
            notes.append("the series are \(frequency), but without a start; their values are numbered from 1")
        } else if let frequency {
            notes.append("reading the series as \(frequency), as @frequency says; --frequency sets another step")
        } else {
            notes.append("no @frequency says the step, so values are numbered from 1; --frequency sets it")
        }
        if grid.isCut {
            notes.append("the series begin on different days of the month; their times are written as months")
        }
        if lines.contains(where: \.isLatin1) { notes.append("the file is not UTF-8; its names are read as Latin-1") }
        if !empty.isEmpty {
            notes.append("left out \(counted(empty.count, "series line")) without a number: \(list(empty))")
        }
        return notes
    }
}

extension TsfHeader {
    /// The attribute of a name.
    func attribute(_ name: String, flag: String, at place: DiagnosticLocation) throws(CSVError) -> Int {
        if let found = attributes.firstIndex(where: { $0.name == name }) { return found }
        throw .unknownAttribute(name, flag: flag, names: attributes.map(\.name), at: place)
    }
}
