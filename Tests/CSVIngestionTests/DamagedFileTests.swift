import CSVIngestion
import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

/// Files with random bytes changed: whatever comes out, it does not depend on how the file is cut into chunks.
@Suite struct DamagedFileTests {
    private let healthy = Array(
        #"""
        # a comment
        unique_id,ds,y,"note ""x"""
        a,2020-01-01 00:00,1.5,"first
        line"
        a,2020-01-01 01:00,-2e3,
        b,2020-01-01 00:00,0.25,é
        a,2020-01-01 02:00,,"c,d"
        a,2020-01-01 04:00,12345678901234567890.5,x
        b,2020-01-01 01:00,4,y

        """#.utf8)

    private func damaged(_ random: inout SplitMix64) -> [UInt8] {
        var bytes = healthy
        let interesting = Array("\",\n\r#;0-. \u{0}é".utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let byte = interesting[Int.random(in: 0..<interesting.count, using: &random)]
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            case 2: bytes.remove(at: place)
            default: bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        }
        return bytes
    }

    /// The result or the error, without the name of the folder.
    private func outcome(_ path: String, chunk: Int) -> String {
        do throws(CSVError) {
            let options = CSVOptions(comment: "#", frequency: .fixed(seconds: 3600))
            let ingestion = try readPanel(path: path, options: options, limits: chunks(of: chunk))
            return ingestion.panel.fingerprint + ingestion.notes.joined(separator: "\n")
        } catch {
            return error.description
        }
    }

    @Test func `the healthy file is read`() throws {
        let panel = try read(healthy, CSVOptions(comment: "#", frequency: .fixed(seconds: 3600))).panel
        #expect(panel.series.map(\.count) == [5, 2])
    }

    @Test func `a damaged file never crashes, and gives the same in chunks of every size`() throws {
        var random = SplitMix64(seed: 10)
        let folder = try TemporaryFolder()
        var outcomes: Set<String> = []
        for _ in 0..<3000 {
            let path = try folder.write(damaged(&random), to: "damaged.csv")
            let whole = outcome(path, chunk: 4096)
            #expect(outcome(path, chunk: 1) == whole)
            #expect(outcome(path, chunk: 7) == whole)
            outcomes.insert(whole)
        }
        #expect(outcomes.count > 300)
    }
}
