import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

/// Reading in parts gives what reading record by record gives, whatever the file, the parts and the threads.
@Suite struct SegmentedFileTests {
    /// A file of hours of some series, most of which is as it should be.
    private func randomFile(_ random: inout SplitMix64) -> String {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let hasID = chance(70)
        let hasTime = chance(90)
        let end = chance(20) ? "\r\n" : "\n"
        let oddities = chance(30) ? 2 : 0
        var text = (hasID ? "id," : "") + (hasTime ? "ds," : "") + "note,y" + end
        var hours = [0, 0, 0]
        var current = 0
        for _ in 0..<Int.random(in: 3...80, using: &random) {
            if hasID, chance(20) { current = Int.random(in: 0..<3, using: &random) }
            hours[current] += chance(5) ? 3 : 1
            let hour = hours[current]
            let time = "2020-01-0\(1 + hour / 24 % 9) \(hour % 24 < 10 ? "0" : "")\(hour % 24):00:00"
            var value = ["1", "-2.5", "", "NA", "3e2", " 7 ", "12345678.25"][Int.random(in: 0..<7, using: &random)]
            var note = ["", "x", "a b", "é"][Int.random(in: 0..<4, using: &random)]
            if chance(oddities) {
                value = ["abc", "1,5", "-nan", "1e999", "\"4\""][Int.random(in: 0..<5, using: &random)]
            }
            if chance(oddities) { note = ["\"a\nb\"", "a\rb", "a,b", "\"\""][Int.random(in: 0..<4, using: &random)] }
            if chance(oddities) {
                text += ["id,ds,note,y\n", "# c\n", "\0", "x\n"][Int.random(in: 0..<4, using: &random)]
            }
            if chance(5) { text += ["\n", "  \n", "# a comment\n"][Int.random(in: 0..<3, using: &random)] }
            text += (hasID ? "s\(current)," : "") + (hasTime ? time + "," : "") + note + "," + value + end
        }
        if chance(30) { text.removeLast() }
        return text
    }

    /// The result or the error, with all that a user sees.
    private func outcome(_ path: String, _ limits: ReadingLimits) -> String {
        do throws(CSVError) {
            let options = CSVOptions(
                target: "y", comment: "#", frequency: nil)
            let ingestion = try readPanel(path: path, options: options, limits: limits)
            let lines = zip(ingestion.panel.series, ingestion.lines).map { series, lines in
                (0..<series.count).map { lines[$0] }
            }
            return "\(ingestion.panel.fingerprint) \(ingestion.rowsRead) \(ingestion.missingValues) \(ingestion.notes) "
                + "\(ingestion.findings) \(lines)"
        } catch {
            return error.description
        }
    }

    @Test func `parts of every size give the result or the error of one pass`() throws {
        var random = SplitMix64(seed: 12)
        let folder = try TemporaryFolder()
        var read = 0
        for _ in 0..<600 {
            let path = try folder.write(randomFile(&random), to: "data.csv")
            var limits = ReadingLimits()
            limits.parallelBytes = .max
            let whole = outcome(path, limits)
            limits.parallelBytes = 0
            for _ in 0..<3 {
                limits.segment = Int.random(in: 1...400, using: &random)
                limits.threads = Int.random(in: 1...3, using: &random)
                #expect(outcome(path, limits) == whole, "parts of \(limits.segment) bytes")
            }
            if !whole.contains("fix:") { read += 1 }
        }
        #expect(read > 200)
        #expect(read < 590)
    }

    @Test func `a part is left to the parser when it holds a quote`() throws {
        var text = "ds,y\n" + (0..<500).map { "\($0),\($0)\n" }.joined()
        text += "500,\"500\"\n"
        var limits = ReadingLimits()
        limits.parallelBytes = 0
        limits.segment = 256
        let ingestion = try CSVIngestionTests.read(Array(text.utf8), CSVOptions(), limits: limits)
        #expect(ingestion.rowsRead == 501)
        #expect(ingestion.panel.series[0].values.last == 500)
    }

    @Test func `an error in the last part names its line`() throws {
        let text = "ds,y\n" + (0..<5000).map { "\($0),\($0)\n" }.joined() + "5000,x\n"
        var limits = ReadingLimits()
        limits.parallelBytes = 0
        limits.segment = 1000
        let error = try #require(try errorReading(Array(text.utf8), CSVOptions(), limits: limits))
        #expect(error.kind == .notANumber)
        #expect(error.location?.line == 5002)
        #expect(error.location?.column == 6)
    }
}
