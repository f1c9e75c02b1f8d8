import TimeSeries

/// What a file seems to need that its user did not say.
public struct ReadingSuggestion: Sendable, Hashable {
    /// The columns that together tell series apart.
    public var ids: [String] = []
    /// The time zone whose clock the file shows.
    public var timezone: String?

    /// Whether there is nothing to suggest.
    public var isEmpty: Bool { ids.isEmpty && timezone == nil }

    /// Looks for the reason of rows that repeat a time: series that are not told apart, or a clock that was set back.
    ///
    /// - Parameters:
    ///   - paths: The files, which are read once more.
    ///   - options: What the user says about them.
    ///   - ingestion: What was read of them.
    /// - Throws: ``CSVError`` when a file is no table.
    public init(paths: [String], options: CSVOptions, ingestion: Ingestion) throws(CSVError) {
        guard ingestion.layout == .long, ingestion.findings.contains(where: { $0.kind == .duplicate }) else { return }
        if options.times.zone == nil { timezone = Self.zone(ingestion) }
        if timezone == nil, options.id == nil { ids = try Self.ids(paths: paths, options: options) }
    }

    /// A zone whose clocks repeat every time that comes twice.
    private static func zone(_ ingestion: Ingestion) -> String? {
        guard let format = ingestion.panel.series.first?.index.format, format.zone == nil, format.isSubDaily else {
            return nil
        }
        let zones = ingestion.findings.filter { $0.kind == .duplicate }.map { finding in
            format.timestamp(from: finding.time).flatMap(ZoneGuess.name(repeating:))
        }
        guard let zone = zones.first, zones.allSatisfy({ $0 == zone }) else { return nil }
        return zone
    }
}

extension CSVError {
    /// The same error, which names the columns that tell series apart where rows of several were taken for one.
    func namingIDs(paths: [String], options: CSVOptions) -> CSVError {
        // Rows that continue a model's have its columns.
        guard kind == .duplicateTimestamp || kind == .unsortedTimestamps, options.id == nil, options.grid == nil,
            let location,
            paths.allSatisfy(InputFile.canBeReadAgain(path:)),
            let ids = try? ReadingSuggestion.ids(paths: paths, options: options), !ids.isEmpty
        else { return self }
        let names = shellWord(ids.joined(separator: ","))
        return CSVError(
            kind, message, fix: "pass --id \(names), as rows of one time differ in \(ids.count == 1 ? "it" : "these")",
            at: location)
    }
}
