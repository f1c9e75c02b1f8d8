import TimeSeries

extension ReadingSuggestion {
    /// The columns that together tell the series of a file apart: with them hardly a time comes twice, without it many do.
    ///
    /// Looks at columns of text and of integers, in fewest columns. All rows of some of the times are compared, chosen by a
    /// hash of the time, so that the memory is bounded and no order of the rows matters.
    ///
    /// - Returns: Their names in the order of the file; empty where times hardly repeat, or none tells them apart.
    /// - Throws: ``CSVError`` when a file is no table.
    static func ids(paths: [String], options: CSVOptions) throws(CSVError) -> [String] {
        let limits = ReadingLimits()
        var reader = try RecordReader(path: paths.first ?? "", options: options, limits: limits)
        let table = try SampledTable(reader: &reader, options: options, limits: limits)
        let choice = try ColumnChooser(table: table, options: options).choose()
        guard choice.layout == .long, choice.time != nil else { return [] }
        let taken = choice.times + [choice.target] + (choice.covariates + choice.statics).map(\.column)
        let free = table.names.indices.filter { column in
            let profile = table.profiles[column]
            return !taken.contains(column) && profile.filled > 0
                && (profile.content == .text || profile.isInteger)
        }
        guard !free.isEmpty else { return [] }
        var sample = TimeSample(times: choice.times, columns: Array(free.prefix(TimeSample.mostColumns)))
        try sample.add(&reader, table)
        let dialect = FileDialect(reader.dialect, encoding: reader.encoding)
        for path in paths.dropFirst() {
            reader = try table.open(path, after: reader, as: dialect, options: options, limits: limits)
            try sample.add(&reader, table)
        }
        let known = choice.ids.compactMap { sample.columns.firstIndex(of: $0) }
        guard !sample.tellsApart(known, isEnough: { _ in true }) else { return [] }
        return (sample.smallest() ?? []).map { table.names[sample.columns[$0]] }
    }
}

/// All rows of some of a file's times, as hashes.
private struct TimeSample {
    /// The columns that tell the time.
    let times: [Int]
    /// The columns that may tell series apart.
    let columns: [Int]
    /// For each row its time, then what it has in each of the columns.
    private var hashes: [UInt64] = []
    /// Times are kept whose hash has none of these bits.
    private var mask: UInt64 = 0

    static let mostColumns = 10
    private static let mostRows = 1 << 17
    /// The most columns that an id is made of.
    private static let mostParts = 3
    /// One row in so many may repeat a time all the same.
    private static let tolerance = 100
    /// Rows that a series has on average at the least, or the columns are no id.
    private static let leastRows = 4

    init(times: [Int], columns: [Int]) { (self.times, self.columns) = (times, columns) }

    private var width: Int { columns.count + 1 }
    private var rows: Int { hashes.count / width }

    /// Adds the rows of a file.
    mutating func add(_ reader: inout RecordReader, _ table: SampledTable) throws(CSVError) {
        try reader.rewind(keeping: times + columns, outOf: table.names.count)
        if table.hasHeader { _ = try reader.next() }
        while try reader.next() {
            try reader.checkFieldCount(
                table.names.count, first: table.firstField, hasHeader: table.hasHeader, CSVOptions())
            var time = FNVHash()
            for field in times { reader.withField(field) { time.add($0) } }
            guard time.value & mask == 0 else { continue }
            hashes.append(time.value)
            for field in columns {
                var cell = FNVHash()
                reader.withField(field) { cell.add($0) }
                hashes.append(cell.value)
            }
            while rows > Self.mostRows, mask != .max { thin() }
        }
    }

    /// Leaves out half of the times.
    private mutating func thin() {
        mask = mask << 1 | 1 << 20
        let width = width
        hashes = (0..<rows).filter { hashes[$0 * width] & mask == 0 }.flatMap { [hashes] row in
            hashes[row * width..<(row + 1) * width]
        }
    }

    /// Whether hardly a row repeats the time and these columns of another.
    ///
    /// - Parameter isEnough: Whether so many series are few enough for the rows.
    func tellsApart(_ parts: [Int], isEnough: (Int) -> Bool) -> Bool {
        var keys: Set<UInt64> = []
        var ids: Set<UInt64> = []
        keys.reserveCapacity(rows)
        var repeats = 0
        for row in 0..<rows {
            var id = FNVHash()
            for part in parts { id.add(hashes[row * width + 1 + part]) }
            ids.insert(id.value)
            id.add(hashes[row * width])
            if !keys.insert(id.value).inserted { repeats += 1 }
            if repeats * Self.tolerance > rows { return false }
        }
        return isEnough(ids.count)
    }

    /// The first of the smallest sets of columns that tell series apart.
    func smallest() -> [Int]? {
        var sets: [[Int]] = [[]]
        for _ in 0..<min(Self.mostParts, columns.count) {
            sets = sets.flatMap { set in ((set.last ?? -1) + 1..<columns.count).map { set + [$0] } }
            let found = sets.first { tellsApart($0) { $0 > 1 && $0 * Self.leastRows <= rows } }
            if let found { return found }
        }
        return nil
    }
}
