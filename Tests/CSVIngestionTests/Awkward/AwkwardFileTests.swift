import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

let awkwardFiles: [AwkwardFile] =
    awkwardDialects + awkwardTimes + awkwardSteps + awkwardRepairs + awkwardLayouts + awkwardSheets + awkwardBytes

@Suite struct AwkwardFileTests {
    /// Reads the files of a case as one dataset.
    private func read(_ file: AwkwardFile, _ limits: ReadingLimits = ReadingLimits()) throws -> Ingestion {
        let folder = try TemporaryFolder()
        let paths = try file.files.enumerated().map { try folder.write($1, to: "data\($0 + 1).csv") }
        return try readPanel(paths: paths, options: file.options, limits: limits)
    }

    @Test(arguments: awkwardFiles)
    func `a file is read as it is meant, or refused with its place and what to do`(file: AwkwardFile) throws {
        do {
            let ingestion = try read(file)
            guard case .reads(let expected) = file.outcome else {
                Issue.record("it is read: \(ingestion.panel.series.map(\.values)) \(ingestion.notes)")
                return
            }
            check(ingestion, expected)
        } catch let error as CSVError {
            guard case .refused(let expected) = file.outcome else {
                Issue.record("it is refused: \(error)")
                return
            }
            #expect(error.kind == expected.kind, "\(error)")
            #expect(error.location?.line == expected.line, "\(error)")
            #expect(error.location?.column == expected.column, "\(error)")
            #expect(error.fix.contains(expected.fix), "\(error)")
        }
    }

    private func check(_ ingestion: Ingestion, _ expected: AwkwardFile.Reading) {
        let panel = ingestion.panel
        let first = panel.series[0]
        #expect(panel.series.map(\.count) == expected.rows)
        if let ids = expected.ids { #expect(panel.series.map { $0.id ?? "" } == ids) }
        if let times = expected.times {
            #expect([first.index.text(at: 0), first.index.text(at: first.count - 1)] == times)
        }
        if let step = expected.step { #expect("\(panel.frequency)" == step) }
        // NaN is not equal to itself.
        if let values = expected.values { #expect(first.values.map { "\($0)" } == values.map { "\($0)" }) }
        for note in expected.notes {
            #expect(ingestion.notes.contains { $0.contains(note) }, "\(ingestion.notes)")
        }
        if expected.notes.isEmpty { return }
        #expect(ingestion.notes.allSatisfy { $0.utf8.count < 1000 })
    }

    @Test(arguments: awkwardFiles)
    func `the outcome does not depend on the chunks and parts in which a file is read`(file: AwkwardFile) throws {
        var limits = chunks(of: 7)
        let one = outcome(file, ReadingLimits())
        #expect(outcome(file, limits) == one)
        limits.chunk = 64
        limits.parallelBytes = 0
        limits.segment = 20
        limits.threads = 2
        #expect(outcome(file, limits) == one)
    }

    /// What a user sees, but for paths, which are of one length.
    private func outcome(_ file: AwkwardFile, _ limits: ReadingLimits) -> String {
        do {
            let ingestion = try read(file, limits)
            return "\(ingestion.panel.fingerprint) \(ingestion.notes) \(ingestion.findings)"
        } catch let error as CSVError {
            let place = error.location
            return "\(error.code) \(error.message.utf8.count) \(place?.line ?? 0) \(place?.column ?? 0)"
        } catch {
            return "\(error)"
        }
    }

    @Test func `there are files enough, each with a name of its own`() {
        #expect(awkwardFiles.count >= 80)
        #expect(Set(awkwardFiles.map(\.name)).count == awkwardFiles.count)
    }
}
