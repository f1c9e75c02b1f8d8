import TimeSeries

/// What is irregular about the rows of a file, of each kind the first ones and how many there are.
struct FindingLog {
    private var kept: [(place: Int, finding: ReadingFinding)] = []
    private var found: [ReadingFinding.Kind: (findings: Int, series: Set<Int>)] = [:]
    /// Where every row of the file is one of several series, the rows that have been found already; nil elsewhere.
    private var sharedRows: Set<SharedRow>?

    /// A row of several series.
    private struct SharedRow: Hashable {
        let kind: ReadingFinding.Kind
        let line: Int
    }

    /// - Parameter sharesRows: Whether every row of the file is one of several series; what is found at it is then said once,
    ///   of no series.
    init(sharesRows: Bool = false) {
        sharedRows = sharesRows ? [] : nil
    }

    /// How many there are of a kind.
    func count(_ kind: ReadingFinding.Kind) -> Int { found[kind]?.findings ?? 0 }

    /// How many there are of each kind that there is, kept or not, and of how many series.
    var counts: [ReadingFinding.Kind: FindingCount] {
        found.mapValues { FindingCount(findings: $0.findings, series: $0.series.count) }
    }

    /// Adds a finding about the series at `place`; the text of its time is made only when it is kept.
    mutating func add(
        _ kind: ReadingFinding.Kind, to series: String?, _ place: Int, line: Int, rows: Int = 1, time: () -> String
    ) {
        found[kind, default: (0, [])].series.insert(place)
        if sharedRows?.insert(SharedRow(kind: kind, line: line)).inserted == false { return }
        let series = sharedRows == nil ? series : nil
        found[kind]?.findings += 1
        guard count(kind) <= Ingestion.mostFindings else { return }
        kept.append((place, ReadingFinding(kind: kind, series: series, line: line, time: time(), rows: rows)))
    }

    /// The first of a kind.
    func first(_ kind: ReadingFinding.Kind) -> ReadingFinding? { kept.first { $0.finding.kind == kind }?.finding }

    /// All that are kept, in the order of series and lines.
    var all: [ReadingFinding] {
        kept.enumerated().sorted { one, other in
            let (first, second) = (one.element, other.element)
            return (first.place, first.finding.line, one.offset) < (second.place, second.finding.line, other.offset)
        }.map(\.element.finding)
    }
}
