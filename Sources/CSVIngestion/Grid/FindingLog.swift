import TimeSeries

/// What is irregular about the rows of a file, of each kind the first ones and how many there are.
struct FindingLog {
    private var kept: [(place: Int, finding: ReadingFinding)] = []
    private var counts: [ReadingFinding.Kind: Int] = [:]

    /// How many there are of a kind.
    func count(_ kind: ReadingFinding.Kind) -> Int { counts[kind] ?? 0 }

    /// Adds a finding about the series at `place`; the text of its time is made only when it is kept.
    mutating func add(
        _ kind: ReadingFinding.Kind, to series: String?, _ place: Int, line: Int, rows: Int = 1, time: () -> String
    ) {
        counts[kind, default: 0] += 1
        guard count(kind) <= Ingestion.mostFindings else { return }
        kept.append((place, ReadingFinding(kind: kind, series: series, line: line, time: time(), rows: rows)))
    }

    /// The first of a kind.
    func first(_ kind: ReadingFinding.Kind) -> ReadingFinding? { kept.first { $0.finding.kind == kind }?.finding }

    /// All that are kept, in the order of series and lines.
    var all: [ReadingFinding] {
        kept.enumerated().sorted {
            ($0.element.place, $0.element.finding.line, $0.offset) < (
                $1.element.place, $1.element.finding.line, $1.offset
            )
        }.map(\.element.finding)
    }
}
