import CSVIngestion
import Reporting
import TimeSeries

/// Everything that is wrong, counted, and the worst of each kind with its place.
struct InspectFindings {
    typealias Finding = InspectSummary.Finding

    private(set) var counts: [Finding.Kind: Finding.Count] = [:]
    /// In the order of kinds, the worst first.
    private(set) var kept: [Finding] = []

    /// The most of one kind that are kept.
    private static let most = 1000

    init(_ ingestion: Ingestion, _ diagnoses: [SeriesDiagnosis]) {
        var all = ingestion.findings.map(Finding.init)
        for (place, diagnosis) in diagnoses.enumerated() {
            let lines = ingestion.lines.isEmpty ? nil : ingestion.lines[place]
            all += SeriesFindings(series: ingestion.panel.series[place], lines: lines).findings(diagnosis)
        }
        let byKind = Dictionary(grouping: all, by: \.kind)
        counts = byKind.mapValues { Finding.Count(findings: $0.count, series: Set($0.map(\.series)).count) }
        // Of what was found while reading only the first are here.
        for (kind, count) in ingestion.findingCounts {
            counts[Finding.Kind(kind)] = Finding.Count(findings: count.findings, series: count.series)
        }
        kept = Finding.Kind.allCases.flatMap { kind in
            // A stable order: by badness, then by the place in the file.
            (byKind[kind] ?? []).enumerated()
                .sorted { ($1.element.badness, $0.offset) < ($0.element.badness, $1.offset) }
                .prefix(Self.most).map { $0.element.placed(in: ingestion) }
        }
    }
}

extension InspectSummary.Finding {
    /// How bad it is beside others of its kind.
    fileprivate var badness: Double { score ?? Double(rows) }

    /// The finding with its file and the line there, where there are several files.
    fileprivate func placed(in ingestion: Ingestion) -> Self {
        guard ingestion.files.count > 1, let line else { return self }
        var placed = self
        let place = ingestion.place(ofLine: line)
        (placed.file, placed.line) = (place.file, place.line)
        return placed
    }

    fileprivate init(_ finding: ReadingFinding) {
        self.init(
            kind: Kind(finding.kind), series: finding.series, line: finding.line, time: finding.time,
            rows: finding.rows)
    }
}

extension InspectSummary.Finding.Kind {
    fileprivate init(_ kind: ReadingFinding.Kind) {
        self =
            switch kind {
            case .gap: .gap
            case .duplicate: .duplicate
            case .unsorted: .unsorted
            case .offGrid: .offGrid
            }
    }
}

/// What the values of one series show, with their places in the file.
private struct SeriesFindings {
    let series: TimeSeries
    let lines: RowLines?

    func findings(_ diagnosis: SeriesDiagnosis) -> [InspectSummary.Finding] {
        var findings: [InspectSummary.Finding] = []
        if diagnosis.missing > 0, let first = series.values.firstIndex(where: \.isNaN) {
            let share = Double(diagnosis.missing) / Double(diagnosis.rows)
            findings.append(finding(.missing, at: first, rows: diagnosis.missing, score: share))
        }
        if diagnosis.isConstant, diagnosis.rows > 1, let value = diagnosis.minimum {
            findings.append(finding(.constant, at: 0, rows: diagnosis.rows - diagnosis.missing, value: value))
        }
        findings += diagnosis.constantStretches.map {
            finding(.constantStretch, at: $0.rows.lowerBound, rows: $0.rows.count, value: $0.value)
        }
        findings += diagnosis.levelShifts.map {
            finding(.levelShift, at: $0.row, value: $0.after, expected: $0.before, score: $0.score)
        }
        return findings
            + diagnosis.outliers.map {
                finding(.outlier, at: $0.row, value: $0.value, expected: $0.expected, score: $0.score)
            }
    }

    private func finding(
        _ kind: InspectSummary.Finding.Kind, at row: Int, rows: Int = 1, value: Double? = nil,
        expected: Double? = nil, score: Double? = nil
    ) -> InspectSummary.Finding {
        let line = lines?[row]
        return InspectSummary.Finding(
            kind: kind, series: series.id, line: line == 0 ? nil : line, time: series.index.text(at: row), rows: rows,
            value: value, expected: expected, score: score)
    }
}
